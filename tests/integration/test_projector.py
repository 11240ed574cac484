"""The projector over a real log and real read models."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

import psycopg
import pytest
from structlog.testing import capture_logs

from ops.postgres import PostgresServer
from schemas.errors import FenceError, LogError, ReadModelError
from schemas.identity import stream_of
from schemas.record import Record
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.row import Change
from schemas.rows.work import SET_ASIDE, UNFINISHED, UNKNOWN_TYPES, SetAsideRow, UnknownTypeRow
from services.eventlog import EventLog
from services.eventlog.postgres import PostgresLog
from services.eventlog.sqlite import SqliteLog
from services.readmodels import Generation, ReadModels
from services.readmodels import generation as stored
from services.readmodels.postgres import PostgresReadModels
from services.readmodels.sqlite import SqliteReadModels
from tests.support.forks import error_in_a_fork, fill_the_disk
from tests.support.histories import History
from tests.support.program import until
from workers import projector
from workers.projections import FOLDS, FOLDS_VERSION
from workers.projections.entry import Entry
from workers.projections.view import Known
from workers.projector import Folding, Projector, current_generation, fold_records, replay

FOREVER = 60.0


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], ReadModels]:
    """Opens the read models of one place, as a program with this version of the folds does."""
    if request.param == "sqlite":
        return lambda version: SqliteReadModels(tmp_path / "readmodels", version)
    url = request.getfixturevalue("postgres_url")
    return lambda version: PostgresReadModels(url, version)


@pytest.fixture
def readmodels(place: Callable[[str], ReadModels]) -> Iterator[ReadModels]:
    readmodels = place(FOLDS_VERSION)
    yield readmodels
    readmodels.close()


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projector, "PATIENCE_SECONDS", 0.05)


@contextmanager
def projecting(log: EventLog, readmodels: ReadModels, on_batch: Callable[[], None] = lambda: None) -> Iterator[None]:
    """A projector at work."""
    stop, errors = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            Projector(log, readmodels).run(stop, on_batch)
        except BaseException as error:  # noqa: BLE001  # told to the test, in its own thread
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert not errors


def append(log: EventLog, *steps: Callable[[History], object]) -> History:
    """Let the steps follow what the log holds already."""
    history = History(log.read(limit=10_000))
    for step in steps:
        step(history)
    history.append_to(log)
    return history


def whole_way(history: History, article: str = "a") -> None:
    history.received(article)
    history.cleaned(article)
    history.extracted(article)


def states(generation: Generation, articles: Collection[str]) -> dict[str, str]:
    rows = cast("list[ArticleRow]", generation.gather(ARTICLES, "id", articles))
    return {row.id: row.state for row in rows}


def set_aside(generation: Generation) -> dict[str, int]:
    rows = cast("list[SetAsideRow]", generation.gather(SET_ASIDE, "stream", [stream_of(name) for name in "abcdefgh"]))
    return {row.stream: row.position for row in rows}


def rebuilt(log: EventLog, readmodels: ReadModels) -> list[tuple[str, tuple[object, ...]]]:
    """What a fold of the whole log in one go makes."""
    generation = readmodels.create()
    if records := log.read(limit=100_000):
        fold_records(generation, records, after=0)
    return list(generation.dump())


def test_what_is_appended_is_folded(log: EventLog, readmodels: ReadModels) -> None:
    batches = threading.Event()
    with projecting(log, readmodels, batches.set):
        append(log, whole_way)
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold of the first article")
        append(log, lambda history: whole_way(history, "b"))
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold of the second article")
    assert states(readmodels.serving(), "ab") == {"a": "projected", "b": "projected"}
    assert batches.is_set()


def test_text_with_nul_is_folded_with_a_replacement_character(log: EventLog, readmodels: ReadModels) -> None:
    def hostile(history: History) -> None:
        history.received(source="Oslo\0Post")
        history.cleaned(bodies=["a\0b"])
        history.failed(detail="a\0b")

    append(log, hostile)
    rows = rebuilt(log, readmodels)
    assert "set_aside" not in [table for table, _ in rows]
    assert "Oslo\ufffdPost" in [cell for _, cells in rows for cell in cells]
    assert not [cell for _, cells in rows for cell in cells if "\0" in str(cell)]


def test_a_projector_goes_on_where_the_last_one_stopped(log: EventLog, readmodels: ReadModels) -> None:
    append(log, History.received)
    with projecting(log, readmodels):
        until(lambda: readmodels.serving().checkpoint() == 1, "the fold of the first record")
    append(log, History.cleaned, History.extracted)
    with projecting(log, readmodels):
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold of the rest")
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)


def test_records_of_an_unknown_type_are_passed_over_with_a_note(log: EventLog, readmodels: ReadModels) -> None:
    append(log, History.received, History.unknown, History.unknown)
    generation = readmodels.serving()
    with capture_logs() as logs:
        assert fold_records(generation, log.read(), after=0) == 3
        append(log, History.unknown)
        assert fold_records(generation, log.read(3), after=3) == 4
    assert set_aside(generation) == {}
    assert generation.get(UNKNOWN_TYPES, ("article.praised",)) == UnknownTypeRow(
        type="article.praised", records=3, first=2, last=4
    )
    assert [(each["type"], each["position"]) for each in logs] == [("article.praised", 2)]


def test_a_record_that_cannot_be_read_is_set_aside_and_the_others_go_on(log: EventLog, readmodels: ReadModels) -> None:
    append(
        log,
        lambda history: whole_way(history, "a"),
        lambda history: history.received("b"),
        lambda history: history.broken("b"),
        lambda history: whole_way(history, "c"),
    )
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    assert states(generation, "abc") == {"a": "projected", "b": "received", "c": "projected"}
    assert set_aside(generation) == {stream_of("b"): 6}
    assert generation.checkpoint() == log.head()


def test_later_records_of_a_stream_that_was_set_aside_are_passed_over(log: EventLog, readmodels: ReadModels) -> None:
    append(log, History.received, History.broken, History.cleaned)
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    append(log, History.extracted, History.received)
    fold_records(generation, log.read(3), after=3)
    assert states(generation, "a") == {"a": "received"}
    assert set_aside(generation) == {stream_of("a"): 2}


def test_what_waits_for_a_stream_that_was_set_aside_is_called_off(log: EventLog, readmodels: ReadModels) -> None:
    append(log, History.received, History.broken)
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    assert generation.count(UNFINISHED) == 0


def test_a_record_whose_row_cannot_be_stored_is_set_aside(log: EventLog, readmodels: ReadModels) -> None:
    append(
        log,
        lambda history: history.received("a"),
        lambda history: history.received("b", size=2**63),
        lambda history: history.received("c"),
    )
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    assert states(generation, "abc") == {"a": "received", "c": "received"}
    assert set_aside(generation) == {stream_of("b"): 2}


def test_a_row_that_is_refused_while_others_are_folded_sets_only_its_record_aside(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "FEW_ROWS", 0)
    for name in "abcdefgh":
        append(log, lambda history, name=name: history.received(name, size=2**63 if name in "be" else 1))  # type: ignore[misc]
    folding = Folding(readmodels.serving(), 0)
    while batch := log.read(folding.position, limit=2):
        folding.fold_ahead(batch)
        folding.fold_ahead(log.read(batch[-1].position, limit=2))
        folding.settle()
    assert states(readmodels.serving(), "abcdefgh") == dict.fromkeys("acdfgh", "received")
    assert set_aside(readmodels.serving()) == {stream_of("b"): 2, stream_of("e"): 5}


def test_a_zombie_that_folds_ahead_writes_nothing(
    log: EventLog, readmodels: ReadModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "FEW_ROWS", 0)
    append(log, whole_way, lambda history: whole_way(history, "b"))
    generation, records = readmodels.serving(), log.read()
    zombie = Folding(generation, 0)
    zombie.fold_ahead(records[:2])
    zombie.settle()
    fold_records(generation, records[2:5], after=2)
    before = list(generation.dump())
    with pytest.raises(FenceError):  # either at once or when it waits
        fold_all_ahead(zombie, records[2:4], records[4:])
    assert list(generation.dump()) == before
    assert zombie.position == 2


def fold_all_ahead(folding: Folding, *batches: list[Record]) -> None:
    for batch in batches:
        folding.fold_ahead(batch)
    folding.settle()


def test_a_stream_that_was_set_aside_is_whole_after_a_fix_and_a_replay(log: EventLog, readmodels: ReadModels) -> None:
    append(log, whole_way, lambda history: whole_way(history, "b"))

    def wrong(entry: Entry, _rows: Known) -> Iterator[Change]:
        if entry.position == 2:
            raise ZeroDivisionError
        return iter(())

    folds = {kind: (*of_kind, wrong) for kind, of_kind in FOLDS.items()}
    Folding(readmodels.serving(), 0, folds).fold(log.read())
    assert states(readmodels.serving(), "ab") == {"a": "received", "b": "projected"}
    replay(log, readmodels, lambda _done, _total: None)
    assert states(readmodels.serving(), "ab") == {"a": "projected", "b": "projected"}
    assert set_aside(readmodels.serving()) == {}


def test_a_zombie_writes_nothing(log: EventLog, readmodels: ReadModels) -> None:
    append(log, whole_way)
    generation = readmodels.serving()
    fold_records(generation, log.read(), after=0)
    before = list(generation.dump())
    with pytest.raises(FenceError):
        fold_records(generation, log.read(limit=2), after=0)
    assert list(generation.dump()) == before


def test_two_projectors_side_by_side_fold_everything_once(
    log: EventLog, readmodels: ReadModels, place: Callable[[str], ReadModels]
) -> None:
    others = place(FOLDS_VERSION)
    with projecting(log, readmodels), projecting(log, others):
        for number in range(30):
            append(log, lambda history, name=f"n{number}": whole_way(history, name))  # type: ignore[misc]
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)
    others.close()


def test_when_the_active_projector_ends_the_other_takes_over(
    log: EventLog, readmodels: ReadModels, place: Callable[[str], ReadModels]
) -> None:
    others = place(FOLDS_VERSION)
    with projecting(log, others):
        with projecting(log, readmodels):
            append(log, whole_way)
            until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold by either")
        append(log, lambda history: whole_way(history, "b"))
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold by the one that is left")
    others.close()


def test_read_models_of_older_folds_are_built_anew(log: EventLog, place: Callable[[str], ReadModels]) -> None:
    append(log, whole_way)
    old = place("0")
    assert old.serving().folds_version == "0"
    new = place(FOLDS_VERSION)
    with projecting(log, new):
        until(lambda: new.serving().folds_version == FOLDS_VERSION, "the new generation")
        until(lambda: new.serving().checkpoint() == log.head(), "the fold")
    assert new.numbers() == [1, 2]
    assert old.serving().number == 2
    old.close()
    new.close()


def test_read_models_of_newer_folds_are_left_alone(log: EventLog, place: Callable[[str], ReadModels]) -> None:
    append(log, whole_way)
    newer, older = place("99"), place(FOLDS_VERSION)
    newer.serving()
    with pytest.raises(ReadModelError, match="99"):
        current_generation(log, older)
    with projecting(log, older):
        pass
    assert newer.serving().checkpoint() == 0
    assert newer.numbers() == [1]
    newer.close()
    older.close()


def test_read_models_that_are_ahead_of_the_log_are_built_anew(log: EventLog, readmodels: ReadModels) -> None:
    readmodels.serving().commit([], after=0, position=1_000)
    append(log, whole_way)
    with projecting(log, readmodels):
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
    assert states(readmodels.serving(), "a") == {"a": "projected"}


def test_a_projector_follows_when_another_generation_serves(log: EventLog, readmodels: ReadModels) -> None:
    append(log, whole_way)
    with projecting(log, readmodels):
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
        replay(log, readmodels, lambda _done, _total: None)
        append(log, lambda history: whole_way(history, "b"))
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold into the new generation")
    assert readmodels.serving().number == 2
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)


class RememberingLog(SqliteLog):
    """A log that remembers who reads it."""

    def subscribe(
        self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None, patience: float = 1.0
    ) -> Generator[list[Record]]:
        self.subscription = super().subscribe(after, limit=limit, types=types, patience=patience)
        return self.subscription


def test_a_projector_that_stops_leaves_no_connection_open(readmodels: ReadModels, tmp_path: Path) -> None:
    with closing(RememberingLog.open_or_create(tmp_path / "remembering.sqlite")) as log:
        append(log, whole_way)
        with projecting(log, readmodels):
            until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
        assert isinstance(log, RememberingLog)
        assert inspect.getgeneratorstate(log.subscription) == inspect.GEN_CLOSED


class FalteringLog(SqliteLog):
    """A log that is away at first."""

    faults = 2

    def subscribe(
        self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None, patience: float = 1.0
    ) -> Generator[list[Record]]:
        if self.faults:
            self.faults -= 1
            raise LogError("the log is away")
        return super().subscribe(after, limit=limit, types=types, patience=patience)


def test_a_log_that_is_away_is_waited_for(readmodels: ReadModels, tmp_path: Path) -> None:
    log = FalteringLog.open_or_create(tmp_path / "faltering.sqlite")
    append(log, whole_way)
    with projecting(log, readmodels):
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
    assert isinstance(log, FalteringLog)
    assert log.faults == 0
    log.close()


def test_a_server_that_is_restarted_in_mid_fold_is_waited_for(
    stoppable_postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BATCH", 7)
    log = PostgresLog.open_or_create(stoppable_postgres.url())
    readmodels = PostgresReadModels(stoppable_postgres.url(), FOLDS_VERSION)
    for number in range(100):
        append(log, lambda history, name=f"n{number}": whole_way(history, name))  # type: ignore[misc]
    folded = threading.Event()
    with projecting(log, readmodels, folded.set):
        for end in (stoppable_postgres.kill, stoppable_postgres.stop):
            folded.clear()
            assert folded.wait(FOREVER)
            end()
            stoppable_postgres.start()
        until(lambda: readmodels.serving().checkpoint() == log.head(), "the fold")
    assert list(readmodels.serving().dump()) == rebuilt(log, readmodels)
    readmodels.close()
    log.close()


def test_a_full_disk_stops_a_fold_with_nothing_half_done(log: EventLog, tmp_path: Path) -> None:
    readmodels = SqliteReadModels(tmp_path / "readmodels", FOLDS_VERSION)
    generation = readmodels.serving()
    for number in range(100):
        append(log, lambda history, name=f"n{number}": whole_way(history, name))  # type: ignore[misc]

    def fill() -> None:
        fill_the_disk(1_000_000)
        for record in log.read(limit=10_000):
            fold_records(generation, [record], after=record.position - 1)

    assert "is it full" in error_in_a_fork(fill)
    assert 0 < generation.checkpoint() < log.head()
    with projecting(log, readmodels):
        until(lambda: generation.checkpoint() == log.head(), "the fold")
    assert list(generation.dump()) == rebuilt(log, readmodels)
    readmodels.close()


def test_connections_that_the_server_closed_are_opened_again(postgres_url: str) -> None:
    readmodels = PostgresReadModels(postgres_url, FOLDS_VERSION)
    generation = readmodels.serving()
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"SELECT pg_terminate_backend(pid) {others}".encode())
        until(lambda: not admin.execute(f"SELECT 1 {others}".encode()).fetchall(), "the end of the connections")
    assert generation.checkpoint() == 0
    readmodels.close()
