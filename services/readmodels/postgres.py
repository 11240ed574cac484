# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""Read models in PostgreSQL: a schema a generation, beside the schema that lists the generations.

Readers see a snapshot and never wait for the writer. Text is compared byte by byte (collation C), as SQLite does.
A commit does not wait for the disk: a power cut may take the last ones, rows and checkpoint together, and what is
missing is folded again from the log, which does wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import psycopg

from schemas.errors import ServiceError
from schemas.search import Phrase
from services.connections import Connections, is_quiet
from services.readmodels.catalogue import Catalogue
from services.readmodels.cells import BOOLEAN, INTEGER, LAYOUTS, REAL, TEXT, Cell, Column, Layout
from services.readmodels.database import Matching, Session
from services.readmodels.sql.statement import quoted
from services.readmodels.sql.statements import reaching
from services.readmodels.sql.tables import SINCE, UNTIL, indexes, milestones_name, past_name, words_name
from services.readmodels.versions import CellColumns, Versions, length

Connection = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]

CONNECT_SECONDS = 10
WAIT_SECONDS = 30
"""How long a writer waits for the others, and how long one that has stopped in the middle may keep them waiting."""
FEW_ROWS = 20
"""Up to so many rows are quicker inserted than copied."""
SESSION = f"""SET synchronous_commit = off;
SET lock_timeout = '{WAIT_SECONDS}s';
SET idle_in_transaction_session_timeout = '{WAIT_SECONDS}s';
SET enable_seqscan = off; -- every query here walks an index, in its order,
SET enable_bitmapscan = off; -- which the planner would not see in tables that have grown since they were analysed
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET jit = off"""
SCHEMA = "readmodels"
COLLATION = ' COLLATE "C"'
TYPES = {TEXT: f"TEXT{COLLATION}", INTEGER: "BIGINT", REAL: "DOUBLE PRECISION", BOOLEAN: "BOOLEAN"}
BINARY_TYPES = {TEXT: "text", INTEGER: "int8", REAL: "float8", BOOLEAN: "bool"}
VALUE_ERRORS = (psycopg.IntegrityError, psycopg.DataError)
MOVE = "UPDATE {schema}.checkpoint SET position = CASE position WHEN ? THEN ?::BIGINT END"
"""Moves the checkpoint, or fails, and with it all that is sent after it: a position is never null."""
ADDED_WORDS = """SELECT (pair->>0)::BIGINT, to_tsvector('simple', pair->>1)
    FROM json_array_elements(%s::JSON) AS added (pair)"""
SEARCHING = ("SET LOCAL enable_bitmapscan = on", "SET LOCAL plan_cache_mode = force_custom_plan")
"""An inverted index is read by bitmaps only, and it depends on the words whether it or the latest rows are read."""
CATALOGUE_LOCK = 6_577_717_003
"""Any number that nothing else locks: two processes that meet a new database make the catalogue one by one."""
CATALOGUE = f"""
SELECT pg_advisory_xact_lock({CATALOGUE_LOCK});
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.generations (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    folds_version TEXT NOT NULL,
    serving INTEGER NOT NULL DEFAULT 0
);
"""


class PostgresReadModels(Catalogue):
    """The generations in a database."""

    def __init__(self, url: str, folds_version: str) -> None:
        super().__init__(PostgresStorage(url), folds_version)


