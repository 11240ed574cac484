"""Events that go by another id since a later extraction found their trigger elsewhere in the sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from schemas.record import ArticleErased, ArticleReceived, EventExtracted, ExtractionCompleted
from schemas.rows.events import EVENT_MOVES, EventMoveRow, EventRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.judgement import machine_of
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """When an extraction is complete, an event that it did not find again leads to the one in its place, if any.

    An id that leads to one that goes follows it, or goes with it; one that is found again leads nowhere else.
    """
    match entry.data:
        case ArticleReceived() | ArticleErased():
            yield from (Delete(EVENT_MOVES, key) for key in rows.moves)
        case EventExtracted(event_id=event) if (entry.article, event) in rows.moves:
            yield Delete(EVENT_MOVES, (entry.article, event))
        case ExtractionCompleted(events=events):
            yield from _moves(entry, rows, entry.position - events)


class Place(Struct, frozen=True, kw_only=True):
    """Where an event was read: its part, its type, the span of its sentence and the start of its trigger."""

    id: str
    part: int
    type: str
    trigger: int
    start: int
    end: int


def successor(gone: Place, came: Iterable[Place]) -> str | None:
    """The id of the new event in the place of one that is gone: of the same part and type, in an overlapping sentence.

    Of several the one whose trigger is nearest, then the first on the page.
    """
    there = [
        each
        for each in came
        if (each.part, each.type) == (gone.part, gone.type) and each.start < gone.end and gone.start < each.end
    ]
    nearest = min(there, key=lambda each: (abs(each.trigger - gone.trigger), each.trigger), default=None)
    return nearest.id if nearest else None


def replaced(before: Iterable[EventExtracted], now: Iterable[EventExtracted]) -> dict[str, tuple[str, ...]]:
    """The events of one extraction in whose place each event of the next stands, none for most."""
    old, new = ({data.event_id: _read_at(data) for data in found} for found in (before, now))
    came = [place for event, place in new.items() if event not in old]
    leads: defaultdict[str | None, list[str]] = defaultdict(list)
    for event, place in old.items():
        if event not in new:
            leads[successor(place, came)].append(event)
    return {event: tuple(leads[event]) for event in new}


def _moves(entry: Entry, rows: Known, first: int) -> Iterator[Change]:
    """What the events that an extraction from position `first` on did not find again lead to."""
    gone = [_place(row) for row in rows.events.values() if row.position < first]
    came = [_place(row) for row in rows.events.values() if row.found_at >= first]
    leads = {each.id: successor(each, came) for each in gone}
    followers = {move.id: leads[move.to] for move in rows.moves.values() if move.to in leads}
    for event, to in (leads | followers).items():
        if to:
            yield Put(EVENT_MOVES, EventMoveRow(article=entry.article, id=event, to=to))
        elif event in followers:
            yield Delete(EVENT_MOVES, (entry.article, event))


def _read_at(data: EventExtracted) -> Place:
    event = data.event
    return Place(
        id=data.event_id,
        part=event.part,
        type=event.type,
        trigger=event.trigger.start,
        start=event.sentence.start,
        end=event.sentence.end,
    )


def _place(row: EventRow) -> Place:
    return Place(
        id=row.id,
        part=row.part,
        type=machine_of(row).type,
        trigger=row.trigger_start,
        start=row.sentence_start,
        end=row.sentence_end,
    )
