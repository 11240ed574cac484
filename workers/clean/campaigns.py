"""Boxes of several paragraphs in which a site asks its readers for help, right beside a button."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from workers.clean.appeals import is_addressed, quotes
from workers.clean.boxes import is_button
from workers.clean.names import HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.scenes import reports
from workers.clean.section import Section, Settled
from workers.clean.subject import stems

MAY_ASK = frozenset({HEADING, LIST_ITEM, PARAGRAPH})
OF_SITES = re.compile(
    r"\b(?:(?i:journalis|newsroom|subscri|donat|contribut|member|readers?\b|paywall|free press|newsletter|reporting\b"
    r"|your support|help us|need your|access to|top stories|inbox\b)|[Ss]upport (?:us|our|[A-Z]))"
)
"""What a site speaks of that speaks of itself."""
MOST_SHARED = 1
"""Words that a line of a box may have in common with the story."""
MOST_ASKED = 8
"""The same for one that asks something."""


def campaigns(section: Section) -> Settled:
    """From a button on, the lines that say nothing of the story, up to the last that speaks to the site's readers."""
    for run in _runs(section):
        if is_button(section, run[0] - 1):
            yield from ((index, WIDGET) for index in _box(section, run))
        if run[-1] + 1 == len(section) or is_button(section, run[-1] + 1):
            yield from ((index, WIDGET) for index in _box(section, run[::-1]))


def _runs(section: Section) -> Iterator[range]:
    """The lines below the lede that may ask something, row by row."""
    start = end = section.lede + 1
    while start < len(section):
        while section.kind(end) in MAY_ASK:
            end += 1
        if end > start:
            yield range(start, end)
        start = end = end + 1


def _box(section: Section, lines: range) -> Sequence[int]:
    """The first of some lines, up to the last that asks something before one of the story's, and a line beyond it."""
    size = last = 0
    while size < len(lines) and _may_ask(section, lines[size]):
        size += 1
        if _asks(section.text(lines[size - 1])):
            last = size
    if not last:
        return ()
    story = section.once("story", lambda: _stems(section, section.prose(section.lede)))
    own = _stems(section, [index for index in lines[:last] if section.is_prose(index)])
    foreign = list(takewhile(lambda index: _is_foreign(section.text(index), story, own), lines[:last]))
    asking = max((at + 1 for at, index in enumerate(foreign) if _asks(section.text(index))), default=0)
    goes_on = 0 < asking < len(lines) and _heads_box(section, lines[asking])
    return lines[: asking + (goes_on and not _heads_text(section, lines[asking], lines[0]))]


def _heads_text(section: Section, index: int, first: int) -> bool:
    """Whether a heading below a box stands no closer to it than to the text below."""
    heads = index > first and section.kinds[index] is HEADING and section.is_prose(index + 1)
    return heads and section.lines[index].gap >= section.lines[index + 1].gap


def _heads_box(section: Section, index: int) -> bool:
    text = section.text(index)
    return section.kinds[index] is HEADING or is_addressed(text) or OF_SITES.search(text) is not None


def _may_ask(section: Section, index: int) -> bool:
    """Whether a line quotes nothing, and reports nothing unless it speaks to the reader."""
    text = section.text(index)
    return not quotes(text) and (is_addressed(text) or not reports(text))


def _is_foreign(text: str, story: Counter[str], own: Counter[str]) -> bool:
    """Whether a line has next to no words that the story has elsewhere, or asks something and has few."""
    told = sum(story[stem] > own[stem] for stem in stems(text))
    return told <= MOST_SHARED or (told <= MOST_ASKED and _asks(text))


def _stems(section: Section, lines: Sequence[int]) -> Counter[str]:
    return Counter(chain.from_iterable(stems(section.text(index)) for index in lines))


def _asks(text: str) -> bool:
    """Whether a line speaks to a site's readers about the site."""
    return OF_SITES.search(text) is not None and is_addressed(text) and not quotes(text)
