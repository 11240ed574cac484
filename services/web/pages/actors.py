"""Actors: who is spoken of, and one actor with its names, its doings over time and its counterparts."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from schemas.errors import ArticleError
from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES
from schemas.rows.row import actor_term
from services.ingest.identities import Identity
from services.ingest.requests import read_request
from services.readmodels import Listed, Query
from services.web import lists
from services.web.actors import ActorFilters, most_mentioned, profile
from services.web.identities import say
from services.web.pages.address import address
from services.web.pages.form import fields_of, sameness_of
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.pages.histogram import Histogram, histogram
from services.web.site import Site

PATH = "/actors"
ACTORS_ON_A_PAGE = 60
MOST_OCCURRENCES = 20_000
"""Happenings that an actor's course over time is drawn from, the newest."""


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the actors' addresses on the router."""

    @router.get(PATH)
    def show_actors(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(ActorFilters, request)
        found = lists.page(site, PATH, filters, most_mentioned(site, filters), ACTORS_ON_A_PAGE)
        return frame.show(
            visit, "actors.html", filters=filters, faults=faults, actors=found.items, following=found.next
        )

    @router.get("/actors/{actor}")
    def show_actor(actor: str, request: Request) -> HTMLResponse:
        return _show(frame, request, actor)

    @router.post("/actors/{actor}/join")
    async def join_actors(actor: str, request: Request) -> Response:
        fields = await fields_of(request, site)
        return await to_thread.run_sync(_say, site, frame, request, actor, fields)


def _show(frame: Frame, request: Request, actor: str, wrong: str | None = None) -> HTMLResponse:
    visit = frame.visit(request)
    _, told = profile(visit.generation, actor, visit.as_of)
    other = profile(visit.generation, told.join.same_as, visit.as_of)[1].actor if told.join else None
    return frame.show(
        visit,
        "actor.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        told=told,
        other=other,
        wrong=wrong,
        histogram=_course(visit, [actor, *(each.actor.id for each in told.joined)]),
    )


def _say(site: Site, frame: Frame, request: Request, actor: str, fields: dict[str, str]) -> Response:
    """Say who the actor is, and lead to whom it is then; the page again if something is wrong."""
    document = sameness_of(fields)
    document["same_as"] = document["same_as"] or None
    try:
        identity = read_request(msgspec.json.encode(document), Identity)
        said = say(site, actor, identity, request.state.traceparent)
    except ArticleError as error:
        return _show(frame, request, actor, error.detail)
    there = address(f"/actors/{said.same_as or actor}", {"min_position": said.position})
    return RedirectResponse(there, HTTPStatus.SEE_OTHER)


def _course(visit: Visit, actors: Iterable[str]) -> Histogram:
    """What the actors took part in, over time."""
    query = Query(
        table=OCCURRENCES,
        listed=(Listed(OCCURRENCE_TERMS, tuple(map(actor_term, actors))),),
        order=("day", "position"),
        descending=True,
        as_of=visit.as_of,
    )
    return histogram(visit.generation.tally(query, ("type", "day"), within=MOST_OCCURRENCES))
