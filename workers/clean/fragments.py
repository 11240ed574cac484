"""Sentences that lie in pieces: a scraper broke the line at each link within them."""

from __future__ import annotations

from workers.clean.kinds import STOPS
from workers.clean.measures import words
from workers.clean.names import BYLINE, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled

LEAST_PIECE = 3
"""Words of a piece that begins with a small letter, or of the one before; fewer may be a button's."""
LONG = 80
"""Code points of a line from which even one word with a stop may be the rest of its sentence."""
MOST_APART = 2
"""Lines from one piece to the next, a link between them."""
ENDS = frozenset('.!?\u2026"\u201d\u061f')
LONGEST_LINK = 120
"""Code points of a link between two pieces."""
PIECES = frozenset({HEADING, PARAGRAPH})
LINKS = frozenset({HEADING, PARAGRAPH, LIST_ITEM, CREDIT, BYLINE, DATELINE, WIDGET})
CLOSING = (".", ",", ";", ":", ")", "!", "?", "\u201d", "'s ", "\u2019s ", "\u060c", "\u061b")
"""Signs with which the rest of a sentence may begin."""


def fragments(section: Section) -> Settled:
    """The pieces of sentences below the title: one without a stop, perhaps a link, and others up to a stop."""
    begin = 0 if section.title is None else section.title + 1
    pieces: list[int] = []
    for index, line in enumerate(section.lines):
        if line.text[0].isupper() or index <= begin or not _goes_on(section, index):
            continue
        if not pieces or index - pieces[-1] > MOST_APART or section.text(pieces[-1])[-1] in STOPS:
            pieces = [at for at in (index - 1, index - 2) if at >= begin and _is_open(section, at)][:1]
        if pieces and (index - pieces[-1] == 1 or _may_be_link(section, index - 1)):
            pieces.extend(range(pieces[-1] + 1, index + 1))
            if section.text(index)[-1] in ENDS:
                yield from ((at, PARAGRAPH) for at in pieces)


def _goes_on(section: Section, index: int) -> bool:
    """Whether a line begins as no sentence, heading or button does."""
    text = section.text(index)
    if text.startswith(CLOSING):
        return section.kinds[index] in LINKS and not text[-1].isdigit()
    rest = text[-1] == "." and section.kind(index - 1) in PIECES and section.sizes[index - 1] >= LONG
    return text[0].islower() and section.kinds[index] in PIECES and (rest or words(text) >= LEAST_PIECE)


def _is_open(section: Section, index: int) -> bool:
    """Whether a line is the beginning of a sentence that does not end in it."""
    text = section.text(index)
    opens = section.kinds[index] in PIECES and text[-1] not in STOPS and not text[0].islower()
    return opens and words(text) >= LEAST_PIECE


def _may_be_link(section: Section, index: int) -> bool:
    return section.kinds[index] in LINKS and len(section.text(index)) <= LONGEST_LINK
