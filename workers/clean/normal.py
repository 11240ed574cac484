"""Unicode's compatibility form (NFKC), in bounded time."""

from __future__ import annotations

import unicodedata

PIECE = 1000
"""Code points that are normalized at once: a run of combining marks is sorted in quadratic time."""


def nfkc(text: str) -> str:
    """The text under NFKC; marks that stand across the edge of two pieces are left as they are."""
    if text.isascii():
        return text
    if len(text) <= PIECE:
        return unicodedata.normalize("NFKC", text)
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    return "".join(unicodedata.normalize("NFKC", piece) for piece in pieces)
