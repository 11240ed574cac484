"""The timeline: what happened, newest first, by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Modality
from schemas.plover import QUADS
from schemas.rows.articles import ARTICLES
from schemas.rows.events import EventRow
from schemas.rows.occurrences import OccurrenceRow
from services.readmodels import Query
from services.web import lists
from services.web.filters import EventFilters, Sort
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.pages.histogram import histogram
from services.web.pages.marks import Piece, pieces
from services.web.pages.occurrences import occurrences_of
from services.web.sameness import widened, widened_for
from services.web.site import Site

PATH = "/"
EVENTS_ON_A_PAGE = 60
EVENTS_IN_A_CARD = 12
EVENTS_IN_THE_HISTOGRAM = 50_000
"""Events that are counted, the newest: as many as can be looked at while a reader waits."""
MORE = frozenset(EventFilters.model_fields) - {"type", "actor", "country", "first", "last", "article"}
"""The filters that stand behind a button."""


class Card(Struct, frozen=True):
    """A sentence with the events that it reports, and what is known of each from other reports."""

    events: Sequence[EventRow]
    sentence: Sequence[Piece]
    occurrences: dict[str, OccurrenceRow]


class Day(Struct, frozen=True):
    """What happened on a day."""

    day: date | None
    cards: Sequence[Card]


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the timeline's addresses on the router."""

    @router.get(PATH)
    def show_timeline(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(EventFilters, request)
        found = lists.page(site, PATH, filters, widened_for(site, filters).query(), EVENTS_ON_A_PAGE)
        return frame.show(
            visit,
            "timeline.html",
            filters=filters,
            faults=faults,
            quads=QUADS,
            modalities=list(Modality),
            more_filters=len(MORE & {name for name, _ in visit.here.parameters}),
            days=days(found.items, occurrences_of(visit, found.items)),
            following=found.next,
            is_empty=not found.items and not _anything(visit),
            service=request.base_url,
        )

    @router.get("/timeline/histogram")
    def show_histogram(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(EventFilters, request)
        newest = filters.model_copy(update={"sort": Sort.NEWEST})
        query = replace(widened(visit.generation, visit.as_of, newest).query(), as_of=visit.as_of)
        counted = visit.generation.tally(query, ("type", "day"), within=EVENTS_IN_THE_HISTOGRAM)
        return frame.show(
            visit,
            "histogram.html",
            faults=faults,
            histogram=histogram(counted),
            most=EVENTS_IN_THE_HISTOGRAM,
            base=replace(visit.here, path=PATH),
        )


def days(rows: Sequence[EventRow], occurrences: dict[str, OccurrenceRow]) -> list[Day]:
    """Events in their order, by day; neighbours out of the same sentence share a card.

    A sentence that reports nothing but what one before it reported is left out.
    """
    found: list[Day] = []
    seen: set[str] = set()
    for day, of_day in groupby(rows, lambda row: row.day):
        cards = []
        for _, events in groupby(of_day, _sentence):
            card = _card(list(events), occurrences)
            happened = {occurrences[event.id].id if event.id in occurrences else event.id for event in card.events}
            if not happened <= seen:
                cards.append(card)
            seen |= happened
        if cards:
            found.append(Day(day, cards))
    return found


def _card(events: Sequence[EventRow], occurrences: dict[str, OccurrenceRow]) -> Card:
    """The card, its events in the order of the page."""
    ordered = sorted(events, key=lambda event: event.trigger_start)[:EVENTS_IN_A_CARD]
    return Card(ordered, pieces(ordered), {row.id: occurrences[row.id] for row in ordered if row.id in occurrences})


def _sentence(row: EventRow) -> tuple[object, ...]:
    return row.article, row.part, row.sentence_start


def _anything(visit: Visit) -> bool:
    """Whether there is any article at all."""
    return bool(visit.rows(Query(table=ARTICLES, order=("received_position",), limit=1)))
