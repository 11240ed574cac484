"""Several processes that append to one log at once, each to streams of its own, one record at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ops.bench.log.contender import Making
from ops.bench.log.sample import Samples
from schemas.errors import ServiceError
from services.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

START_SECONDS = 120.0
ARTICLES = 100
_READY: list[Barrier] = []


def append_together(make: Making, settings: Settings, processes: int, appends: int) -> tuple[float, list[float]]:
    """Records a second of all processes, and how long each append waited, in seconds.

    Raises ServiceError if a process dies.
    """
    context = get_context("spawn")
    ready = context.Barrier(processes, timeout=START_SECONDS)
    try:
        with ProcessPoolExecutor(processes, context, initializer=_prepare, initargs=(ready,)) as pool:
            writing = [pool.submit(_write, make, settings, number, appends) for number in range(processes)]
            moments = [moment for each in writing for moment in each.result()]
    except BrokenProcessPool as error:
        raise ServiceError("A process that appended to the log died; what it said stands above.") from error
    seconds = max(ended for _, ended in moments) - min(began for began, _ in moments)
    return len(moments) / seconds, [ended - began for began, ended in moments]


def _prepare(ready: Barrier) -> None:
    _READY[:] = [ready]


def _write(make: Making, settings: Settings, number: int, appends: int) -> list[tuple[float, float]]:
    """When each append began and ended, by the clock that all processes share."""
    contender, samples = make(settings), Samples(chr(ord("b") + number), ARTICLES)
    contender.begin(samples.articles)
    writes = [contender.appending([sample]) for sample in samples.take(appends)]
    _READY[0].wait()
    moments = [_timed(write) for write in writes]
    contender.close()
    return moments


def _timed(write: Callable[[], object]) -> tuple[float, float]:
    began = time.monotonic()
    write()
    return began, time.monotonic()
