"""Sentences of a story that only lack their stop: captions, and lists where three are in a row."""

from __future__ import annotations

import re
from itertools import groupby

from workers.clean.captions import ARTICLE, VERBS
from workers.clean.measures import QUESTIONS, words
from workers.clean.names import CAPTION, HEADING, LIST_ITEM
from workers.clean.section import Section, Settled
from workers.clean.subject import shared_with, subject_of

NEVER_SHOWN = frozenset(("should", "must", "would", "could", "we", "us", "our", "you", "your", "said", "told"))
SHOWN = VERBS | {"was", "were", "had", "has", "is", "are", "have", "says", "say", "shows", "show"}
"""Words that no caption has, and verbs of which one has one at least."""
LEAST = 13
"""Words of such a line, as no heading has."""
OF_STORY = 3
"""How many of its words the story has, too."""
MOST_CAPTIONS = 2
"""Captions right below each other; more such lines are a list."""
QUOTES = re.compile("[\"'\u2018\u201c\u201e\u00ab]")


def sentences(section: Section) -> Settled:
    """Lines between paragraphs that are sentences of the story but for their stop, as papers print below pictures."""
    long = [index for index in section.of(HEADING) if _is_inside(section, index)]
    subject = subject_of([section.text(index) for index in section.prose(section.lede)]) if long else ""
    for _, run in groupby(enumerate(long), lambda pair: pair[1] - pair[0]):
        lines = [index for _, index in run]
        found = [index for index in lines if _is_sentence(section.text(index), subject)]
        if len(lines) <= MOST_CAPTIONS:
            yield from ((index, CAPTION) for index in found)
        elif len(found) > 1:
            yield from ((index, LIST_ITEM) for index in lines)


def _is_inside(section: Section, index: int) -> bool:
    """Whether a line between two paragraphs is longer than headings are."""
    inside = section.head_end < index < section.last and not section.is_title(index)
    return inside and words(section.text(index)) >= LEAST


def _is_sentence(text: str, subject: str) -> bool:
    """Whether a line tells of the story what is or was, with articles and small letters, which titles do without."""
    if ": " in text or text[-1] in QUESTIONS or QUOTES.match(text):
        return False
    spaced = text.split()
    folded = {word.casefold() for word in spaced}
    told = NEVER_SHOWN.isdisjoint(folded) and not SHOWN.isdisjoint(folded)
    small = 2 * sum(word[0].islower() for word in spaced) > len(spaced)
    return bool(told and small and ARTICLE.search(text)) and shared_with(text, subject, OF_STORY) == OF_STORY
