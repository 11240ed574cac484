"""How a key stands in a table: times as seconds since 1970, scopes as words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.keys import Key, Scope

COLUMNS = "id, digest, name, scopes, created_at, ends_at, used_at, parent"
Cell = str | bytes | int | None


def row_of(key: Key) -> tuple[Cell, ...]:
    """The cells of a key."""
    ends, used = (seconds(at) if at else None for at in (key.ends_at, key.used_at))
    scopes = " ".join(sorted(key.scopes))
    return (key.id, key.digest, key.name, scopes, seconds(key.created_at), ends, used, key.parent)


def key_of(row: tuple[Any, ...]) -> Key:
    """The key in these cells."""
    identity, digest, name, scopes, created, ends, used, parent = row
    return Key(
        id=identity,
        digest=bytes(digest),
        name=name,
        scopes=frozenset(map(Scope, scopes.split())),
        created_at=_moment(created),
        ends_at=None if ends is None else _moment(ends),
        used_at=None if used is None else _moment(used),
        parent=parent,
    )


def seconds(at: datetime) -> int:
    """Whole seconds since 1970."""
    return int(at.timestamp())


def _moment(count: int) -> datetime:
    return datetime.fromtimestamp(count, UTC)
