"""A record as the folds see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec import Struct

from schemas.record import OfArticle, OfOthers, Words

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


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
        return EPOCH + self.recorded_at * MICROSECOND


class Notice(Struct, frozen=True, kw_only=True):
    """A record of something else than an article, decoded; `recorded_at` as in an entry."""

    position: int
    recorded_at: int
    data: OfOthers
    words: Words
