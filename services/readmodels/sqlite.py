# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""Read models in SQLite: a file a generation, beside the file that lists the generations.

Write-ahead logging, so readers and the one writer never wait for each other. synchronous=NORMAL is right here: a power
cut may take the last commits but never consistency; rows and checkpoint go together, and what is missing is folded
again from the log, which is the truth and is synced on every append.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from schemas.errors import ServiceError
from schemas.search import Phrase
from services.connections import Connections, Loan
from services.insertion import insert
from services.readmodels.catalogue import Catalogue
from services.readmodels.cells import BOOLEAN, INTEGER, LAYOUTS, REAL, TEXT, Cell, Column, Layout
from services.readmodels.database import Matching, Session
from services.readmodels.sql.statement import quoted, same
from services.readmodels.sql.statements import move, reaching
from services.readmodels.sql.tables import SINCE, UNTIL, indexes, milestones_name, past_name, words_name
from services.readmodels.versions import CellColumns, Versions
from services.writeahead import write_ahead

BUSY_SECONDS = 30
CACHE_KIB = 32_768
"""What each connection may keep in memory: the pages that a batch changes, and those it walks through to them."""
PAGES_PER_CHECKPOINT = 32_000
"""Pages of 4 KiB in the write-ahead log that are written back at once: many are the same page, changed again."""
STATEMENTS = 512
"""What stays prepared: more than a batch has that touches every table."""
NULL = math.nan
"""A number that SQLite stores as NULL (https://www.sqlite.org/c3ref/bind_blob.html)."""
TYPES = {TEXT: "TEXT", INTEGER: "INTEGER", REAL: "REAL", BOOLEAN: "INTEGER"}
VALUE_ERRORS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError)
DAMAGED = (
    " The file is damaged; stop what uses it, delete it and run `newsfold replay`, which builds the read models anew "
    "from the log."
)
ADVICE = {
    "SQLITE_FULL": " Make room on its disk; nothing of this was stored.",
    "SQLITE_IOERR": " Look at its disk: is it full, or failing?",
    "SQLITE_READONLY": " This process may not write to the file or to its folder.",
    "SQLITE_CANTOPEN": " The file is missing, or this process may not write to it or to its folder.",
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
}
"""What to do, by the beginning of the name of SQLite's error."""
WORDS = """fts5(words, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0")"""
"""Words are stored as schemas/search.py makes them, and their texts not at all."""
CATALOGUE = """
CREATE TABLE IF NOT EXISTS generations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    folds_version TEXT NOT NULL,
    serving INTEGER NOT NULL DEFAULT 0
) STRICT
"""


class SqliteReadModels(Catalogue):
    """The generations in a folder."""

    def __init__(self, folder: Path, folds_version: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(SqliteStorage(folder), folds_version)


class SqliteSession(sqlite3.Connection):
    """A connection that writes what a batch does to a table."""

    def write(self, schema: str, effect: Versions) -> None:
        """End current rows, then add past and current ones."""
        writing, kept = _writing(schema, effect.layout.table.name), effect.layout.table.history
        if kept and effect.ended:
            insert(self, writing.keep, effect.ended)
        if kept and effect.past:
            insert(self, writing.add_past, _bindable(effect.layout, effect.past))
        if effect.ended:
            self.executemany(writing.end, [key for *key, _ in effect.ended])
        if effect.current:
            insert(self, writing.add, _bindable(effect.layout, effect.current))
        if effect.words:
            self.executemany(writing.add_words, effect.words)
        if effect.reached:
            self.executemany(writing.reach, effect.reached)


def _bindable(layout: Layout, columns: CellColumns) -> list[tuple[Cell, ...]]:
    """The rows without nulls and truth values, which Python's sqlite3 takes three times as long to bind as numbers."""
    bindable = list(columns)
    for place in layout.nullable:
        bindable[place] = [NULL if cell is None else cell for cell in bindable[place]]
    for place in layout.flags:
        bindable[place] = [+cell for cell in bindable[place]]  # type: ignore[operator]  # 1 of True, and of NULL itself
    return list(zip(*bindable, strict=True))


class Writing(Struct, frozen=True):
    """The statements that write a table: keep current rows as past ones, end them, add rows of both kinds and words.

    The last holds which levels of a restless column were reached. Those that take many rows have {} in their place.
    """

    keep: str
    end: str
    add_past: str
    add: str
    add_words: str
    reach: str


@cache
def _writing(schema: str, name: str) -> Writing:
    table = LAYOUTS[name].table
    key, current, past = table.key, f"{schema}.{table.name}", f"{schema}.{past_name(table)}"
    matched = " AND ".join(f'c."{column}" = e.column{place}' for place, column in enumerate(key, 1))
    ended = f"SELECT c.*, e.column{len(key) + 1} FROM ({{}}) e CROSS JOIN {current} c ON {matched}"
    return Writing(
        keep=f"INSERT OR ROLLBACK INTO {past} {ended}",
        end=f"DELETE FROM {current} WHERE {same(key)}",
        add_past=f"INSERT OR ROLLBACK INTO {past} {{}}",
        add=f"INSERT OR ROLLBACK INTO {current} {{}}",
        add_words=f"INSERT INTO {schema}.{words_name(table)} (rowid, words) VALUES (?, ?)",
        reach=reaching(table, schema),
    )


def _question(phrases: Sequence[Phrase]) -> str:
    """The phrases as FTS5 asks for them; words are letters and digits, so that nothing in them has a meaning."""
    return " AND ".join(f'"{" ".join(each.words)}"{" *" if each.prefix else ""}' for each in phrases)


class SqliteDatabase:
    """One file; it is not made by opening it."""

    schema = "main"
    apart = False
    matching = Matching("w.{table} MATCH ?", _question)

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections = Connections(self._connect, self._explain)

    def among(self, column: str, kind: str) -> str:  # noqa: ARG002  # a value in JSON has its kind
        """The condition that a column holds one of the values in a JSON array."""
        return f'"{column}" IN (SELECT value FROM json_each(?))'

    def session(self) -> Loan[SqliteSession]:
        """Statements that stand each for itself."""
        return self._connections.lend()

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSession]:
        """Statements that all see the same moment and write nothing."""
        with self.session() as connection:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[SqliteSession]:
        """Statements that are done all or none, while no other transaction writes."""
        with self.session() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def advance(self, effects: Sequence[Versions], *, after: int, position: int) -> bool:
        """Write what a batch does and move the checkpoint; False if that does not stand at `after`."""
        with self.transaction() as connection:
            stands = connection.execute(move(self.schema), (position, after)).rowcount == 1
            for effect in effects if stands else ():
                connection.write(self.schema, effect)
        return stands

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _connect(self) -> SqliteSession:
        return _open(self._path, "rw")

    def _explain(self, error: BaseException) -> Exception | None:
        """What the database could not do, as a sentence; what is wrong with a value stays as it is."""
        if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, VALUE_ERRORS):
            return None
        code = getattr(error, "sqlite_errorname", "")
        advice = next((text for name, text in ADVICE.items() if code.startswith(name)), "")
        return ServiceError(f"The read models in {self._path} cannot be used: {error}.{advice}")


