"""The event log in a PostgreSQL schema of its own: for workers on many machines.

Writers take turns by an advisory lock that is held until the commit is durable, so positions follow commits and a
reader never sees a gap that is filled later. A hint by NOTIFY wakes subscribers, who also look by themselves.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from itertools import starmap
from uuid import UUID, uuid4

import psycopg
from msgspec.structs import asdict
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from schemas.errors import LogError, WrongLogError
from schemas.record import Record
from services.connections import Connections, is_quiet
from services.eventlog import Appended, Outcome, Write
from services.eventlog.chain import Seal
from services.eventlog.names import Names
from services.eventlog.plan import Plan, Row, Stored, Tip, plan, restored
from services.eventlog.version import ENCRYPTED, LOWEST_WRITER, PLAIN, admit, check_layout

Connection = psycopg.Connection[TupleRow]

NETWORK = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
"""Seconds until a server counts as away, and milliseconds until one that falls silent does, unless the address says."""
WAIT_SECONDS = 30
"""How long a writer waits for the others, and how long one that has stopped in the middle may keep them waiting."""
POLL_SECONDS = 1.0
"""How often a subscriber looks by itself, should a hint be lost."""
TURN = 0x6E657773666F6C64
"""The advisory lock that writers take turns by: "newsfold" in ASCII."""
FEW_RECORDS = 50
"""Up to so many, records of a single write are sent as the values of one statement."""
LAST = 2**63 - 1
"""The highest position there can be."""
ADVICE = {
    "08": " Repeat the write to know whether it was stored.",
    "25006": " The database, or this user, may only read.",
    "42501": " This user lacks the right; see newsfold_log.",
    "53": " Make room on the server; nothing of this write was stored.",
    "55P03": " Another process has held it for too long: is one stopped in mid-write?",
    "57P": " Wait until the server is up; repeat the write to know whether it was stored.",
    "58": " Look at the server's disk: is it full, or failing?",
    "XX00": " The database is damaged; keep it, and restore a backup.",
}
"""What to do, by the beginning of PostgreSQL's error code."""

