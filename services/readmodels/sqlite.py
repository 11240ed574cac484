# ruff: noqa: S608  # names in SQL come from schemas/readmodel.py, every value is bound
"""Read models in SQLite: one file a generation, and a small file that says which of them serves.

Write-ahead logging, so readers and the one writer never wait for each other. A generation is written with
synchronous=NORMAL: a power cut may take the last commits, never consistency; rows and checkpoint go together, and
what is missing is folded again from the log, which is the truth and is synced on every append.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from schemas.errors import FenceError, ReadModelError, ServiceError
from schemas.readmodel import TABLES, Change, Row, Table
from services.readmodels import Generation, Query
from services.readmodels.cells import BOOLEAN, INTEGER, LAYOUTS, REAL, TEXT, Column, Layout
from services.readmodels.connections import Connections
from services.readmodels.statements import SINCE, UNTIL, pages, past_name, quoted
from services.readmodels.versions import Versions, versions_of

BUSY_SECONDS = 30
PAGES_PER_CHECKPOINT = 8000
TYPES = {TEXT: "TEXT", INTEGER: "INTEGER", REAL: "REAL", BOOLEAN: "INTEGER"}

CONTROL = """
CREATE TABLE IF NOT EXISTS generations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    folds_version TEXT NOT NULL,
    serving INTEGER NOT NULL DEFAULT 0
) STRICT;
"""


class SqliteGeneration:
    """One file with a table for current rows and one for past rows of every read model."""

    def __init__(self, path: Path, number: int, folds_version: str) -> None:
        self.number = number
        self.folds_version = folds_version
        self._path = path
        self._connections = Connections(lambda: _open(path, "rw"))

    def checkpoint(self) -> int:
        """The position up to which the log is folded in."""
        with self._lent() as connection:
            return _checkpoint(connection)

    def get(self, table: Table, key: tuple[str | int, ...]) -> Row | None:
        """The current row under this key."""
        layout = LAYOUTS[table.name]
        with self._lent() as connection:
            found = connection.execute(f"{_select(layout)} WHERE {_same(table.key)}", key).fetchone()
        return layout.row(found) if found else None

    def find(self, table: Table, column: str, value: str | int) -> list[Row]:
        """The current rows with this value in an indexed (or leading key) column, ordered by key."""
        return self.gather(table, column, (value,))

    def gather(self, table: Table, column: str, values: Collection[str | int]) -> list[Row]:
        """The current rows with any of these values in an indexed (or leading key) column, ordered by key."""
        layout = LAYOUTS[table.name]
        wanted = json.dumps([layout.checked(column, value) for value in values])
        where = f'WHERE "{column}" IN (SELECT value FROM json_each(?)) ORDER BY {quoted(table.key)}'
        with self._lent() as connection:
            return [layout.row(found) for found in connection.execute(f"{_select(layout)} {where}", (wanted,))]

    def commit(self, changes: Sequence[tuple[int, Change]], *, after: int, position: int) -> None:
        """Write changes, each with the position that causes it, and move the checkpoint, in one transaction.

        Raises FenceError, and writes nothing, unless the checkpoint stands at `after`.
        """
        effects = list(versions_of(changes))
        with self._lent() as connection, _transaction(connection):
            moved = connection.execute("UPDATE checkpoint SET position = ? WHERE position = ?", (position, after))
            if moved.rowcount != 1:
                raise FenceError(f"Generation {self.number} no longer stands at position {after}.")
            for effect in effects:
                _write(connection, effect)

    def select(self, query: Query) -> tuple[int, list[Row]]:
        """The checkpoint and the rows at it, read in one transaction."""
        layout, found = LAYOUTS[query.table.name], list[Row]()
        with self._lent() as connection:
            connection.execute("BEGIN")
            checkpoint = _checkpoint(connection)
            for page in pages(query):
                if len(found) < query.limit:
                    left = (*page.values, query.limit - len(found))
                    found += map(layout.row, connection.execute(f"{page.sql} LIMIT ?", left))
            connection.execute("COMMIT")
        return checkpoint, found

    def count(self, table: Table) -> int:
        """The number of current rows."""
        with self._lent() as connection:
            (count,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
        return int(count)

    def dump(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Every stored row, past ones too, as (table, values), by table and key; equal for equal logs.

        The values are the row's cells, then since and until.
        """
        with self._lent() as connection:
            connection.execute("BEGIN")
            for table in TABLES:
                for cells in connection.execute(_everything(LAYOUTS[table.name])):
                    yield table.name, cells
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close the idle connections."""
        self._connections.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with _translated(self._path), self._connections.lend() as connection:
            yield connection


class SqliteReadModels:
    """A folder with a file a generation; generations.sqlite lists them and says which one serves."""

    def __init__(self, folder: Path, folds_version: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._folds_version = folds_version
        self._path = folder / "generations.sqlite"
        self._connections = Connections(self._connect)
        self._opened: dict[int, SqliteGeneration] = {}

    def serving(self) -> SqliteGeneration:
        """The generation that answers readers; made empty if there is none yet."""
        with self._reading() as connection:
            return self._serving(connection) or self._first()

    def create(self) -> SqliteGeneration:
        """A new, empty generation beside the serving one; no number is given twice."""
        with self._writing() as connection:
            return self._create(connection)

    def switch(self, generation: Generation) -> None:
        """Let this generation serve from now on, atomically; raises ReadModelError if it was dropped."""
        with self._writing() as connection:
            _find(connection, generation.number)
            connection.execute("UPDATE generations SET serving = (number = ?)", (generation.number,))

    def numbers(self) -> list[int]:
        """The generations that exist, oldest first."""
        with self._reading() as connection:
            return _numbers(connection)

    def open(self, number: int) -> SqliteGeneration:
        """A generation by its number; raises ReadModelError if there is none."""
        with self._reading() as connection:
            return self._generation(number, _find(connection, number))

    def drop(self, number: int) -> None:
        """Delete a generation that is not serving; raises ReadModelError if it serves or does not exist."""
        with self._writing() as connection:
            gone = connection.execute("DELETE FROM generations WHERE number = ? AND NOT serving", (number,))
            if gone.rowcount != 1:
                raise ReadModelError(f"Generation {number} serves or does not exist, so it was not dropped.")
        if number in self._opened:
            self._opened.pop(number).close()
        self._remove_files(number)

    def close(self) -> None:
        """Let go of every connection."""
        for generation in self._opened.values():
            generation.close()
        self._connections.close()

    def _serving(self, connection: sqlite3.Connection) -> SqliteGeneration | None:
        found = connection.execute("SELECT number, folds_version FROM generations WHERE serving").fetchone()
        return self._generation(*found) if found else None

    def _first(self) -> SqliteGeneration:
        """Make a generation and let it serve, unless another process was quicker."""
        with self._writing() as connection:
            generation = self._serving(connection)
            if generation is None:
                generation = self._create(connection)
                connection.execute("UPDATE generations SET serving = (number = ?)", (generation.number,))
        return generation

    def _create(self, connection: sqlite3.Connection) -> SqliteGeneration:
        """The file is made before its number is committed, so that a number stands for a whole file."""
        made = connection.execute("INSERT INTO generations (folds_version) VALUES (?)", (self._folds_version,))
        number = int(made.lastrowid or 0)
        self._remove_files(number)
        with closing(_open(self._file(number), "rwc")) as file:
            file.executescript(_schema())
        return self._generation(number, self._folds_version)

    def _generation(self, number: int, folds_version: str) -> SqliteGeneration:
        if number not in self._opened:
            self._opened[number] = SqliteGeneration(self._file(number), number, folds_version)
        return self._opened[number]

    def _file(self, number: int) -> Path:
        return self._folder / f"generation-{number}.sqlite"

    def _remove_files(self, number: int) -> None:
        for suffix in ("-wal", "-shm", ""):
            Path(f"{self._file(number)}{suffix}").unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        connection = _open(self._path, "rwc")
        connection.executescript(CONTROL)
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with _translated(self._path), self._connections.lend() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection, _transaction(connection):
            yield connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with explicit transactions; it may be lent to any thread, to one at a time."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.executescript(f"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA wal_autocheckpoint = {PAGES_PER_CHECKPOINT};
    """)
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, with the right to write from the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what the database cannot do into a sentence; what is wrong with a value stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.DataError | sqlite3.ProgrammingError):
            raise
        raise ServiceError(f"The read models in {path} cannot be used: {error}.") from error


