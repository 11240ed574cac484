"""What is special to the log in SQLite: its file, and what can befall a file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from schemas.errors import LogError, LogTooNewError, WrongLogError
from services.eventlog import Appended, Write, sqlite
from services.eventlog.sqlite import SqliteLog
from services.eventlog.version import LOWEST_WRITER
from tests.support.forks import error_in_a_fork, fill_the_disk
from tests.support.logs import new_record, new_write

NOBODY = 65534
DAY = 24 * 60 * 60 * 1_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(path)
    yield log
    log.close()


def execute(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


# Opening


def test_a_missing_log_is_not_made_by_opening_it(path: Path) -> None:
    with pytest.raises(WrongLogError, match="no event log at"):
        SqliteLog.open(path)
    assert not path.exists()


def test_an_empty_file_is_no_log_but_can_become_one(path: Path) -> None:
    path.touch()
    with pytest.raises(WrongLogError, match="holds no event log"):
        SqliteLog.open(path)
    log = SqliteLog.open_or_create(path)
    assert log.append([new_write("a", 0, 1)]) == [Appended(first=1, last=1, version=1)]
    log.close()


def test_a_foreign_database_is_left_as_it_is(path: Path) -> None:
    execute(path, "CREATE TABLE theirs (x)")
    before = path.read_bytes()
    for make in (SqliteLog.open, SqliteLog.open_or_create):
        with pytest.raises(WrongLogError, match="holds no event log"):
            make(path)
    with pytest.raises(LogError, match="holds something already"):
        SqliteLog.create(path)
    assert path.read_bytes() == before


def test_a_log_is_not_made_over_another(log: SqliteLog, path: Path) -> None:
    with pytest.raises(LogError, match="holds something already"):
        SqliteLog.create(path)
    again = SqliteLog.open(path)
    assert again.identity == log.identity
    again.close()


def test_a_file_that_is_no_database_is_said_to_be_none(path: Path) -> None:
    path.write_text("Minutes of the meeting of 4 March, as taken by the secretary.\n" * 100)
    with pytest.raises(LogError, match="no SQLite database; check NEWSFOLD_DATA"):
        SqliteLog.open(path)


def test_a_folder_in_the_log_s_place_is_said_in_a_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LogError, match="cannot be used"):
        SqliteLog.open_or_create(path)


def test_any_file_name_will_do(tmp_path: Path) -> None:
    path = tmp_path / "50 % #1? ä&mode=memory.sqlite"
    log = SqliteLog.create(path)
    log.append([new_write("a", 0, 1)])
    log.close()
    assert execute(path, "SELECT count(*) FROM records") == [(1,)]


def test_many_that_make_a_log_at_once_make_one(path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        logs = list(threads.map(lambda _: SqliteLog.open_or_create(path), range(8)))
    assert len({log.identity for log in logs}) == 1
    for log in logs:
        log.close()


@pytest.mark.usefixtures("log")
def test_a_log_of_a_newer_layout_is_refused(path: Path) -> None:
    execute(path, "UPDATE log SET layout = 3")
    with pytest.raises(LogTooNewError, match="has layout 3"):
        SqliteLog.open(path)


def test_a_log_that_newer_programs_write_is_refused(log: SqliteLog, path: Path) -> None:
    execute(path, "UPDATE log SET lowest_writer = '999.0'")
    with pytest.raises(LogTooNewError, match=r"written by newsfold 999\.0 or newer"):
        SqliteLog.open(path)
    with pytest.raises(LogTooNewError, match="Upgrade newsfold"):
        log.append([new_write("a", 0, 1)])
    assert log.head() == 0


def test_the_first_write_of_a_newer_program_shuts_the_older_out(log: SqliteLog, path: Path) -> None:
    execute(path, "UPDATE log SET lowest_writer = '0.0.9'")
    log.append([new_write("a", 0, 1)])
    assert execute(path, "SELECT lowest_writer FROM log") == [(LOWEST_WRITER,)]


# Durability and order


@pytest.mark.usefixtures("log")
def test_the_log_is_a_write_ahead_log_that_is_synced_at_each_commit(path: Path) -> None:
    assert execute(path, "PRAGMA journal_mode") == [("wal",)]
    connection = sqlite._connect(path, "rw")  # noqa: SLF001  # what a connection is set to shows nowhere else
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


def test_a_clock_that_jumps_back_a_day_breaks_no_order(log: SqliteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    for number, clock in enumerate((now, now - DAY, now + DAY)):
        monkeypatch.setattr(time, "time_ns", lambda clock=clock: clock)
        log.append([new_write("a", number, number)])
    records = log.read()
    assert [record.position for record in records] == [1, 2, 3]
    assert [record.recorded_at for record in records] == [each // 1000 for each in (now, now - DAY, now + DAY)]


# Faults


@pytest.mark.usefixtures("log")
def test_a_writer_gives_up_on_one_that_never_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    impatient = SqliteLog.open(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError, match="Another process has held it"):
            impatient.append([new_write("a", 0, 1)])
    assert impatient.append([new_write("a", 0, 1)]) == [Appended(first=1, last=1, version=1)]
    impatient.close()


def test_a_full_disk_is_said_in_a_sentence_and_loses_nothing(log: SqliteLog) -> None:
    log.append([new_write("a", 0, 1)])

    def fill() -> None:
        fill_the_disk(1_000_000)
        for version in count(1):
            record = new_record(version, content=os.urandom(100_000))
            log.append([Write(stream="a", expected_version=version, records=(record,))])

    assert "Look at its disk" in error_in_a_fork(fill)
    head = log.head()
    assert 1 < head < 20
    assert [record.version for record in log.read_stream("a")] == list(range(1, head + 1))
    assert log.append([new_write("a", head, 99)]) == [Appended(first=head + 1, last=head + 1, version=head + 1)]


def test_a_file_that_may_not_be_written_is_said_in_a_sentence(log: SqliteLog, path: Path, tmp_path: Path) -> None:
    log.append([new_write("a", 0, 1)])
    log.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)

    def write() -> None:
        os.chdir(tmp_path)  # the folders above may be closed to whom we become
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        SqliteLog.open_or_create(Path(path.name)).append([new_write("a", 1, 2)])

    assert "may not write to the file or to its folder" in error_in_a_fork(write)
    tmp_path.chmod(0o755)
    path.chmod(0o644)


def test_a_damaged_page_is_said_in_a_sentence(log: SqliteLog, path: Path) -> None:
    log.append([new_write("a", 0, *range(1, 2001))])
    log.close()
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 20 * 4096)
    damaged = SqliteLog.open(path)
    with pytest.raises(LogError, match="The file is damaged"):
        damaged.read(limit=2000)
    damaged.close()
