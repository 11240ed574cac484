"""What an append, a read and a folded record cost in a small log and in a large one."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from ops.bench.log.own import MANY, TIMELINE, Own
from ops.bench.log.sample import BATCH, STREAMS, Samples
from ops.bench.log.turns import in_turns, seconds
from services.settings import Settings
from services.web.filters import EventFilters

SMALL = 50_000
WINDOW = 10_000
"""Records that each cost is measured with, at the end of the log."""
SINGLE = 300
READS = 10
"""How often the window is read."""
FOLDS = 10
"""Commits that the window is folded with."""
ARTICLE_EVENTS = 20
"""A log of twenty times as many events has twenty times as many articles, whose events come together as in any log."""
MICROSECONDS = 1e6
Acts = dict[str, Sequence[Callable[[], object]]]
"""What is to be timed, by task."""
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that getrusage(2) counts peak memory in."""


QUESTIONS = {"timeline": EventFilters(), "actor": EventFilters(source_actor="Norway")}
"""What is asked of now and of the past: the newest events, all and those of an actor whom every event names."""
LOOKS = 50
ON_A_PAGE = 100


class Cost(Struct, frozen=True):
    """Microseconds a record in a log of so many records, and by how many bytes reading it all raises peak memory.

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


def costs(places: Sequence[Settings], records: int, advance: Callable[[int], object]) -> list[Cost]:
    """The costs in a log of 50,000 records and in one of `records`, in turns; `advance` is told what was done.

    Both meet the same disturbances that way. Each log has a place of its own.
    """
    sizes = sorted({min(SMALL, records), records})
    logs = [_Grown(settings, size, advance) for settings, size in zip(places, sizes, strict=False)]
    appends = _in_turns({log.size: log.appends() for log in logs})
    others = _in_turns({log.size: log.reads() | log.folds() for log in logs})
    measured = [log.cost(appends[log.size] | others[log.size]) for log in logs]
    for log in logs:
        log.own.close()
    return measured


def _in_turns(acts: Mapping[int, Acts]) -> dict[int, dict[str, float]]:
    """Seconds that each log's acts take, by task."""
    spent = in_turns({(task, str(size)): each for size, tasks in acts.items() for task, each in tasks.items()})
    return {size: {task: spent[task, str(size)] for task in tasks} for size, tasks in acts.items()}


class _Grown:
    """A log of so many records, with a timeline."""

    def __init__(self, settings: Settings, size: int, advance: Callable[[int], object]) -> None:
        self.own, self.size, self._advance = Own(settings), size, advance
        articles = (size + 2 * WINDOW) // ARTICLE_EVENTS
        self._samples = Samples(articles=articles, together=ARTICLE_EVENTS * STREAMS // BATCH)
        self._others = Samples("b")  # what is appended singly goes to articles of its own, at any turn
        self.own.begin(self._samples.articles + self._others.articles)
        while self.own.log.head() < size:
            self.own.appending(self._samples.take(BATCH))()
            advance(BATCH)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            self._replay_memory = alone.submit(_replay_memory, settings).result()

    def appends(self) -> Acts:
        """What appends a window of records in batches, and some singly."""
        batches = [self.own.appending(self._samples.take(BATCH)) for _ in range(WINDOW // BATCH)]
        singly = [self.own.appending([sample]) for sample in self._others.take(SINGLE)]
        return {"append_batch": batches, "append_single": singly}

    def reads(self) -> Acts:
        """What reads the last window of records, several times."""
        return {"read": [partial(self.own.replay, self.own.log.head() - WINDOW)] * READS}

    def folds(self) -> Acts:
        """What folds the last window of records, after all before it."""
        fold, before = self.own.following(folds=TIMELINE), self.own.log.head() - WINDOW
        for first in range(0, before, MANY):
            count = min(MANY, before - first)
            fold(count)
            self._advance(count)
        return {"fold": [partial(fold, WINDOW // FOLDS)] * FOLDS}

    def cost(self, taken: Mapping[str, float]) -> Cost:
        """The cost of a record in each task, and of a page of what is folded."""
        head = self.own.log.head()
        return Cost(
            records=head,
            append_batch=taken["append_batch"] / WINDOW * MICROSECONDS,
            append_single=taken["append_single"] / SINGLE * MICROSECONDS,
            read=taken["read"] / (WINDOW * READS) * MICROSECONDS,
            fold=taken["fold"] / WINDOW * MICROSECONDS,
            replay_memory=self._replay_memory,
            **{name: _looks(self.own, filters, head // 2) for name, filters in QUESTIONS.items()},
        )


def _replay_memory(settings: Settings) -> int:
    """By how many bytes reading and decoding a whole log raises the peak memory of a process that does nothing else."""
    own = Own(settings)
    own.replay(own.log.head() - 1)
    before = _peak_memory()
    own.replay()
    own.close()
    return _peak_memory() - before


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