def _schema() -> str:
    """Everything a new generation holds, in one transaction."""
    tables = [statement for layout in LAYOUTS.values() for statement in _tables(layout)]
    checkpoint = "CREATE TABLE checkpoint (position INTEGER NOT NULL) STRICT; INSERT INTO checkpoint VALUES (0)"
    return ";\n".join(["BEGIN", checkpoint, *tables, "COMMIT"]) + ";"


def _tables(layout: Layout) -> Iterator[str]:
    """A table for current rows and, if the past is kept, one for past rows, with the same indexes."""
    table, columns = layout.table, ", ".join(map(_definition, layout.columns))
    since, until = f"{SINCE} INTEGER NOT NULL", f"{UNTIL} INTEGER NOT NULL"
    yield f"CREATE TABLE {table.name} ({columns}, {since}, PRIMARY KEY ({quoted(table.key)})) STRICT"
    names = [table.name]
    if table.history:
        past = past_name(table)
        key = quoted((*table.key, SINCE))
        yield f"CREATE TABLE {past} ({columns}, {since}, {until}, PRIMARY KEY ({key})) STRICT"
        names.append(past)
    for name in names:
        for index in table.indexes:
            yield f"CREATE INDEX {name}_{'_'.join(index)} ON {name} ({quoted(index)})"


