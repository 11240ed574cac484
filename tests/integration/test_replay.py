"""A generation that was folded live equals one that is folded anew, however the log was cut into batches."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import ServiceError
from schemas.readmodel import TABLES
from schemas.record import Record
from services.eventlog import EventLog
from services.eventlog.sqlite import SqliteLog
from services.readmodels import Generation, Prepared, Query, ReadModels, batch
from services.readmodels import generation as stored
from services.readmodels.postgres import PostgresReadModels
from services.readmodels.sqlite import SqliteReadModels
from tests.support.happenings import newsrooms
from tests.support.histories import History, Rows, histories
from tests.support.program import until
from workers import projector
from workers.projections import FOLDS_VERSION
from workers.projector import Folding, Projector, fold_records, replay

SIZES = st.lists(st.integers(1, 7), min_size=1)


@contextmanager
def readmodels_in_a_folder() -> Iterator[ReadModels]:
    with tempfile.TemporaryDirectory() as folder:
        readmodels = SqliteReadModels(Path(folder), FOLDS_VERSION)
        try:
            yield readmodels
        finally:
            readmodels.close()


@pytest.fixture
def readmodels() -> Iterator[ReadModels]:
    with readmodels_in_a_folder() as readmodels:
        yield readmodels


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


def fold_in_batches(generation: Generation, records: Sequence[Record], sizes: Sequence[int]) -> None:
    """Fold the records in batches of these sizes, over and over."""
    folding = Folding(generation, 0)
    while folding.position < len(records):
        for size in sizes:
            if batch := records[folding.position : folding.position + size]:
                folding.fold(batch)


class Late:
    """A generation that stores only when it is waited for: whatever is read before is as it was."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as the generation has it
        return getattr(self._generation, name)

    def storing(self, effects: Prepared, *, after: int, position: int) -> Callable[[], None]:
        def store() -> None:
            self._generation.storing(effects, after=after, position=position)()

        return store


def fold_ahead_in_batches(generation: Generation, records: Sequence[Record], sizes: Sequence[int]) -> None:
    """The same, each batch while the one before is stored."""
    folding, rest = Folding(generation, 0), list(records)
    for size in cycle(sizes):
        if not rest:
            break
        folding.fold_ahead(rest[:size])
        del rest[:size]
    folding.settle()


def rebuilt(log: EventLog, readmodels: ReadModels) -> list[tuple[str, tuple[object, ...]]]:
    """What a fold of the whole log in one go makes."""
    generation = readmodels.create()
    fold_records(generation, log.read(limit=100_000), after=0)
    return list(generation.dump())


def assert_batches_do_not_matter(readmodels: ReadModels, history: History, sizes: Sequence[int]) -> None:
    live, rebuilt = readmodels.create(), readmodels.create()
    fold_in_batches(live, history.records, sizes)
    fold_in_batches(rebuilt, history.records, [len(history.records) or 1])
    assert live.checkpoint() == rebuilt.checkpoint() == len(history.records)
    assert list(live.dump()) == list(rebuilt.dump())
    readmodels.drop(live.number)
    readmodels.drop(rebuilt.number)


@given(history=histories(), sizes=SIZES)
def test_batches_do_not_matter(history: History, sizes: list[int]) -> None:
    with readmodels_in_a_folder() as readmodels:
        assert_batches_do_not_matter(readmodels, history, sizes)


@given(history=st.one_of(histories(), newsrooms()), sizes=SIZES, kept=st.sampled_from([1, 5, 100_000]))
def test_what_is_folded_while_the_batch_before_is_stored_is_the_same(
    history: History, sizes: list[int], kept: int
) -> None:
    with readmodels_in_a_folder() as readmodels, pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "MOST_ROWS", kept)
        ahead, in_one_go = readmodels.create(), readmodels.create()
        fold_ahead_in_batches(cast("Generation", Late(ahead)), history.records, sizes)
        fold_records(in_one_go, history.records, after=0) if history.records else None
        assert ahead.checkpoint() == len(history.records)
        assert list(ahead.dump()) == list(in_one_go.dump())


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), sizes=SIZES)
def test_what_is_folded_while_postgres_stores_the_batch_before_is_the_same(
    postgres_url: str, history: History, sizes: list[int]
) -> None:
    readmodels = PostgresReadModels(postgres_url, FOLDS_VERSION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "FEW_ROWS", 0)
        ahead, in_one_go = readmodels.create(), readmodels.create()
        fold_ahead_in_batches(ahead, history.records, sizes)
        fold_records(in_one_go, history.records, after=0) if history.records else None
        assert list(ahead.dump()) == list(in_one_go.dump())
    readmodels.close()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), sizes=SIZES)
