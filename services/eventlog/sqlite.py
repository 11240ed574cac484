"""The event log in one SQLite file: for one machine, any number of processes.

Write-ahead log, synchronous=FULL: what is acknowledged survives a power cut. One process writes at a time, in short
transactions; readers neither wait nor make anybody wait.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import asdict

from schemas.errors import LogError, WrongLogError
from schemas.record import Record
from services.connections import Connections
from services.eventlog import Appended, Outcome, Write
from services.eventlog.chain import Seal
from services.eventlog.plan import Row, Stored, Tip, plan, restored
from services.eventlog.version import ENCRYPTED, LOWEST_WRITER, PLAIN, admit, check_layout
from services.insertion import insert
from services.parameters import marks
from services.writeahead import is_busy, write_ahead

BUSY_SECONDS = 30.0
"""How long a writer waits for the others before it gives up."""
RETRY_SECONDS = 0.001
"""How soon a writer tries again while another one writes."""
POLL_SECONDS = 0.03
"""How often a subscriber looks whether anybody has committed."""
STREAMS_AT_ONCE = 50
"""Streams looked up by one statement, so that the few statements there are stay prepared."""
LAST = 2**63 - 1
"""The highest position or version there can be."""
ADVICE = {
    "SQLITE_BUSY": f" Another process has held it for {BUSY_SECONDS:.0f} seconds: is one stopped in mid-write?",
    "SQLITE_FULL": " Make room on its disk; nothing of this write was stored.",
    "SQLITE_IOERR": " Look at its disk: is it full, or failing? Repeat the write to know whether it was stored.",
    "SQLITE_READONLY": " This process may not write to the file or to its folder.",
    "SQLITE_CANTOPEN": " This process may not write to the file or to its folder.",
    "SQLITE_NOTADB": " The file is no SQLite database; check NEWSFOLD_DATA.",
    "SQLITE_CORRUPT": " The file is damaged; keep it, and restore a backup.",
}

SCHEMA = (
    """CREATE TABLE log (
        identity TEXT NOT NULL,
        layout INTEGER NOT NULL,
        lowest_writer TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE streams (
        key INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TABLE records (
        position INTEGER PRIMARY KEY,
        stream INTEGER NOT NULL,
        version INTEGER NOT NULL,
        schema_version INTEGER NOT NULL,
        recorded_at INTEGER NOT NULL,
        id BLOB NOT NULL,
        type TEXT NOT NULL,
        data BLOB NOT NULL,
        meta BLOB NOT NULL,
        content BLOB NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX records_by_stream ON records (stream, version)",
    """CREATE TABLE seals (
        first INTEGER PRIMARY KEY,
        last INTEGER NOT NULL,
        stamps BLOB NOT NULL,
        head BLOB NOT NULL
    ) STRICT""",
)
TIP = "SELECT lowest_writer, coalesce((SELECT max(position) FROM records), 0) FROM log"
STREAM_TIPS = "SELECT name, key, (SELECT max(version) FROM records WHERE stream = key) FROM streams WHERE name IN"
ADD_STREAM = "INSERT INTO streams (key, name) VALUES (?, ?)"
ADD_RECORDS = "INSERT OR ROLLBACK INTO records {}"
ADD_ONE = """INSERT OR IGNORE INTO records VALUES (NULL, (
    SELECT key FROM streams WHERE name = ? AND ? = (SELECT max(version) FROM records WHERE stream = key)
    AND EXISTS (SELECT 1 FROM log WHERE lowest_writer = ?)), ?, ?, ?, ?, ?, ?, ?, ?)"""
"""Adds a record at the next position, or none, as it may not lack a stream, where the stream is at another version.

A SELECT in the place of VALUES would keep the whole row in a table of its own first, as it reads what it writes to.
"""
READ = """SELECT position, name, version, id, type, schema_version, recorded_at, data, content, meta
    FROM records CROSS JOIN streams ON key = stream"""  # a cross join keeps this order: records first
ADD_SEAL = """INSERT INTO seals SELECT :first, :last, :stamps, :head
    WHERE :first = 1 + coalesce((SELECT last FROM seals ORDER BY first DESC LIMIT 1), 0)"""
LAST_SEAL = "SELECT first, last, stamps, head FROM seals ORDER BY first DESC LIMIT 1"
SEALS = "SELECT first, last, stamps, head FROM seals WHERE first > ? ORDER BY first LIMIT ?"
OF_STREAM = "WHERE stream = (SELECT key FROM streams WHERE name = ?) AND version > ? ORDER BY version LIMIT ?"


class SqliteLog:
    """An event log at a path; safe to share among threads and across a fork."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections = Connections(lambda: _connect(path, "rw"), partial(_explain, path))
        self._writing = Connections(lambda: _connect(path, "rw", patience=0), partial(_explain, path))
        with self._connections.lend() as connection:
            self._identity, self._layout = self._describe(connection)

    @classmethod
    def create(cls, path: Path, identity: UUID | None = None, *, encrypted: bool = False) -> SqliteLog:
        """A new log, of a new identity or of that which it restores; LogError if the file holds something already."""
        if not _create(path, identity or uuid4(), encrypted=encrypted):
            raise LogError(f"A new event log cannot be made at {path}: the file holds something already.")
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> SqliteLog:
        """The log at this path; raises WrongLogError if there is none."""
        if not os.access(path, os.F_OK):
            raise WrongLogError(
                f"There is no event log at {path}, or this process may not look there. NEWSFOLD_DATA says where it is; "
                "`newsfold up` makes one."
            )
        return cls(path)

    @classmethod
    def open_or_create(cls, path: Path, *, encrypted: bool = False) -> SqliteLog:
        """The log at this path, made if the file is missing or empty."""
        _create(path, uuid4(), encrypted=encrypted)
        return cls(path)

    @property
    def identity(self) -> UUID:
        """The log's own name, from its creation."""
        return self._identity

    @property
    def encrypted(self) -> bool:
        """Whether its content is to be encrypted, from its creation."""
        return self._layout == ENCRYPTED

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        """Append the writes in one durable transaction and give an outcome for each, in order.

        Raises LogError, and appends nothing, if the file cannot be written.
        """
        with self._writing.lend() as connection:
            if len(writes) == 1 and len(writes[0].records) == 1 and (appended := _append_one(connection, writes[0])):
                return [appended]
            _when_free(connection, "BEGIN IMMEDIATE")
            outcomes = self._append(connection, writes)
            connection.execute("COMMIT")
        return outcomes

    def restore(self, records: Sequence[Record]) -> None:
        """Put records back as they were; raises LogError, and stores nothing, unless they follow the head."""
        with self._connections.lend() as connection:
            connection.execute("BEGIN IMMEDIATE")
            tips = _tips(connection, {record.stream for record in records})
            keys = {name: tip.key for name, tip in tips.items()}
            streams, rows = restored(records, head=_head(connection), keys=keys)
            connection.executemany(ADD_STREAM, streams)
            insert(connection, ADD_RECORDS, _bindable(rows))
            connection.execute("COMMIT")

    def read(self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None) -> list[Record]:
        """At most `limit` records after a position, in order of position; of these types only, if given."""
        with self._connections.lend() as connection:
            return _read(connection, after, limit, types)

    def read_back(
        self, before: int | None = None, *, limit: int = 1000, types: Collection[str] | None = None
    ) -> list[Record]:
        """At most `limit` records before a position, else the end, the latest first; of these types only, if given."""
        with self._connections.lend() as connection:
            query = f"{READ} WHERE position < ?{_of_type(types)} ORDER BY position DESC LIMIT ?"
            values = (LAST if before is None else before, *(types or ()), limit)
            return list(starmap(Record, connection.execute(query, values)))

    def read_stream(self, stream: str, *, after: int = 0, limit: int | None = None) -> list[Record]:
        """The records of one stream after a version, in order of version; all of them without a limit."""
        with self._connections.lend() as connection:
            rows = connection.execute(f"{READ} {OF_STREAM}", (stream, after, LAST if limit is None else limit))
            return list(starmap(Record, rows))

    def head(self) -> int:
        """The highest position, 0 for an empty log."""
        with self._connections.lend() as connection:
            return _head(connection)

    def subscribe(
        self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None, patience: float = 1.0
    ) -> Generator[list[Record]]:
        """Every record after a position, as it comes, in batches; an empty one after `patience` seconds without."""
        while True:
            process = os.getpid()
            with self._connections.lend() as connection:
                while os.getpid() == process:  # a forked child goes on with a connection of its own
                    seen = _commits(connection)
                    head = _head(connection)
                    records = _read(connection, after, limit, types, until=head)
                    after = records[-1].position if len(records) == limit else max(after, head)
                    if records or not _another_commit(connection, seen, patience):
                        yield records

    def add_seal(self, seal: Seal) -> None:
        """Keep a seal that begins right after the last one; one that does not is not kept."""
        with self._connections.lend() as connection:
            connection.execute(ADD_SEAL, asdict(seal))

    def last_seal(self) -> Seal | None:
        """The seal of the highest positions."""
        with self._connections.lend() as connection:
            row = connection.execute(LAST_SEAL).fetchone()
            return Seal(*row) if row else None

    def seals(self, after: int = 0, *, limit: int = 100) -> list[Seal]:
        """At most so many seals of positions after one, in order."""
        with self._connections.lend() as connection:
            return list(starmap(Seal, connection.execute(SEALS, (after, limit))))

    def close(self) -> None:
        """Let go of every connection; the log can be opened again."""
        self._writing.close()
        self._connections.close()

    def _append(self, connection: sqlite3.Connection, writes: Sequence[Write]) -> list[Outcome]:
        lowest_writer, head = connection.execute(TIP).fetchone()
        if (floor := admit(self._path, lowest_writer)) != lowest_writer:
            connection.execute("UPDATE log SET lowest_writer = ?", (floor,))
        tips = _tips(connection, {write.stream for write in writes})
        planned = plan(writes, head=head, tips=tips, stored=partial(_stored, connection))
        if streams := planned.streams():
            connection.executemany(ADD_STREAM, streams)
        insert(connection, ADD_RECORDS, _bindable(planned.rows(time.time_ns() // 1000)))
        return planned.outcomes

    def _describe(self, connection: sqlite3.Connection) -> tuple[UUID, int]:
        """Its identity and its layout."""
        if not _holds_log(connection):
            raise WrongLogError(f"The file {self._path} holds no event log.")
        identity, layout, lowest_writer = connection.execute(
            "SELECT identity, layout, lowest_writer FROM log"
        ).fetchone()
        check_layout(self._path, layout)
        admit(self._path, lowest_writer)
        return UUID(identity), layout


def _connect(path: Path, mode: str, patience: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection that makes every commit durable; `mode` is that of SQLite's URIs, `patience` counts seconds."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,  # Connections lends each to one thread at a time
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's cache too
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path, identity: UUID, *, encrypted: bool) -> bool:
    """Make an empty or missing file a log; False if it holds something already."""
    connections = Connections(lambda: _connect(path, "rwc"), partial(_explain, path))
    with closing(connections), connections.lend() as connection:
        return _is_empty(connection) and _lay_out(connection, identity, ENCRYPTED if encrypted else PLAIN)


def _lay_out(connection: sqlite3.Connection, identity: UUID, layout: int) -> bool:
    """Make the tables; False if another process was quicker."""
    write_ahead(connection)
    connection.execute("BEGIN IMMEDIATE")
    if not _is_empty(connection):
        return False
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO log VALUES (?, ?, ?)", (str(identity), layout, LOWEST_WRITER))
    connection.execute("COMMIT")
    return True


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _holds_log(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {"log", "streams", "records"} <= {name for (name,) in tables}


def _append_one(connection: sqlite3.Connection, write: Write) -> Appended | None:
    """Append a record by one statement, a transaction in itself; None, and nothing is stored, if it does not fit."""
    (new,), version = write.records, write.expected_version
    values = (
        write.stream,
        version,
        LOWEST_WRITER,
        version + 1,
        new.schema_version,
        time.time_ns() // 1000,
        bytearray(new.id),  # arrays, as in _bindable
        new.type,
        bytearray(new.data),
        bytearray(new.meta),
        bytearray(new.content),
    )
    done = _when_free(connection, ADD_ONE, values)
    if done.rowcount and (position := done.lastrowid):
        return Appended(first=position, last=position, version=version + 1)
    return None


def _when_free(connection: sqlite3.Connection, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Do a statement that begins to write as soon as no other process does.

    SQLite would wait by itself, but longer each time, up to a tenth of a second.
    """
    deadline = None
    while True:
        try:
            return connection.execute(statement, values)
        except sqlite3.OperationalError as error:
            now = time.monotonic()
            deadline = deadline or now + BUSY_SECONDS
            if not is_busy(error) or now > deadline:
                raise
        time.sleep(RETRY_SECONDS)


def _bindable(rows: Sequence[Row]) -> list[tuple[int | str | bytearray, ...]]:
    """The rows with arrays of bytes, which Python's sqlite3 binds in a third of the time that it takes for bytes."""
    return [
        (at, key, number, schema, moment, bytearray(name), kind, bytearray(data), bytearray(meta), bytearray(content))
        for at, key, number, schema, moment, name, kind, data, meta, content in rows
    ]


def _tips(connection: sqlite3.Connection, streams: Collection[str]) -> dict[str, Tip]:
    """The ends of the streams that there are."""
    names = list(streams)
    tips: dict[str, Tip] = {}
    for first in range(0, len(names), STREAMS_AT_ONCE):
        some = names[first : first + STREAMS_AT_ONCE]
        found = connection.execute(f"{STREAM_TIPS} ({marks(len(some))})", some)
        tips |= {name: Tip(key, version) for name, key, version in found}
    return tips


def _stored(connection: sqlite3.Connection, stream: str, after: int, limit: int) -> list[Stored]:
    query = f"SELECT id, position FROM records {OF_STREAM}"  # noqa: S608  # constants only
    return list(starmap(Stored, connection.execute(query, (stream, after, limit))))


def _head(connection: sqlite3.Connection) -> int:
    (head,) = connection.execute("SELECT coalesce(max(position), 0) FROM records").fetchone()
    return int(head)


def _read(
    connection: sqlite3.Connection, after: int, limit: int, types: Collection[str] | None, until: int = LAST
) -> list[Record]:
    query = f"{READ} WHERE position > ? AND position <= ?{_of_type(types)} ORDER BY position LIMIT ?"
    return list(starmap(Record, connection.execute(query, (after, until, *(types or ()), limit))))


def _of_type(types: Collection[str] | None) -> str:
    """The condition that a record is of one of so many types; none without."""
    return "" if types is None else f" AND type IN ({marks(len(types))})"


def _commits(connection: sqlite3.Connection) -> int:
    """A number that changes whenever another connection commits."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)


def _another_commit(connection: sqlite3.Connection, seen: int, patience: float) -> bool:
    """Wait until another connection commits; False if none does for `patience` seconds."""
    deadline = time.monotonic() + patience
    while _commits(connection) == seen:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(POLL_SECONDS, left))
    return True


def _explain(path: Path, error: BaseException) -> LogError | None:
    """What happened, to which log, and what to do, if it is an error of SQLite's."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorname", "")
    advice = next((text for name, text in ADVICE.items() if code.startswith(name)), "")
    return LogError(f"The event log {path} cannot be used: {error}.{advice}")
