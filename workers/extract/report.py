"""What was extracted as the rows that people and scripts read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.block import CleanedPage, Span
from schemas.event import Actor, ActorWords, Event, EventWords, Extraction, Figure, FigureWords, FoundQuotation

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
    return {"quotes": [_quotation(page.text, each) for each in extraction.quotations]}


def _quotation(text: str, found: FoundQuotation) -> Row:
    quotation, words = found.quotation, found.words
    return {
        "source": _span(text, quotation.source) if quotation.source else None,
        "cue": _span(text, quotation.cue),
        "content": _span(text, quotation.content),
        "speaker": _actor(quotation.speaker, words.speaker),
        "direct": quotation.direct,
    }


def figure_row(extraction: Extraction) -> Row:
    """The numbers claimed on the page, all in one row; `about` is the verb of the clause that a number stands in."""
    return {"figures": [_figure(each.figure, each.words) for each in extraction.figures]}


def _figure(figure: Figure, words: FigureWords) -> Row:
    day = figure.date
    return {
        "start": figure.start,
        "end": figure.end,
        "text": words.number,
        "value": figure.value,
        "high": figure.high,
        "qualifier": figure.qualifier.value,
        "unit": words.unit,
        "subject": words.subject,
        "about": words.about,
        "start_date": day.first.isoformat() if day else None,
        "end_date": day.last.isoformat() if day else None,
        "claimed_by": words.claimed_by,
        "claimant": _actor(figure.claimant, words.claimant),
        "sentence": {"text": words.sentence, "start": figure.sentence.start, "end": figure.sentence.end},
    }


def _actor(actor: Actor | None, name: str | None) -> Row | None:
    """An actor by its full name; None where it is none."""
    return {"name": name, "country": actor.country, "role": actor.role} if actor and name else None


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
