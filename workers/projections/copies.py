"""Parts whose bodies are copies of earlier ones, exact or near, in groups of which the earliest is the first copy.

A text is found by its keys, each of which leads to a few texts at most; so the index and the work for an article are
bounded. A part joins the group of the copy that it shares most with; groups are never merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemas.block import Part
from schemas.fingerprint import Fingerprint
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleErased, ArticleReceived
from schemas.rows.copies import COPIES, PRINT_KEYS, PRINTS, CopyRow, Likeness, PrintRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.groups import Groups, place
from workers.projections.likeness import Shared
from workers.projections.shelf import Shelf, keys_of, packed
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A page's parts take the place of those known before, unless they are the same; a new revision has none yet."""
    before = sorted(rows.copies.values(), key=place)
    prints = {each.id: each for each in rows.prints([row.id for row in before])}
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _ if before:
            yield from _gone(before, prints)
            yield from _left(entry, rows, before).changes()
        case ArticleCleaned(parts=parts), ArticleCleanedWords(text=text, fingerprints=fingerprints):
            titles = [_title(part, text) for part in parts]
            found = [(_print(entry, each), titles[each.part]) for each in fingerprints]
            if _said(found) != _said([(prints[row.id], row.title) for row in before]):
                yield from _gone(before, prints)
                yield from _linked(entry, rows, before, found)


def _gone(before: Sequence[CopyRow], prints: dict[str, PrintRow]) -> Iterator[Change]:
    for row in before:
        yield Delete(COPIES, (row.article, row.part))
        yield Delete(PRINTS, (row.id,))
        yield from (Delete(PRINT_KEYS, (key, row.id)) for key in keys_of(prints[row.id]))


def _left(entry: Entry, rows: Known, before: Sequence[CopyRow]) -> Groups:
    """The groups without the article."""
    groups = Groups(entry.article, rows)
    groups.leave({row.group for row in before})
    return groups


def _linked(
    entry: Entry, rows: Known, before: Sequence[CopyRow], found: Sequence[tuple[PrintRow, str | None]]
) -> Iterator[Change]:
    """The texts of the page, each a copy of an earlier one or the first of a group."""
    groups = _left(entry, rows, before)
    shelf = Shelf(rows, [text for text, _ in found], [row.id for row in before])
    own: dict[str, CopyRow] = {}
    for text, title in found:
        row = _first(entry, rows, text, title)
        if closest := shelf.closest(text):
            other, share = closest
            match = own.get(other.id) or rows.copies_of(other.article)[other.article, other.part]
            row = _beside(row, match, share)
            groups.join(row, match)
        else:
            groups.found(row)
        own[text.id] = row
        yield Put(COPIES, row, fresh=not before)
        yield Put(PRINTS, text, fresh=True)
        yield from shelf.add(text)
    yield from groups.changes()


def _first(entry: Entry, rows: Known, text: PrintRow, title: str | None) -> CopyRow:
    """A part that is like no other."""
    return CopyRow(
        article=text.article,
        part=text.part,
        revision=entry.data.revision,
        id=text.id,
        group=text.id,
        origin=text.id,
        likeness=Likeness.FIRST,
        position=entry.position,
        seen_at=entry.moment,
        title=title,
        source=rows.current.source,
    )


def _beside(row: CopyRow, match: CopyRow, share: Shared) -> CopyRow:
    """The part as a copy; one that has more words of its own stays its own origin."""
    return replace(
        row,
        group=match.group,
        origin=row.id if share.likeness is Likeness.HOLDS else match.origin,
        likeness=share.likeness,
        resemblance=share.resemblance,
        contained=share.contained,
        contains=share.contains,
    )


def _print(entry: Entry, found: Fingerprint) -> PrintRow:
    return PrintRow(
        id=f"{entry.position}-{found.part}",
        article=entry.article,
        part=found.part,
        text=found.text,
        shingles=found.shingles,
        keys=packed(found.keys),
        sketch=found.sketch,
    )


def _said(texts: Sequence[tuple[PrintRow, str | None]]) -> list[tuple[int, str | None, bytes, bytes]]:
    """What makes texts the same as before."""
    return [(text.part, title, text.text, text.sketch) for text, title in texts]


def _title(part: Part, text: str) -> str | None:
    return text[part.title.start : part.title.end] if part.title else None
