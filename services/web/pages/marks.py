"""A sentence with the words of its events marked: who, did what, to whom, when, where, according to whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from schemas.rows.events import EventRow

ROLES = ("found", "trigger", "source", "target", "date", "place", "attribution", "said")
"""In order of precedence, where words are marked more than once; `said` are all words of an event's sentence,
`found` those that were looked for."""
LONGEST = 1_500
"""Characters of a sentence that are shown; of a longer one, those around its trigger."""


class Mark(Struct, frozen=True):
    """What the code points from `start` up to `end` are to an event, by the event's number."""

    start: int
    end: int
    event: int
    role: str


class Piece(Struct, frozen=True):
    """Some words, what they are to the event that is shown, if anything, and what they are to each as `number:role`.

    `ends` are the numbers of the events whose trigger ends here.
    """

    text: str
    role: str | None = None
    marks: str = ""
    ends: tuple[int, ...] = ()


def pieces(events: Sequence[EventRow]) -> list[Piece]:
    """The sentence that events share, cut where a mark begins or ends."""
    sentence, start = events[0].sentence, events[0].sentence_start
    marks = [
        Mark(mark.start - start, mark.end - start, mark.event, mark.role)
        for number, event in enumerate(events)
        for mark in marks_of(event, number)
    ]
    first, last = _window(sentence, events[0].trigger_start - start)
    found = list(cut(sentence, marks, first, last))
    return [*([Piece("…")] if first else []), *found, *([Piece("…")] if last < len(sentence) else [])]


def marks_of(event: EventRow, number: int) -> Iterator[Mark]:
    """An event's marks, in code points of the page; what has no offsets of its own is looked for in the sentence."""
    yield Mark(event.trigger_start, event.trigger_end, number, "trigger")
    for role, cells in (("source", event.source), ("target", event.target)):
        yield from (Mark(cell.start, cell.end, number, role) for cell in cells)
    place = (event.place or "").partition(",")[0]
    for role, words in (("date", event.date_text), ("place", place), ("attribution", event.attribution)):
        at = event.sentence.find(words) if words else -1
        if words and at >= 0:
            yield Mark(event.sentence_start + at, event.sentence_start + at + len(words), number, role)


def cut(text: str, marks: Sequence[Mark], first: int, last: int, shown: int = 0) -> Iterator[Piece]:
    """The text from `first` up to `last` in pieces that lie wholly inside or outside every mark.

    `shown` is the number of the event that is shown.
    """
    edges = {first, last} | {edge for mark in marks for edge in (mark.start, mark.end) if first < edge < last}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        here.sort(key=lambda mark: (mark.event, ROLES.index(mark.role)))
        roles = dict(sorted({mark.event: mark.role for mark in reversed(here)}.items()))
        told = " ".join(f"{event}:{role}" for event, role in roles.items())
        ends = tuple(mark.event for mark in here if mark.role == "trigger" and mark.end == end)
        yield Piece(text[start:end], roles.get(shown), told, ends)


def _window(sentence: str, trigger: int) -> tuple[int, int]:
    if len(sentence) <= LONGEST:
        return 0, len(sentence)
    first = max(0, min(trigger - LONGEST // 2, len(sentence) - LONGEST))
    return first, first + LONGEST
