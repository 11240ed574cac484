"""A stage's worker process: takes jobs from one queue and forks a horse for each, the model loaded before the fork.

To be imported once RQ's key prefix is known (services/wiring.py).
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import structlog
from rq import Worker
from rq.serializers import JSONSerializer

from schemas.article import Article
from schemas.record import Stage
from services.lifeline import die_with_parent
from services.queues.rq import HEARTBEAT_SECONDS, ListedJob
from workers.clean import clean
from workers.extract import lexicon, load_extractor
from workers.jobs import Bench, prepare

if TYPE_CHECKING:
    from services.eventlog import EventLog
    from services.queues.rq import RqQueues
    from workers.extract import Extractor

LOGGER = structlog.get_logger("newsfold.worker")
WORKER_TTL = 30
"""Seconds after which RQ forgets a worker that sends no heartbeat, besides a minute of grace."""


class ForkingWorker(Worker):
    """RQ's worker, whose horse ends when the worker is killed: the job is done again elsewhere, not twice at once."""

    def setup_work_horse_signals(self) -> None:
        """What a horse does first of all."""
        super().setup_work_horse_signals()  # type: ignore[no-untyped-call]
        die_with_parent()


def work(stage: Stage, model: str, actors: Path | None, log: EventLog, queues: RqQueues) -> None:
    """Do a stage's jobs until SIGTERM or ^C; the job in hand is finished first."""
    signal.signal(signal.SIGTERM, _leave)  # RQ sets its own once it takes jobs
    queues.ping()
    extractor = load_extractor(model, actors) if stage is Stage.EXTRACT else None
    if extractor:
        _warm(extractor)
    prepare(Bench(log=log, queues=queues, extractor=extractor))
    worker = ForkingWorker(
        [queues.queue(stage)],
        connection=queues.connection,
        serializer=JSONSerializer,
        job_class=ListedJob,
        log_job_description=False,
        job_monitoring_interval=HEARTBEAT_SECONDS,
        worker_ttl=WORKER_TTL,
    )
    LOGGER.info("worker ready", stage=stage.value, worker=worker.name, log=str(log.identity))
    gc.freeze()  # the horses share the model's memory as long as the collector does not touch it
    worker.work(logging_level="WARNING")


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Asked to stop before there was any job: end in order."""
    sys.exit(0)


def _warm(extractor: Extractor) -> None:
    """Have the lexicon's examples read once: a horse inherits the common words and tables that are looked up then."""
    examples = " ".join(row["example"] for _, row in lexicon.rows() if "example" in row)
    extractor.extract(clean(Article(body=examples.encode())))
