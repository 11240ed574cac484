"""A stage's worker process: takes jobs from one queue and forks a horse for each, the model loaded before the fork.

To be imported once RQ's key prefix is known (services/wiring.py).
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

import structlog
from rq import Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from schemas.block import Action, Block, CleanedPage, Kind, Part
from schemas.claim import Claim
from schemas.errors import LogTooNewError, NewsfoldError
from schemas.record import Stage
from services.counts import count_killed, note_model
from services.lifeline import die_with_parent
from services.queues.rq import HEARTBEAT_SECONDS, ListedJob, clear_errors
from workers.failing import fail_article
from workers.faults import WORKER_DIED, killed_by
from workers.jobs import Bench, prepare
from workers.limits import InTime, limit_memory

if TYPE_CHECKING:
    from services.eventlog import EventLog
    from services.queues import Queues
    from services.queues.rq import RqQueues
    from services.settings import Settings
    from workers.extract import Extractor

LOGGER = structlog.get_logger("newsfold.worker")
WORKER_TTL = 30
"""Seconds after which RQ forgets a worker that sends no heartbeat, besides a minute of grace."""


class ForkingWorker(Worker):
    """RQ's worker, whose horse ends when the worker is killed: the job is done again elsewhere, not twice at once."""

    memory: int
    """Bytes that a horse may take beyond what it shares with the worker."""

    def setup_work_horse_signals(self) -> None:
        """What a horse does first of all."""
        super().setup_work_horse_signals()  # type: ignore[no-untyped-call]
        die_with_parent()
        limit_memory(self.memory)


def work(stage: Stage, settings: Settings, log: EventLog, queues: RqQueues) -> None:
    """Do a stage's jobs until SIGTERM or ^C; the job in hand is finished first.

    Raises ServiceError if the queue goes away meanwhile.
    """
    signal.signal(signal.SIGTERM, _leave)  # RQ sets its own once it takes jobs
    queues.ping()
    step = _cleaning(log) if stage is Stage.CLEAN else _extraction(settings, log, queues)
    prepare(Bench(log=log, queues=queues, steps={stage: step}))
    worker = ForkingWorker(
        [queues.queue(stage)],
        connection=queues.connection,
        serializer=JSONSerializer,
        job_class=ListedJob,
        log_job_description=False,
        job_monitoring_interval=HEARTBEAT_SECONDS,
        worker_ttl=WORKER_TTL,
        exception_handlers=[_leave_to_newer],
        work_horse_killed_handler=partial(tell_killed, stage, log, queues),
    )
    worker.memory = settings.job_memory
    LOGGER.info("worker ready", stage=stage.value, worker=worker.name, log=str(log.identity))
    gc.freeze()  # the horses share the model's memory as long as the collector does not touch it
    with clear_errors():
        worker.work(logging_level="WARNING")


def tell_killed(stage: Stage, log: EventLog, queues: RqQueues, job: Job, _horse: int, status: int, _: object) -> None:
    """Record that the article in hand ended its horse, and let the others of its job be queued again.

    If that cannot be done now, the feeder finds them.
    """
    failure = killed_by(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else WORKER_DIED
    try:
        for claim in queues.in_hand(stage, [Claim(*each) for each in job.args[0]]):
            position = fail_article(log, stage, claim, failure)
            queues.finish(stage, claim, position)
            count_killed(queues, stage)
            LOGGER.warning("horse killed", stage=stage.value, article=claim.article, reason=failure.reason)
        for claim in queues.claims_of(stage, job.id):
            queues.release(stage, claim)
    except NewsfoldError as error:
        LOGGER.warning("horse killed, which the feeder will tell", stage=stage.value, job=job.id, reason=str(error))


def _leave_to_newer(_job: Job, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Have the horse's worker end in order once a newer program writes the log, which takes no more of this one's."""
    if issubclass(kind, LogTooNewError):
        LOGGER.error("worker leaves", reason=str(error))
        os.kill(os.getppid(), signal.SIGTERM)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Asked to stop before there was any job: end in order."""
    sys.exit(0)


def _cleaning(log: EventLog) -> Callable[[Claim], int]:
    """How an article is cleaned, in bounded time."""
    from workers.cleaning import clean_article, clean_in_time  # noqa: PLC0415  # patterns that take long to compile

    return partial(clean_article, log, cleaner=clean_in_time)


def _extraction(settings: Settings, log: EventLog, queues: Queues) -> Callable[[Claim], int]:
    """How an article is read: the extractor warm, and held to the pace that it showed; how long that took is told."""
    from workers.extract import lexicon, load_extractor  # noqa: PLC0415  # loads spaCy: a clean worker starts without
    from workers.extraction import extract_article  # noqa: PLC0415  # of no use without an extractor

    began = time.perf_counter()
    extractor = load_extractor(settings.model, settings.actors, settings.models)
    extractor.models.load()
    examples = " ".join(row["example"] for _, row in lexicon.rows() if "example" in row)
    pace = _warm(extractor, examples) / len(examples)
    note_model(queues, settings.model, time.perf_counter() - began)
    return partial(extract_article, log, InTime(extractor, pace))


def _warm(extractor: Extractor, examples: str) -> float:
    """Have the lexicon's examples read once; the processor time that took, in seconds.

    A horse inherits the common words and tables that are looked up then.
    """
    end, began = len(examples), time.process_time()
    paragraph = Block(start=0, end=end, kind=Kind.PARAGRAPH, action=Action.KEEP, part=0)
    extractor.extract(CleanedPage(text=examples, parts=(Part(start=0, end=end),), blocks=(paragraph,)))
    return time.process_time() - began
