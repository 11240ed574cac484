"""The rows of actors, the names they go by, and what these are recognised by."""

from __future__ import annotations

from msgspec import Struct

from schemas.rows.row import Row, Table


class TypeTally(Struct, frozen=True, kw_only=True):
    """How many reports say that an actor did something of a type, and that it was done to it."""

    type: str
    source: int
    target: int


class ActorRow(Row, frozen=True, kw_only=True):
    """An actor across articles, by its fullest name; counts are of reports.

    Somebody said that it is the actor `same_as`, whose counts hold its own as well; to itself it keeps its own.
    """

    id: str
    name: str
    kind: str
    mentions: int
    as_source: int
    as_target: int
    types: tuple[TypeTally, ...]
    country: str | None = None
    role: str | None = None
    same_as: str | None = None


class AliasRow(Row, frozen=True, kw_only=True):
    """A name that an actor goes by, with the evidence that it is the actor's, and the number of reports that use it.

    `alias` is the name without case, accents and points. Evidence is name (the first one), country (the same name,
    with and without a country), spelling, surname, or printed (so an article calls whom it names in full elsewhere).
    """

    id: str
    actor: str
    alias: str
    name: str
    evidence: str
    mentions: int
    country: str | None = None


class JoinRow(Row, frozen=True, kw_only=True):
    """Somebody says that an actor is another one; `at` counts microseconds since 1970 in UTC."""

    actor: str
    same_as: str
    by: str
    position: int
    at: int
    why: str | None = None


class ActorKeyRow(Row, frozen=True, kw_only=True):
    """How an actor is recognised: by a name, a spelling or a surname, with its country."""

    key: str
    actor: str


ACTORS = Table(
    name="actors",
    row=ActorRow,
    key=("id",),
    indexes=(("same_as", "mentions", "id"), ("country", "mentions", "id"), ("role", "mentions", "id")),
    restless="mentions",
    common=(("same_as", None),),
)


ACTOR_JOINS = Table(
    name="actor_joins",
    row=JoinRow,
    key=("actor",),
    indexes=(("position",), ("same_as", "actor")),
    positions=("position",),
    since="position",
)


ACTOR_ALIASES = Table(name="actor_aliases", row=AliasRow, key=("actor", "id"), indexes=(("alias", "actor"),))


ACTOR_KEYS = Table(name="actor_keys", row=ActorKeyRow, key=("key", "actor"), history=False)
