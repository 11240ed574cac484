"""One happening with everything that was reported of it."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

import msgspec
from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from schemas.errors import ArticleError
from schemas.rows.events import EventRow
from schemas.rows.occurrences import OCCURRENCES, REPORTS, OccurrenceRow
from services.ingest.requests import read_request
from services.readmodels import Condition, Query
from services.web.joining import Same, join
from services.web.occurrences import reported
from services.web.pages.address import address
from services.web.pages.contested import pieces as figure_pieces
from services.web.pages.differing import differing_days, differing_sides
from services.web.pages.form import fields_of, sameness_of
from services.web.pages.frame import Frame, Visit
from services.web.pages.marks import pieces
from services.web.site import Site


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the address of happenings on the router."""

    @router.get("/occurrences/{occurrence}")
    def show_occurrence(occurrence: str, request: Request) -> HTMLResponse:
        return _show(frame, request, occurrence)

    @router.post("/occurrences/{occurrence}/join")
    async def join_occurrences(occurrence: str, request: Request) -> Response:
        fields = await fields_of(request, site)
        return await to_thread.run_sync(_join, site, frame, request, occurrence, fields)


def _show(frame: Frame, request: Request, occurrence: str, wrong: str | None = None) -> HTMLResponse:
    visit = frame.visit(request)
    _, told = reported(visit.generation, occurrence, visit.as_of)
    return frame.show(
        visit,
        "occurrence.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        row=told.occurrence,
        dates=differing_days(told.occurrence.dates),
        sides=differing_sides(told.occurrence.sides),
        reports=[(each, pieces([each.event])) for each in told.reports],
        figures=[(each, list(figure_pieces(each))) for each in told.figures],
        wrong=wrong,
    )


def _join(site: Site, frame: Frame, request: Request, occurrence: str, fields: dict[str, str]) -> Response:
    """Say that this happening is another one too, and lead to that; the page again if something is wrong."""
    try:
        same = read_request(msgspec.json.encode(sameness_of(fields)), Same)
        joined = join(site, occurrence, same, request.state.traceparent)
    except ArticleError as error:
        return _show(frame, request, occurrence, error.detail)
    there = address(f"/occurrences/{joined.same_as}", {"min_position": joined.position})
    return RedirectResponse(there, HTTPStatus.SEE_OTHER)


def occurrences_of(visit: Visit, events: Sequence[EventRow]) -> dict[str, OccurrenceRow]:
    """What each of these events is a report of, by the event's id."""
    ids, articles = tuple(event.id for event in events), tuple({event.article for event in events})
    if not ids:
        return {}
    where = (Condition("article", "in", articles), Condition("event", "in", ids))
    reports = visit.rows(Query(table=REPORTS, where=where, order=REPORTS.key, limit=len(ids)))
    of = {report.event: report.occurrence for report in reports}
    named = (Condition("id", "in", tuple(set(of.values()))),)
    rows = visit.rows(Query(table=OCCURRENCES, where=named, order=("id",), limit=len(ids)))
    by_id = {row.id: row for row in rows}
    return {event: by_id[occurrence] for event, occurrence in of.items() if occurrence in by_id}
