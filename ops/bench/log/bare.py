"""The yardstick: the same rows in the same tables through nothing but the database's driver.

No stream is looked up, no version checked, no repetition recognised: the database numbers the rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

import msgspec
import psycopg

from ops.bench.log.contender import PAGE
from ops.bench.log.own import encoded
from ops.bench.log.sample import Sample
from schemas.event import EventWords
from schemas.record import EventExtracted
from services.settings import Settings

COLUMNS = "stream, version, schema_version, recorded_at, id, type, data, meta, content"
TYPES = ("int8", "int8", "int8", "int8", "bytea", "text", "bytea", "bytea", "bytea")
BUSY_SECONDS = 60
LOCK = 1
Row = tuple[int, int, int, int, bytes, str, bytes, bytes, bytes]

_DATA = {"event.extracted": msgspec.json.Decoder(EventExtracted)}
_WORDS = {"event.extracted": msgspec.msgpack.Decoder(EventWords)}


class SqliteBare:
    """Python's own sqlite3, write-ahead log, synchronous=FULL."""

    name = "sqlite3"

    def __init__(self, settings: Settings) -> None:
        self._connection = sqlite3.connect(
            settings.data / "bare.sqlite", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("""CREATE TABLE IF NOT EXISTS records (
            position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL,
            schema_version INTEGER NOT NULL, recorded_at INTEGER NOT NULL, id BLOB NOT NULL, type TEXT NOT NULL,
            data BLOB NOT NULL, meta BLOB NOT NULL, content BLOB NOT NULL, UNIQUE (stream, version)) STRICT""")

    def begin(self, articles: Sequence[str]) -> None:
        """Nothing: rows need no stream."""

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What inserts the rows."""
        rows, execute = list(map(_row, samples)), self._connection.execute
        insert = f"INSERT INTO records ({COLUMNS}) VALUES ({', '.join('?' * len(rows[0]))})"  # noqa: S608  # constants only

        def append() -> None:
            execute("BEGIN IMMEDIATE")
            self._connection.executemany(insert, rows)
            execute("COMMIT")

        return append

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What encodes and inserts the rows, with the codec's own encoders."""

        def save() -> None:
            self.appending(samples)()

        return save

    def replay(self, after: int = 0) -> int:
        """Read and decode every row after a position."""
        query = f"SELECT position, {COLUMNS} FROM records WHERE position > ? ORDER BY position LIMIT {PAGE}"  # noqa: S608  # the same
        count = 0
        while rows := self._connection.execute(query, (after,)).fetchall():
            _decode(rows)
            count, after = count + len(rows), rows[-1][0]
        return count

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class PostgresBare:
    """psycopg: a pipeline for one row, binary COPY for many, writers taking turns by an advisory lock."""

    name = "psycopg"

    def __init__(self, settings: Settings) -> None:
        self._connection = psycopg.connect(settings.database_url or "", autocommit=True)
        self._connection.execute("""CREATE TABLE IF NOT EXISTS bare (
            position bigserial PRIMARY KEY, stream bigint NOT NULL, version bigint NOT NULL,
            schema_version bigint NOT NULL, recorded_at bigint NOT NULL, id bytea NOT NULL, type text NOT NULL,
            data bytea NOT NULL, meta bytea NOT NULL, content bytea NOT NULL, UNIQUE (stream, version))""")

    def begin(self, articles: Sequence[str]) -> None:
        """Nothing: rows need no stream."""

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What inserts the rows."""
        rows = list(map(_row, samples))
        return (lambda: self._insert(rows[0])) if len(rows) == 1 else (lambda: self._copy(rows))

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What encodes and inserts the rows, with the codec's own encoders."""

        def save() -> None:
            self.appending(samples)()

        return save

    def replay(self, after: int = 0) -> int:
        """Read and decode every row after a position."""
        query = f"SELECT position, {COLUMNS} FROM bare WHERE position > %s ORDER BY position LIMIT {PAGE}"  # noqa: S608  # constants only
        count = 0
        with self._connection.cursor(binary=True) as cursor:
            while rows := cursor.execute(query, (after,)).fetchall():
                _decode(rows)
                count, after = count + len(rows), rows[-1][0]
        return count

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _insert(self, row: Row) -> None:
        marks = ", ".join(["%s"] * len(row))
        with self._connection.pipeline():
            self._connection.execute("BEGIN")
            self._connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
            self._connection.execute(f"INSERT INTO bare ({COLUMNS}) VALUES ({marks})", row)  # noqa: S608  # constants only
            self._connection.execute("COMMIT")

    def _copy(self, rows: Sequence[Row]) -> None:
        with self._connection.pipeline():
            self._connection.execute("BEGIN")
            self._connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY bare ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.set_types(TYPES)
            for row in rows:
                copy.write_row(row)
        self._connection.execute("COMMIT")


def _row(sample: Sample) -> Row:
    new = encoded(sample)
    stream = int(sample.article[1:]) + (ord(sample.article[0]) << 32)
    return stream, sample.version, new.schema_version, 0, new.id, new.type, new.data, new.meta, new.content


def _decode(rows: Iterable[Sequence[object]]) -> None:
    """Every row's two halves to their types."""
    for _, _, _, _, _, _, kind, data, _, content in rows:
        _DATA[kind].decode(data), _WORDS[kind].decode(content[1:])  # type: ignore[index,arg-type]  # rows as they were written
