"""Moments as records hold them: microseconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def moment_of(microseconds: int) -> datetime:
    """The moment so many microseconds after 1970, in UTC."""
    return EPOCH + microseconds * MICROSECOND


def microseconds_of(moment: datetime) -> int:
    """The whole microseconds from 1970 to a moment with an offset."""
    return (moment - EPOCH) // MICROSECOND