class PostgresSession:
    """A connection that takes `?` for a parameter and writes what a batch does to a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Cell] = (), /) -> Cursor:
        """Do one statement."""
        return self._connection.execute(sql.replace("?", "%s").encode(), values or None)

    def write(self, schema: str, effect: Versions) -> None:
        """End current rows, then add past and current ones."""
        layout, table = effect.layout, effect.layout.table
        current, past = f"{schema}.{table.name}", f"{schema}.{past_name(table)}"
        types = [BINARY_TYPES[column.kind] for column in layout.columns]
        if effect.ended:
            self._end(layout, current, past if table.history else None, effect.ended)
        if table.history:
            self._add(past, effect.past, (*types, "int8", "int8"))
        self._add(current, effect.current, (*types, "int8"))
        if effect.words:
            adding = f"INSERT INTO {schema}.{words_name(table)} {ADDED_WORDS}".encode()
            self._connection.execute(adding, (msgspec.json.encode(effect.words).decode(),))
        if effect.reached:
            kinds = [*(TYPES[layout.column(name).kind] for name in table.key), "BIGINT", "BIGINT"]
            reached = f"SELECT * FROM unnest({', '.join(map(_array, kinds))})"
            self._connection.execute(reaching(table, schema, reached).encode(), _columns(effect.reached))

    def _end(self, layout: Layout, current: str, past: str | None, ended: Sequence[tuple[Cell, ...]]) -> None:
        """Take away the current rows with these keys, and keep them as past ones."""
        key = layout.table.key
        kinds = [*(TYPES[layout.column(name).kind] for name in key), "BIGINT"]
        keys = f"(SELECT * FROM unnest({', '.join(map(_array, kinds))}) AS e ({quoted((*key, UNTIL))}))"
        matched = " AND ".join(f'c."{name}" = e."{name}"' for name in key)
        gone = f"DELETE FROM {current} c USING {keys} e WHERE {matched}"
        if past:
            gone = f"WITH gone AS ({gone} RETURNING c.*, e.{UNTIL}) INSERT INTO {past} SELECT * FROM gone"
        self._connection.execute(gone.encode(), _columns(ended))

    def _add(self, table: str, columns: CellColumns, types: Sequence[str]) -> None:
        rows = list(zip(*columns, strict=True))
        if len(rows) > FEW_ROWS:
            copying = f"COPY {table} FROM STDIN (FORMAT BINARY)".encode()
            with self._connection.cursor() as cursor, cursor.copy(copying) as copy:
                copy.set_types(types)
                for row in rows:
                    copy.write_row(row)
        elif rows:
            marks = ", ".join([f"({', '.join(['%s'] * len(types))})"] * len(rows))
            self._connection.execute(
                f"INSERT INTO {table} VALUES {marks}".encode(), [cell for row in rows for cell in row]
            )


def _array(kind: str) -> str:
    """A parameter that is an array of such cells."""
    return f"%s::{kind.removesuffix(COLLATION)}[]"


def _columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[Cell]]:
    """An array for each column of the rows."""
    return [list(values) for values in zip(*rows, strict=True)]


def _question(phrases: Sequence[Phrase]) -> str:
    """The phrases as to_tsquery reads them; words are letters and digits, so that nothing in them has a meaning."""
    return " & ".join(f"({' <-> '.join(each.words)}{':*' if each.prefix else ''})" for each in phrases)


class PostgresDatabase:
    """One schema; the connections are shared with the other schemas of the same database."""

    apart = True
    matching = Matching("w.words @@ to_tsquery('simple', ?)", _question, before=SEARCHING)

    def __init__(self, schema: str, connections: Connections[Connection]) -> None:
        self.schema = schema
        self._connections = connections

    def among(self, column: str, kind: str) -> str:
        """The condition that a column holds one of the values in a JSON array."""
        values = f"SELECT value::{TYPES[kind]} FROM json_array_elements_text(?::json) AS each (value)"
        return f'"{column}" = ANY(ARRAY({values}))'

    @contextmanager
    def session(self) -> Iterator[PostgresSession]:
        """Statements that stand each for itself."""
        with self._connections.lend() as connection:
            yield PostgresSession(connection)

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSession]:
        """Statements that all see the same moment and write nothing."""
        with self.session() as session:
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield session
            session.execute("COMMIT")

    def advance(self, effects: Sequence[Versions], *, after: int, position: int) -> bool:
        """Write what a batch does and move the checkpoint; False if that does not stand at `after`.

        Little is sent at once, without a wait for any answer but the last: what a pipeline sends is one transaction.
        """
        little = all(length(columns) <= FEW_ROWS for effect in effects for columns in (effect.past, effect.current))
        with self._connections.lend() as connection:
            session = PostgresSession(connection)
            try:
                with connection.pipeline() if little else connection.transaction():
                    session.execute(MOVE.format(schema=self.schema), (after, position))
                    for effect in effects:
                        session.write(self.schema, effect)
            except psycopg.errors.NotNullViolation as error:
                if error.diag.table_name == "checkpoint":
                    return False
                raise
        return True

    def close(self) -> None:
        """Nothing of its own is to be let go of."""


class PostgresStorage(PostgresDatabase):
    """A schema for the list of generations and a schema for each of them."""

    def __init__(self, url: str) -> None:
        self._url = url
        super().__init__(SCHEMA, Connections(self._connect, _explain, is_quiet))

    @contextmanager
    def transaction(self) -> Iterator[PostgresSession]:
        """Statements that are done all or none, while no other transaction changes the list."""
        with self.session() as session:
            session.execute("BEGIN")
            session.execute(f"LOCK TABLE {SCHEMA}.generations IN SHARE ROW EXCLUSIVE MODE")
            yield session
            session.execute("COMMIT")

    def database(self, number: int) -> PostgresDatabase:
        """The database of a generation that exists."""
        return PostgresDatabase(_schema(number), self._connections)

    def build(self, session: Session, number: int) -> None:
        """Make the empty tables of a generation, within the transaction that gives it its number."""
        for statement in _definitions(_schema(number)):
            session.execute(statement)

    def demolish(self, session: Session, number: int) -> None:
        """Delete the tables of a generation, within the transaction that forgets its number."""
        session.execute(f"DROP SCHEMA {_schema(number)} CASCADE")

    def scrub(self) -> None:
        """Rewrite the planner's statistics: dead rows of theirs hold values of columns that were dropped long ago."""
        with self.session() as session:
            session.execute("VACUUM FULL pg_catalog.pg_statistic")

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _connect(self) -> Connection:
        connection = psycopg.connect(self._url, autocommit=True, connect_timeout=CONNECT_SECONDS)
        try:
            if connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.generations",)).fetchone() == (None,):
                connection.execute(CATALOGUE.encode())
            connection.execute(SESSION)
        except BaseException:
            connection.close()
            raise
        return connection


