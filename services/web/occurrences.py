"""Reading occurrences: each happening once, with everything that was reported of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field

from schemas.event import EventType, Modality
from schemas.plover import QUADS, Quad
from schemas.rows.events import EVENTS, EventRow
from schemas.rows.figures import FIGURES, FigureRow
from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES, REPORTS, OccurrenceRow, ReportRow
from schemas.rows.row import actor_term, country_term
from services import readmodels
from services.readmodels import Condition, Generation, Listed
from services.web.actors import ACTOR_ID
from services.web.answers import One
from services.web.asof import AsOf
from services.web.description import lists, refuses, returns
from services.web.filters import Code, Day, LastDay, Lower, Upper
from services.web.lists import Filters, answer, looked_at
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.sameness import namesakes, same
from services.web.single import single
from services.web.site import Site
from services.web.waiting import MinPosition

OCCURRENCE_ID = re.compile(r"[a-z2-7]{36}(-[0-9]{1,19})?")
MOST_REPORTS = 200
"""Reports of an occurrence that are shown with it, the first ones; /v1/occurrences/{id}/reports lists all."""
NOBODY = "actor"
"""A term under which nothing is listed."""


class Reported(Struct, frozen=True, kw_only=True):
    """A report: the event as it was read, with its sentence, when it was reported, and whose voice it is."""

    event: EventRow
    reported: date
    voice: str


class Occurrence(Struct, frozen=True, kw_only=True):
    """A happening, its first reports with their sentences, and the figures that these sentences give."""

    occurrence: OccurrenceRow
    reports: Sequence[Reported]
    figures: Sequence[FigureRow]


class OccurrenceFilters(Filters):
    """Which occurrences to list; several filters have to hold at once."""

    type: Annotated[list[EventType] | None, Upper, Field(description="PLOVER types, any of these")] = None
    quad: Annotated[list[Quad] | None, Field(description="quads of PLOVER's types, any of these")] = None
    actor: Annotated[
        str | None, Field(max_length=300, description="one of those who take part, by id or by any name")
    ] = None
    country: Annotated[Code, Field(description="the country of one of these, ISO 3166-1 alpha-3")] = None
    first: Annotated[Day | None, Field(alias="from", description="took place on this day or later")] = None
    last: Annotated[LastDay, Field(alias="to", description="took place on this day or earlier")] = None
    modality: Annotated[
        list[Modality] | None, Lower, Field(description="whether it took place or is planned, …; any of these")
    ] = None
    negated: Annotated[bool | None, Field(description="whether it is said that it did not happen")] = None
    min_reports: Annotated[int | None, Field(ge=1, le=2**31, description="reported so often at least")] = None
    min_sources: Annotated[int | None, Field(ge=1, le=2**31, description="by so many independent sources")] = None

    def conditions(self) -> Iterator[Condition]:
        """What columns of an occurrence have to hold."""
        kinds = [kind for kind in EventType if self._is_meant(kind)]
        if len(kinds) < len(EventType):
            yield Condition("type", "in", tuple(kinds))
        if self.modality or self.negated is not None:
            yield Condition("status", "in", tuple(self._statuses()))
        if self.first:
            yield Condition("day", ">=", self.first.isoformat())
        if self.last:
            yield Condition("day", "<=", self.last.isoformat())
        if self.min_reports:
            yield Condition("reports", ">=", self.min_reports)
        if self.min_sources:
            yield Condition("sources", ">=", self.min_sources)

    def _is_meant(self, kind: EventType) -> bool:
        in_quads = self.quad is None or any(kind in QUADS[quad] for quad in self.quad)
        return in_quads and (self.type is None or kind in self.type)

    def _statuses(self) -> Iterator[str]:
        for modality in self.modality or Modality:
            if self.negated is not True:
                yield str(modality)
            if self.negated is not False:
                yield f"not {modality}"


def routes(site: Site) -> APIRouter:
    """The addresses of occurrences."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/occurrences",
        summary="What happened, each happening once, newest first",
        responses=lists(OccurrenceRow) | refuses(400, 406, 422, 503),
    )
    def list_occurrences(filters: Annotated[OccurrenceFilters, Query()], request: Request) -> Response:
        listed = tuple(Listed(OCCURRENCE_TERMS, terms) for terms in _terms(site, filters))
        query = readmodels.Query(
            table=OCCURRENCES,
            where=tuple(filters.conditions()),
            listed=listed,
            order=("day", "position"),
            descending=True,
        )
        return answer(site, request, filters, query)

    @router.get(
        "/v1/occurrences/{occurrence}",
        summary="One happening with its reports, their sentences and figures side by side",
        responses=returns(One[Occurrence]) | refuses(404, 422, 503),
    )
    def show_occurrence(
        occurrence: str,
        request: Request,
        as_of: Annotated[AsOf, Query()] = None,
        min_position: Annotated[MinPosition, Query()] = None,  # noqa: ARG001  # waited for before the request is served
    ) -> Response:
        return single(site, request, as_of, lambda generation, at: reported(generation, occurrence, at))

    @router.get(
        "/v1/occurrences/{occurrence}/reports",
        summary="All reports of a happening, in the order in which they were found",
        responses=lists(ReportRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_reports(occurrence: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        return answer(site, request, filters, reports_of(known_occurrence(occurrence)))

    return router


def known_occurrence(occurrence: str) -> str:
    """The id, if it could be one; raises Problem otherwise."""
    if not OCCURRENCE_ID.fullmatch(occurrence):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of an occurrence, which is that of an event")
    return occurrence


def reported(generation: Generation, occurrence: str, as_of: int | None) -> tuple[int, Occurrence]:
    """The position of the read models, and a happening with its reports; raises Problem if there is none."""
    position, found = generation.select(_by_id(occurrence, as_of))
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, f"nothing is reported of an occurrence {occurrence}")
    return position, _told(generation, found[0], as_of)


def _terms(site: Site, filters: OccurrenceFilters) -> Iterator[tuple[str, ...]]:
    """The lists that the occurrences are in."""
    if filters.actor:
        generation, as_of = looked_at(site, filters)
        is_id = ACTOR_ID.fullmatch(filters.actor)
        actors = same(generation, [filters.actor], as_of) if is_id else namesakes(generation, filters.actor, as_of)
        yield tuple(actor_term(actor) for actor in actors) or (NOBODY,)
    if filters.country:
        yield (country_term(filters.country),)


def _by_id(occurrence: str, as_of: int | None) -> readmodels.Query[OccurrenceRow]:
    where = (Condition("id", "=", known_occurrence(occurrence)),)
    return readmodels.Query(table=OCCURRENCES, where=where, as_of=as_of)


def reports_of(occurrence: str) -> readmodels.Query[ReportRow]:
    """The reports of an occurrence, in the order in which they were found."""
    where = (Condition("occurrence", "=", occurrence),)
    return readmodels.Query(table=REPORTS, where=where, order=("position", "event"))


def _told(generation: Generation, row: OccurrenceRow, as_of: int | None) -> Occurrence:
    """The occurrence with its first reports; those whose events have gone in the meantime are left out."""
    _, reports = generation.select(replace(reports_of(row.id), limit=MOST_REPORTS, as_of=as_of))
    ids = tuple(report.event for report in reports)
    _, events = generation.select(
        readmodels.Query(
            table=EVENTS, where=(Condition("id", "in", ids),), order=("id",), limit=MOST_REPORTS, as_of=as_of
        )
    )
    by_id = {event.id: event for event in events}
    told = [
        Reported(event=by_id[each.event], reported=each.reported, voice=each.voice.partition(" ")[2])
        for each in reports
        if each.event in by_id
    ]
    return Occurrence(occurrence=row, reports=told, figures=_figures(generation, [each.event for each in told], as_of))


def _figures(generation: Generation, events: Sequence[EventRow], as_of: int | None) -> list[FigureRow]:
    """The figures that stand in the sentences of these events."""
    sentences = {(event.article, event.sentence_start) for event in events}
    articles = tuple(dict.fromkeys(event.article for event in events))
    where = (Condition("article", "in", articles),)
    _, figures = generation.select(
        readmodels.Query(table=FIGURES, where=where, order=("id",), limit=10 * MOST_REPORTS, as_of=as_of)
    )
    return [each for each in figures if (each.article, each.sentence_start) in sentences]