class SqliteStorage(SqliteDatabase):
    """A folder with a file for the list of generations and a file for each of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "generations.sqlite")
        self._folder = folder

    def database(self, number: int) -> SqliteDatabase:
        """The database of a generation that exists."""
        return SqliteDatabase(self._file(number))

    def build(self, _session: Session, number: int) -> None:
        """Make the file of a generation before its number is committed: a number stands for a whole file."""
        self._remove(number)
        with closing(_open(self._file(number), "rwc")) as file:
            file.executescript(_definitions())

    def demolish(self, _session: Session, number: int) -> None:
        """Delete the file of a generation; who still reads it goes on reading."""
        self._remove(number)

    def scrub(self) -> None:
        """Nothing is left: all of a generation was in its file."""

    def _remove(self, number: int) -> None:
        for suffix in ("-wal", "-shm", ""):
            Path(f"{self._file(number)}{suffix}").unlink(missing_ok=True)

    def _file(self, number: int) -> Path:
        return self._folder / f"generation-{number}.sqlite"

    def _connect(self) -> SqliteSession:
        connection = _open(self._path, "rwc")
        connection.execute(CATALOGUE)
        return connection


def _open(path: Path, mode: str) -> SqliteSession:
    """A connection with explicit transactions; it may be lent to any thread, to one at a time."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS,
        factory=SqliteSession,
    )
    write_ahead(connection)
    connection.executescript(f"""
        PRAGMA synchronous = NORMAL;
        PRAGMA cache_size = -{CACHE_KIB};
        PRAGMA wal_autocheckpoint = {PAGES_PER_CHECKPOINT};
    """)
    return connection


def _definitions() -> str:
    """Everything a new generation holds, in one transaction."""
    tables = [statement for layout in LAYOUTS.values() for statement in _tables(layout)]
    checkpoint = ["CREATE TABLE checkpoint (position INTEGER NOT NULL) STRICT", "INSERT INTO checkpoint VALUES (0)"]
    return "".join(f"{statement};\n" for statement in ("BEGIN", *checkpoint, *tables, "COMMIT"))


def _tables(layout: Layout) -> Iterator[str]:
    """A table for current rows and, if the past is kept, one for past rows, with the same indexes."""
    table, number = layout.table, (layout.table.since,)
    numbered = number in table.indexes  # each row is the only one of its position, by which SQLite then stores it
    columns = ", ".join(_definition(column, numbered=numbered and column.name in number) for column in layout.columns)
    since, until = f"{SINCE} INTEGER NOT NULL", f"{UNTIL} INTEGER NOT NULL"
    key = "UNIQUE" if numbered else "PRIMARY KEY"
    options = "STRICT, WITHOUT ROWID" if layout.is_key else "STRICT"  # a row that is all key is stored once
    yield f"CREATE TABLE {table.name} ({columns}, {since}, {key} ({quoted(table.key)})) {options}"
    if table.history:
        past_key = quoted((*table.key, SINCE))
        yield f"CREATE TABLE {past_name(table)} ({columns}, {since}, {until}, {key} ({past_key})) {options}"
    if table.restless:
        kind = TYPES[layout.column(table.key[0]).kind]
        columns, name = f"k {kind} NOT NULL, level INTEGER NOT NULL, position INTEGER NOT NULL", milestones_name(table)
        yield f"CREATE TABLE {name} ({columns}, PRIMARY KEY (k, level)) STRICT, WITHOUT ROWID"
        yield f"CREATE INDEX {name}_position ON {name} (level, position)"
    if table.search:
        yield f"CREATE VIRTUAL TABLE {words_name(table)} USING {WORDS}"
    yield from indexes(table, numbered=numbered)


def _definition(column: Column, *, numbered: bool) -> str:
    if numbered:
        return f'"{column.name}" INTEGER PRIMARY KEY'
    return f'"{column.name}" {TYPES[column.kind]}{"" if column.nullable else " NOT NULL"}'