def test_batches_do_not_matter_on_postgres(postgres_url: str, history: History, sizes: list[int]) -> None:
    readmodels = PostgresReadModels(postgres_url, FOLDS_VERSION)
    assert_batches_do_not_matter(readmodels, history, sizes)
    readmodels.close()


@settings(max_examples=30)
@given(history=newsrooms(), sizes=SIZES)
def test_batches_do_not_matter_to_what_joins_articles(history: History, sizes: list[int]) -> None:
    with readmodels_in_a_folder() as readmodels:
        assert_batches_do_not_matter(readmodels, history, sizes)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=newsrooms(), sizes=SIZES)
def test_batches_do_not_matter_to_what_joins_articles_on_postgres(
    postgres_url: str, history: History, sizes: list[int]
) -> None:
    readmodels = PostgresReadModels(postgres_url, FOLDS_VERSION)
    assert_batches_do_not_matter(readmodels, history, sizes)
    readmodels.close()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), sizes=SIZES)
def test_both_stores_hold_the_same(postgres_url: str, history: History, sizes: list[int]) -> None:
    postgres = PostgresReadModels(postgres_url, FOLDS_VERSION)
    with readmodels_in_a_folder() as sqlite:
        dumps = []
        for readmodels in (sqlite, postgres):
            generation = readmodels.create()
            fold_in_batches(generation, history.records, sizes)
            dumps.append(list(generation.dump()))
        assert dumps[0] == dumps[1]
    postgres.close()


@given(history=histories(broken=False), sizes=SIZES)
def test_the_past_is_what_was_current_then(history: History, sizes: list[int]) -> None:
    tables = [table for table in TABLES if table.history]
    with readmodels_in_a_folder() as readmodels:
        generation, rows = readmodels.serving(), Rows()
        fold_in_batches(generation, history.records, sizes)
        for record in history.records:
            rows.fold(record)
            for table in tables:
                query = Query(table=table, order=table.key, as_of=record.position, limit=1000)
                assert generation.select(query) == (len(history.records), rows.all(table))


def test_a_replay_equals_what_was_folded_live(log: EventLog, readmodels: ReadModels) -> None:
    history = many_articles(40)
    history.append_to(log)
    live = readmodels.serving()
    fold_in_batches(live, log.read(limit=10_000), [3, 11])
    generation = replay(log, readmodels, lambda _done, _total: None)
    assert generation.number == 2
    assert readmodels.serving().number == 2
    assert list(generation.dump()) == list(live.dump())


def test_a_replay_of_an_empty_log_serves(log: EventLog, readmodels: ReadModels) -> None:
    generation = replay(log, readmodels, lambda _done, _total: None)
    assert readmodels.serving().number == generation.number
    assert generation.checkpoint() == 0


def test_a_replay_tells_how_far_it_is(log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projector, "BATCH", 10)
    many_articles(6).append_to(log)
    told: list[tuple[int, int]] = []
    replay(log, readmodels, lambda done, total: told.append((done, total)))
    assert told == [(10, 24), (20, 24), (24, 24)]


def test_a_batch_is_bounded_by_its_bytes_too(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "PAGE", 4)
    many_articles(6).append_to(log)
    sizes = [len(record.data) + len(record.content) for record in log.read()]
    monkeypatch.setattr(projector, "BATCH_BYTES", sum(sizes[:9]))
    told = list[int]()
    replay(log, readmodels, lambda done, _total: told.append(done))
    assert told == [12, 24]


def test_the_generation_before_is_kept_and_older_ones_are_dropped(log: EventLog, readmodels: ReadModels) -> None:
    for _ in range(4):
        replay(log, readmodels, lambda _done, _total: None)
    assert readmodels.serving().number == 5
    assert readmodels.numbers() == [4, 5]


class Killed(BaseException):
    """The process ends here."""


