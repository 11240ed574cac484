"""The log measured beside the bare driver and the library to compare with: each in turn, in rounds, in one run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median, quantiles

from msgspec import Struct

from ops.bench.log.bare import PostgresBare, SqliteBare
from ops.bench.log.contender import Contender, Folding, Making
from ops.bench.log.own import Own
from ops.bench.log.peer import PostgresPeer, SqlitePeer
from ops.bench.log.sample import BATCH, Samples
from ops.bench.log.writers import append_together
from ops.postgres import postgres_server
from services.settings import Settings

BATCHES = "append, batches of 100"
SINGLY = "append, singly"
WRITERS = "append, 4 processes, singly"
WAIT = "p99 wait of these, ms"
REPLAY = "replay and decode"
FOLD_ONE = "fold the timeline, a commit each"
FOLD_MANY = "fold the timeline, 1,000 a commit"
TASKS = (BATCHES, SINGLY, WRITERS, WAIT, REPLAY, FOLD_ONE, FOLD_MANY)
STORES: dict[str, tuple[Making, Making, Making]] = {
    "SQLite": (Own, SqliteBare, SqlitePeer),
    "PostgreSQL": (Own, PostgresBare, PostgresPeer),
}
PROCESSES = 4
Places = Callable[[], AbstractContextManager[Settings]]


class Size(Struct, frozen=True):
    """How many records each task is measured with."""

    batched: int = 20_000
    single: int = 500
    written: int = 100
    folded_one: int = 500
    folded_many: int = 10_000


class Figure(Struct, frozen=True):
    """Records a second in a task (milliseconds for a wait), one of each round."""

    store: str
    task: str
    contender: str
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return median(self.rounds)


def measure(store: str, rounds: int, size: Size, advance: Callable[[], object]) -> list[Figure]:
    """Figures of one of STORES; `advance` is called after each contender's round.

    Raises ServiceError if there is no PostgreSQL to start.
    """
    seen: dict[tuple[str, str], list[float]] = {}
    with places(store) as place:
        for number in range(rounds):
            makers = STORES[store]
            for make in (*makers[number % len(makers) :], *makers[: number % len(makers)]):
                with place() as settings:
                    name, rates = _round(make, settings, size)
                for task, rate in rates.items():
                    seen.setdefault((task, name), []).append(rate)
                advance()
    return [Figure(store, task, name, tuple(rates)) for (task, name), rates in seen.items()]


@contextmanager
def places(store: str) -> Iterator[Places]:
    """What makes fresh places for logs, in folders or in databases of a server of their own, as durable as can be."""
    if store == "SQLite":
        yield _folder
        return
    with postgres_server({}) as server:
        numbers = iter(range(1_000_000))

        @contextmanager
        def database() -> Iterator[Settings]:
            with _folder() as settings, server.database(f"bench_{next(numbers)}") as url:
                yield settings.model_copy(update={"database_url": url})

        yield database


@contextmanager
def _folder() -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as name:
        yield Settings.model_validate({"data": Path(name)})  # which does not look into the environment


def _round(make: Making, settings: Settings, size: Size) -> tuple[str, dict[str, float]]:
    """The contender's name, and its figure in each task."""
    contender, samples = make(settings), Samples()
    contender.begin(samples.articles)
    rates = _appends(contender, samples, size) | _reads(contender, size)
    contender.close()
    rate, waits = append_together(make, settings, PROCESSES, size.written)
    return contender.name, rates | {WRITERS: rate, WAIT: quantiles(waits, n=100)[98] * 1000}


def _appends(contender: Contender, samples: Samples, size: Size) -> dict[str, float]:
    batches = [contender.appending(batch) for batch in samples.batches(size.batched)]
    single = [contender.appending([sample]) for sample in samples.take(size.single)]
    return {BATCHES: len(batches) * BATCH / seconds(batches), SINGLY: len(single) / seconds(single)}


def _reads(contender: Contender, size: Size) -> dict[str, float]:
    records = contender.replay()  # once unmeasured, so that everybody finds the pages in memory
    rates = {REPLAY: records / seconds([contender.replay])}
    if isinstance(contender, Folding):
        rates[FOLD_ONE] = size.folded_one / seconds([contender.folding(size.folded_one, 1)])
    if isinstance(contender, Own):
        rates[FOLD_MANY] = size.folded_many / seconds([contender.folding(size.folded_many, 1000)])
    return rates


def seconds(acts: Sequence[Callable[[], object]]) -> float:
    """How long the acts take, one after the other."""
    began = time.perf_counter()
    for act in acts:
        act()
    return time.perf_counter() - began
