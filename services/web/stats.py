"""How much there is, told without counting more often than every few seconds."""

from __future__ import annotations

import threading
import time
from datetime import date

from fastapi import APIRouter, Request, Response
from msgspec import Struct
from msgspec.structs import asdict

from schemas.readmodel import TABLES
from schemas.rows.events import EVENTS
from schemas.rows.work import UNKNOWN_TYPES
from services.readmodels import Condition, Generation, Query
from services.web.answers import json_answer
from services.web.description import refuses, returns
from services.web.site import Site

KEPT_SECONDS = 5.0
MOST_TYPES = 100


class Stats(Struct, frozen=True, kw_only=True):
    """How long the log is and how far it is folded, by which generation, and how many rows there were at `counted_at`.

    `unknown` names the types of records that a newer program wrote, and how many of each were passed over. `first_day`
    and `last_day` are the earliest and the latest day of any event.
    """

    log: str
    head: int
    position: int
    generation: int
    folds: str
    counted_at: int
    rows: dict[str, int]
    types: dict[str, int]
    unknown: dict[str, int]
    first_day: date | None
    last_day: date | None


class Count(Struct, frozen=True, kw_only=True):
    """The rows of a generation, counted at a position."""

    generation: int
    counted_at: int
    rows: dict[str, int]
    types: dict[str, int]
    unknown: dict[str, int]
    first_day: date | None
    last_day: date | None


class Counts:
    """The last count, kept for a few seconds; who comes while it is made anew waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made = 0.0
        self._last: Count | None = None

    def of(self, generation: Generation) -> Count:
        """How many rows there are, or were a few seconds ago."""
        with self._lock:
            fresh = time.monotonic() < self._made + KEPT_SECONDS
            if self._last is None or self._last.generation != generation.number or not fresh:
                self._last = _counted(generation)
                self._made = time.monotonic()
            return self._last


def routes(site: Site) -> APIRouter:
    """The address of the figures."""
    router = APIRouter(tags=["reading"])
    counts = Counts()

    @router.get("/v1/stats", summary="How much there is", responses=returns(Stats) | refuses(503))
    def show_stats(_request: Request) -> Response:
        generation = site.readmodels.serving()
        count = counts.of(generation)
        stats = Stats(
            log=str(site.log.identity),
            head=site.log.head(),
            position=generation.checkpoint(),
            folds=generation.folds_version,
            **asdict(count),
        )
        return json_answer(stats, headers={"Cache-Control": "no-cache"})

    return router


def _counted(generation: Generation) -> Count:
    return Count(
        generation=generation.number,
        counted_at=generation.checkpoint(),
        rows={table.name: generation.count(table) for table in TABLES},
        types={str(kind): int(str(count)) for kind, count in generation.tally(Query(table=EVENTS), ("type",))},
        unknown=unknown_types(generation),
        first_day=_day(generation, descending=False),
        last_day=_day(generation, descending=True),
    )


def unknown_types(generation: Generation) -> dict[str, int]:
    """The types of records that the folds do not know, and how many of each were passed over."""
    _, rows = generation.select(Query(table=UNKNOWN_TYPES, order=("type",), limit=MOST_TYPES))
    return {row.type: row.records for row in rows}


def _day(generation: Generation, *, descending: bool) -> date | None:
    """The day of the first, or of the last, event that has one."""
    dated = (Condition("day", ">", ""),)
    query = Query(table=EVENTS, where=dated, order=("day", "position"), descending=descending, limit=1)
    return next((row.day for row in generation.select(query)[1]), None)
