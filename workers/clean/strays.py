"""Lines left among a site's buttons, told by all that speaks for it and against it.

No sign is sure by itself: an advertisement may stand above a subheading, a film between two sentences of the story. The
points are a logistic regression's over labelled pages; a line with fewer than `ENOUGH` stays the story's.
"""

from __future__ import annotations

from itertools import accumulate

from workers.clean.appeals import is_addressed, quotes
from workers.clean.measures import words
from workers.clean.names import BYLINE, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import is_section

ENOUGH = 6.4
SHARE = 4.0
"""Points where all of the story's text stands above a line."""
ROW, MOST_ROW = 0.55, 10
"""Points for each of the headings in a row of which a line is one, and of how many."""
BUTTON, MOST_BUTTONS = 0.35, 8
"""Points for each button of so many lines above."""
ABOVE, BELOW = 1.0, 0.75
"""Points for a button, or nothing, right above and right below."""
ADDRESSED, SECTION, SIGNED = 2.0, 2.0, 1.5
"""Points for speaking to the reader, for a section's name, and below an author's name below the text."""
WORD, MOST_WORDS = -0.1, 30
"""Points for each word."""
QUOTING, DATED, STOPPED = -2.5, -2.0, -2.0
"""Points for somebody's words, a date, the end of a sentence."""
BUTTONS = frozenset({WIDGET, None})
"""A button, or what is none of the story's at all."""
MAY_STRAY = frozenset({HEADING, PARAGRAPH, LIST_ITEM, DATELINE})
STOPS = frozenset('.!?\u201d\u2019"\u00bb\u2026\u3002\uff01\uff1f\u061f\u0964')


def strays(section: Section) -> Settled:
    """Lines that say little of the story, below most of it and among buttons."""
    if WIDGET not in section.kinds or not section.prose():
        return
    told = list(accumulate((section.sizes[i] if section.is_prose(i) else 0 for i in range(len(section))), initial=0))
    signed = False
    for index, kind in enumerate(section.kinds):
        may_stray = kind in MAY_STRAY and not _is_tied(section, index) and not section.is_title(index)
        if may_stray and _points(section, index) + SHARE * told[index] / told[-1] + SIGNED * signed >= ENOUGH:
            yield index, WIDGET
        signed = kind is BYLINE or (signed and not section.is_prose(index))


def _is_tied(section: Section, index: int) -> bool:
    """Whether a line heads text or a list, or stands between two paragraphs as one more."""
    if section.kinds[index] is HEADING:
        return section.is_prose(index + 1) or section.kind(index + 1) is LIST_ITEM
    return section.is_prose(index) and section.is_prose(index - 1) and section.is_prose(index + 1)


def _points(section: Section, index: int) -> float:
    """What a line's words and its neighbours say."""
    text, kind = section.text(index), section.kinds[index]
    return (
        ROW * (_row(section, index) if kind is HEADING else 0)
        + BUTTON * _buttons_above(section, index)
        + ABOVE * (section.kind(index - 1) in BUTTONS)
        + BELOW * (section.kind(index + 1) in BUTTONS)
        + WORD * min(words(text), MOST_WORDS)
        + ADDRESSED * is_addressed(text)
        + SECTION * is_section(text)
        + QUOTING * quotes(text)
        + DATED * (kind is DATELINE)
        + STOPPED * (text[-1] in STOPS)
    )


def _buttons_above(section: Section, index: int) -> int:
    """How many of the lines above one are buttons, or none of the story's at all."""
    above = section.kinds[max(0, index - MOST_BUTTONS) : index]
    return above.count(WIDGET) + MOST_BUTTONS - len(above)


def _row(section: Section, index: int) -> int:
    """How many headings stand right below each other here."""
    start, end = index, index + 1
    while section.kind(start - 1) is HEADING and end - start < MOST_ROW:
        start -= 1
    while section.kind(end) is HEADING and end - start < MOST_ROW:
        end += 1
    return end - start
