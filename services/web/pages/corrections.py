"""Correcting an event: what was read, what people say of it, and a form to say so."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from schemas.errors import ArticleError
from schemas.event import EventType, Modality
from schemas.identity import article_of_event
from schemas.rows.events import EVENTS, EventRow
from schemas.rows.people import CORRECTIONS, CorrectionRow
from services.ingest.corrections import Corrected, correct
from services.readmodels import Condition, Query
from services.web.events import known_event
from services.web.pages.form import correction_of, fields_of, written
from services.web.pages.frame import Frame, Visit
from services.web.pages.marks import pieces
from services.web.problems import Problem
from services.web.site import Site

CORRECTIONS_SHOWN = 50


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the addresses of correcting on the router."""

    @router.get("/events/{event}/correct")
    def show_form(event: str, request: Request) -> HTMLResponse:
        return _form(frame, frame.visit(request), event)

    @router.post("/events/{event}/correct")
    async def take_correction(event: str, request: Request) -> Response:
        request.state.article = article_of_event(known_event(event))
        fields = await fields_of(request, site)
        return await to_thread.run_sync(_take, site, frame, request, event, fields)


def _take(site: Site, frame: Frame, request: Request, event: str, fields: dict[str, str]) -> Response:
    """Take a correction in, and lead to what the event says then; the form again if something is wrong with it."""
    visit = frame.visit(request)
    try:
        asked = correction_of(fields, _row(visit, event))
        done: Corrected | None = correct(event, asked, site.log, request.state.traceparent)
    except ArticleError as error:
        return _form(frame, visit, event, error.detail, fields)
    if done is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"no event {event} was ever found here")
    return RedirectResponse(f"/events/{event}/correct?min_position={done.position}", HTTPStatus.SEE_OTHER)


def _form(
    frame: Frame, visit: Visit, event: str, wrong: str | None = None, fields: dict[str, str] | None = None
) -> HTMLResponse:
    row = _row(visit, event)
    return frame.show(
        visit,
        "correct.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        event=row,
        sentence=pieces([row]),
        corrections=_said(visit, event),
        wrong=wrong,
        fields=fields or {},
        source=written(row.source),
        target=written(row.target),
        types=list(EventType),
        modalities=list(Modality),
    )


def _row(visit: Visit, event: str) -> EventRow:
    where = (Condition("article", "=", article_of_event(known_event(event))), Condition("id", "=", event))
    found = visit.rows(Query(table=EVENTS, where=where, limit=1))
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, f"no event {event} is on the timeline")
    return found[0]


def _said(visit: Visit, event: str) -> Sequence[CorrectionRow]:
    """What was said of an event, newest first."""
    where = (Condition("article", "=", article_of_event(event)), Condition("event", "=", event))
    query = Query(table=CORRECTIONS, where=where, order=("position",), descending=True, limit=CORRECTIONS_SHOWN)
    return visit.rows(query)
