"""The timeline: the events of every article's current revision, and the terms to find them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from schemas.correction import EventCorrected, EventCorrectedWords
from schemas.errors import LogError
from schemas.event import Actor, ActorWords, EventWords
from schemas.moments import moment_of
from schemas.plover import quad_of
from schemas.record import ArticleErased, ArticleReceived, EventExtracted, ExtractionCompleted
from schemas.rows.articles import ArticleRow, PartRow
from schemas.rows.events import EVENT_TERMS, EVENTS, ActorCell, EventRow
from schemas.rows.row import Change, Delete, Enter, Put
from schemas.terms import terms_of
from workers.projections.corrections import adopted, corrected, event_of
from workers.projections.entry import Entry
from workers.projections.judgement import judged
from workers.projections.view import Known

_moment = lru_cache(maxsize=1000)(moment_of)
"""The same moment for all events of an article."""


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """Events come one by one; when an extraction is complete, those that it did not find again go.

    A new revision has none yet. Its events stand directly before `extraction.completed`, so older ones are known by
    their position. What people say of an event stands over what was read.
    """
    match entry.data, entry.words:
        case EventExtracted() as data, EventWords() as words:
            before = rows.event(data.event_id)
            part = rows.parts.get((entry.article, data.event.part))
            read = _row(entry, data, words, rows.current, part, before)
            row = judged(read, adopted(data, words, rows), part.published if part else None)
            yield from _replaced(before, row)
        case ArticleReceived() | ArticleErased(), _:
            for row in rows.events.values():
                yield from _gone(row)
        case EventCorrected() as data, EventCorrectedWords() as words:
            if changed := corrected_event(entry, data, words, rows):
                yield from _replaced(rows.event(changed.id), changed)
        case ExtractionCompleted(events=events), _:
            for row in rows.events.values():
                if row.position < entry.position - events:
                    yield from _gone(row)


def corrected_event(entry: Entry, data: EventCorrected, words: EventCorrectedWords, rows: Known) -> EventRow | None:
    """The event as it reads once it is corrected; None if it is not on the timeline."""
    before = event_of(data.event_id, rows)
    if before is None:
        return None
    part = rows.parts.get((entry.article, before.part))
    row = judged(before, corrected(entry, data, words, rows), part.published if part else None)
    return replace(row, position=entry.position)


def _replaced(before: EventRow | None, row: EventRow) -> Iterator[Change]:
    """The event as it reads now, and its terms in the place of those before."""
    yield from _unlisted(before) if before else ()
    yield Put(EVENTS, row, fresh=before is None)
    yield Enter(EVENT_TERMS, _entries(row))


def _gone(row: EventRow) -> Iterator[Change]:
    yield Delete(EVENTS, (row.id,))
    yield from _unlisted(row)


def _unlisted(row: EventRow) -> list[Change]:
    return [Delete(EVENT_TERMS, entry) for entry in _entries(row)]


def _entries(row: EventRow) -> tuple[tuple[str, str, int], ...]:
    """The event in the list of each of its terms."""
    day, position = row.day.isoformat() if row.day else "", row.position
    return tuple([(term, day, position) for term in terms_of(row)])


def _row(
    entry: Entry,
    data: EventExtracted,
    words: EventWords,
    article: ArticleRow,
    part: PartRow | None,
    before: EventRow | None,
) -> EventRow:
    event, published = data.event, part.published if part else None
    trigger, sentence, date, place = event.trigger, event.sentence, event.date, event.place
    return (
        EventRow(  # by place: Python gathers so many names in a dictionary first, which takes longer than all else here
            data.event_id,
            entry.article,
            data.revision,
            event.part,
            event.block,
            event.type,
            quad_of(event.type),
            _cells(event.source, words.source),
            _cells(event.target, words.target),
            words.trigger,
            trigger.start,
            trigger.end,
            words.sentence,
            sentence.start,
            sentence.end,
            event.modality,
            event.negated,
            event.historical,
            event.confidence,
            data.extractor,
            entry.position,
            before.found_at if before else entry.position,
            _moment(article.received_at),
            article.source,
            part.title if part else None,
            published,
            date.first if date else published,
            date.first if date else None,
            date.last if date else None,
            words.date,
            event.mode,
            event.cameo,
            event.goldstein,
            words.place.name if words.place else None,
            place.country if place else None,
            place.latitude if place else None,
            place.longitude if place else None,
            words.attribution,
        )
    )


def _cells(actors: Sequence[Actor], words: Sequence[ActorWords]) -> tuple[ActorCell, ...]:
    if len(actors) != len(words):  # which `zip` would ask for as long as all the cells take
        raise LogError(f"an event has {len(actors)} actors on a side, and the words of {len(words)}")
    return tuple(map(_cell, actors, words)) if actors else ()


def _cell(actor: Actor, said: ActorWords) -> ActorCell:
    return ActorCell(said.text, said.name, actor.start, actor.end, actor.country, actor.role)
