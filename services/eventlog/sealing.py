"""Seals the log, range by range, some time after its records were appended: an append waits for no hash."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from schemas.errors import LogError
from services.eventlog import EventLog
from services.eventlog.chain import Head, Seal, fingerprint, heads, link, origin, stamps
from services.eventlog.pages import records_between

LOGGER = structlog.get_logger("newsfold.seals")
RANGE = 1000
"""Records in a seal at most."""
PERIOD_SECONDS = 60.0


def seal(log: EventLog, progress: Callable[[int], object] = lambda _position: None) -> Head:
    """Seal every record that is not sealed yet; the head of what is sealed then.

    Any number of processes may do it at once: who comes second finds it done. `progress` is told each position reached.
    """
    while True:
        sealed = sealed_head(log)
        records = records_between(log, sealed.position, sealed.position + RANGE)
        fingerprints = [fingerprint(record) for record in records]
        if not fingerprints:
            return sealed
        first, last = sealed.position + 1, sealed.position + len(fingerprints)
        log.add_seal(Seal(first, last, stamps(fingerprints), heads(sealed.hash, fingerprints)[-1]))
        progress(last)


def sealed_head(log: EventLog) -> Head:
    """The head up to which the log is sealed."""
    last = log.last_seal()
    return Head(last.last, last.head) if last else Head(0, origin(log.identity))


def head_at(log: EventLog, position: int) -> Head:
    """The head of the log's chain at a position; raises LogError if the log does not reach it."""
    before = [each for each in log.seals(max(0, position - 2 * RANGE)) if each.last <= position]
    last = log.last_seal()
    nearest = before[-1] if before else last if last and last.last <= position else None
    head = Head(nearest.last, nearest.head) if nearest else Head(0, origin(log.identity))
    fingerprints = map(fingerprint, records_between(log, head.position, position))
    for each in fingerprints:
        head = Head(head.position + 1, link(head.hash, each))
    if head.position != position:
        raise LogError(f"The log ends at position {head.position}, before {position}.")
    return head


def keep_sealed(log: EventLog, stop: threading.Event) -> None:
    """Seal once a minute until stopped; a log that is away is waited for."""
    while not stop.wait(PERIOD_SECONDS):
        try:
            seal(log)
        except LogError as error:
            LOGGER.warning("seals wait", reason=str(error))
