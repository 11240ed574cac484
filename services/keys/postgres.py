"""API keys in a PostgreSQL schema of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import psycopg

from schemas.errors import ServiceError
from services.connections import Connections
from services.keys import Key
from services.keys.rows import COLUMNS, Cell, key_of, row_of, seconds

Connection = psycopg.Connection[tuple[Any, ...]]

CONNECT_SECONDS = 10
LOCK = 6_577_717_004
"""Any number that nothing else locks: two processes that meet a new database make the table one by one."""
SCHEMA = f"""
SELECT pg_advisory_xact_lock({LOCK});
CREATE SCHEMA IF NOT EXISTS newsfold_keys;
CREATE TABLE IF NOT EXISTS newsfold_keys.keys (
    id text PRIMARY KEY,
    digest bytea NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    ends_at bigint,
    used_at bigint,
    parent text
);
"""
SELECT = f"SELECT {COLUMNS} FROM newsfold_keys.keys"  # noqa: S608  # constants only


class PostgresKeys:
    """The keys in a database; their table is made when it is first needed."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(partial(_connect, url), _explain, lambda connection: not connection.closed)

    def add(self, key: Key) -> None:
        """Keep a new key, and forget the sessions that have ended."""
        ended = "DELETE FROM newsfold_keys.keys WHERE parent IS NOT NULL AND ends_at <= %s"
        self._do(ended, (seconds(key.created_at),))
        self._do("INSERT INTO newsfold_keys.keys VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row_of(key))

    def find(self, identity: str) -> Key | None:
        """The key of this id."""
        with self._connections.lend() as connection:
            row = connection.execute(f"{SELECT} WHERE id = %s".encode(), (identity,)).fetchone()
            return key_of(row) if row else None

    def all(self) -> list[Key]:
        """Every key that is no session, oldest first."""
        with self._connections.lend() as connection:
            rows = connection.execute(f"{SELECT} WHERE parent IS NULL ORDER BY created_at, id".encode())
            return [key_of(row) for row in rows]

    def end(self, identity: str, at: datetime) -> bool:
        """Let a key and its sessions end at this time, unless they end earlier."""
        ends = seconds(at)
        family = "(id = %s OR parent = %s) AND coalesce(ends_at > %s, TRUE)"
        self._do(f"UPDATE newsfold_keys.keys SET ends_at = %s WHERE {family}", (ends, identity, identity, ends))  # noqa: S608  # constants only
        return self.find(identity) is not None

    def note_use(self, identity: str, at: datetime) -> None:
        """Note when a key was used last."""
        self._do("UPDATE newsfold_keys.keys SET used_at = %s WHERE id = %s", (seconds(at), identity))

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _do(self, statement: str, values: Sequence[Cell]) -> None:
        with self._connections.lend() as connection:
            connection.execute(statement.encode(), values)


def _connect(url: str) -> Connection:
    connection = psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS)
    try:
        if connection.execute("SELECT to_regclass('newsfold_keys.keys')").fetchone() == (None,):
            connection.execute(SCHEMA.encode())
    except BaseException:
        connection.close()
        raise
    return connection


def _explain(error: BaseException) -> ServiceError | None:
    if not isinstance(error, psycopg.Error):
        return None
    return ServiceError(f"The API keys in PostgreSQL cannot be used: {str(error).strip()}.")
