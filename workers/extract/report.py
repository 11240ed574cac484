"""What was extracted as the rows that people and scripts read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.block import CleanedPage, Span
from schemas.event import Actor, ActorWords, Event, EventWords, Extraction

Row = dict[str, object]


def event_rows(page: CleanedPage, extraction: Extraction) -> Iterator[Row]:
    """One row per event, in page order; whose page it is, the caller adds."""
    for found in extraction.events:
        yield _event_row(page.text, found.event, found.words)


def _event_row(text: str, event: Event, words: EventWords) -> Row:
    return {
        "article": event.part,
        "in": event.block.value,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "source": _actors(event.source, words.source),
        "target": _actors(event.target, words.target),
        "trigger": _span(text, event.trigger),
        "sentence": _span(text, event.sentence),
        "date": _date(event, words),
        "place": _place(event, words),
        "modality": event.modality.value,
        "negated": event.negated,
        "historical": event.historical,
        "attribution": _span(text, event.attribution) if event.attribution else None,
        "confidence": event.confidence,
    }


def _span(text: str, span: Span) -> Row:
    return {"text": text[span.start : span.end], "start": span.start, "end": span.end}


def _actors(actors: Sequence[Actor], words: Sequence[ActorWords]) -> list[Row]:
    return [
        {
            "text": word.text,
            "start": actor.start,
            "end": actor.end,
            "name": word.name,
            "country": actor.country,
            "role": actor.role,
        }
        for actor, word in zip(actors, words, strict=True)
    ]


def _date(event: Event, words: EventWords) -> Row | None:
    if event.date is None:
        return None
    return {
        "text": words.date,
        "start_date": event.date.first.isoformat(),
        "end_date": event.date.last.isoformat(),
    }


def _place(event: Event, words: EventWords) -> Row | None:
    if event.place is None or words.place is None:
        return None
    return {
        "text": words.place.text,
        "name": words.place.name,
        "country": event.place.country,
        "lat": event.place.latitude,
        "lon": event.place.longitude,
    }


def quotation_row(page: CleanedPage, extraction: Extraction) -> Row:
    """Who is quoted on the page with which words, all in one row."""
    return {
        "quotes": [
            {
                "source": _span(page.text, each.source) if each.source else None,
                "cue": _span(page.text, each.cue),
                "content": _span(page.text, each.content),
            }
            for each in extraction.quotations
        ]
    }


def figure_row(page: CleanedPage, extraction: Extraction) -> Row:
    """The numbers claimed on the page, all in one row; `about` is the verb of the clause that a number stands in."""
    return {
        "figures": [
            {
                "start": each.start,
                "end": each.end,
                "value": each.value,
                "unit": page.text[each.unit.start : each.unit.end],
                "about": page.text[each.about.start : each.about.end] if each.about else None,
                "claimed_by": page.text[each.claimed_by.start : each.claimed_by.end] if each.claimed_by else None,
            }
            for each in extraction.figures
        ]
    }


def date_row(extraction: Extraction) -> Row:
    """The date expressions of the page with the days they mean, all in one row."""
    return {
        "dates": [
            {
                "start": each.start,
                "end": each.end,
                "start_date": each.first.isoformat(),
                "end_date": each.last.isoformat(),
            }
            for each in extraction.dates
        ]
    }
