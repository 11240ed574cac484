"""What a text is compared with others by: its words hashed and sketched, in a size that does not grow with it.

A sketch tells how many shingles (runs of words) two texts share, and so how much of either stands in the other (Broder
1997). It is a MinHash of one permutation (Li, Owen and Zhang 2012): the least hash in each of 128 bins.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from schemas.fingerprint import BINS
from workers.clean.normal import nfkc

Hashes: TypeAlias = NDArray[np.uint64]
SHINGLE = 4
"""Words in a row that are compared as one."""
LEAST_SHINGLES = 16
"""Shingles below which a text is too short to be said to resemble another."""
KEYS = 12
"""Least hashes that a text is found by. Of two texts that share a third of their shingles one pair in a hundred shares
none of them."""
LONGEST = 200_000
"""Code points of a text that are looked at."""
KEY_BITS = 63
"""Bits of a key: what a signed column of 64 bits holds."""
PLACES = 64
"""Letters of a word that are told apart by their place."""
BETWEEN, INSIDE, ALONE, UNSEEN = range(4)
"""What a code point is to a word: between two, inside one, one by itself, or nothing."""
# Written down, since Python's own tables change with its version and a signature must not.
SIGNS = (
    *((0x00, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9), (0xBB, 0xBF), (0xD7, 0xD7)),
    *((0xF7, 0xF7), (0x060C, 0x060C), (0x061B, 0x061F), (0x066A, 0x066D), (0x06D4, 0x06D4), (0x0964, 0x0965)),
    *((0x1361, 0x1368), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x3000, 0x3004), (0x3008, 0x3020)),
    *((0x3030, 0x3030), (0xFE30, 0xFE6F), (0xFF00, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65)),
)
"""Spaces, punctuation and symbols, from the first code point to the last."""
WITHOUT_SPACES = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FFF), (0x3005, 0x3007), (0x3021, 0x302F)),
    *((0x3031, 0xA4CF), (0xF900, 0xFAFF)),
)
"""The scripts written without spaces between words, where each letter counts as a word."""
INVISIBLE = ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF))
LAST = 0xFFFF
"""The last code point that the classes know; what lies beyond is inside a word."""
EDGES = np.arange(BINS, dtype=np.uint64) << np.uint64(64 - BINS.bit_length() + 1)
"""Where each bin begins."""
MULTIPLIERS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 1))
"""What tells the words of a shingle apart by their place."""


class Signature(Struct, frozen=True):
    """A text's words, counted, and its sketch as `Fingerprint` holds it; a short text has none."""

    words: int
    shingles: int = 0
    keys: tuple[int, ...] = ()
    sketch: bytes = b""


def signature(text: str) -> Signature:
    """The signature of a text: the same in every process, whatever its letters' case, its signs and its spaces."""
    words = _words(text)
    if len(words) < LEAST_SHINGLES + SHINGLE - 1:
        return Signature(len(words))
    shingles = _distinct(_shingles(words))
    first = shingles.searchsorted(EDGES)
    filled = first < np.append(first[1:], len(shingles))
    least = shingles[np.minimum(first, len(shingles) - 1)].astype(np.uint16)
    sketch = np.where(filled, np.maximum(least, 1), 0).astype("<u2")
    keys = shingles[:KEYS] >> np.uint64(64 - KEY_BITS)
    return Signature(len(words), len(shingles), tuple(keys.tolist()), sketch.tobytes())


def _words(text: str) -> Hashes:
    """A hash for each word: a polynomial of its letters, mixed."""
    codes = _folded(text[:LONGEST])
    classes = _classes()[np.minimum(codes, LAST)]
    if (unseen := classes == UNSEEN).any():
        codes, classes = codes[~unseen], classes[~unseen]
    inside = classes != BETWEEN
    begins = inside.copy()
    begins[1:] &= ~inside[:-1] | (classes[1:] == ALONE) | (classes[:-1] == ALONE)
    starts = np.flatnonzero(begins)
    if not len(starts):
        return np.zeros(0, np.uint64)
    place = np.arange(len(codes)) - starts[np.maximum(np.cumsum(begins) - 1, 0)]
    letters = codes * _powers()[place % PLACES]
    letters[~inside] = 0
    return _mixed(np.add.reduceat(letters, starts))


def _folded(text: str) -> Hashes:
    """The text's code points under NFKC and case folding."""
    folded = nfkc(text).casefold()[:LONGEST]
    return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)


def _shingles(words: Hashes) -> Hashes:
    """A hash for each run of words."""
    count = len(words) - SHINGLE + 1
    runs = np.zeros(count, np.uint64)
    for place, multiplier in enumerate(MULTIPLIERS):
        runs += words[place : place + count] * multiplier
    return _mixed(runs)


def _distinct(hashes: Hashes) -> Hashes:
    """Each hash once, in order; several times as fast as numpy's own `unique`."""
    hashes.sort()
    kept = np.ones(len(hashes), np.bool_)
    kept[1:] = hashes[1:] != hashes[:-1]
    return hashes[kept]


def _mixed(hashes: Hashes) -> Hashes:
    """Each hash so that every bit of it depends on all (the finalizer of SplitMix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each code point."""
    classes = np.full(LAST + 1, INSIDE, np.uint8)
    for ranges, kind in ((SIGNS, BETWEEN), (WITHOUT_SPACES, ALONE), (INVISIBLE, UNSEEN)):
        for first, last in ranges:
            classes[first : last + 1] = kind
    return classes


@cache
def _powers() -> Hashes:
    """What a letter is multiplied by at each place of a word."""
    return np.array([pow(int(MULTIPLIERS[0]), place + 1, 2**64) for place in range(PLACES)], np.uint64)
