"""What people say of events: kept through every extraction and revision, and laid over the event it is about.

An event goes by another id once its trigger is found elsewhere in its sentence; its corrections go with it. In a new
revision an event is the same if its sentence, its trigger and its type are. What finds no event waits for one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import asdict, replace

from schemas.correction import EventCorrected, EventCorrectedWords, changed_of
from schemas.event import EventWords
from schemas.record import ArticleErased, ArticleReceived, EventExtracted, ExtractionCompleted
from schemas.rows.events import EventRow
from schemas.rows.people import CORRECTIONS, CorrectionRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.judgement import machine_of
from workers.projections.view import Known


class Reading(Struct, frozen=True, kw_only=True):
    """By what an event is known again: its id, else its type, its trigger and its sentence."""

    event: str
    revision: int
    type: str
    trigger: str
    sentence: str


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """The corrections of an article, each with the event that it is about at present."""
    match entry.data, entry.words:
        case EventCorrected() as data, EventCorrectedWords() as words:
            event = event_of(data.event_id, rows)
            yield from (Put(CORRECTIONS, row) for row in _taken_back(data, rows))
            yield Put(CORRECTIONS, _row(entry, data, words, event))
        case ArticleErased(), _:
            yield from (Delete(CORRECTIONS, (row.article, row.id)) for row in rows.corrections)
        case ArticleReceived(), _:
            yield from (Put(CORRECTIONS, _lost(row)) for row in rows.corrections if not row.lost)
        case EventExtracted() as data, EventWords() as words:
            yield from (Put(CORRECTIONS, row) for row in adopted(data, words, rows))
        case ExtractionCompleted(events=events), _:
            yield from (Put(CORRECTIONS, _lost(row)) for row in _left_behind(rows, entry.position - events))


def corrected(entry: Entry, data: EventCorrected, words: EventCorrectedWords, rows: Known) -> list[CorrectionRow]:
    """All corrections of an event once it is corrected, in their order; none if it is not on the timeline."""
    event = event_of(data.event_id, rows)
    if event is None:
        return []
    taken_back = {row.id: row for row in _taken_back(data, rows)}
    before = [taken_back.get(row.id, row) for row in rows.corrections if row.event == event.id]
    return [*before, _row(entry, data, words, event)]


def adopted(data: EventExtracted, words: EventWords, rows: Known) -> list[CorrectionRow]:
    """The corrections that are about an event that was just read, in their order."""
    corrections = rows.corrections
    if not corrections:
        return []
    event = Reading(
        event=data.event_id,
        revision=data.revision,
        type=data.event.type,
        trigger=words.trigger,
        sentence=words.sentence,
    )
    return [_about(row, event) for row in corrections if _is_about(row, event, data.instead_of)]


def event_of(event: str, rows: Known) -> EventRow | None:
    """The event that goes, or went, by this id."""
    moved = next((move.to for move in rows.moves.values() if move.id == event), event)
    return rows.event(moved)


def _taken_back(data: EventCorrected, rows: Known) -> list[CorrectionRow]:
    return [replace(row, withdrawn=True) for row in rows.corrections if row.id == data.withdraws]


def _left_behind(rows: Known, first: int) -> list[CorrectionRow]:
    """The corrections of events that an extraction from position `first` on did not find again."""
    waiting = [row for row in rows.corrections if not row.lost]
    gone = {row.id for row in rows.events.values() if row.position < first} if waiting else ()
    return [row for row in waiting if row.event in gone]


def _is_about(row: CorrectionRow, event: Reading, instead_of: Collection[str]) -> bool:
    if row.revision == event.revision:
        return row.event == event.event or row.event in instead_of
    return (row.type, row.trigger, row.sentence) == (event.type, event.trigger, event.sentence)


def _about(row: CorrectionRow, event: Reading) -> CorrectionRow:
    return replace(row, lost=False, **asdict(event))


def _lost(row: CorrectionRow) -> CorrectionRow:
    return replace(row, lost=True)


def _row(entry: Entry, data: EventCorrected, words: EventCorrectedWords, event: EventRow | None) -> CorrectionRow:
    """The correction of an event, or of one that is not on the timeline."""
    row = CorrectionRow(
        id=data.correction,
        article=entry.article,
        event=data.event_id,
        asked=data.event_id,
        verdict=data.verdict,
        by=words.by,
        why=words.why,
        changes=changed_of(data.changes, words),
        withdraws=data.withdraws,
        revision=data.revision,
        position=entry.position,
        at=entry.recorded_at,
        lost=True,
    )
    return _about(row, _reading(event)) if event else row


def _reading(event: EventRow) -> Reading:
    return Reading(
        event=event.id,
        revision=event.revision,
        type=machine_of(event).type,
        trigger=event.trigger,
        sentence=event.sentence,
    )
