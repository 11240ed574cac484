"""The log measured beside the bare driver and the library to compare with: each in turn, in rounds, in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
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
from ops.bench.log.turns import Measured, in_turns, settling
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
SERVER = {"autovacuum": "off"}
"""PostgreSQL's defaults, but that no table is looked after by chance while somebody is timed."""
FEW, MANY, REPLAYED = 10, 1000, 10_000
"""Events that are folded in a turn with a commit each, events of a commit, and those folded in a turn by such commits.

These follow each other as in a replay, which folds on while a commit is stored; the last one is waited for.
"""
Settle = Callable[[], object]
Places = Callable[[], AbstractContextManager[Settings]]


class Size(Struct, frozen=True):
    """How much each task is measured with, in each round."""

    batches: int = 200
    single: int = 2000
    written: int = 100
    replays: int = 5
    folded_one: int = 2000
    folded_many: int = 20_000
    folded_whole: int = 10_000


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
    with postgres_server(SERVER) as server:
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
    with settling(settings) as settle:
        rates = _appends(contenders, samples, size, settle) | _replays(contenders, size)
    with settling(settings) as settle:
        rates |= _folds(contenders, size, settle)
    for contender in contenders:
        contender.close()
    for make, contender in zip(makers, contenders, strict=True):
        rate, waits = append_together(make, settings, PROCESSES, size.written)
        rates[WRITERS, contender.name] = rate
        rates[WAIT, contender.name] = quantiles(waits, n=100)[98] * 1000
    return rates


def _appends(
    contenders: Sequence[Contender], samples: dict[str, Samples], size: Size, settle: Settle
) -> dict[Measured, float]:
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
        rates |= {key: count * records / taken for key, taken in in_turns(acts, settle).items()}
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


def _folds(contenders: Sequence[Contender], size: Size, settle: Settle) -> dict[Measured, float]:
    acts: dict[Measured, list[Callable[[], object]]] = {}
    wholes: dict[Measured, list[Callable[[], object]]] = {}
    for each in contenders:
        if isinstance(each, Folding):
            acts[FOLD_ONE, each.name] = _bits(each.folding(1), size.folded_one, FEW)
        if isinstance(each, SqlitePeer | PostgresPeer):
            acts[FOLD_UNSYNCED, each.name] = _bits(each.folding_unsynced(), size.folded_one, FEW)
        if isinstance(each, Own):
            fold_all = each.following(MANY, after=each.write_articles(size.folded_whole))
            acts[FOLD_MANY, each.name] = _bits(each.folding(MANY), size.folded_many, REPLAYED)
            wholes[FOLD_ALL, each.name] = _bits(fold_all, size.folded_whole, REPLAYED)
    spent = in_turns(acts, settle) | in_turns(wholes, settle)
    counts = {FOLD_MANY: size.folded_many, FOLD_ALL: size.folded_whole}
    rates = {key: counts.get(key[0], size.folded_one) / taken for key, taken in spent.items()}
    return rates | {(FOLD_UNSYNCED, Own.name): rates[FOLD_ONE, Own.name]}


def _bits(fold: Callable[[int], object], count: int, bit: int) -> list[Callable[[], object]]:
    """What folds so many events, a bit at a time."""
    bit = min(bit, count)
    return [partial(fold, bit)] * (count // bit)
