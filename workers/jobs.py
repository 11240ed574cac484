"""The names that RQ calls: each takes claim checks, does one step for each, and tells the queues how it went.

RQ calls a function by its name, so what a job needs is put here once, before the first job, by `prepare`; a forking
worker's horses inherit it, the language model included.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import structlog
from msgspec import Struct
from rq import get_current_job
from rq.timeouts import BaseTimeoutException

from schemas.claim import Claim
from schemas.errors import ServiceError
from schemas.record import Stage
from services import tracing
from services.counts import count_step
from workers.failing import fail_article
from workers.faults import Kind, failure_of, kind_of

if TYPE_CHECKING:
    from services.eventlog import EventLog
    from services.queues import Queues

LOGGER = structlog.get_logger("newsfold.jobs")


class Bench(Struct, frozen=True, kw_only=True):
    """What a worker has at hand, and how a claim is done: for the stages only that it was started to do."""

    log: EventLog
    queues: Queues
    steps: Mapping[Stage, Callable[[Claim], int]]


_BENCH: list[Bench] = []


def prepare(bench: Bench) -> None:
    """Put this at every later job's hand."""
    _BENCH[:] = [bench]


def clean(claims: Sequence[tuple[str, int]]) -> None:
    """Clean each claimed article."""
    _each(_bench(), Stage.CLEAN, claims)


def extract(claims: Sequence[tuple[str, int]]) -> None:
    """Extract the events of each claimed article."""
    _each(_bench(), Stage.EXTRACT, claims)


def _bench() -> Bench:
    if not _BENCH:
        raise ServiceError("jobs run in a newsfold worker only: start one with `newsfold work clean|extract`")
    return _BENCH[0]


def _each(bench: Bench, stage: Stage, claims: Sequence[tuple[str, int]]) -> None:
    """Do the step for one claim after the other; one that fails is set apart and the rest goes on."""
    step = bench.steps.get(stage)
    if step is None:
        raise ServiceError(f"this worker was not started to {stage}")
    job = get_current_job()
    parent = tracing.read_traceparent(job.meta.get("traceparent")) if job else None
    try:
        with tracing.span(f"{stage} job", parent, articles=len(claims)):
            for article, revision in claims:
                known = {"stage": stage.value, "article": article, "revision": revision, "job": job.id if job else None}
                with structlog.contextvars.bound_contextvars(**known):
                    _one(bench, stage, Claim(article, revision), step)
    finally:
        tracing.flush()


def _one(bench: Bench, stage: Stage, claim: Claim, step: Callable[[Claim], int]) -> None:
    """Do the step. What fails for no fault of the article's ends the job and is tried again later."""
    bench.queues.begin(stage, claim)
    began = time.perf_counter()
    try:
        position = step(claim)
    except Exception as error:
        if kind_of(error) is Kind.ELSEWHERE:
            bench.queues.release(stage, claim)
            raise
        position = fail_article(bench.log, stage, claim, failure_of(error))
        LOGGER.warning("step failed", reason=type(error).__name__, position=position)
        count_step(bench.queues, stage, "failed", time.perf_counter() - began)
        bench.queues.finish(stage, claim, position)
        if isinstance(error, BaseTimeoutException):
            raise  # the job's time is up: the rest of the batch is queued again
        return
    count_step(bench.queues, stage, "done", time.perf_counter() - began)
    bench.queues.finish(stage, claim, position)
    LOGGER.info("step done", position=position)
