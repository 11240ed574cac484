"""Reads a log in small pages: one record may hold megabytes, so a thousand at once may be too many."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import Record
from services.eventlog import EventLog

PAGE = 50


def records_between(log: EventLog, after: int, until: int) -> Iterator[Record]:
    """Every record after a position up to another, in order."""
    at = after
    while at < until and (records := log.read(at, limit=min(PAGE, until - at))):
        for record in records:
            if record.position > until:
                return
            yield record
        at = records[-1].position
