"""An event log whose content can be erased: each stream's words are encrypted with a key of its own.

The stored log holds ciphertext, over which its hashes and seals are computed, so that they hold when a key is gone.
Stored content is a byte that says so, the id of the key, a nonce, and AES-256-GCM (NIST SP 800-38D), which vouches
for the record's id too: no content can pass for another record's.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec.structs import replace

from schemas.codec import ENCRYPTED, ERASED
from schemas.errors import KeyringError, LogError
from schemas.record import NewRecord, Record
from services.eventlog import EventLog, Outcome, Write
from services.eventlog.chain import Seal
from services.keyring import ID_BYTES, Key, Keyring

NONCE_BYTES = 12
HEADER_BYTES = len(ENCRYPTED) + ID_BYTES


class EncryptedLog:
    """A log that encrypts what it is given, and decrypts what is read of it; `stored` is the log that it stands on."""

    def __init__(self, stored: EventLog, keyring: Keyring) -> None:
        self.stored = stored
        self.keyring = keyring
        self.secret = keyring.secret()

    @property
    def identity(self) -> UUID:
        """The log's own name, from its creation."""
        return self.stored.identity

    @property
    def encrypted(self) -> bool:
        """It is."""
        return True

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        """Append the writes, encrypted, in one durable transaction and give an outcome for each, in order."""
        keys = self.keyring.issue({write.stream for write in writes})
        return self.stored.append([_hidden(write, keys[write.stream]) for write in writes])

    def restore(self, records: Sequence[Record]) -> None:
        """Put records back as they were stored, encrypted; raises LogError unless they follow the head."""
        self.stored.restore(records)

    def read(self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None) -> list[Record]:
        """At most `limit` records after a position, in order of position; of these types only, if given."""
        return self._shown(self.stored.read(after, limit=limit, types=types))

    def read_back(
        self, before: int | None = None, *, limit: int = 1000, types: Collection[str] | None = None
    ) -> list[Record]:
        """At most `limit` records before a position, else the end, the latest first; of these types only, if given."""
        return self._shown(self.stored.read_back(before, limit=limit, types=types))

    def read_stream(self, stream: str, *, after: int = 0, limit: int | None = None) -> list[Record]:
        """The records of one stream after a version, in order of version; all of them without a limit."""
        return self._shown(self.stored.read_stream(stream, after=after, limit=limit))

    def head(self) -> int:
        """The highest position, 0 for an empty log."""
        return self.stored.head()

    def subscribe(
        self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None, patience: float = 1.0
    ) -> Generator[list[Record]]:
        """Every record after a position, as it comes, in batches; an empty one after `patience` seconds without."""
        with closing(self.stored.subscribe(after, limit=limit, types=types, patience=patience)) as stored:
            for records in stored:
                yield self._shown(records)

    def add_seal(self, seal: Seal) -> None:
        """Keep a seal that begins right after the last one."""
        self.stored.add_seal(seal)

    def last_seal(self) -> Seal | None:
        """The seal of the highest positions."""
        return self.stored.last_seal()

    def seals(self, after: int = 0, *, limit: int = 100) -> list[Seal]:
        """At most so many seals of positions after one, in order."""
        return self.stored.seals(after, limit=limit)

    def close(self) -> None:
        """Let go of every connection, the keyring's too."""
        self.stored.close()
        self.keyring.close()

    def _shown(self, records: Iterable[Record]) -> list[Record]:
        """The records with their words, as far as their keys exist; raises KeyringError if one was never here."""
        read = list(records)
        ids = {key_id(record.content) for record in read if record.content.startswith(ENCRYPTED)}
        keys = self.keyring.find(ids) if ids else {}
        return [_open(record, keys) if record.content.startswith(ENCRYPTED) else record for record in read]


def stored_log(log: EventLog) -> EventLog:
    """The log as it is stored: with ciphertext if it is encrypted, over which its hashes are computed."""
    return log.stored if isinstance(log, EncryptedLog) else log


def secret_of(log: EventLog) -> bytes:
    """What names of content are derived with in this log; nothing where nothing can be erased."""
    return log.secret if isinstance(log, EncryptedLog) else b""


def _hidden(write: Write, key: Key) -> Write:
    return replace(write, records=tuple(_encrypt(record, key) for record in write.records))


def _encrypt(record: NewRecord, key: Key) -> NewRecord:
    """The record with its content encrypted, if it has any."""
    if not record.content:
        return record
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_known(key)).encrypt(nonce, record.content, record.id)
    return replace(record, content=ENCRYPTED + key.id + nonce + sealed)


def _open(record: Record, keys: Mapping[bytes, Key]) -> Record:
    """The record with its content decrypted, or marked as erased."""
    key = keys.get(key_id(record.content))
    if key is None:
        raise KeyringError(
            f"The key of record {record.position} is not in this keyring, and was not destroyed here either: restore "
            "the keyring's newest backup, or set NEWSFOLD_KEYRING to where the keys are."
        )
    if key.secret is None:
        return replace(record, content=ERASED)
    nonce = record.content[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        content = AESGCM(key.secret).decrypt(nonce, record.content[HEADER_BYTES + NONCE_BYTES :], record.id)
    except (InvalidTag, ValueError) as error:
        raise LogError(f"The content of record {record.position} is damaged: it is not what was encrypted.") from error
    return replace(record, content=content)


def key_id(content: bytes) -> bytes:
    """The id of the key that stored content was encrypted with."""
    return content[len(ENCRYPTED) : HEADER_BYTES]


def _known(key: Key) -> bytes:
    if key.secret is None:
        raise KeyringError(f"The key that {key.stream} is to be written with was destroyed; erase it once more.")
    return key.secret
