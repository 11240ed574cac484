"""How a file that several processes meet at once gets its write-ahead log."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from services.writeahead import write_ahead


class Refused(sqlite3.Connection):
    """A connection that SQLite refuses twice without waiting, as it does one of two that meet a new file."""

    refusals = 2

    def execute(self, statement: str, _values: object = ()) -> sqlite3.Cursor:
        if self.refusals:
            self.refusals -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return super().execute(statement)


class Counted(sqlite3.Connection):
    """A connection that counts what it is asked."""

    asked = 0

    def execute(self, statement: str, _values: object = ()) -> sqlite3.Cursor:
        self.asked += 1
        return super().execute(statement)


def mode(path: Path) -> str:
    """How the file keeps what is being written."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_file_that_was_refused_at_once_is_asked_for_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "new.sqlite", factory=Refused)) as connection:
        write_ahead(connection)
    assert mode(tmp_path / "new.sqlite") == "wal"


def test_many_that_meet_a_new_file_all_get_it(tmp_path: Path) -> None:
    together = Barrier(8)

    def meet(path: Path) -> None:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            together.wait()
            write_ahead(connection)

    with ThreadPoolExecutor(8) as threads:
        for number in range(20):
            list(threads.map(meet, [tmp_path / f"{number}.sqlite"] * 8))
    assert {mode(path) for path in tmp_path.glob("*.sqlite")} == {"wal"}


def test_a_file_that_is_read_only_is_asked_for_once(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE kept (id INTEGER)")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, factory=Counted)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            write_ahead(connection)
        assert connection.asked == 1
