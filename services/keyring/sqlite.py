"""Keys in a SQLite file of their own, overwritten with zeros when they are destroyed."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Collection, Iterable
from itertools import starmap
from pathlib import Path

from schemas.errors import KeyringError
from services.connections import Connections
from services.keyring import ID_BYTES, KEY_BYTES, NEEDED, SECRET, Key
from services.parameters import marks
from services.writeahead import write_ahead

BUSY_SECONDS = 30.0
AT_ONCE = 500
"""Keys looked up by one statement."""
OWNER_ONLY = 0o600
SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id BLOB PRIMARY KEY,
    stream TEXT NOT NULL,
    secret BLOB,
    retired INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS present ON keys (stream) WHERE retired = 0;
CREATE INDEX IF NOT EXISTS of_stream ON keys (stream);
"""


class SqliteKeyring:
    """The keys in a file; safe to share among threads and across a fork."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections = Connections(lambda: _connect(path), self._explain)

    @classmethod
    def create(cls, path: Path) -> SqliteKeyring:
        """The keyring at a path that only its owner can read, made if there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
        keyring = cls(path)
        with keyring._connections.lend() as connection:
            connection.executescript(SCHEMA)
        keyring.issue([SECRET])
        return keyring

    @classmethod
    def open(cls, path: Path) -> SqliteKeyring:
        """The keyring at a path; raises KeyringError if there is none."""
        if not path.is_file() or not path.stat().st_size:
            raise KeyringError(f"There is no keyring at {path}: {NEEDED}")
        return cls(path)

    def secret(self) -> bytes:
        """32 random bytes, the same for ever, that names of content are derived with."""
        return self.issue([SECRET])[SECRET].secret or b""

    def issue(self, streams: Collection[str]) -> dict[str, Key]:
        """The key that each stream's next words are written with, made where there is none."""
        with self._connections.lend() as connection:
            found = _present(connection, streams)
            if missing := [stream for stream in streams if stream not in found]:
                made = [(secrets.token_bytes(ID_BYTES), each, secrets.token_bytes(KEY_BYTES)) for each in missing]
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR IGNORE INTO keys (id, stream, secret) VALUES (?, ?, ?)", made)
                connection.execute("COMMIT")
                found |= _present(connection, missing)
        return found

    def find(self, ids: Collection[bytes]) -> dict[bytes, Key]:
        """The keys of these ids that were ever made here."""
        with self._connections.lend() as connection:
            return {key.id: key for key in _select(connection, "id", list(ids))}

    def retire(self, stream: str) -> None:
        """Write nothing more with the stream's present key; what was written can still be read."""
        with self._connections.lend() as connection:
            connection.execute("UPDATE keys SET retired = 1 WHERE stream = ? AND retired = 0", (stream,))

    def destroy(self, stream: str) -> int:
        """Destroy the stream's retired keys, in the file and in its write-ahead log; how many they were."""
        gone = "UPDATE keys SET secret = NULL WHERE stream = ? AND retired = 1 AND secret IS NOT NULL"
        with self._connections.lend() as connection:
            count = connection.execute(gone, (stream,)).rowcount
            _truncate(connection)
        return count

    def export(self) -> Iterable[Key]:
        """Every key, destroyed ones too."""
        with self._connections.lend() as connection:
            yield from starmap(Key, connection.execute("SELECT id, stream, secret FROM keys ORDER BY id"))

    def restore(self, keys: Iterable[Key]) -> int:
        """Take in keys of another keyring that are not here, as retired ones; how many streams' keys these were.

        The key that names are derived with takes the place of this one's own.
        """
        rows = [(key.id, key.stream, key.secret) for key in keys]
        add = "INSERT OR IGNORE INTO keys (id, stream, secret, retired) VALUES (?, ?, ?, ?)"
        with self._connections.lend() as connection:
            connection.execute("BEGIN IMMEDIATE")
            for row in [row for row in rows if row[1] == SECRET]:
                connection.execute("DELETE FROM keys WHERE stream = ?", (SECRET,))
                connection.execute(add, (*row, 0))
            count = connection.executemany(add, [(*row, 1) for row in rows if row[1] != SECRET]).rowcount
            connection.execute("COMMIT")
        return count

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()

    def _explain(self, error: BaseException) -> KeyringError | None:
        if not isinstance(error, sqlite3.Error):
            return None
        return KeyringError(f"The keyring at {self._path} cannot be used: {error}.")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # Connections lends each to one thread at a time
    )
    write_ahead(connection)
    connection.executescript("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
    return connection


def _present(connection: sqlite3.Connection, streams: Collection[str]) -> dict[str, Key]:
    return {key.stream: key for key in _select(connection, "stream", list(streams), " AND retired = 0")}


def _select(
    connection: sqlite3.Connection, column: str, values: list[object] | list[str] | list[bytes], also: str = ""
) -> list[Key]:
    found: list[Key] = []
    for first in range(0, len(values), AT_ONCE):
        some = values[first : first + AT_ONCE]
        query = f"SELECT id, stream, secret FROM keys WHERE {column} IN ({marks(len(some))}){also}"  # noqa: S608  # constants only
        found += starmap(Key, connection.execute(query, some))
    return found


def _truncate(connection: sqlite3.Connection) -> None:
    """Leave nothing in the write-ahead log; readers that are under way are waited for."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > deadline:
            raise KeyringError(
                "The key is destroyed, but its copy in the write-ahead log is not yet: another process has read the "
                f"keyring for {BUSY_SECONDS:.0f} seconds. Stop it and erase once more."
            )
        time.sleep(0.05)
