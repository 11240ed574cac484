"""What the whole way is compared with: bare spaCy, and the extractor alone, over the same pages side by side."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

import spacy

from schemas.block import CleanedPage
from schemas.errors import ServiceError
from workers.extract import load_extractor
from workers.extract.parser import UNUSED
from workers.extract.passages import passages

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from spacy.language import Language

Pages = Sequence[CleanedPage]
Reader = Callable[[Pages], None]

START_SECONDS = 120.0
BATCH = 20
"""Pages that a process takes at a time."""
_READY: list[Reader] = []


def bare_model(model: str) -> Language:
    """The spaCy model as it comes, without the components that the extractor leaves out."""
    return spacy.load(model, exclude=list(UNUSED))


def bare(model: str) -> Reader:
    """Nothing but `nlp.pipe`, over the texts that the extractor reads."""
    language = bare_model(model)

    def read(pages: Pages) -> None:
        for _ in language.pipe(passage.text for page in pages for passage in passages(page)):
            pass

    return read


def extraction(model: str) -> Reader:
    """The extractor without log, queue and service around it."""
    extractor = load_extractor(model)

    def read(pages: Pages) -> None:
        for page in pages:
            extractor.extract(page)

    return read


def seconds(load: Callable[[str], Reader], model: str, pages: Pages, processes: int) -> float:
    """How long so many processes take for the pages, everything loaded before the clock starts.

    Raises ServiceError if a process dies.
    """
    context = get_context("spawn")
    ready = context.Barrier(processes, timeout=START_SECONDS)
    batches = [pages[start : start + BATCH] for start in range(0, len(pages), BATCH)]
    try:
        with ProcessPoolExecutor(processes, context, initializer=_load, initargs=(load, model, ready)) as pool:
            list(pool.map(_read, [pages[:1]] * processes))
            started = time.perf_counter()
            list(pool.map(_read, batches))
            return time.perf_counter() - started
    except BrokenProcessPool as error:
        raise ServiceError("A process that was measured died; what it said stands above.") from error


def _load(load: Callable[[str], Reader], model: str, ready: Barrier) -> None:
    """Load, and wait for the other processes to do so."""
    _READY[:] = [load(model)]
    ready.wait()


def _read(pages: Pages) -> None:
    _READY[0](pages)
