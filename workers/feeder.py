"""Keeps the queues short and full: brings what is unfinished, live articles first, and finds what was lost.

It holds no state that matters: the unfinished articles are a read model, what is queued is asked of the queues. So a
flushed queue is simply filled again, and a second feeder only waits for the first one's lease to end.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence

import structlog
from msgspec import Struct

from schemas.article import Priority
from schemas.claim import Claim
from schemas.errors import NewsfoldError
from schemas.record import Stage
from schemas.rows.work import UNFINISHED, UnfinishedRow
from services.counts import note_folded
from services.eventlog import EventLog
from services.queues import Queues
from services.readmodels import Condition, Generation, Query, ReadModels
from workers.backoff import Backoff
from workers.failing import fail_article
from workers.faults import WORKER_DIED
from workers.projections import are_newer

LOGGER = structlog.get_logger("newsfold.feeder")
TICK_SECONDS = 1.0


class Batch(Struct, frozen=True):
    """How much a job of a stage takes on: about one second of work."""

    characters: int
    articles: int


FRESH, FAILED = Condition("attempts", "=", 0), Condition("attempts", ">", 0)
AGAIN = 200
"""Articles that failed which are looked at beyond those held: their waits begin when they are first seen."""
BATCHES = {Stage.CLEAN: Batch(2_000_000, 100), Stage.EXTRACT: Batch(40_000, 50)}
LONG_JOBS = 4
"""An article of more than so many jobs' work is long: it keeps its worker for many seconds."""


class Feeder:
    """One pass is `tick`; `run` repeats it until told to stop, at once when it is woken."""

    def __init__(
        self, log: EventLog, readmodels: ReadModels, queues: Queues, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._log = log
        self._readmodels = readmodels
        self._queues = queues
        self._wake = threading.Event()
        self._folded_at = self._told = 0.0
        self._backoff = {stage: Backoff(clock) for stage in Stage}

    def wake(self) -> None:
        """Something was folded: look now."""
        self._folded_at = time.time()
        self._wake.set()

    def run(self, stop: threading.Event) -> None:
        """Feed until stopped; a store that is away is waited for, and no error ends the feeding."""
        while not stop.is_set():
            self._wake.clear()
            try:
                self.tick()
            except NewsfoldError as error:
                LOGGER.warning("feeding waits", reason=str(error))
            except Exception:
                LOGGER.exception("feeding failed; it goes on")
            self._tell_folded()
            self._wake.wait(TICK_SECONDS)

    def _tell_folded(self) -> None:
        """Note for the metrics when something was folded last: here, so that folding never waits for Redis."""
        if self._folded_at != self._told:
            note_folded(self._queues, self._folded_at)
            self._told = self._folded_at

    def tick(self) -> int:
        """Sweep and fill every queue, if this process leads; the number of claims queued.

        Read models of newer folds, whose tables this program may not know, are left to newer programs to feed from.
        """
        generation = self._readmodels.serving()
        if are_newer(generation.folds_version) or not self._queues.lead():
            return 0
        return sum(self._feed(stage, generation) for stage in Stage)

    def _feed(self, stage: Stage, generation: Generation) -> int:
        for orphan in self._queues.sweep(stage, generation.checkpoint()):
            position = fail_article(self._log, stage, orphan.claim, WORKER_DIED)
            LOGGER.warning("worker died", stage=stage.value, article=orphan.claim.article, position=position)
        held = self._queues.held(stage)
        room = self._queues.room(stage)
        again = self._again(stage, generation, held)[: max(1, room // 2)]
        for claim in again:
            self._queues.offer_again(stage, claim)
        return len(again) + self._offer_fresh(stage, generation, held, room - len(again))

    def _offer_fresh(self, stage: Stage, generation: Generation, held: set[Claim], room: int) -> int:
        """Queue what was not tried yet and nobody holds, live articles first, then oldest first; how many."""
        if room <= 0:
            return 0
        long = self._next_long(stage, generation, held)[:room]
        for claim in long:
            self._queues.offer(stage, [claim])
        return len(long) + self._offer_short(stage, generation, held, room - len(long))

    def _next_long(self, stage: Stage, generation: Generation, held: set[Claim]) -> list[Claim]:
        """The long articles whose turn it is: they never have all workers at once, so that others go on beside them."""
        workers = self._queues.workers(stage)
        rows = _rows(generation, stage, len(held) + workers, Condition("cost", ">", _longest(stage)))
        going = sum(_claim(row) in held for row in rows)
        waiting = [_claim(row) for row in rows if not row.attempts and _claim(row) not in held]
        return waiting[: max(0, max(1, workers - 1) - going)]

    def _offer_short(self, stage: Stage, generation: Generation, held: set[Claim], room: int) -> int:
        """The same for those that are not long."""
        if room <= 0:
            return 0
        limit = len(held) + room * BATCHES[stage].articles
        short = Condition("cost", "<=", _longest(stage))
        rows = [row for row in _rows(generation, stage, limit, FRESH, short) if _claim(row) not in held]
        queued = 0
        for claims, urgent in _jobs(stage, rows, room):
            self._queues.offer(stage, claims, urgent=urgent)
            queued += len(claims)
        return queued

    def _again(self, stage: Stage, generation: Generation, held: set[Claim]) -> list[Claim]:
        """What failed before and may be tried again now, live articles first; half of the room is for it at most.

        Where there is no room one of them is queued all the same: it has waited already, and a queue that live
        articles fill would keep it waiting for as long as it is full.
        """
        rows = _rows(generation, stage, len(held) + AGAIN, FAILED)
        return [_claim(row) for row in self._backoff[stage].over([row for row in rows if _claim(row) not in held])]


def _jobs(stage: Stage, rows: Sequence[UnfinishedRow], room: int) -> Iterator[tuple[list[Claim], bool]]:
    """At most `room` jobs of about a second each, live articles and others apart."""
    batch, cost, made = list[UnfinishedRow](), 0, 0
    for row in rows:
        full = cost + row.cost > BATCHES[stage].characters or len(batch) >= BATCHES[stage].articles
        if batch and (full or batch[0].priority != row.priority):
            yield [_claim(each) for each in batch], batch[0].priority == Priority.LIVE
            batch, cost, made = [], 0, made + 1
            if made >= room:
                return
        batch.append(row)
        cost += row.cost
    if batch:
        yield [_claim(each) for each in batch], batch[0].priority == Priority.LIVE


def _longest(stage: Stage) -> int:
    """The cost above which an article is long."""
    return LONG_JOBS * BATCHES[stage].characters


def _rows(generation: Generation, stage: Stage, limit: int, *chosen: Condition) -> list[UnfinishedRow]:
    """Live rows before bulk ones, those with the fewest attempts first, then the oldest."""
    found = list[UnfinishedRow]()
    for priority in (Priority.LIVE, Priority.BULK):
        where = (Condition("stage", "=", stage.value), Condition("priority", "=", priority.value), *chosen)
        query = Query(table=UNFINISHED, where=where, order=("attempts", "position"), limit=limit)
        found += generation.select(query)[1]
    return found


def _claim(row: UnfinishedRow) -> Claim:
    return Claim(row.article, row.revision)
