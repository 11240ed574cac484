"""Reading events: the timeline, newest first."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, BeforeValidator, Field

from schemas.event import EventType
from schemas.identity import article_of_event
from schemas.readmodel import (
    EVENT_MOVES,
    EVENT_TERMS,
    EVENTS,
    EventMoveRow,
    EventRow,
    Table,
    country_term,
    name_term,
)
from services import readmodels
from services.readmodels import Condition, Listed
from services.web.answers import One, Page, json_answer
from services.web.asof import AsOf, position_of
from services.web.description import refuses, returns
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.site import Site

EVENT_ID = re.compile(r"[a-z2-7]{36}")
MOVED = {
    "description": "A later extraction found the event elsewhere in its sentence",
    "headers": {"Location": {"description": "its present address", "schema": {"type": "string"}}},
}


class Wrong(StrEnum):
    """Whether to list events that somebody judged wrong."""

    SHOWN = "shown"
    ONLY = "only"


def _day(value: object) -> date:
    """A day in ISO 8601; no number of seconds, which pydantic would take too."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("this is not a day such as 2026-02-01") from None


Upper = BeforeValidator(lambda value: [str(each).upper() for each in value])
Day = Annotated[date, BeforeValidator(_day)]


class EventFilters(Filters):
    """Which events to list; several filters have to hold at once."""

    type: Annotated[list[EventType] | None, Upper, Field(description="PLOVER types, any of these")] = None
    actor: Annotated[
        str | None, Field(max_length=300, description="an actor's name, full or as printed, in any case")
    ] = None
    country: Annotated[
        str | None,
        Field(pattern="^[A-Za-z]{3}$", description="an actor's country, ISO 3166-1 alpha-3"),
        AfterValidator(str.upper),
    ] = None
    first: Annotated[Day | None, Field(alias="from", description="this day or later")] = None
    last: Annotated[Day | None, Field(alias="to", description="this day or earlier")] = None
    article: Annotated[str | None, Field(max_length=64, description="read in this article")] = None
    wrong: Annotated[Wrong | None, Field(description="those that somebody judged wrong, which are left out else")] = (
        None
    )

    def conditions(self) -> tuple[Condition, ...]:
        """The filters as the read models understand them."""
        conditions = [
            Condition("type", "in", tuple(self.type)) if self.type else None,
            Condition("day", ">=", self.first.isoformat()) if self.first else None,
            Condition("day", "<=", self.last.isoformat()) if self.last else None,
            Condition("article", "=", self.article) if self.article else None,
            Condition("wrong", "=", self.wrong is Wrong.ONLY) if self.wrong is not Wrong.SHOWN else None,
        ]
        return tuple(condition for condition in conditions if condition)

    def listed(self) -> tuple[Listed, ...]:
        """The terms that the events are listed under, the rarer first."""
        terms = [
            name_term(self.actor) if self.actor else None,
            country_term(self.country) if self.country else None,
        ]
        return tuple(Listed(EVENT_TERMS, term) for term in terms if term)


def routes(site: Site) -> APIRouter:
    """The addresses of the timeline and of its events."""
    router = APIRouter(tags=["reading"])

    @router.get(
        "/v1/events", summary="What happened, newest first", responses=returns(Page[EventRow]) | refuses(400, 422)
    )
    def list_events(filters: Annotated[EventFilters, Query()]) -> Response:
        return answer(site, "/v1/events", filters, timeline(filters))

    @router.get(
        "/v1/events/{event}",
        summary="One event; an id that it no longer goes by leads to the one it does",
        responses=returns(One[EventRow]) | {HTTPStatus.MOVED_PERMANENTLY: MOVED} | refuses(404, 422),
    )
    def show_event(event: str, as_of: Annotated[AsOf, Query()] = None) -> Response:
        generation = site.readmodels.serving()
        at = position_of(as_of, site.log, generation) if as_of else None
        position, found = generation.select(_by_id(EVENTS, event, at))
        if found:
            return json_answer(One(found[0], position if at is None else at))
        _, moves = generation.select(_by_id(EVENT_MOVES, event, at))
        for move in moves:
            if isinstance(move, EventMoveRow):
                there = f"/v1/events/{move.to}" + (f"?as_of={at}" if as_of else "")
                return Response(None, HTTPStatus.MOVED_PERMANENTLY, {"Location": there, "Cache-Control": "no-cache"})
        raise Problem(HTTPStatus.NOT_FOUND, f"no event {event} is on the timeline")

    return router


def timeline(filters: EventFilters) -> readmodels.Query:
    """The events that meet the filters, newest first."""
    return readmodels.Query(
        table=EVENTS,
        where=filters.conditions(),
        listed=filters.listed(),
        order=("day", "position"),
        descending=True,
    )


def _by_id(table: Table, event: str, as_of: int | None) -> readmodels.Query:
    """The row of an event's public id; raises Problem if it could be none."""
    where = (Condition("article", "=", article_of_event(known_event(event))), Condition("id", "=", event))
    return readmodels.Query(table=table, where=where, as_of=as_of)


def known_event(event: str) -> str:
    """The id, if it could be one; raises Problem otherwise."""
    if not EVENT_ID.fullmatch(event):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of an event; an id has 36 letters and digits")
    return event
