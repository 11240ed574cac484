"""Days, weeks and months, and what passed in each: with zeros where nothing did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import asdict

from schemas.rows.relations import Balance, CoverageRow, RelationDayRow

TENTHS, DECIMALS = 10, 3
COUNTS = tuple(name for name in Balance.__struct_fields__ if name != "goldstein")


class By(StrEnum):
    """How long a period is; weeks begin on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Period(Balance, frozen=True, kw_only=True):
    """What passed between two in a period, and how many articles were published in it.

    `balance` is cooperation less conflict, over both: 1 if all was cooperation, -1 if all was conflict; it and the mean
    of the Goldstein values are null where there is nothing to tell them from.
    """

    first: date
    last: date
    articles: int
    balance: float | None = None
    goldstein_mean: float | None = None


class Span(Struct, frozen=True):
    """Days, both ends included."""

    first: date
    last: date


def spans(by: By, first: date, last: date) -> Iterator[Span]:
    """The periods that hold these days, whole ones but for the ends."""
    at = first
    while at <= last:
        end = min(ending(by, at), last)
        yield Span(at, end)
        if end == last:
            return
        at = end + timedelta(days=1)


def periods(
    by: By, first: date, last: date, days: Iterable[RelationDayRow], coverage: Iterable[CoverageRow]
) -> list[Period]:
    """What passed in each period from the first to the last day."""
    passed, articles = {row.day: row for row in days}, {date.fromisoformat(row.day): row.articles for row in coverage}
    return [_period(span, passed, articles) for span in spans(by, first, last)]


def _period(span: Span, passed: dict[date, RelationDayRow], articles: dict[date, int]) -> Period:
    days = [span.first + timedelta(number) for number in range((span.last - span.first).days + 1)]
    rows = [passed[day] for day in days if day in passed]
    counts = {name: sum(getattr(row, name) for row in rows) for name in COUNTS}
    total = Balance(**counts, goldstein=sum(round(row.goldstein * TENTHS) for row in rows) / TENTHS)
    told = total.cooperation + total.conflict
    return Period(
        first=span.first,
        last=span.last,
        articles=sum(articles.get(day, 0) for day in days),
        balance=round((total.cooperation - total.conflict) / told, DECIMALS) if told else None,
        goldstein_mean=round(total.goldstein / total.scaled, DECIMALS) if total.scaled else None,
        **asdict(total),
    )


def beginning(by: By, day: date) -> date:
    """The first day of the period that holds a day."""
    if by is By.MONTH:
        return day.replace(day=1)
    return day - timedelta(day.weekday()) if by is By.WEEK else day


def ending(by: By, day: date) -> date:
    """The last day of the period that holds a day; at the end of the calendar its last day."""
    try:
        if by is By.WEEK:
            return day + timedelta(6 - day.weekday())
        if by is By.MONTH:
            return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max
    return day
