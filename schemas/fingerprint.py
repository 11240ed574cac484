"""What the words of an article are compared with those of others by."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from schemas.block import Span

BINS = 128
"""Bins of a sketch, each of which holds two bytes."""


class Picture(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a kept caption, by its start, says of its picture; captions of one picture have the same `key`.

    `credit` is where the credit stands, in the caption or on the line below it. `agency` is the first one named there,
    `day` and `place` are those that the caption states.
    """

    start: int
    key: bytes
    credit: Span | None = None
    agency: str | None = None
    day: date | None = None
    place: str | None = None


class Fingerprint(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The body of a part: the hash of its text, and the sketch of its shingles if it is long enough to have one.

    `shingles` counts the distinct ones. `sketch` holds, little-endian, sixteen bits of the least hash in each bin, or 0
    for an empty one. `keys` are the least hashes of all: texts that share shingles share some of them.
    """

    part: int
    text: bytes
    shingles: int = 0
    keys: tuple[int, ...] = ()
    sketch: bytes = b""
