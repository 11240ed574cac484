"""Who is one actor by what people say: under which ids and names it is found, now or as it was."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from schemas.names import plain
from schemas.rows.actors import ACTOR_ALIASES, ACTOR_JOINS, JoinRow
from services.readmodels import Condition, Generation, Query
from services.web.filters import ACTOR_NAMES, EventFilters
from services.web.lists import Filters, looked_at
from services.web.site import Site

AnyEvents = TypeVar("AnyEvents", bound=EventFilters)
MOST_NAMESAKES = 100
MOST_SAME = 1_000
"""Actors that are taken for the same as one of those asked for."""
MOST_NAMES = 200
"""Names of joined actors that events are looked for by."""


def join_of(generation: Generation, actor: str, as_of: int | None) -> JoinRow | None:
    """Who says that an actor is another, and which; None if nobody does."""
    return next(iter(_joins(generation, "actor", [actor], as_of)), None)


def meant(generation: Generation, actor: str, as_of: int | None) -> str:
    """The id of the actor that this one is by what people say, else its own."""
    join = join_of(generation, actor, as_of)
    return join.same_as if join else actor


def same(generation: Generation, actors: Collection[str], as_of: int | None) -> list[str]:
    """These actors and all who are the same as one of them."""
    others = [join.same_as for join in _joins(generation, "actor", actors, as_of)]
    known = dict.fromkeys([*actors, *others])
    return list(known | dict.fromkeys(join.actor for join in _joins(generation, "same_as", known, as_of)))


def joined_with(generation: Generation, actor: str, as_of: int | None) -> list[JoinRow]:
    """Who is said to be the same as an actor, and by whom."""
    return _joins(generation, "same_as", [actor], as_of)


def namesakes(generation: Generation, name: str, as_of: int | None) -> list[str]:
    """The ids of the actors that go by a name, whatever its case and accents, and of those who are the same."""
    where = (Condition("alias", "=", plain(name)),)
    query = Query(table=ACTOR_ALIASES, where=where, order=("alias", "actor", "id"), limit=MOST_NAMESAKES, as_of=as_of)
    _, rows = generation.tell(query)
    return same(generation, dict.fromkeys(row.actor for row in rows), as_of)


def names_of(generation: Generation, as_of: int | None, name: str) -> tuple[str, ...]:
    """The name, and those of everybody who is joined with one who goes by it."""
    known = namesakes(generation, name, as_of)
    joins = [*_joins(generation, "actor", known, as_of), *_joins(generation, "same_as", known, as_of)]
    ids = tuple(dict.fromkeys(each for join in joins for each in (join.actor, join.same_as)))
    where = (Condition("actor", "in", ids),)
    query = Query(table=ACTOR_ALIASES, where=where, order=("actor", "id"), limit=MOST_NAMES, as_of=as_of)
    aliases = generation.tell(query)[1] if ids else []
    return tuple(dict.fromkeys([name, *(alias.name for alias in aliases)]))


def widened(generation: Generation, as_of: int | None, filters: AnyEvents) -> AnyEvents:
    """The filters, by which events of joined actors are found by the names of any of them."""
    asked = dict.fromkeys(name for each in ACTOR_NAMES if (name := getattr(filters, each)))
    return filters.known_also({name: names_of(generation, as_of, name) for name in asked})


def widened_for(site: Site, filters: AnyEvents) -> AnyEvents:
    """The filters widened at the position that they look at."""
    asks = any(getattr(filters, each) for each in ACTOR_NAMES)
    return widened(*looked_at(site, filters), filters) if asks else filters


def names_for(site: Site, filters: Filters, name: str) -> tuple[str, ...]:
    """The names of an actor at the position that the filters look at."""
    return names_of(*looked_at(site, filters), name)


def _joins(generation: Generation, column: str, values: Collection[str], as_of: int | None) -> list[JoinRow]:
    if not values:
        return []
    where = (Condition(column, "in", tuple(values)),)
    query = Query(table=ACTOR_JOINS, where=where, order=("position",), limit=MOST_SAME, as_of=as_of)
    return generation.select(query)[1]
