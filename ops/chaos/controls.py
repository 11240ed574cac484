"""Negative controls: well-known mistakes, put into a process on purpose, which a trial has to notice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, cast

from ops.chaos.points import Points, put
from schemas.record import Stage
from services.eventlog import Appended, Outcome, Write
from services.eventlog.sqlite import SqliteLog
from services.readmodels.database import Database
from services.readmodels.sqlite import SqliteDatabase
from services.readmodels.versions import Versions

LATE_SECONDS = 20.0
"""How much later the disk has what was acknowledged."""


def naive_checkpoint(points: Points) -> None:
    """Move the checkpoint first, and write the rows in a transaction of their own."""
    from services.readmodels.postgres import PostgresDatabase  # noqa: PLC0415  # loads psycopg

    for database in (SqliteDatabase, PostgresDatabase):
        put(database, "advance", _naive(database.advance, points))


def _naive(advance: Callable[..., bool], points: Points) -> Callable[..., bool]:
    def naive(database: Database, effects: Sequence[Versions], *, after: int, position: int) -> bool:
        moved = advance(database, (), after=after, position=position)
        points.reach("in mid-fold")
        return moved and advance(database, effects, after=position, position=position)

    return naive


def no_fsync() -> None:
    """Call durable what only memory has, as a disk does that loses its cache when the power goes."""
    append, turn = SqliteLog.append, threading.Lock()

    def later(log: SqliteLog, writes: Sequence[Write]) -> None:
        time.sleep(LATE_SECONDS)
        with turn:
            append(log, writes)

    def too_early(log: SqliteLog, writes: Sequence[Write]) -> list[Outcome]:
        threading.Thread(target=later, args=(log, writes), daemon=True).start()
        head = log.head()
        return [Appended(first=head + 1, last=head + len(write.records), version=1) for write in writes]

    put(SqliteLog, "append", too_early)


def two_queues() -> None:
    """Have each worker take jobs from two queues, so that RQ pops without a trace, and nobody look for lost ones."""
    from rq import Queue  # noqa: PLC0415  # RQ reads its key prefix when it is imported

    from services.queues.rq import RqQueues  # noqa: PLC0415  # the same
    from workers.worker import ForkingWorker  # noqa: PLC0415  # the same

    begin = ForkingWorker.__init__

    def begin_with_two(worker: ForkingWorker, queues: list[Queue], **named: Any) -> None:  # noqa: ANN401  # RQ's own
        second = Queue("second", connection=named["connection"], serializer=named["serializer"])
        begin(worker, [*queues, second], **named)

    def blind(queues: RqQueues, stage: Stage) -> set[str]:
        held = cast("list[bytes]", queues.connection.hvals(queues._held(stage)))  # noqa: SLF001  # the mistake
        return {job.decode() for job in held}

    put(ForkingWorker, "__init__", begin_with_two)
    put(RqQueues, "_alive", blind)
