"""API keys: who may do what at the door.

One interface, two stores: a SQLite file beside the log, or a PostgreSQL schema. Neither is part of the log, so no
export holds a key. Both pass tests/contract/test_keys.py.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

SECRET_BYTES = 32
SESSION = timedelta(hours=12)
"""How long somebody who showed a key at the login page stays logged in."""
SHAPE = re.compile(r"nf_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
"""A key as it is handed out: what it is, its id, and 256 random bits in base64url."""
NO_DIGEST = bytes(hashlib.sha256().digest_size)


class Scope(StrEnum):
    """What a key allows: adding articles, reading what was found, or operating the service."""

    INGEST = "ingest"
    READ = "read"
    OPERATE = "operate"


class Key(Struct, frozen=True, kw_only=True):
    """A key as it is stored: never the key itself, only its SHA-256.

    It holds until `ends_at`, when it has expired or was revoked; None is for ever. A session has the key that opened
    it for its `parent`, and ends with that one.
    """

    id: str
    digest: bytes
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    ends_at: datetime | None = None
    used_at: datetime | None = None
    parent: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the key is good at this time."""
        return self.ends_at is None or now < self.ends_at


class Keys(Protocol):
    """Where keys are kept. Threads may share it; each verb raises ServiceError if the store is away."""

    def add(self, key: Key) -> None:
        """Keep a new key, and forget the sessions that have ended by its creation."""

    def find(self, identity: str) -> Key | None:
        """The key of this id."""

    def all(self) -> list[Key]:
        """Every key that is no session, oldest first."""

    def end(self, identity: str, at: datetime) -> bool:
        """Let a key and its sessions end at this time, unless they end earlier; False if there is no such key."""

    def note_use(self, identity: str, at: datetime) -> None:
        """Note when a key was used last."""

    def close(self) -> None:
        """Let go of every connection."""


def mint(
    name: str, scopes: Collection[Scope], now: datetime, lifetime: timedelta | None, parent: str | None = None
) -> tuple[str, Key]:
    """A new key as it is handed out, this once, and as it is stored.

    SHA-256 is enough for 256 random bits: there is nothing to guess, so nothing is gained by a slow hash but a way to
    keep the service busy.
    """
    identity = secrets.token_hex(6)
    shown = f"nf_{identity}_{secrets.token_urlsafe(SECRET_BYTES)}"
    key = Key(
        id=identity,
        digest=_digest(shown),
        name=name,
        scopes=frozenset(scopes),
        created_at=now,
        ends_at=now + lifetime if lifetime else None,
        parent=parent,
    )
    return shown, key


def rotate(keys: Keys, old: Key, now: datetime, grace: timedelta) -> str:
    """A new key in the place of an old one, which goes on for a while: same name, scopes and length of life."""
    lifetime = old.ends_at - old.created_at if old.ends_at else None
    shown, key = mint(old.name, old.scopes, now, lifetime)
    keys.add(key)
    keys.end(old.id, now + grace)
    return shown


def open_session(keys: Keys, key: Key, now: datetime) -> str:
    """A key for the browser of somebody who has shown one: as much allowed, for twelve hours at most."""
    shown, session = mint(key.name, key.scopes, now, SESSION, parent=key.id)
    if key.ends_at and session.ends_at and key.ends_at < session.ends_at:
        session = replace(session, ends_at=key.ends_at)
    keys.add(session)
    return shown


def id_of(shown: str) -> str | None:
    """The id in a key as it was handed out, None if it is none."""
    found = SHAPE.fullmatch(shown)
    return found[1] if found else None


def is_genuine(shown: str, key: Key | None) -> bool:
    """Whether this is the key that was stored, told in the same time whether it is nearly right or there is none."""
    return hmac.compare_digest(_digest(shown), key.digest if key else NO_DIGEST)


def _digest(shown: str) -> bytes:
    return hashlib.sha256(shown.encode()).digest()
