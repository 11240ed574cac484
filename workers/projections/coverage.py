"""How much news there was: the articles published on each day, for what is reported of a day to be measured by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from schemas.record import ArticleCleaned, ArticleErased, ArticleReceived
from schemas.rows.relations import COVERAGE, CoverageRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """The parts of a page count on the day each was published; those of an older revision, or reading, no longer."""
    match entry.data:
        case ArticleReceived() | ArticleErased():
            now = Counter[str]()
        case ArticleCleaned(parts=parts):
            now = Counter(part.published.day.isoformat() for part in parts if part.published)
        case _:
            return
    before = Counter(part.published.isoformat() for part in rows.parts.values() if part.published)
    for day in sorted(now | before):
        if now[day] != before[day]:
            yield _counted(day, now[day] - before[day], rows)


def _counted(day: str, more: int, rows: Known) -> Change:
    """So many articles more (or fewer) on a day."""
    found = rows.view.find(COVERAGE, "day", day).get((day,))
    articles = more + (found.articles if found else 0)
    if articles == 0:
        return Delete(COVERAGE, (day,))
    return Put(COVERAGE, CoverageRow(day=day, articles=articles), fresh=found is None)