def _definition(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.kind]}{"" if column.nullable else " NOT NULL"}'


def _write(connection: sqlite3.Connection, effect: Versions) -> None:
    """End, add past and add current rows of one table."""
    layout, table = effect.layout, effect.layout.table
    if table.history:
        past = past_name(table)
        kept = f"INSERT INTO {past} SELECT *, ? FROM {table.name} WHERE {_same(table.key)}"
        connection.executemany(kept, [(position, *key) for *key, position in effect.ended])
        connection.executemany(f"INSERT INTO {past} VALUES ({_marks(len(layout.names) + 2)})", effect.past)
    connection.executemany(f"DELETE FROM {table.name} WHERE {_same(table.key)}", [key for *key, _ in effect.ended])
    connection.executemany(f"INSERT INTO {table.name} VALUES ({_marks(len(layout.names) + 1)})", effect.current)


def _everything(layout: Layout) -> str:
    table, names = layout.table, quoted(layout.names)
    current = f"SELECT {names}, {SINCE}, NULL AS {UNTIL} FROM {table.name}"
    past = f" UNION ALL SELECT {names}, {SINCE}, {UNTIL} FROM {past_name(table)}" if table.history else ""
    return f"{current}{past} ORDER BY {quoted(table.key)}, {SINCE}"


def _select(layout: Layout) -> str:
    return f"SELECT {quoted(layout.names)} FROM {layout.table.name}"


def _same(key: Sequence[str]) -> str:
    return " AND ".join(f'"{name}" = ?' for name in key)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _checkpoint(connection: sqlite3.Connection) -> int:
    (position,) = connection.execute("SELECT position FROM checkpoint").fetchone()
    return int(position)


def _find(connection: sqlite3.Connection, number: int) -> str:
    """The generation's version of the folds; raises ReadModelError if there is no such generation."""
    found = connection.execute("SELECT folds_version FROM generations WHERE number = ?", (number,)).fetchone()
    if not found:
        raise ReadModelError(f"There is no generation {number}.")
    return str(found[0])


def _numbers(connection: sqlite3.Connection) -> list[int]:
    return [int(number) for (number,) in connection.execute("SELECT number FROM generations ORDER BY number")]
