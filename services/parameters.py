"""The parameters of a statement."""

from __future__ import annotations


def marks(count: int) -> str:
    """So many, with commas between them."""
    return ", ".join("?" * count)
