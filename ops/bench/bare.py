"""The yardstick: the same texts through nothing but spaCy's `nlp.pipe`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

import spacy

from schemas.errors import ServiceError
from workers.extract.parser import UNUSED

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from spacy.language import Language

START_SECONDS = 120.0
BATCH = 256
"""Texts that a process takes at a time."""
_LOADED: list[Language] = []


def load_bare(model: str) -> Language:
    """The model as it comes, without the components that the extractor leaves out."""
    return spacy.load(model, exclude=list(UNUSED))


def bare_seconds(model: str, texts: Sequence[str], processes: int) -> float:
    """How long so many processes take for the texts, the model loaded before the clock starts.

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
    language = load_bare(model)
    list(language.pipe(["The two ministers met on Monday."]))
    _LOADED[:] = [language]
    ready.wait()


def _read(texts: Sequence[str]) -> int:
    """Run the texts through the model; the number of documents, which is all that goes back."""
    return sum(1 for _ in _LOADED[0].pipe(texts))
