"""Reading sources: how much comes from each publisher, how much of it is read, and who has fallen silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from msgspec.structs import asdict

from schemas.moments import moment_of
from schemas.rows.row import Row
from schemas.rows.sources import SOURCE_DAYS, SOURCES, LanguageCell, SourceDayRow, SourceRow
from schemas.rows.work import MOMENTS
from services import readmodels
from services.readmodels import Condition, Generation
from services.web.asof import MINUTE
from services.web.description import lists, refuses
from services.web.lists import Filters, Shown, answer, looked_at
from services.web.route import ListRoute
from services.web.site import Site

FEWEST = 3
"""Articles from which on a publisher has a pace."""
ROW = msgspec.json.Decoder(SourceRow)
SECOND = 1_000_000
"""Microseconds."""


class Source(Row, frozen=True, kw_only=True):
    """A publisher, its articles, and whether it has fallen silent.

    `waiting` articles are not read yet; `uncovered` ones are in a language that is not read, so that nothing was looked
    for in them. `mean_delay` is the time from publication to arrival, `usual_gap` the median time between its latest
    articles, `silent_for` that since its last one by the log's own clock, all in seconds; `silence` is how many times
    its usual gap it has been silent, null for one of which too little is known.
    """

    name: str
    articles: int
    covered: int
    uncovered: int
    waiting: int
    events: int
    first_received_at: datetime
    last_received_at: datetime
    latest: str
    languages: tuple[LanguageCell, ...]
    silent_for: float
    mean_delay: float | None = None
    usual_gap: float | None = None
    silence: float | None = None


def routes(site: Site) -> APIRouter:
    """The addresses of publishers."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/sources",
        summary="The publishers by name, with their volume, coverage and silence",
        responses=lists(Source) | refuses(400, 406, 422, 503),
    )
    def list_sources(filters: Annotated[Filters, Query()], request: Request) -> Response:
        generation, as_of = looked_at(site, filters)
        now = time_at(generation, generation.checkpoint() if as_of is None else as_of)
        shown = Shown(Source, lambda told: source_at(ROW.decode(msgspec.json.encode(told)), now))
        return answer(site, request, filters, by_name(), shown)

    @router.get(
        "/v1/sources/{name:path}",
        summary="How much came from a publisher on each day (UTC), the latest first",
        responses=lists(SourceDayRow) | refuses(400, 406, 422, 503),
    )
    def list_days(name: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        return answer(site, request, filters, days_of(name))

    return router


def by_name() -> readmodels.Query[SourceRow]:
    """All publishers."""
    return readmodels.Query(table=SOURCES, order=("name",))


def days_of(name: str) -> readmodels.Query[SourceDayRow]:
    """What came from a publisher on each day, the latest first."""
    where = (Condition("source", "=", name.replace("\0", "")),)
    return readmodels.Query(table=SOURCE_DAYS, where=where, order=("day",), descending=True)


def time_at(generation: Generation, position: int) -> int:
    """The log's time at a position, to the minute, in microseconds since 1970; 0 for an empty log."""
    query = readmodels.Query(
        table=MOMENTS, where=(Condition("position", "<=", position),), order=("minute",), descending=True, limit=1
    )
    _, rows = generation.select(query)
    return rows[0].minute * MINUTE if rows else 0


def source_at(row: SourceRow, now: int) -> Source:
    """A publisher as it is to be seen at a time."""
    gap = usual_gap(row.recent)
    silent = max(now - row.last_received_at, 0) / SECOND
    same = {name: value for name, value in asdict(row).items() if name in SAME}
    return Source(
        **same,
        waiting=row.articles - row.covered - row.uncovered,
        first_received_at=moment_of(row.first_received_at),
        last_received_at=moment_of(row.last_received_at),
        silent_for=silent,
        mean_delay=row.delay / row.delayed if row.delayed else None,
        usual_gap=gap,
        silence=round(silent / gap, 2) if gap else None,
    )


SAME = frozenset({"name", "articles", "covered", "uncovered", "events", "latest", "languages"})


def usual_gap(moments: Sequence[int]) -> float | None:
    """The median time in seconds between arrivals in order; None for too few."""
    if len(moments) < FEWEST:
        return None
    return median(after - before for before, after in pairwise(moments)) / SECOND
