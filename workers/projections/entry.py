"""A record as the folds see it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from schemas.moments import moment_of
from schemas.record import OfArticle, OfOthers, Words


class Entry(Struct, frozen=True, kw_only=True):
    """A record of an article, decoded; `recorded_at` counts microseconds since 1970 in UTC."""

    article: str
    position: int
    recorded_at: int
    data: OfArticle
    words: Words

    @property
    def moment(self) -> datetime:
        """When it was recorded."""
        return moment_of(self.recorded_at)


class Notice(Struct, frozen=True, kw_only=True):
    """A record of something else than an article, decoded; `recorded_at` as in an entry."""

    position: int
    recorded_at: int
    data: OfOthers
    words: Words
