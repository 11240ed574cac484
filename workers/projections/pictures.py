"""The catalogue of pictures: every caption once, whatever articles it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from schemas.rows.captions import PICTURE_TERMS, PICTURES, CaptionRow, PictureRow, PictureTermRow
from schemas.rows.row import Change, Delete, Put
from schemas.terms import agency_term, caption_terms
from workers.projections.view import Known

MOST_ARTICLES = 10
"""Articles that a row of the catalogue names."""


def changes(article: str, rows: Known, before: Sequence[CaptionRow], found: Sequence[CaptionRow]) -> Iterator[Change]:
    """What the catalogue's rows become when an article has other captions than before.

    A caption that comes costs the same however many articles have it; one that goes is linear in them.
    """
    old, new = _by_picture(before), _by_picture(found)
    for caption in sorted(old.keys() | new.keys()):
        if old.get(caption) != new.get(caption):
            known = rows.picture(caption)
            if known and caption not in old:
                after: PictureRow | None = _with(known, new[caption])
            else:
                others = [row for row in rows.captions_of(caption) if row.article != article] if known else []
                after = picture([*others, *new.get(caption, [])])
            yield from _replaced(known, after)


def picture(captions: Iterable[CaptionRow]) -> PictureRow | None:
    """The picture of these captions; None if there is none."""
    ordered = sorted(captions, key=lambda row: row.number)
    if not ordered:
        return None
    shown = next((row for row in ordered if row.credit), ordered[0])
    articles = tuple(dict.fromkeys(row.article for row in ordered))
    return PictureRow(
        id=shown.caption or "",
        number=ordered[0].number,
        text=shown.text,
        articles=len(articles),
        first_articles=articles[:MOST_ARTICLES],
        repeated=len(articles) > 1,
        seen_at=ordered[0].seen_at,
        credit=shown.credit,
        agency=shown.agency,
        day=shown.day,
        place=shown.place,
    )


def terms_of(row: PictureRow) -> list[str]:
    """What the picture is found by."""
    return [*caption_terms(row.text), *([agency_term(row.agency)] if row.agency else [])]


def _by_picture(rows: Iterable[CaptionRow]) -> dict[str, list[CaptionRow]]:
    """The captions of each picture, in their order; what an older cleaner left undescribed has none."""
    found = defaultdict[str, list[CaptionRow]](list)
    for row in sorted(rows, key=lambda row: row.number):
        if row.caption:
            found[row.caption].append(row)
    return dict(found)


def _with(known: PictureRow, captions: Sequence[CaptionRow]) -> PictureRow:
    """The picture in one more article, later than the others."""
    here = picture(captions)
    said = here if here and known.credit is None and here.credit else known
    return replace(
        said,
        number=known.number,
        articles=known.articles + 1,
        first_articles=(*known.first_articles, captions[0].article)[:MOST_ARTICLES],
        repeated=True,
        seen_at=known.seen_at,
    )


def _replaced(before: PictureRow | None, after: PictureRow | None) -> Iterator[Change]:
    """The row and its terms, which come and go together."""
    if before == after:
        return
    if before:
        yield Delete(PICTURES, (before.id,))
        yield from (Delete(PICTURE_TERMS, (term, before.number)) for term in terms_of(before))
    if after:
        yield Put(PICTURES, after, fresh=before is None)
        yield from (
            Put(PICTURE_TERMS, PictureTermRow(term=term, number=after.number), fresh=before is None)
            for term in terms_of(after)
        )
