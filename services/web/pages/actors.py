"""Actors: who is spoken of, and one actor with its names, its doings over time and its counterparts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES
from schemas.rows.row import actor_term
from services.readmodels import Listed, Query
from services.web import lists
from services.web.actors import ActorFilters, most_mentioned, profile
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
        chosen = filters.model_copy(update={"limit": ACTORS_ON_A_PAGE})
        found = lists.page(site, PATH, chosen, most_mentioned(site, chosen))
        return frame.show(
            visit, "actors.html", filters=filters, faults=faults, actors=found.items, following=found.next
        )

    @router.get("/actors/{actor}")
    def show_actor(actor: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        _, told = profile(visit.generation, actor, visit.as_of)
        return frame.show(visit, "actor.html", told=told, histogram=_course(visit, actor))


def _course(visit: Visit, actor: str) -> Histogram:
    """What the actor took part in, over time."""
    query = Query(
        table=OCCURRENCES,
        listed=(Listed(OCCURRENCE_TERMS, actor_term(actor)),),
        order=("day", "position"),
        descending=True,
        as_of=visit.as_of,
    )
    return histogram(visit.generation.tally(query, ("type", "day"), within=MOST_OCCURRENCES))