def _schema(number: int) -> str:
    return f"{SCHEMA}_{number}"


def _explain(error: BaseException) -> Exception | None:
    """What the database could not do, as a sentence; what is wrong with a value stays as it is."""
    if not isinstance(error, psycopg.Error) or isinstance(error, VALUE_ERRORS):
        return None
    return ServiceError(f"The read models in PostgreSQL cannot be used: {str(error).strip()}.")


def _definitions(schema: str) -> Iterator[str]:
    """Everything a new generation holds."""
    yield f"CREATE SCHEMA {schema}"
    yield f"CREATE TABLE {schema}.checkpoint (position BIGINT NOT NULL)"
    yield f"INSERT INTO {schema}.checkpoint VALUES (0)"
    for layout in LAYOUTS.values():
        yield from _tables(layout, schema)


def _tables(layout: Layout, schema: str) -> Iterator[str]:
    """A table for current rows and, if the past is kept, one for past rows, with the same indexes."""
    table, columns = layout.table, ", ".join(map(_definition, layout.columns))
    since, until = f"{SINCE} BIGINT NOT NULL", f"{UNTIL} BIGINT NOT NULL"
    yield f"CREATE TABLE {schema}.{table.name} ({columns}, {since}, PRIMARY KEY ({quoted(table.key)}))"
    if table.history:
        key = quoted((*table.key, SINCE))
        yield f"CREATE TABLE {schema}.{past_name(table)} ({columns}, {since}, {until}, PRIMARY KEY ({key}))"
    if table.restless:
        kind = TYPES[layout.column(table.key[0]).kind]
        milestone, name = f"k {kind}, level BIGINT, position BIGINT NOT NULL", f"{schema}.{milestones_name(table)}"
        yield f"CREATE TABLE {name} ({milestone}, PRIMARY KEY (k, level))"
        yield f"CREATE INDEX ON {name} (level, position, k)"
    if table.search:
        words = f"{schema}.{words_name(table)}"
        yield f"CREATE TABLE {words} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
        yield f"CREATE INDEX ON {words} USING gin (words)"
    yield from indexes(table, f"{schema}.")


def _definition(column: Column) -> str:
    return f'"{column.name}" {TYPES[column.kind]}{"" if column.nullable else " NOT NULL"}'
