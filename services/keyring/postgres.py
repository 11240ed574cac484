"""Keys in a PostgreSQL schema of their own, to be backed up apart from the log's.

A destroyed key stays in dead rows until they are vacuumed, which is done at once, and in the write-ahead log and its
archives for as long as those are kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from itertools import starmap

import psycopg
from psycopg.rows import TupleRow

from schemas.errors import KeyringError
from services.connections import Connections
from services.keyring import ID_BYTES, KEY_BYTES, NEEDED, SECRET, Key

CONNECT_SECONDS = 10
SCHEMA = """
CREATE SCHEMA IF NOT EXISTS newsfold_keyring;
CREATE TABLE IF NOT EXISTS newsfold_keyring.keys (
    id bytea PRIMARY KEY,
    stream text NOT NULL,
    secret bytea,
    retired boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX IF NOT EXISTS present ON newsfold_keyring.keys (stream) WHERE NOT retired;
CREATE INDEX IF NOT EXISTS of_stream ON newsfold_keyring.keys (stream);
ALTER TABLE newsfold_keyring.keys ALTER secret SET STATISTICS 0; -- they would hold keys, destroyed ones too
"""
FIND = "SELECT to_regclass('newsfold_keyring.keys') IS NOT NULL"
SELECT = "SELECT id, stream, secret FROM newsfold_keyring.keys"
Connection = psycopg.Connection[TupleRow]


class PostgresKeyring:
    """The keys in a database; safe to share among threads and across a fork."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(
            lambda: psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS),
            _explain,
            lambda connection: not connection.closed,
        )

    @classmethod
    def create(cls, url: str) -> PostgresKeyring:
        """The keyring in this database, made if there is none."""
        keyring = cls(url)
        with keyring._connections.lend() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('newsfold_keyring'))")
            connection.execute(SCHEMA)
        keyring.issue([SECRET])
        return keyring

    @classmethod
    def open(cls, url: str) -> PostgresKeyring:
        """The keyring in this database; raises KeyringError if there is none."""
        keyring = cls(url)
        with keyring._connections.lend() as connection:
            if connection.execute(FIND).fetchone() != (True,):
                raise KeyringError(f"There is no keyring in the database: {NEEDED}")
        return keyring

    def secret(self) -> bytes:
        """32 random bytes, the same for ever, that names of content are derived with."""
        return self.issue([SECRET])[SECRET].secret or b""

    def issue(self, streams: Collection[str]) -> dict[str, Key]:
        """The key that each stream's next words are written with, made where there is none."""
        with self._connections.lend() as connection:
            found = _present(connection, streams)
            if missing := [stream for stream in streams if stream not in found]:
                made = [[secrets.token_bytes(size) for _ in missing] for size in (ID_BYTES, KEY_BYTES)]
                connection.execute(
                    "INSERT INTO newsfold_keyring.keys (id, stream, secret) "
                    "SELECT * FROM unnest(%s::bytea[], %s::text[], %s::bytea[]) ON CONFLICT DO NOTHING",
                    (made[0], missing, made[1]),
                )
                found |= _present(connection, missing)
        return found

    def find(self, ids: Collection[bytes]) -> dict[bytes, Key]:
        """The keys of these ids that were ever made here."""
        with self._connections.lend() as connection:
            rows = connection.execute(f"{SELECT} WHERE id = ANY(%s)", (list(ids),))
            return {key.id: key for key in starmap(Key, rows)}

    def retire(self, stream: str) -> None:
        """Write nothing more with the stream's present key; what was written can still be read."""
        with self._connections.lend() as connection:
            connection.execute("UPDATE newsfold_keyring.keys SET retired = true WHERE stream = %s", (stream,))

    def destroy(self, stream: str) -> int:
        """Destroy the stream's retired keys, and rewrite the table without its dead rows; how many they were."""
        gone = "UPDATE newsfold_keyring.keys SET secret = NULL WHERE stream = %s AND retired AND secret IS NOT NULL"
        with self._connections.lend() as connection:
            count = connection.execute(gone, (stream,)).rowcount
            connection.execute("VACUUM FULL newsfold_keyring.keys")
        return count

    def export(self) -> Iterable[Key]:
        """Every key, destroyed ones too."""
        with self._connections.lend() as connection:
            yield from starmap(Key, connection.execute(f"{SELECT} ORDER BY id"))

    def restore(self, keys: Iterable[Key]) -> int:
        """Take in keys of another keyring that are not here, as retired ones; how many streams' keys these were.

        The key that names are derived with takes the place of this one's own.
        """
        rows = [(key.id, key.stream, key.secret) for key in keys]
        others = [row for row in rows if row[1] != SECRET]
        columns = [[row[number] for row in others] for number in range(3)]
        with self._connections.lend() as connection, connection.transaction():
            for row in [row for row in rows if row[1] == SECRET]:
                connection.execute("DELETE FROM newsfold_keyring.keys WHERE stream = %s", (SECRET,))
                connection.execute("INSERT INTO newsfold_keyring.keys (id, stream, secret) VALUES (%s, %s, %s)", row)
            return connection.execute(
                "INSERT INTO newsfold_keyring.keys (id, stream, secret, retired) "
                "SELECT id, stream, secret, true FROM unnest(%s::bytea[], %s::text[], %s::bytea[]) "
                "AS new (id, stream, secret) ON CONFLICT DO NOTHING",
                columns,
            ).rowcount

    def close(self) -> None:
        """Let go of every connection."""
        self._connections.close()


def _present(connection: Connection, streams: Collection[str]) -> dict[str, Key]:
    rows = connection.execute(f"{SELECT} WHERE stream = ANY(%s) AND NOT retired", (list(streams),))
    return {key.stream: key for key in starmap(Key, rows)}


def _explain(error: BaseException) -> KeyringError | None:
    if not isinstance(error, psycopg.Error):
        return None
    said = error.diag.message_primary or " ".join(str(error).split())
    return KeyringError(f"The keyring in the database cannot be used: {said}.")
