"""An occurrence as the sum of its reports: what each report adds to it, and takes away when it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec.structs import replace

from schemas.rows.events import EventRow
from schemas.rows.occurrences import DateTally, OccurrenceRow, PlaceTally, ReportRow, SidesTally
from workers.projections.naming import Kind

Tally = TypeVar("Tally", DateTally, PlaceTally, SidesTally)


def founded(report: ReportRow, event: EventRow) -> OccurrenceRow:
    """An occurrence that nothing is reported of yet."""
    row = OccurrenceRow(
        id=report.occurrence,
        type=report.type,
        quad=event.quad,
        status=report.status,
        source=(),
        target=(),
        reports=0,
        articles=0,
        sources=0,
        dates=(),
        places=(),
        sides=(),
        first_reported=report.reported,
        last_reported=report.reported,
        event=report.event,
        sentence="",
        position=event.position,
    )
    return shown(row, report, event.sentence)


def shown(row: OccurrenceRow, report: ReportRow, sentence: str) -> OccurrenceRow:
    """The occurrence, shown by what this report says."""
    return replace(row, event=report.event, sentence=sentence, mode=report.mode, goldstein=report.goldstein)


def tallied(row: OccurrenceRow, report: ReportRow, reports: int) -> OccurrenceRow:
    """The occurrence with so many more (or fewer) reports that say the same as this one."""
    dates, places = row.dates, row.places
    if report.first_day and report.last_day:
        date = DateTally(first=report.first_day, last=report.last_day, told=report.told, reports=reports)
        dates = _add(dates, date, lambda each: (not each.told, -each.reports, each.first, each.last))
    if report.place:
        places = _add(places, PlaceTally(place=report.place, reports=reports), lambda each: -each.reports)
    said = SidesTally(source=report.source, target=report.target, reports=reports)
    sides = _add(sides_told(row), said, _fullness)
    tallies = {"dates": dates, "places": places, "sides": sides if len(sides) > 1 else ()}
    return _agreed(replace(row, reports=row.reports + reports, **tallies), sides[0] if sides else None)


def sides_told(row: OccurrenceRow) -> tuple[SidesTally, ...]:
    """How many reports say that who did it to whom: where all say the same, the row itself tells it."""
    if row.sides or not row.reports:
        return row.sides
    return (SidesTally(source=row.source, target=row.target, reports=row.reports),)


def _agreed(row: OccurrenceRow, sides: SidesTally | None) -> OccurrenceRow:
    """What holds for all: of each kind what comes first in its tally."""
    day = row.dates[0] if row.dates else None
    return replace(
        row,
        source=sides.source if sides else (),
        target=sides.target if sides else (),
        day=day.first if day else None,
        last_day=day.last if day else None,
        told=day is not None and day.told,
        place=row.places[0].place if row.places else None,
    )


def _fullness(sides: SidesTally) -> tuple[int, ...]:
    """Sides that name more come before those that name less, then those that more reports name."""
    parties = sides.source + sides.target
    named = sum(party.kind == Kind.NAMED for party in parties)
    return (-bool(sides.target), -named, -sum(party.actor is not None for party in parties), -sides.reports)


def _add(tallies: Iterable[Tally], more: Tally, order: Callable[[Tally], Any]) -> tuple[Tally, ...]:
    """The tallies with more reports of one of them, in an order; what nobody reports any more is left out."""
    others, reports = list[Tally](), more.reports
    for each in tallies:
        if replace(each, reports=more.reports) == more:
            reports += each.reports
        else:
            others.append(each)
    if reports > 0:
        others.append(replace(more, reports=reports))
    return tuple(sorted(others, key=order))
