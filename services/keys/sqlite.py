"""API keys in a SQLite file of their own, which only its owner may read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from schemas.errors import ServiceError
from services.connections import Connections
from services.keys import Key
from services.keys.rows import COLUMNS, Cell, key_of, row_of, seconds
from services.writeahead import write_ahead

BUSY_SECONDS = 30
SCHEMA = """CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER,
    used_at INTEGER,
    parent TEXT
) STRICT"""
SELECT = f"SELECT {COLUMNS} FROM keys"  # noqa: S608  # constants only


class SqliteKeys:
    """The keys in a file, made when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._connections = Connections(partial(_connect, path), partial(_explain, path))

    def add(self, key: Key) -> None:
        """Keep a new key, and forget the sessions that have ended."""
        self._do("DELETE FROM keys WHERE parent IS NOT NULL AND ends_at <= ?", (seconds(key.created_at),))
        self._do("INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row_of(key))

    def find(self, identity: str) -> Key | None:
        """The key of this id."""
        with self._connections.lend() as connection:
            row = connection.execute(f"{SELECT} WHERE id = ?", (identity,)).fetchone()
            return key_of(row) if row else None

    def all(self) -> list[Key]:
        """Every key that is no session, oldest first."""
        with self._connections.lend() as connection:
            return [key_of(row) for row in connection.execute(f"{SELECT} WHERE parent IS NULL ORDER BY created_at, id")]

    def end(self, identity: str, at: datetime) -> bool:
        """Let a key and its sessions end at this time, unless they end earlier."""
        ends = seconds(at)
        family = "(id = ? OR parent = ?) AND coalesce(ends_at > ?, TRUE)"
        self._do(f"UPDATE keys SET ends_at = ? WHERE {family}", (ends, identity, identity, ends))  # noqa: S608  # constants only
        return self.find(identity) is not None

    def note_use(self, identity: str, at: datetime) -> None:
        """Note when a key was used last."""
        self._do("UPDATE keys SET used_at = ? WHERE id = ?", (seconds(at), identity))

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _do(self, statement: str, values: Sequence[Cell]) -> None:
        with self._connections.lend() as connection:
            connection.execute(statement, values)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        write_ahead(connection)
        connection.execute(SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _explain(path: Path, error: BaseException) -> ServiceError | None:
    if not isinstance(error, sqlite3.Error | OSError):
        return None
    return ServiceError(f"The API keys in {path} cannot be used: {error}. May this process write there?")
