"""Reading actors: who is known by which names, and who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from pydantic import Field

from schemas.names import plain
from schemas.rows.actors import ACTOR_ALIASES, ACTORS, ActorRow, AliasRow, JoinRow
from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES
from schemas.rows.relations import RELATIONS, RelationRow
from schemas.rows.row import actor_term
from services import readmodels
from services.readmodels import Condition, Generation, Listed
from services.web.answers import One
from services.web.asof import AsOf
from services.web.description import lists, refuses, returns
from services.web.filters import Code
from services.web.lists import Filters, answer, looked_at
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.sameness import join_of, joined_with, same
from services.web.single import single
from services.web.site import Site
from services.web.waiting import MinPosition

ACTOR_ID = re.compile(r"[a-z2-7]{26}")
MOST_FOUND = 500
"""Names that a search takes."""
MOST_ALIASES = 100
MOST_COUNTERPARTS = 25
LAST = "\U0010ffff"
"""No name comes after one that goes on so."""


class JoinedActor(Struct, frozen=True):
    """An actor that somebody says is the same as another, with its own counts; who says so, and why."""

    actor: ActorRow
    join: JoinRow


class Actor(Struct, frozen=True, kw_only=True):
    """An actor with its names and the evidence for each, the days on which it takes part in something, and with whom.

    `acts_on` and `acted_on_by` are its most frequent relations. Those whom somebody says to be the same actor are
    counted in all of it, and stand in `joined` as they are counted to themselves; of such a one itself `join` says so.
    """

    actor: ActorRow
    aliases: Sequence[AliasRow]
    first_day: date | None
    last_day: date | None
    acts_on: Sequence[RelationRow]
    acted_on_by: Sequence[RelationRow]
    joined: Sequence[JoinedActor] = ()
    join: JoinRow | None = None


class ActorFilters(Filters):
    """Which actors to list; several filters have to hold at once."""

    name: Annotated[
        str | None, Field(min_length=1, max_length=300, description="how any of its names begins, in any case")
    ] = None
    country: Annotated[Code, Field(description="its country, ISO 3166-1 alpha-3")] = None
    role: Annotated[Code, Field(description="its role, such as GOV or MIL")] = None


def routes(site: Site) -> APIRouter:
    """The addresses of actors."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/actors",
        summary="Who is spoken of, the most mentioned first",
        responses=lists(ActorRow) | refuses(400, 406, 422, 503),
    )
    def list_actors(filters: Annotated[ActorFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, most_mentioned(site, filters))

    @router.get(
        "/v1/actors/{actor}",
        summary="One actor with its names and counterparts",
        responses=returns(One[Actor]) | refuses(404, 422, 503),
    )
    def show_actor(
        actor: str,
        request: Request,
        as_of: Annotated[AsOf, Query()] = None,
        min_position: Annotated[MinPosition, Query()] = None,  # noqa: ARG001  # waited for before the request is served
    ) -> Response:
        return single(site, request, as_of, lambda generation, at: profile(generation, actor, at))

    return router


def most_mentioned(site: Site, filters: ActorFilters) -> readmodels.Query[ActorRow]:
    """The actors that meet the filters, the most mentioned first."""
    where = [Condition("same_as", "=", None), *filters.equal("country", "role")]
    if filters.name is not None:
        where.append(Condition("id", "in", _called(site, filters, filters.name)))
    return readmodels.Query(table=ACTORS, where=tuple(where), order=("mentions", "id"), descending=True)


def profile(generation: Generation, actor: str, as_of: int | None) -> tuple[int, Actor]:
    """The position of the read models, and an actor; raises Problem if there is none of this id."""
    where = (Condition("id", "=", actor.replace("\0", "")),)
    position, found = generation.select(readmodels.Query(table=ACTORS, where=where, as_of=as_of))
    if not found:
        raise missing()
    return position, _told(generation, found[0], as_of)


def missing() -> Problem:
    """That there is no such actor."""
    return Problem(HTTPStatus.NOT_FOUND, "no actor of this id is spoken of; /v1/actors?name= finds ids")


def _called(site: Site, filters: ActorFilters, name: str) -> tuple[str, ...]:
    """The ids of actors one of whose names begins so, and of those who are the same."""
    generation, as_of = looked_at(site, filters)
    beginning = plain(name)
    query = readmodels.Query(
        table=ACTOR_ALIASES,
        where=(Condition("alias", ">=", beginning), Condition("alias", "<", beginning + LAST)),
        order=("alias", "actor", "id"),
        limit=MOST_FOUND,
        as_of=as_of,
    )
    _, rows = generation.tell(query)
    return tuple(same(generation, dict.fromkeys(row.actor for row in rows), as_of))


def _told(generation: Generation, row: ActorRow, as_of: int | None) -> Actor:
    joins = {join.actor: join for join in joined_with(generation, row.id, as_of)}
    ids, other = (row.id, *joins), row.same_as or row.id
    where = (Condition("actor", "in", ids),)
    _, aliases = generation.select(
        readmodels.Query(table=ACTOR_ALIASES, where=where, order=("actor", "id"), limit=MOST_ALIASES, as_of=as_of)
    )
    return Actor(
        actor=row,
        aliases=sorted(aliases, key=lambda alias: (-alias.mentions, alias.id)),
        first_day=_day(generation, ids, as_of, latest=False),
        last_day=_day(generation, ids, as_of, latest=True),
        acts_on=_counterparts(generation, "source", other, as_of),
        acted_on_by=_counterparts(generation, "target", other, as_of),
        joined=[JoinedActor(each, joins[each.id]) for each in _rows(generation, tuple(joins), as_of)],
        join=join_of(generation, row.id, as_of) if row.same_as else None,
    )


def _rows(generation: Generation, actors: tuple[str, ...], as_of: int | None) -> list[ActorRow]:
    where = (Condition("id", "in", actors),)
    query = readmodels.Query(table=ACTORS, where=where, order=("id",), limit=len(actors), as_of=as_of)
    return generation.select(query)[1] if actors else []


def _day(generation: Generation, actors: Iterable[str], as_of: int | None, *, latest: bool) -> date | None:
    """The first or last day on which one of these actors takes part in something."""
    query = readmodels.Query(
        table=OCCURRENCES,
        listed=(Listed(OCCURRENCE_TERMS, tuple(map(actor_term, actors))),),
        order=("day", "position"),
        descending=latest,
        limit=1,
        as_of=as_of,
    )
    _, rows = generation.select(query)
    return rows[0].day if rows else None


def _counterparts(generation: Generation, side: str, actor: str, as_of: int | None) -> list[RelationRow]:
    """The most frequent relations with an actor on a side."""
    query = readmodels.Query(
        table=RELATIONS,
        where=(Condition(side, "=", actor),),
        order=("occurrences", "id"),
        descending=True,
        limit=MOST_COUNTERPARTS,
        as_of=as_of,
    )
    _, rows = generation.select(query)
    return rows