SCHEMA = """
CREATE SCHEMA IF NOT EXISTS newsfold_log;
CREATE TABLE newsfold_log.log (
    identity uuid NOT NULL,
    layout integer NOT NULL,
    lowest_writer text NOT NULL
);
CREATE TABLE newsfold_log.streams (
    key bigint PRIMARY KEY,
    name text NOT NULL UNIQUE
);
CREATE TABLE newsfold_log.records (
    position bigint PRIMARY KEY,
    stream bigint NOT NULL,
    version bigint NOT NULL,
    schema_version bigint NOT NULL,
    recorded_at bigint NOT NULL,
    id bytea NOT NULL,
    type text NOT NULL,
    data bytea NOT NULL,
    meta bytea NOT NULL,
    content bytea NOT NULL,
    UNIQUE (stream, version)
);
CREATE TABLE newsfold_log.seals (
    first bigint PRIMARY KEY,
    last bigint NOT NULL,
    stamps bytea NOT NULL,
    head bytea NOT NULL
);
ALTER TABLE newsfold_log.records ALTER content SET STORAGE EXTERNAL; -- the codec has compressed it
"""
SESSION = f"""
SET lock_timeout = '{WAIT_SECONDS}s';
SET idle_in_transaction_session_timeout = '{WAIT_SECONDS}s';
SET tcp_keepalives_idle = 10; -- a writer whose machine has vanished keeps its turn no longer than that either
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 2;
SET enable_seqscan = off; -- every query here walks an index, in its order,
SET enable_bitmapscan = off; -- which the planner would not see in a log that has grown since it was last analysed
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET jit = off;
SET plan_cache_mode = force_generic_plan;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
FIND = "SELECT to_regclass('newsfold_log.log') IS NOT NULL"
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"  # so that each statement sees what was committed before its turn came
TAKE_TURN = f"SELECT pg_advisory_xact_lock({TURN})"
TIP = """SELECT lowest_writer, coalesce((SELECT max(position) FROM newsfold_log.records), 0) AS head,
    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now FROM newsfold_log.log"""
STREAM_TIPS = """SELECT name, key, (SELECT max(version) FROM newsfold_log.records WHERE stream = key) AS version
    FROM newsfold_log.streams WHERE name = ANY(%s)"""
ADD_STREAMS = "INSERT INTO newsfold_log.streams (key, name) SELECT * FROM unnest(%s::bigint[], %s::text[])"
ADD_RECORDS = "COPY newsfold_log.records FROM STDIN (FORMAT BINARY)"
COLUMN_TYPES = ("int8", "int8", "int8", "int8", "int8", "bytea", "text", "bytea", "bytea", "bytea")
NEW_COLUMNS = ("schema_version", "id", "type", "data", "meta", "content")
HINT = "NOTIFY newsfold_log"

FIRST_WRITE = """INSERT INTO newsfold_log.streams (key, name) SELECT head + 1, %(stream)s FROM tip
    ON CONFLICT DO NOTHING RETURNING key, 0 AS version"""
LATER_WRITE = """SELECT key, (SELECT max(version) FROM newsfold_log.records WHERE stream = key) AS version
    FROM newsfold_log.streams WHERE name = %(stream)s"""

HEAD = "SELECT coalesce(max(position), 0) FROM newsfold_log.records"
READ = """SELECT position, stream, version, id, type, schema_version, recorded_at, data, content, meta
    FROM newsfold_log.records"""
STREAM_NAMES = "SELECT key, name FROM newsfold_log.streams WHERE key = ANY(%s)"
ADD_SEAL = """INSERT INTO newsfold_log.seals
    SELECT %(first)s::bigint, %(last)s::bigint, %(stamps)s::bytea, %(head)s::bytea
    WHERE %(first)s::bigint = 1 + coalesce((SELECT last FROM newsfold_log.seals ORDER BY first DESC LIMIT 1), 0)
    ON CONFLICT DO NOTHING"""
LAST_SEAL = "SELECT first, last, stamps, head FROM newsfold_log.seals ORDER BY first DESC LIMIT 1"
SEALS = "SELECT first, last, stamps, head FROM newsfold_log.seals WHERE first > %s ORDER BY first LIMIT %s"
OF_STREAM = """WHERE stream = (SELECT key FROM newsfold_log.streams WHERE name = %s)
    AND version > %s ORDER BY version LIMIT %s"""


class PostgresLog:
    """The event log of a database; safe to share among threads and across a fork."""

    def __init__(self, url: str) -> None:
        self._place = _shown(url)
        self._connections = _connections(url)
        self._names = Names()
        with self._connections.lend() as connection:
            self._identity, self._layout = self._describe(connection)

    @classmethod
    def open(cls, url: str) -> PostgresLog:
        """The log in this database; raises WrongLogError if there is none."""
        return cls(url)

    @classmethod
    def create(cls, url: str, identity: UUID | None = None, *, encrypted: bool = False) -> PostgresLog:
        """A new log, of a new identity or of that which it restores; LogError if the database holds one already."""
        if not _create(url, identity or uuid4(), encrypted=encrypted):
            raise LogError(f"A new event log cannot be made in {_shown(url)}: the database holds one already.")
        return cls(url)

    @classmethod
    def open_or_create(cls, url: str, *, encrypted: bool = False) -> PostgresLog:
        """The log in this database, made if there is none."""
        _create(url, uuid4(), encrypted=encrypted)
        return cls(url)

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

        Raises LogError if the database does not do it; if the connection broke off, the writes may have been stored,
        which repeating them shows.
        """
        with self._connections.lend() as connection:
            if len(writes) == 1 and 0 < len(writes[0].records) <= FEW_RECORDS:
                appended = _append_one(connection, writes[0])
                if appended is not None:
                    return [appended]
            return self._append(connection, writes)

    def restore(self, records: Sequence[Record]) -> None:
        """Put records back as they were; raises LogError, and stores nothing, unless they follow the head."""
        with self._connections.lend() as connection:
            connection.execute(BEGIN)
            connection.execute(TAKE_TURN)
            tips = connection.execute(STREAM_TIPS, (list({record.stream for record in records}),))
            keys = {name: key for name, key, _ in tips}
            _insert(connection, *restored(records, head=_head(connection), keys=keys))
            connection.execute(HINT)
            connection.execute("COMMIT")

    def read(self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None) -> list[Record]:
        """At most `limit` records after a position, in order of position; of these types only, if given."""
        with self._connections.lend() as connection:
            return _read(connection, self._names, after, limit, types)

    def read_back(
        self, before: int | None = None, *, limit: int = 1000, types: Collection[str] | None = None
    ) -> list[Record]:
        """At most `limit` records before a position, else the end, the latest first; of these types only, if given."""
        query = f"{READ} WHERE position < %(before)s{_of_type(types)} ORDER BY position DESC LIMIT %(limit)s"
        values = {"before": LAST if before is None else before, "types": list(types or ()), "limit": limit}
        with self._connections.lend() as connection:
            return _records(connection, self._names, query, values)

    def read_stream(self, stream: str, *, after: int = 0, limit: int | None = None) -> list[Record]:
        """The records of one stream after a version, in order of version; all of them without a limit."""
        with self._connections.lend() as connection:
            return _records(connection, self._names, f"{READ} {OF_STREAM}", (stream, after, limit))

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
                connection.execute("LISTEN newsfold_log")  # never given back, so nobody inherits what it hears
                while os.getpid() == process:  # a forked child goes on with a connection of its own
                    head = _head(connection)
                    records = _read(connection, self._names, after, limit, types, until=head)
                    after = records[-1].position if len(records) == limit else max(after, head)
                    if records or not _grows(connection, after, patience):
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
        self._connections.close()

    def _append(self, connection: Connection, writes: Sequence[Write]) -> list[Outcome]:
        """Take the turn and look, decide, store and commit."""
        with connection.pipeline():
            connection.execute(BEGIN)
            connection.execute(TAKE_TURN)
            tip = connection.execute(TIP)
            stream_tips = connection.execute(STREAM_TIPS, (list({write.stream for write in writes}),))
        lowest_writer, head, now = _one(tip)
        floor = admit(self._place, lowest_writer)
        if floor != lowest_writer:
            connection.execute("UPDATE newsfold_log.log SET lowest_writer = %s", (floor,))
        tips = {name: Tip(key, version) for name, key, version in stream_tips}
        planned = plan(writes, head=head, tips=tips, stored=partial(_stored, connection))
        _store(connection, planned, now)
        connection.execute("COMMIT")
        return planned.outcomes

    def _describe(self, connection: Connection) -> tuple[UUID, int]:
        """Its identity and its layout."""
        if _one(connection.execute(FIND)) == (False,):
            raise WrongLogError(f"The database {self._place} holds no event log.")
        identity, layout, lowest_writer = _one(
            connection.execute("SELECT identity, layout, lowest_writer FROM newsfold_log.log")
        )
        check_layout(self._place, layout)
        admit(self._place, lowest_writer)
        return UUID(str(identity)), layout


