"""Opaque cursors: the place in a list after which the next page begins.

A cursor is sealed with the log's identity, so that one that was made up, altered, or belongs to another list or other
filters is refused and never guessed at. It keeps no secret.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

import msgspec

from schemas.errors import CursorError
from services.readmodels import Value

SEAL_BYTES = 12
LONGEST = 1_000
PLACE = msgspec.json.Decoder(tuple[str | int | float | None, ...])


def write(place: tuple[Value, ...], listed: str, log: UUID) -> str:
    """The cursor for a place in what is listed (its path and filters)."""
    payload = msgspec.json.encode(place)
    return base64.urlsafe_b64encode(_seal(payload, listed, log) + payload).decode().rstrip("=")


def read(cursor: str, listed: str, log: UUID) -> tuple[Value, ...]:
    """The place; raises CursorError unless the cursor was made for this list and these filters of this log."""
    if len(cursor) > LONGEST:
        raise CursorError(_refusal())
    try:
        sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise CursorError(_refusal()) from error
    seal, payload = sealed[:SEAL_BYTES], sealed[SEAL_BYTES:]
    if not hmac.compare_digest(seal, _seal(payload, listed, log)):
        raise CursorError(_refusal())
    return PLACE.decode(payload)


def _seal(payload: bytes, listed: str, log: UUID) -> bytes:
    return hashlib.blake2b(payload + b"\n" + listed.encode(), key=log.bytes, digest_size=SEAL_BYTES).digest()


def _refusal() -> str:
    return "the cursor was not given out for this list with these filters; begin again without it"
