"""The publishers: how many articles came from each, on which days, and how many of them are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from schemas.record import ArticleErased, ArticleReceived, ExtractionCompleted
from schemas.rows.articles import ArticleRow
from schemas.rows.row import Change, Delete, Put
from schemas.rows.sources import SOURCE_DAYS, SOURCES, LanguageCell, SourceDayRow, SourceRow
from workers.projections import articles
from workers.projections.entry import Entry
from workers.projections.publisher import day_of, publisher_of
from workers.projections.view import Known

RECENT = 20
"""Articles that a publisher's pace is told from."""
LONGEST_DELAY = 30 * 86_400
"""Seconds after which an article is taken from an archive, and tells nothing of how fast the news comes."""
SECOND = 1_000_000


class Share(Struct, frozen=True, kw_only=True):
    """What one article adds to its publisher's counts."""

    source: str
    day: date
    covered: int
    uncovered: int
    events: int
    language: str | None
    delay: int | None


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """An article counts for the publisher, and as far as, its current revision says; it counts on its first day."""
    if not isinstance(entry.data, ArticleReceived | ExtractionCompleted | ArticleErased):
        return
    for change in articles.fold(entry, rows):
        after = change.row if isinstance(change, Put) else None
        if after is None or isinstance(after, ArticleRow):
            yield from _counted(entry, rows, rows.article, after)


def _counted(entry: Entry, rows: Known, before: ArticleRow | None, after: ArticleRow | None) -> Iterator[Change]:
    """The counts once an article stands as it does after a record; None before its first, or once it is gone."""
    shares = [(-1, _share(before))] if before else []
    shares += [(1, _share(after))] if after else []
    came = isinstance(entry.data, ArticleReceived) and after is not None
    for name in dict.fromkeys(share.source for _, share in shares):
        own = [(sign, share) for sign, share in shares if share.source == name]
        moment = entry.recorded_at if came and own[-1][0] > 0 and len(own) == 1 else None
        yield from _source(rows.source(name), name, own, moment, entry.article)
        yield from _days(rows, own)


def _share(article: ArticleRow) -> Share:
    received = article.first_received_at or article.received_at
    delay = (received // SECOND - int(article.published_at.timestamp())) if article.published_at else None
    judged = article.covered is not None
    return Share(
        source=publisher_of(article.source, article.url),
        day=day_of(received),
        covered=int(article.covered is True),
        uncovered=int(article.covered is False),
        events=article.events or 0,
        language=article.language if judged else None,
        delay=delay if delay is not None and 0 <= delay <= LONGEST_DELAY else None,
    )


def _source(
    before: SourceRow | None, name: str, shares: list[tuple[int, Share]], moment: int | None, article: str
) -> Iterator[Change]:
    """The publisher with these shares; `moment` is when a new article of it came, if one did."""
    row = before or SourceRow(
        name=name,
        articles=0,
        covered=0,
        uncovered=0,
        events=0,
        delayed=0,
        delay=0,
        first_received_at=moment or 0,
        last_received_at=moment or 0,
        recent=(),
        languages=(),
        latest=article,
    )
    for sign, share in shares:
        row = replace(
            row,
            articles=row.articles + sign,
            covered=row.covered + sign * share.covered,
            uncovered=row.uncovered + sign * share.uncovered,
            events=row.events + sign * share.events,
            delayed=row.delayed + sign * (share.delay is not None),
            delay=row.delay + sign * (share.delay or 0),
            languages=_languages(row.languages, share, sign),
        )
    if moment is not None:
        recent = tuple(sorted((*row.recent, moment))[-RECENT:])
        row = replace(row, recent=recent, last_received_at=recent[-1], latest=article)
    yield Put(SOURCES, row) if row.articles else Delete(SOURCES, (name,))


def _languages(known: tuple[LanguageCell, ...], share: Share, sign: int) -> tuple[LanguageCell, ...]:
    """The languages once an article in one of them counts, or no longer does."""
    if share.language is None:
        return known
    cells = {cell.language: cell for cell in known}
    cell = cells.get(share.language, LanguageCell(language=share.language, articles=0, uncovered=0))
    cells[share.language] = replace(
        cell, articles=cell.articles + sign, uncovered=cell.uncovered + sign * share.uncovered
    )
    return tuple(cells[language] for language in sorted(cells) if cells[language].articles)


def _days(rows: Known, shares: list[tuple[int, Share]]) -> Iterator[Change]:
    """The days that these shares are of."""
    days: dict[str, SourceDayRow] = {}
    for sign, share in shares:
        key = f"{share.day.isoformat()} {share.source}"
        row = days.get(key) or rows.source_day(key) or _empty(key, share)
        days[key] = replace(
            row,
            articles=row.articles + sign,
            covered=row.covered + sign * share.covered,
            uncovered=row.uncovered + sign * share.uncovered,
            events=row.events + sign * share.events,
        )
    for key, row in days.items():
        yield Put(SOURCE_DAYS, row) if row.articles else Delete(SOURCE_DAYS, (key,))


def _empty(key: str, share: Share) -> SourceDayRow:
    return SourceDayRow(id=key, source=share.source, day=share.day, articles=0, covered=0, uncovered=0, events=0)