def _connections(url: str) -> Connections[Connection]:
    return Connections(lambda: _connect(url), partial(_explain, _shown(url)), is_quiet)


def _connect(url: str) -> Connection:
    defaults = {key: value for key, value in NETWORK.items() if key not in conninfo_to_dict(url)}
    connection = psycopg.connect(make_conninfo(url, **defaults), autocommit=True)
    try:
        connection.execute(SESSION)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(url: str, identity: UUID, *, encrypted: bool) -> bool:
    """Make the log; False if the database holds one already."""
    connections = _connections(url)
    with closing(connections), connections.lend() as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
        if _one(connection.execute(FIND)) != (False,):
            return False
        connection.execute(SCHEMA)
        layout = ENCRYPTED if encrypted else PLAIN
        connection.execute("INSERT INTO newsfold_log.log VALUES (%s, %s, %s)", (identity, layout, LOWEST_WRITER))
        return True


def _append_one(connection: Connection, write: Write) -> Appended | None:
    """Append a write in one round trip; None, and nothing is stored, unless its stream stands where it expects."""
    values: dict[str, object] = {"stream": write.stream, "expected": write.expected_version, "lowest": LOWEST_WRITER}
    for number, new in enumerate(write.records):
        for column in NEW_COLUMNS:
            values[f"{column}{number}"] = getattr(new, column)
    with connection.pipeline():
        connection.execute(BEGIN)
        connection.execute(TAKE_TURN)
        added = connection.execute(_add_one(len(write.records), first=write.expected_version == 0), values)
        connection.execute("COMMIT")
    positions = [position for position, _ in added]
    if not positions:
        return None
    return Appended(first=positions[0], last=positions[-1], version=write.expected_version + len(positions))


