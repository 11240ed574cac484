"""A claim check: what a queue holds instead of an article."""

from __future__ import annotations

from msgspec import Struct


class Claim(Struct, frozen=True):
    """One revision of one article; its text stays in the log."""

    article: str
    revision: int