def test_a_replay_that_was_killed_is_taken_up_again(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BATCH", 10)
    many_articles(10).append_to(log)

    def die(done: int, _total: int) -> None:
        if done == 20:
            raise Killed

    with pytest.raises(Killed):
        replay(log, readmodels, die)
    assert readmodels.serving().number == 1
    told: list[int] = []
    generation = replay(log, readmodels, lambda done, _total: told.append(done))
    assert generation.number == 2
    assert told == [30, 40]
    assert list(generation.dump()) == rebuilt(log, readmodels)


def test_what_older_folds_left_unfinished_is_dropped(log: EventLog, tmp_path: Path) -> None:
    older = SqliteReadModels(tmp_path / "readmodels", "0")
    older.serving()
    unfinished = older.create()
    older.close()
    newer = SqliteReadModels(tmp_path / "readmodels", FOLDS_VERSION)
    generation = replay(log, newer, lambda _done, _total: None)
    assert unfinished.number not in newer.numbers()
    assert newer.numbers() == [1, generation.number]
    newer.close()


def test_a_replay_that_is_stopped_leaves_the_serving_generation_alone(log: EventLog, readmodels: ReadModels) -> None:
    many_articles(3).append_to(log)
    stop = threading.Event()
    stop.set()
    replay(log, readmodels, lambda _done, _total: None, stop)
    assert readmodels.serving().number == 1


def test_two_replays_at_once_build_one_generation(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BATCH", 5)
    many_articles(30).append_to(log)
    readmodels.serving()
    both_are_building, numbers = threading.Barrier(2, timeout=60), list[int]()

    def replay_beside_the_other() -> None:
        told = list[int]()

        def meet(done: int, _total: int) -> None:
            if not told:
                both_are_building.wait()
            told.append(done)

        numbers.append(replay(log, readmodels, meet).number)

    threads = [threading.Thread(target=replay_beside_the_other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [2, 2]
    assert readmodels.numbers() == [1, 2]
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)


def test_a_replay_catches_up_while_records_arrive_and_are_folded_live(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BATCH", 20)
    monkeypatch.setattr(projector, "PATIENCE_SECONDS", 0.05)
    many_articles(50).append_to(log)
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        for number in range(100):
            history = History(log.read(limit=10_000))
            history.received(f"late{number}")
            history.cleaned(f"late{number}")
            history.extracted(f"late{number}")
            history.append_to(log)
        written.set()

    writing = threading.Thread(target=write)
    projecting = threading.Thread(target=Projector(log, readmodels).run, args=(stop, lambda: None))
    writing.start()
    projecting.start()
    before = readmodels.serving().number
    generation = replay(log, readmodels, lambda _done, _total: None)
    writing.join()
    until(lambda: readmodels.serving().checkpoint() == log.head(), "the projector to follow")
    stop.set()
    projecting.join()
    assert written.is_set()
    assert readmodels.serving().number == generation.number == before + 1
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)


def many_articles(count: int) -> History:
    """Articles that went the whole way, four records each."""
    history = History()
    for number in range(count):
        history.received(f"n{number}")
        history.cleaned(f"n{number}")
        history.extracted(f"n{number}")
    return history


@pytest.mark.parametrize("name", ["generations.sqlite", "generation-2.sqlite"])
def test_damaged_read_models_are_built_anew_as_their_error_says(log: EventLog, tmp_path: Path, name: str) -> None:
    many_articles(3).append_to(log)
    folder = tmp_path / "readmodels"
    for _ in range(2):
        with closing(SqliteReadModels(folder, FOLDS_VERSION)) as readmodels:
            replay(log, readmodels, lambda _done, _total: None)
    (folder / name).write_bytes(b"\xff" * 100_000)
    advice = r"is damaged; .*delete it and run `newsfold replay`"
    with (
        closing(SqliteReadModels(folder, FOLDS_VERSION)) as damaged,
        pytest.raises(ServiceError, match=advice),
    ):
        damaged.open(2).checkpoint()
    (folder / name).unlink()
    with closing(SqliteReadModels(folder, FOLDS_VERSION)) as readmodels:
        generation = replay(log, readmodels, lambda _done, _total: None)
        assert list(generation.dump()) == rebuilt(log, readmodels)
