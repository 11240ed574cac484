"""The texts of other articles that a text may be a copy of, found by their keys."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from schemas.rows.copies import PRINT_KEYS, PrintKeyRow, PrintRow
from schemas.rows.row import Change, Put
from workers.projections.likeness import LEAST_SHARE, Shared, shared
from workers.projections.view import Known

MOST_TEXTS = 4
"""Texts that a key leads to: the earliest."""
KEY_BYTES = 8
MOST_CANDIDATES = 8
"""Texts that one is compared with: those that share most keys, of these the earliest."""


class Shelf:
    """The texts that share a key with those of one page, and the page's own as they are added."""

    def __init__(self, rows: Known, page: Sequence[PrintRow], gone: Collection[str]) -> None:
        self._rows = rows
        self._own: dict[str, PrintRow] = {}
        keys = {key for each in page for key in keys_of(each)}
        self._texts = {key: texts.difference(gone) for key, texts in rows.printed(keys).items()}

    def closest(self, text: PrintRow) -> tuple[PrintRow, Shared] | None:
        """The text that this one shares most with, the earliest of several; None if it is a copy of none."""
        keys = Counter(each for key in keys_of(text) for each in self._texts[key])
        chosen = sorted(keys, key=lambda each: (-keys[each], _place(each)))[:MOST_CANDIDATES]
        compared = [(each, shared(text, each)) for each in self._prints(chosen)]
        alike = [(each, share) for each, share in compared if share.most >= LEAST_SHARE]
        return min(alike, key=lambda pair: (-pair[1].most, -pair[1].resemblance, _place(pair[0].id)), default=None)

    def add(self, text: PrintRow) -> Iterator[Change]:
        """Let the text be found by those of its keys that have room."""
        self._own[text.id] = text
        for key in keys_of(text):
            if len(self._texts[key]) < MOST_TEXTS:
                self._texts[key].add(text.id)
                yield Put(PRINT_KEYS, PrintKeyRow(key=key, id=text.id), fresh=True)

    def _prints(self, texts: Collection[str]) -> list[PrintRow]:
        own = [self._own[each] for each in texts if each in self._own]
        return own + self._rows.prints([each for each in texts if each not in self._own])


def keys_of(text: PrintRow) -> set[int]:
    """What a text is found by: the least of its shingles' hashes, and half of the text's."""
    keys = struct.unpack(f"<{len(text.keys) // KEY_BYTES}q", text.keys)
    return {*keys, int.from_bytes(text.text[:KEY_BYTES], "little") >> 1}


def packed(keys: Sequence[int]) -> bytes:
    """The least hashes of a text as its row holds them; written out they would take twice the room."""
    return struct.pack(f"<{len(keys)}q", *keys)


def _place(text: str) -> tuple[int, ...]:
    """By what the ids of texts are in order: the log's, then the page's."""
    return tuple(map(int, text.split("-")))
