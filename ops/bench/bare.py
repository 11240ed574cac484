"""The yardstick: the same texts through nothing but spaCy's `nlp.pipe`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from schemas.errors import ServiceError
from workers.extract import Extractor, load_extractor

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

START_SECONDS = 120.0
BATCH = 256
"""Texts that a process takes at a time."""
_LOADED: list[Extractor] = []


def bare_seconds(model: str, texts: Sequence[str], processes: int) -> float:
    """How long so many processes take for the texts with the extractor's own pipeline, loaded before the clock starts.

    Raises ServiceError if a process dies.
    """
    context = get_context("spawn")
    ready = context.Barrier(processes, timeout=START_SECONDS)
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    try:
        with ProcessPoolExecutor(processes, context, initializer=_load, initargs=(model, ready)) as pool:
            list(pool.map(_read, [[]] * processes))
            started = time.perf_counter()
            list(pool.map(_read, batches))
            return time.perf_counter() - started
    except BrokenProcessPool as error:
        raise ServiceError("A process that ran bare spaCy died; what it said stands above.") from error


def _load(model: str, ready: Barrier) -> None:
    """Load and warm the model, and wait for the other processes to do so."""
    extractor = load_extractor(model)
    list(extractor.model.pipe(["The two ministers met on Monday."]))
    _LOADED[:] = [extractor]
    ready.wait()


def _read(texts: Sequence[str]) -> int:
    """Run the texts through the model; the number of documents, which is all that goes back."""
    return sum(1 for _ in _LOADED[0].model.pipe(texts))
