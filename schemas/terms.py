"""The terms that events are found by: actors and their countries, places, publishers, and what is unusual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from schemas.event import Modality
from schemas.rows.events import EventRow
from schemas.rows.row import country_term, name_term, shortened

SHORTEST_WORD, LONGEST_WORD = 3, 40
EVERYWHERE = frozenset(
    [
        *(
            "the",
            "and",
            "that",
            "with",
            "for",
            "was",
            "were",
            "are",
            "has",
            "have",
            "had",
            "not",
            "but",
            "from",
            "they",
        ),
        *("their", "them", "this", "these", "those", "will", "would", "which", "who", "whom", "whose", "what", "when"),
        *("where", "there", "than", "then", "been", "being", "its", "his", "her", "our", "your", "you", "she", "him"),
        *("can", "could", "should", "may", "might", "must", "also", "into", "over", "under", "about", "after"),
        *("before", "more", "most", "some", "such", "only", "very", "any", "all", "one", "two"),
    ]
)
"""Words that are in too many texts to find one by."""
_WORD = re.compile(r"\w+")
NEGATED_TERM, HISTORICAL_TERM, WRONG_TERM = "negated", "historical", "wrong"
"""What events are found by that are denied, told as background, or judged wrong by somebody."""

MOST_CAPTION_WORDS = 32
"""Words of a caption that it is found by."""


def terms_of(row: EventRow) -> Iterable[str]:
    """What the event is found by, each once; what holds of most events is no term."""
    terms = _other_terms(row)
    for cell in row.source:
        terms += _terms_of_actor(source_term, cell.name, cell.text, cell.country)
    for cell in row.target:
        terms += _terms_of_actor(target_term, cell.name, cell.text, cell.country)
    return dict.fromkeys(terms)


def source_term(term: str) -> str:
    """What events are found by whose source is found by a term."""
    return f"source {term}"


def target_term(term: str) -> str:
    """What events are found by whose target is found by a term."""
    return f"target {term}"


def either_term(term: str) -> tuple[str, str]:
    """What events are found by that have an actor found by a term, on either side."""
    return source_term(term), target_term(term)


def place_terms(name: str, country: str | None) -> Iterator[str]:
    """What events at a place are found by: its whole name, each part of it between commas, its country's code."""
    for each in (name, *name.split(","), country or ""):
        if each.strip():
            yield place_term(each.strip())


def place_term(name: str) -> str:
    """What events are found by that took place there, in any case."""
    return f"place {shortened(name)}"


def publisher_term(source: str) -> str:
    """What events are found by that an article of this source reports, in any case."""
    return f"publisher {shortened(source)}"


def mode_term(mode: str) -> str:
    """What events of a mode are found by."""
    return f"mode {mode}"


def modality_term(modality: str) -> str:
    """What events are found by that did not simply take place."""
    return f"modality {modality}"


def reported_term(day: date) -> str:
    """What events are found by whose article was received on a day (UTC)."""
    return f"reported {day.isoformat()}"


def word_term(word: str) -> str:
    """What is found by a word of its text."""
    return f"word {word}"


def telling_words(text: str) -> Iterable[str]:
    """The words of a text that it can be found by, in any case, each once: not those that stand in every text."""
    words = (word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD)
    return dict.fromkeys(word[:LONGEST_WORD] for word in words if word not in EVERYWHERE)


def caption_terms(text: str) -> list[str]:
    """What a caption is found by: the words that tell it, of a long one the first."""
    return [word_term(word) for word in list(telling_words(text))[:MOST_CAPTION_WORDS]]


def agency_term(agency: str) -> str:
    """What the captions of an agency's pictures are found by, in any case."""
    return f"agency {shortened(agency)}"


@lru_cache(maxsize=10_000)
def _terms_of_actor(side: Callable[[str], str], name: str, text: str, country: str | None) -> tuple[str, ...]:
    """What an event with this actor on a side is found by; kept, as those in the news come again and again."""
    countries = (country_term(country),) if country else ()
    return tuple(map(side, (name_term(name), name_term(text), *countries)))


@lru_cache(maxsize=1000)
def _reported_at(moment: datetime) -> str:
    """The term of the day of a moment, which all events of an article share."""
    return reported_term(moment.date())


def _other_terms(row: EventRow) -> list[str]:
    terms = [_reported_at(row.reported_at)]
    if row.place:
        terms += place_terms(row.place, row.place_country)
    if row.publisher:
        terms.append(publisher_term(row.publisher))
    if row.mode:
        terms.append(mode_term(row.mode))
    if row.modality is not Modality.ACTUAL:
        terms.append(modality_term(row.modality))
    if row.negated:
        terms.append(NEGATED_TERM)
    if row.historical:
        terms.append(HISTORICAL_TERM)
    if row.wrong:
        terms.append(WRONG_TERM)
    return terms
