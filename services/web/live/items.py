"""What listeners are told: each record that put an event on the timeline, or corrected it, with its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from schemas.moments import moment_of
from schemas.record import Record
from schemas.rows.events import EVENTS, EventRow
from services.eventlog import EventLog
from services.readmodels import Condition, Generation, Query, ReadModels

TYPES = ("event.extracted", "event.corrected")
JOIN = "actor.corrected"
"""Says that actors are one, or apart again: by which names one is found."""
PAGE = 200
"""Records read at once."""
_ENCODER = msgspec.json.Encoder()


class Told(Struct, frozen=True, kw_only=True):
    """A CloudEvent 1.0 in JSON whose id is the record's position and whose data is the event's row then."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime
    data: EventRow
    specversion: str = "1.0"
    datacontenttype: str = "application/json"


class Item(Struct, frozen=True):
    """An event as it stands since a position, and the frame that tells it (WHATWG HTML, server-sent events)."""

    position: int
    row: EventRow
    frame: bytes


class Page(Struct, frozen=True):
    """The items up to a position, all there are after the one that was asked from; whether actors were joined there."""

    items: Sequence[Item]
    position: int
    joins: bool = False


class Source:
    """The log and the read models, of which nothing is told that the serving generation has not passed."""

    def __init__(self, log: EventLog, readmodels: ReadModels) -> None:
        self._log = log
        self._readmodels = readmodels
        self._name = log.identity.urn

    def reached(self) -> int:
        """The position that the serving generation has passed."""
        return self._readmodels.serving().checkpoint()

    def head(self) -> int:
        """The last position of the log."""
        return self._log.head()

    def read(self, after: int, upto: int) -> Page:
        """Items after a position and up to another, which the serving generation has passed; not all, if too many."""
        records = self._log.read(after, limit=PAGE, types=(*TYPES, JOIN))
        within = [record for record in records if record.position <= upto]
        position = within[-1].position if len(within) == PAGE else upto
        told = [record for record in within if record.type in TYPES]
        rows = _rows(self._readmodels.serving(), [record.position for record in told])
        items = [self._item(record, row) for record in told if (row := rows.get(record.position))]
        return Page(items, position, joins=len(told) < len(within))

    def _item(self, record: Record, row: EventRow) -> Item:
        told = Told(
            id=str(record.position),
            source=self._name,
            type=record.type,
            subject=row.id,
            time=moment_of(record.recorded_at),
            data=row,
        )
        return Item(record.position, row, frame(_ENCODER.encode(told), record.position, record.type))


def frame(data: bytes, position: int, name: str) -> bytes:
    """A server-sent event of one line of data."""
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (position, name.encode(), data)


def _rows(generation: Generation, positions: Sequence[int]) -> dict[int, EventRow]:
    """The rows that the records at these positions made, by position; a row that is past by now is looked up there."""
    if not positions:
        return {}
    current = Query(table=EVENTS, where=(Condition("position", "in", tuple(positions)),), limit=len(positions))
    found = generation.select(current)[1]
    rows = {row.position: row for row in found}
    for position in positions:
        if position not in rows:
            past = Query(table=EVENTS, where=(Condition("position", "=", position),), as_of=position)
            found = generation.select(past)[1]
            rows |= {row.position: row for row in found}
    return rows
