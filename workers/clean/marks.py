"""Lists without marks, headings with numbers, and numbers, times and signs that stand alone."""

from __future__ import annotations

from collections import Counter

from workers.clean.datelines import is_time
from workers.clean.measures import words
from workers.clean.names import DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled

LONGEST_NUMBERED = 12
"""Words of a numbered heading."""
LONGEST_NUMBER = 3
"""Digits of a number that stands alone and is no year."""
STOPS = frozenset(".;:,")


def items(section: Section) -> Settled:
    """Two or more lines without a stop after a paragraph that announces them with a colon: a list without marks."""
    for index in section.prose():
        if section.text(index)[-1] not in COLONS:
            continue
        end = index + 1
        while section.kind(end) is HEADING and end != section.title:
            end += 1
        if end - index > 2:  # noqa: PLR2004  # two lines or more
            yield from ((item, LIST_ITEM) for item in range(index + 1, end))


def numbered(section: Section) -> Settled:
    """Numbered headings: what looks like the one item of a list, but has a paragraph below it."""
    for index in section.of({LIST_ITEM}):
        if section.kind(index - 1) is not LIST_ITEM:
            text = section.text(index)
            short = text[0].isdecimal() and words(text) <= LONGEST_NUMBERED and text[-1] not in STOPS
            if short and section.kind(index + 1) is PARAGRAPH:
                yield index, HEADING


def counters(section: Section) -> Settled:
    """Numbers alone more than once (how many pictures), a time alone once (how long a film), and single signs."""
    short = {index: section.text(index) for index, size in enumerate(section.sizes) if size <= LONGEST_NUMBER}
    times = Counter(text for text in short.values() if text.isdecimal())
    for index, text in short.items():
        sign = len(text) == 1 and not text.isalnum()
        if sign or times[text] > 1:
            yield index, WIDGET
    clocks = [index for index in section.of({DATELINE}) if is_time(section.text(index))]
    if len(clocks) == 1:
        yield clocks[0], WIDGET
