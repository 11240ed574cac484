"""Puts records into a log as they were in another, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from schemas.errors import LogError
from schemas.record import Record
from services.eventlog import EventLog

MOST = 1000
"""Records in a transaction at most."""
BYTES = 8_000_000
"""Content after which no more records are taken into a transaction."""


def transfer(records: Iterable[Record], log: EventLog, progress: Callable[[int], object]) -> None:
    """Restore records into a log that is empty or holds the first of them; `progress` is told each position reached.

    So a transfer that was interrupted is taken up again. Raises LogError for a record that the log holds otherwise.
    """
    head = log.head()
    for batch in batches(records):
        there = [record for record in batch if record.position <= head]
        if there and log.read(there[0].position - 1, limit=len(there)) != there:
            raise LogError(
                f"From position {there[0].position} to {there[-1].position} the log holds other records than those "
                "to be restored; restore into a place without a log."
            )
        log.restore(batch[len(there) :])
        progress(batch[-1].position)


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in lists that fit into memory."""
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.content) + len(record.data)
        if len(batch) == MOST or size > BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
