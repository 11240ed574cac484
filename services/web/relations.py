"""Reading relations: who does how much to whom, in all and over time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from schemas.rows.relations import COVERAGE, RELATION_DAYS, RELATIONS, CoverageRow, RelationDayRow, RelationRow
from services import readmodels
from services.readmodels import Condition, Generation
from services.web.answers import One
from services.web.asof import AsOf
from services.web.description import lists, refuses, returns
from services.web.filters import Day, LastDay
from services.web.lists import Filters, answer, looked_at
from services.web.periods import By, Period, periods, spans
from services.web.problems import Fault, Problem
from services.web.route import ListRoute
from services.web.sameness import meant
from services.web.single import single
from services.web.site import Site
from services.web.waiting import MinPosition

END = re.compile(r"[A-Z]{3}|[a-z2-7]{26}")
NO_END = "this is neither a country's code such as RUS nor the id of an actor, which /v1/actors?name= finds"
MOST_DAYS = 36_600
"""Days that are looked at: a century."""
MOST_PERIODS = 4_000


class Level(StrEnum):
    """Between whom."""

    COUNTRY = "country"
    ACTOR = "actor"


def _end(identity: str) -> str:
    """The country's code, in capitals, or the actor's id; raises ValueError if it could be none."""
    end = identity.upper() if len(identity) == len("RUS") else identity
    if not END.fullmatch(end):
        raise ValueError(NO_END)
    return end


End = Annotated[str, AfterValidator(_end)]


class RelationFilters(Filters):
    """Which relations to list; without a source or target those between countries, or actors if asked for."""

    level: Annotated[Level | None, Field(description="between countries, or between actors")] = None
    source: Annotated[End | None, Field(description="who acts: a country's code or an actor's id")] = None
    target: Annotated[End | None, Field(description="who is acted on, likewise")] = None

    def conditions(self) -> tuple[Condition, ...]:
        """What columns of a relation have to hold."""
        level = self.level or (None if self.source or self.target else Level.COUNTRY)
        given = {"level": level and str(level), "source": self.source, "target": self.target}
        return tuple(Condition(name, "=", value) for name, value in given.items() if value)


class Time(BaseModel):
    """Over which time to look at a relation, and at which position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Annotated[By, Field(description="how long a period is")] = By.MONTH
    first: Annotated[Day | None, Field(alias="from", description="from this day; else from the first of it")] = None
    last: Annotated[LastDay, Field(alias="to", description="to this day; else to the last of it")] = None
    as_of: AsOf = None
    min_position: MinPosition = None


class Relation(Struct, frozen=True, kw_only=True):
    """What one did to another, in all and period by period, with the number of articles to measure it by."""

    relation: RelationRow
    by: By
    periods: Sequence[Period]


def routes(site: Site) -> APIRouter:
    """The addresses of relations."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/relations",
        summary="Who does what to whom, the most frequent first",
        responses=lists(RelationRow) | refuses(400, 406, 422, 503),
    )
    def list_relations(filters: Annotated[RelationFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, _most_frequent(site, filters))

    @router.get(
        "/v1/relations/{source}/{target}",
        summary="What one country or actor did to another, over time",
        responses=returns(One[Relation]) | refuses(404, 422, 503),
    )
    def show_relation(source: str, target: str, time: Annotated[Time, Query()], request: Request) -> Response:
        return single(site, request, time.as_of, lambda generation, at: over_time(generation, source, target, time, at))

    return router


def most_frequent(generation: Generation, filters: RelationFilters, as_of: int | None) -> readmodels.Query[RelationRow]:
    """The relations that meet the filters, the most frequent first; an actor is the one that people say it is."""
    asked = {side: end for side in ("source", "target") if (end := getattr(filters, side))}
    ends = {side: meant(generation, end, as_of) for side, end in asked.items()}
    where = filters.model_copy(update=ends).conditions()
    return readmodels.Query(table=RELATIONS, where=where, order=("occurrences", "id"), descending=True)


def _most_frequent(site: Site, filters: RelationFilters) -> readmodels.Query[RelationRow]:
    generation, as_of = looked_at(site, filters)
    return most_frequent(generation, filters, as_of)


def over_time(generation: Generation, source: str, target: str, time: Time, as_of: int | None) -> tuple[int, Relation]:
    """The position of the read models, and what one did to another, period by period; raises Problem if nothing."""
    try:
        relation = " ".join(meant(generation, _end(each), as_of) for each in (source, target))
    except ValueError as error:
        raise Problem(HTTPStatus.NOT_FOUND, NO_END) from error
    where = (Condition("id", "=", relation),)
    position, found = generation.select(readmodels.Query(table=RELATIONS, where=where, as_of=as_of))
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, "nothing is told of what this source did to this target")
    days = _Days(generation, relation, as_of)
    return position, Relation(relation=found[0], by=time.by, periods=days.periods(time))


class _Days:
    """The days of one relation, now or as they were."""

    def __init__(self, generation: Generation, relation: str, as_of: int | None) -> None:
        self._generation = generation
        self._relation = relation
        self._as_of = as_of

    def periods(self, time: Time) -> list[Period]:
        """What passed in each period of the time; none where no day is given or known."""
        first, last = time.first or self._bound(latest=False), time.last or self._bound(latest=True)
        if first is None or last is None:
            return []
        _check(time.by, first, last)
        passed = self._select(first, last, limit=MOST_DAYS)
        return periods(time.by, first, last, passed, self._coverage(first, last))

    def _bound(self, *, latest: bool) -> date | None:
        """The first or the last day on which something passed."""
        rows = self._select(date.min, date.max, limit=1, latest=latest)
        return rows[0].day if rows else None

    def _coverage(self, first: date, last: date) -> list[CoverageRow]:
        """How many articles were published on each of these days on which some were."""
        where = (Condition("day", ">=", first.isoformat()), Condition("day", "<=", last.isoformat()))
        query = readmodels.Query(table=COVERAGE, where=where, order=("day",), limit=MOST_DAYS, as_of=self._as_of)
        return self._generation.select(query)[1]

    def _select(self, first: date, last: date, *, limit: int, latest: bool = False) -> list[RelationDayRow]:
        where = (
            Condition("id", ">=", f"{self._relation} {first}"),
            Condition("id", "<=", f"{self._relation} {last}"),
        )
        query = readmodels.Query(
            table=RELATION_DAYS, where=where, order=("id",), descending=latest, limit=limit, as_of=self._as_of
        )
        return self._generation.select(query)[1]


def _check(by: By, first: date, last: date) -> None:
    """Raises Problem for more days or periods than are told at once."""
    if (last - first).days >= MOST_DAYS or sum(1 for _ in spans(by, first, last)) > MOST_PERIODS:
        detail = f"these are more than {MOST_PERIODS} periods or {MOST_DAYS} days: ask for fewer, or by month"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=[Fault(detail, parameter="from")])
