"""Event logs to test with, and small records to fill them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

from schemas.record import NewRecord
from services.eventlog import EventLog, Write
from services.eventlog.encrypted import EncryptedLog
from services.eventlog.postgres import PostgresLog
from services.eventlog.sqlite import SqliteLog
from services.keyring import Keyring
from services.keyring.postgres import PostgresKeyring
from services.keyring.sqlite import SqliteKeyring

ROOT = Path(__file__).parents[2]


def new_record(number: int = 1, *, kind: str = "test.happened", content: bytes = b"") -> NewRecord:
    """A record that is the same for the same number."""
    return NewRecord(
        id=number.to_bytes(16, "big"),
        type=kind,
        schema_version=1,
        data=b'{"number":%d}' % number,
        content=content,
        meta=b'{"producer":"test"}',
    )


def new_write(stream: str, expected_version: int, *numbers: int) -> Write:
    """A write of the records with these numbers."""
    return Write(stream=stream, expected_version=expected_version, records=tuple(map(new_record, numbers)))


def unstorable(stream: str, expected_version: int = 0) -> Write:
    """A write that no database takes: its second record has no type."""
    broken = NewRecord(id=b"x", type=None, schema_version=1, data=b"", content=b"", meta=b"")  # type: ignore[arg-type]
    return Write(stream=stream, expected_version=expected_version, records=(new_record(), broken))


ENCRYPTED = "encrypted:"
"""What the address of an encrypted log begins with."""


def create_log(address: str, identity: UUID | None = None) -> EventLog:
    """A log in a PostgreSQL database, or in a SQLite file, encrypted if the address says so."""
    if address.startswith(ENCRYPTED):
        place = address.removeprefix(ENCRYPTED)
        return EncryptedLog(create_log(place, identity), create_keyring(place))
    if _in_postgres(address):
        return PostgresLog.create(address, identity)
    return SqliteLog.create(Path(address), identity)


def open_log(address: str) -> EventLog:
    """The log that was made at this address."""
    if address.startswith(ENCRYPTED):
        place = address.removeprefix(ENCRYPTED)
        return EncryptedLog(open_log(place), create_keyring(place))
    return PostgresLog.open(address) if _in_postgres(address) else SqliteLog.open(Path(address))


def create_keyring(address: str) -> Keyring:
    """Keys in a PostgreSQL database, or in a file beside a SQLite file, made if there are none."""
    if _in_postgres(address):
        return PostgresKeyring.create(address)
    return SqliteKeyring.create(Path(address).with_name("keyring.sqlite"))


def open_keyring(address: str) -> Keyring:
    """The keys that were made for a log at this address."""
    if _in_postgres(address):
        return PostgresKeyring.open(address)
    return SqliteKeyring.open(Path(address).with_name("keyring.sqlite"))


def start_writer(address: str, stream: str, appends: int) -> subprocess.Popen[str]:
    """A process that appends to a stream of its own; it prints a line for each append that is acknowledged."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.writer", address, stream, str(appends)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _in_postgres(address: str) -> bool:
    return address.startswith("postgresql://")
