"""The log measured beside the bare driver and the library to compare with: each in turn, in rounds, in one run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
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
SAVES = "encode and append, batches of 100"
SINGLY = "append, singly"
SAVES_SINGLY = "encode and append, singly"
WRITERS = "append, 4 processes, singly"
WAIT = "p99 wait of these, ms"
REPLAY = "replay and decode"
REPLAY_PAGED = "the same, the library by the thousand"
FOLD_ONE = "fold the timeline, a commit each"
FOLD_UNSYNCED = "the same, the library unsynced too"
FOLD_MANY = "fold the timeline, 1,000 a commit"
FOLD_ALL = "fold whole articles into all tables"
TASKS = (
    BATCHES,
    SAVES,
    SINGLY,
    SAVES_SINGLY,
    WRITERS,
    WAIT,
    REPLAY,
    REPLAY_PAGED,
    FOLD_ONE,
    FOLD_UNSYNCED,
    FOLD_MANY,
    FOLD_ALL,
)
STORES: dict[str, tuple[Making, Making, Making]] = {
    "SQLite": (Own, SqliteBare, SqlitePeer),
    "PostgreSQL": (Own, PostgresBare, PostgresPeer),
}
PROCESSES = 4
TURNS = 10
Measured = tuple[str, str]
Acts = Mapping[Measured, Sequence[Callable[[], object]]]
"""What is to be timed, by task and contender."""
Places = Callable[[], AbstractContextManager[Settings]]


class Size(Struct, frozen=True):
    """How much each task is measured with, in each round."""

    batches: int = 200
    single: int = 500
    written: int = 100
    replays: int = 5
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

    def ratio(self, other: Figure) -> float:
        """The middle of the ratios to another's figure of the same round, measured in turns within a second or so."""
        return median(mine / its for mine, its in zip(self.rounds, other.rounds, strict=True))


def measure(
    store: str, rounds: int, size: Size, advance: Callable[[], object], *, encrypted: bool = False
) -> list[Figure]:
    """Figures of one of STORES; `advance` is called after each round.

    Raises ServiceError if there is no PostgreSQL to start.
    """
    seen: dict[Measured, list[float]] = {}
    with places(store, encrypted=encrypted) as place:
        for _ in range(rounds):
            with place() as settings:
                for key, rate in _round(STORES[store], settings, size).items():
                    seen.setdefault(key, []).append(rate)
            advance()
    return [Figure(store, task, name, tuple(rates)) for (task, name), rates in seen.items()]


@contextmanager
def places(store: str, *, encrypted: bool = False) -> Iterator[Places]:
    """What makes fresh places for logs, in folders or in databases of a server of their own, as durable as can be."""
    if store == "SQLite":
        yield partial(_folder, encrypted=encrypted)
        return
    with postgres_server({}) as server:
        numbers = iter(range(1_000_000))

        @contextmanager
        def database() -> Iterator[Settings]:
            with _folder(encrypted=encrypted) as settings, server.database(f"bench_{next(numbers)}") as url:
                yield settings.model_copy(update={"database_url": url})

        yield database


@contextmanager
def _folder(*, encrypted: bool) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as name:
        yield Settings.model_validate(
            {"data": Path(name), "encrypt": encrypted}
        )  # which does not look into the environment


def _round(makers: Sequence[Making], settings: Settings, size: Size) -> dict[Measured, float]:
    """Each contender's figure in each task, by task and contender."""
    contenders = [make(settings) for make in makers]
    samples = {contender.name: Samples() for contender in contenders}
    for contender in contenders:
        contender.begin(samples[contender.name].articles)
    rates = _appends(contenders, samples, size) | _replays(contenders, size) | _folds(contenders, size)
    for contender in contenders:
        contender.close()
    for make, contender in zip(makers, contenders, strict=True):
        rate, waits = append_together(make, settings, PROCESSES, size.written)
        rates[WRITERS, contender.name] = rate
        rates[WAIT, contender.name] = quantiles(waits, n=100)[98] * 1000
    return rates


def _appends(contenders: Sequence[Contender], samples: dict[str, Samples], size: Size) -> dict[Measured, float]:
    rates: dict[Measured, float] = {}
    for task, count, records in (
        (BATCHES, size.batches, BATCH),
        (SAVES, size.batches, BATCH),
        (SINGLY, size.single, 1),
        (SAVES_SINGLY, size.single, 1),
    ):
        acts: dict[Measured, list[Callable[[], object]]] = {}
        for each in contenders:
            make = each.saving if task in (SAVES, SAVES_SINGLY) else each.appending
            acts[task, each.name] = [make(samples[each.name].take(records)) for _ in range(count)]
        rates |= {key: count * records / taken for key, taken in in_turns(acts).items()}
    return rates


def _replays(contenders: Sequence[Contender], size: Size) -> dict[Measured, float]:
    """Each reads everything once before, so that all find the pages in memory."""
    records = {each.name: each.replay() for each in contenders}
    acts: dict[Measured, list[Callable[[], object]]] = {}
    for each in contenders:
        acts[REPLAY, each.name] = [each.replay] * size.replays
        if isinstance(each, SqlitePeer | PostgresPeer):
            acts[REPLAY_PAGED, each.name] = [each.replay_by_thousands] * size.replays
    rates = {key: records[key[1]] * size.replays / taken for key, taken in in_turns(acts).items()}
    return rates | {(REPLAY_PAGED, Own.name): rates[REPLAY, Own.name]}


def _folds(contenders: Sequence[Contender], size: Size) -> dict[Measured, float]:
    one: dict[Measured, list[Callable[[], object]]] = {}
    many: dict[Measured, list[Callable[[], object]]] = {}
    for each in contenders:
        if isinstance(each, Folding):
            one[FOLD_ONE, each.name] = [partial(each.folding(1), size.folded_one // TURNS)] * TURNS
        if isinstance(each, SqlitePeer | PostgresPeer):
            one[FOLD_UNSYNCED, each.name] = [partial(each.folding_unsynced(), size.folded_one // TURNS)] * TURNS
        if isinstance(each, Own):
            fold_all = each.following(1000, after=each.write_articles(size.folded_many))
            many[FOLD_MANY, each.name] = [partial(each.folding(1000), size.folded_many // TURNS)] * TURNS
            many[FOLD_ALL, each.name] = [partial(fold_all, size.folded_many // TURNS)] * TURNS
    spent = in_turns(one | many)
    rates = {key: (size.folded_one if key in one else size.folded_many) / taken for key, taken in spent.items()}
    return rates | {(FOLD_UNSYNCED, Own.name): rates[FOLD_ONE, Own.name]}


def in_turns(acts: Acts) -> dict[Measured, float]:
    """How long everybody's acts take in all, when everybody does a few in turn: so all meet the same disturbances."""
    spent = dict.fromkeys(acts, 0.0)
    for turn in range(TURNS):
        for key, each in acts.items():
            spent[key] += seconds(each[len(each) * turn // TURNS : len(each) * (turn + 1) // TURNS])
    return spent


def seconds(acts: Sequence[Callable[[], object]]) -> float:
    """How long the acts take, one after the other."""
    began = time.perf_counter()
    for act in acts:
        act()
    return time.perf_counter() - began
