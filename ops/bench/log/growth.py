"""What an append, a read and a folded record cost in a small log and in a large one."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from functools import partial
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from ops.bench.log.measure import seconds
from ops.bench.log.own import TIMELINE, Own
from ops.bench.log.sample import BATCH, Samples
from services.settings import Settings
from services.web.filters import EventFilters

SMALL = 50_000
WINDOW = 10_000
"""Records that each cost is measured with, at the end of the log."""
SINGLE = 300
READS = 5
"""How often the window is read, of which the median counts."""
ARTICLE_EVENTS = 20
"""A log of twenty times as many events has twenty times as many articles."""
MICROSECONDS = 1e6
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that getrusage(2) counts peak memory in."""


QUESTIONS = {"timeline": EventFilters(), "actor": EventFilters(source_actor="Norway")}
"""What is asked of now and of the past: the newest events, all and those of an actor whom every event names."""
LOOKS = 50
ON_A_PAGE = 100


class Cost(Struct, frozen=True):
    """Microseconds a record in a log of so many records, and by how many bytes reading it all raised peak memory.

    `timeline` and `actor` are milliseconds that a page of events takes, now and as of the middle of the log.
    """

    records: int
    append_batch: float
    append_single: float
    read: float
    fold: float
    replay_memory: int
    timeline: tuple[float, float]
    actor: tuple[float, float]


def costs(settings: Settings, records: int, advance: Callable[[int], object]) -> list[Cost]:
    """The costs at 50,000 records and at `records`, in one log that grows; `advance` is told what was appended."""
    own, samples = Own(settings), Samples(articles=max(1000, records // ARTICLE_EVENTS))
    own.begin(samples.articles)
    fold = own.following(folds=TIMELINE)
    measured: list[Cost] = []
    for size in sorted({min(SMALL, records), records}):
        folded = measured[-1].records if measured else 0
        measured.append(_costs(own, samples, size, folded, fold, advance))
    own.close()
    return measured


def _costs(
    own: Own, samples: Samples, size: int, folded: int, fold: Callable[[int], object], advance: Callable[[int], object]
) -> Cost:
    while own.log.head() < size:
        own.appending(samples.take(BATCH))()
        advance(BATCH)
    batches = [own.appending(samples.take(BATCH)) for _ in range(WINDOW // BATCH)]
    single = [own.appending([sample]) for sample in samples.take(SINGLE)]
    append_batch, append_single = seconds(batches) / WINDOW, seconds(single) / SINGLE
    head, before = own.log.head(), _peak_memory()
    own.replay()
    memory = _peak_memory() - before
    fold(head - WINDOW - folded)
    return Cost(
        records=head,
        append_batch=append_batch * MICROSECONDS,
        append_single=append_single * MICROSECONDS,
        read=median(seconds([lambda: own.replay(head - WINDOW)]) for _ in range(READS)) / WINDOW * MICROSECONDS,
        fold=seconds([lambda: fold(WINDOW)]) / WINDOW * MICROSECONDS,
        replay_memory=memory,
        **{name: _looks(own, filters, head // 2) for name, filters in QUESTIONS.items()},
    )


def _looks(own: Own, filters: EventFilters, middle: int) -> tuple[float, float]:
    """Milliseconds that a page of the newest events takes, now and as of the middle, asked in turns."""
    generation = own.readmodels.open(own.readmodels.numbers()[-1])
    now = replace(filters.query(), limit=ON_A_PAGE)
    asked = (now, replace(now, as_of=middle))
    taken = [[seconds([partial(generation.select, query)]) for query in asked] for _ in range(LOOKS)]
    present, past = (median(each) * 1000 for each in zip(*taken, strict=True))
    return present, past


def _peak_memory() -> int:
    """The most memory that this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MEMORY_UNIT
