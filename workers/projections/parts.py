"""The parts of each article's page."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.block import Part
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleErased, ArticleReceived
from schemas.rows.articles import PARTS, PartRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A page's parts take the place of those known before; a new revision has none yet."""
    found: dict[int, PartRow] = {}
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            pass
        case ArticleCleaned() as data, ArticleCleanedWords(text=text):
            found = {number: _row(entry, number, part, text) for number, part in enumerate(data.parts)}
        case _:
            return
    yield from (Delete(PARTS, key) for key, row in rows.parts.items() if row.part not in found)
    yield from (Put(PARTS, row) for row in found.values())


def _row(entry: Entry, number: int, part: Part, text: str) -> PartRow:
    return PartRow(
        article=entry.article,
        part=number,
        revision=entry.data.revision,
        start=part.start,
        end=part.end,
        title=text[part.title.start : part.title.end] if part.title else None,
        published=part.published.day if part.published else None,
        evidence=part.published.evidence.value if part.published else None,
    )
