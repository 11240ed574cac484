"""The hash chain over the log: pure, so that anybody can compute it again from the stored bytes.

A record's fingerprint is SHA-256 over its fields; the head at a position is SHA-256 over the head before and the
record's fingerprint; before the first record it is SHA-256 over the log's identity. So a head stands for every byte
of every record up to its position, and for their order.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from itertools import accumulate
from uuid import UUID

from msgspec import Struct

from schemas.errors import InputError
from schemas.record import Record

STAMP = 16
"""Bytes of each fingerprint that a seal keeps, enough to tell which record was changed."""
HEAD = 32
_NUMBERS = struct.Struct(">9q").pack


class Seal(Struct, frozen=True, gc=False):
    """The records from `first` to `last` as they were: their stamps one after the other, and the head at `last`."""

    first: int
    last: int
    stamps: bytes
    head: bytes

    def stamp(self, position: int) -> bytes:
        """The stamp of a position in the range."""
        start = (position - self.first) * STAMP
        return self.stamps[start : start + STAMP]


class Head(Struct, frozen=True, gc=False):
    """What the chain comes to at a position; written HASH@POSITION to be kept elsewhere."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.hash.hex()}@{self.position}"


def origin(identity: UUID) -> bytes:
    """The head of an empty log."""
    return hashlib.sha256(identity.bytes).digest()


def fingerprint(record: Record) -> bytes:
    """32 bytes that stand for all of a record but its position, which its place in the chain stands for."""
    stream, kind = record.stream.encode(), record.type.encode()
    data, content, meta = record.data, record.content, record.meta
    numbers = _NUMBERS(
        record.version,
        record.schema_version,
        record.recorded_at,
        len(stream),
        len(record.id),
        len(kind),
        len(data),
        len(content),
        len(meta),
    )
    return hashlib.sha256(b"".join((numbers, stream, record.id, kind, data, content, meta))).digest()


def link(head: bytes, next_fingerprint: bytes) -> bytes:
    """The head after one more record."""
    return hashlib.sha256(head + next_fingerprint).digest()


def heads(head: bytes, fingerprints: Iterable[bytes]) -> list[bytes]:
    """The head after each of the records that follow."""
    return list(accumulate(fingerprints, link, initial=head))[1:]


def stamps(fingerprints: Iterable[bytes]) -> bytes:
    """What a seal keeps of the records' fingerprints."""
    return b"".join([each[:STAMP] for each in fingerprints])


def read_head(text: str) -> Head:
    """A head as it was written down; raises InputError if it is none."""
    hashed, at, position = text.strip().partition("@")
    try:
        head = Head(int(position), bytes.fromhex(hashed))
    except ValueError:
        head = Head(-1, b"")
    if not at or len(head.hash) != HEAD or head.position < 0:
        raise InputError(f"{text[:100]} is no head of a log, which looks like 64 hexadecimal digits, @ and a position.")
    return head
