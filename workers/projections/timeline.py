"""The timeline: the events of every article's current revision, and the terms to find them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import starmap

from msgspec.structs import replace

from schemas.correction import EventCorrected, EventCorrectedWords
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
    return EventRow(
        id=data.event_id,
        article=entry.article,
        revision=data.revision,
        part=event.part,
        title=part.title if part else None,
        block=event.block,
        type=event.type,
        quad=quad_of(event.type),
        source=_cells(event.source, words.source),
        target=_cells(event.target, words.target),
        trigger=words.trigger,
        trigger_start=event.trigger.start,
        trigger_end=event.trigger.end,
        sentence=words.sentence,
        sentence_start=event.sentence.start,
        sentence_end=event.sentence.end,
        modality=event.modality,
        negated=event.negated,
        historical=event.historical,
        confidence=event.confidence,
        extractor=data.extractor,
        position=entry.position,
        found_at=before.found_at if before else entry.position,
        reported_at=_moment(article.received_at),
        publisher=article.source,
        published=published,
        day=event.date.first if event.date else published,
        first_day=event.date.first if event.date else None,
        last_day=event.date.last if event.date else None,
        date_text=words.date,
        mode=event.mode,
        cameo=event.cameo,
        goldstein=event.goldstein,
        place=words.place.name if words.place else None,
        place_country=event.place.country if event.place else None,
        latitude=event.place.latitude if event.place else None,
        longitude=event.place.longitude if event.place else None,
        attribution=words.attribution,
    )


def _cells(actors: Sequence[Actor], words: Sequence[ActorWords]) -> tuple[ActorCell, ...]:
    return tuple(starmap(_cell, zip(actors, words, strict=True))) if actors else ()


def _cell(actor: Actor, said: ActorWords) -> ActorCell:
    return ActorCell(
        text=said.text, name=said.name, start=actor.start, end=actor.end, country=actor.country, role=actor.role
    )
