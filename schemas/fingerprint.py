"""What the words of an article are compared with those of others by."""

from __future__ import annotations

from msgspec import Struct

BINS = 128
"""Bins of a sketch, each of which holds two bytes."""


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
