"""How word lists are written in the rules: one string, words apart by spaces."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())
