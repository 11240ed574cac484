"""Reading events: the timeline, newest first."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from schemas.identity import article_of_event
from schemas.rows.events import EVENT_MOVES, EVENTS, EventRow
from schemas.rows.row import AnyRow, Table
from services import readmodels
from services.readmodels import Condition
from services.web.answers import One
from services.web.asof import AsOf, position_of
from services.web.description import lists, refuses, returns
from services.web.filters import EventFilters
from services.web.lists import answer
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.sameness import widened_for
from services.web.site import Site
from services.web.tags import tag_of, tagged
from services.web.waiting import MinPosition

EVENT_ID = re.compile(r"[a-z2-7]{36}")
MOVED = {
    "description": "A later extraction found the event elsewhere in its sentence",
    "headers": {"Location": {"description": "its present address", "schema": {"type": "string"}}},
}


def routes(site: Site) -> APIRouter:
    """The addresses of the timeline and of its events."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/events",
        summary="What happened, newest first",
        responses=lists(EventRow) | refuses(400, 406, 422, 503),
    )
    def list_events(filters: Annotated[EventFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, widened_for(site, filters).query())

    @router.get(
        "/v1/events/{event}",
        summary="One event; an id that it no longer goes by leads to the one it does",
        responses=returns(One[EventRow]) | {HTTPStatus.MOVED_PERMANENTLY: MOVED} | refuses(404, 422, 503),
    )
    def show_event(
        event: str,
        request: Request,
        as_of: Annotated[AsOf, Query()] = None,
        min_position: Annotated[MinPosition, Query()] = None,  # noqa: ARG001  # waited for before the request is served
    ) -> Response:
        generation = site.readmodels.serving()
        at = position_of(as_of, site.log, generation) if as_of else None
        position, found = generation.select(_by_id(EVENTS, event, at))
        position = position if at is None else at
        tag = tag_of(site, request, position, generation=generation)
        if found:
            return tagged(request, tag, One(found[0], position))
        _, moves = generation.select(_by_id(EVENT_MOVES, event, at))
        for move in moves:
            there = f"/v1/events/{move.to}" + (f"?as_of={at}" if as_of else "")
            return Response(None, HTTPStatus.MOVED_PERMANENTLY, {"Location": there, "Cache-Control": "no-cache"})
        raise Problem(HTTPStatus.NOT_FOUND, f"no event {event} is on the timeline")

    return router


def _by_id(table: Table[AnyRow], event: str, as_of: int | None) -> readmodels.Query[AnyRow]:
    """The row of an event's public id; raises Problem if it could be none."""
    where = (Condition("article", "=", article_of_event(known_event(event))), Condition("id", "=", event))
    return readmodels.Query(table=table, where=where, as_of=as_of)


def known_event(event: str) -> str:
    """The id, if it could be one; raises Problem otherwise."""
    if not EVENT_ID.fullmatch(event):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of an event; an id has 36 letters and digits")
    return event