@cache
def _add_one(size: int, *, first: bool) -> str:
    """The statement that adds `size` records to a stream that stands at the expected version."""
    rows = ", ".join(
        f"({number}, %(schema_version{number})s::bigint, %(id{number})s::bytea, %(type{number})s::text, "
        f"%(data{number})s::bytea, %(meta{number})s::bytea, %(content{number})s::bytea)"
        for number in range(size)
    )
    return f"""WITH tip AS MATERIALIZED ({TIP} WHERE lowest_writer = %(lowest)s),
        stream AS ({FIRST_WRITE if first else LATER_WRITE})
        INSERT INTO newsfold_log.records
        SELECT head + 1 + number, key, version + 1 + number, schema_version, now, id, type, data, meta, content
        FROM tip, stream, (VALUES {rows}) AS new (number, {", ".join(NEW_COLUMNS)})
        WHERE version = %(expected)s RETURNING position, pg_notify('newsfold_log', '')"""  # noqa: S608  # constants and placeholders only


def _store(connection: Connection, planned: Plan, now: int) -> None:
    if planned.accepted:
        _insert(connection, planned.streams(), planned.rows(now))
        connection.execute(HINT)


def _insert(connection: Connection, streams: Sequence[tuple[int, str]], rows: Sequence[Row]) -> None:
    if streams:
        connection.execute(ADD_STREAMS, [list(column) for column in zip(*streams, strict=True)])
    with connection.cursor() as cursor, cursor.copy(ADD_RECORDS) as copy:
        copy.set_types(COLUMN_TYPES)
        for row in rows:
            copy.write_row(row)


def _stored(connection: Connection, stream: str, after: int, limit: int) -> list[Stored]:
    query = f"SELECT id, position FROM newsfold_log.records {OF_STREAM}"  # noqa: S608  # constants only
    return list(starmap(Stored, connection.execute(query, (stream, after, limit))))


def _head(connection: Connection) -> int:
    (head,) = _one(connection.execute(HEAD))
    return int(head)


def _read(
    connection: Connection, names: Names, after: int, limit: int, types: Collection[str] | None, until: int = LAST
) -> list[Record]:
    query = (
        f"{READ} WHERE position > %(after)s AND position <= %(until)s{_of_type(types)} "
        "ORDER BY position LIMIT %(limit)s"
    )
    values = {"after": after, "until": until, "types": list(types or ()), "limit": limit}
    return _records(connection, names, query, values)


def _of_type(types: Collection[str] | None) -> str:
    return "" if types is None else " AND type = ANY(%(types)s)"


def _records(
    connection: Connection, names: Names, query: str, values: Sequence[object] | Mapping[str, object]
) -> list[Record]:
    """The records of a query, with the names of their streams in place of the keys."""
    with connection.cursor(binary=True) as cursor:
        rows = cursor.execute(query, values).fetchall()
    name = names.of({row[1] for row in rows}, partial(_stream_names, connection))
    try:
        return [Record(row[0], name[row[1]], *row[2:]) for row in rows]
    except KeyError as error:
        raise LogError(f"The event log has lost the name of its stream {error}; restore a backup.") from error


def _stream_names(connection: Connection, keys: Collection[int]) -> Iterable[tuple[int, str]]:
    return connection.execute(STREAM_NAMES, (list(keys),))


def _grows(connection: Connection, position: int, patience: float) -> bool:
    """Wait until the log goes beyond a position; False if it does not for `patience` seconds."""
    deadline = time.monotonic() + patience
    while _head(connection) <= position:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        for _hint in connection.notifies(timeout=min(left, POLL_SECONDS), stop_after=1):
            pass
    return True


def _one(cursor: psycopg.Cursor[TupleRow]) -> TupleRow:
    """The row of a query that always has one."""
    row = cursor.fetchone()
    if row is None:
        raise LogError("The event log has lost its own description; restore a backup.")
    return row


def _shown(url: str) -> str:
    """The address without its password; raises LogError if it is none, without quoting it."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise LogError("The database's address cannot be read; it looks like postgresql://user@host/name.") from None
    return " ".join(f"{key}={parts[key]}" for key in ("dbname", "user", "host", "port") if key in parts)


def _explain(place: str, error: BaseException) -> LogError | None:
    """What happened to which log, if it is PostgreSQL's error; without its details, which may quote a row."""
    if not isinstance(error, psycopg.Error):
        return None
    said = error.diag.message_primary or " ".join(str(error).split())
    code = error.sqlstate or ""
    advice = next((text for beginning, text in ADVICE.items() if code.startswith(beginning)), "")
    return LogError(f"The event log in the database {place} cannot be used: {said}.{advice}")
