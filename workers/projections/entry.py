"""A record as the folds see it."""

from __future__ import annotations

from msgspec import Struct

from schemas.record import Data, Words


class Entry(Struct, frozen=True, kw_only=True):
    """A record of an article, decoded; `recorded_at` counts microseconds since 1970 in UTC."""

    article: str
    position: int
    recorded_at: int
    data: Data
    words: Words
