"""What stands below the text."""

from __future__ import annotations

import re
from itertools import pairwise

from workers.clean.boxes import is_button
from workers.clean.bylines import is_byline, is_sign_off
from workers.clean.credits import is_source_line
from workers.clean.datelines import is_time
from workers.clean.measures import QUESTIONS, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled

LEFTOVER = 10
"""Words of the longest line that may be left over from a box."""
CLOSE = 2
"""Lines from one paragraph of the text to the next."""
HEADED = frozenset({LIST_ITEM, CAPTION, CREDIT, EMBED, DATELINE, BYLINE})
TAG_WORDS = 4
"""Words of a tag."""
STEP = re.compile(r"(?:next|prev(?:ious)?)(?: (?:post|article|story))?(?::| \W) ?\S", re.IGNORECASE)
"""The title of the story before or after this one, as blogs have it below the text."""
MOST_COMMAS = 4
"""Commas of a line without a stop below the text that make a list of tags of it."""
GLUED = re.compile(r"[^\W\d_A-Z](?=[A-Z])|[A-Z]{2}(?=[A-Z][a-z])")
MOST_TAGS = 1
"""Tags in a row of which a story may end with one."""
SHORT = frozenset({HEADING, LIST_ITEM, DATELINE, BYLINE, CREDIT})
MAY_END = frozenset({HEADING, PARAGRAPH})
UNFINISHED = COLONS | {","}
STOPS = frozenset('.!?"\u201d\u3002\u061f')


def tail(section: Section) -> Settled:
    """Everything short after the first button below the text, and tags before it."""
    last = _last_sentence(section)
    opened, tags = False, 0
    for index in range(last + 1, len(section) if last >= 0 else 0):
        tags = tags + 1 if _is_tag(section, index) else 0
        opened = opened or tags > MOST_TAGS or section.kinds[index] is WIDGET or _is_length(section, index)
        signed = section.kind(index - 1) is BYLINE and section.kinds[index] is HEADING
        leads = STEP.match(section.text(index)) is not None
        if (
            signed
            or leads
            or _lists_tags(section, index)
            or (opened and _is_short(section, index))
            or _is_tag(section, index)
        ):
            yield index, WIDGET


def _last_sentence(section: Section) -> int:
    """The last line of the text, a short sentence below the last long one and above any button included."""
    last = index = section.last
    while last >= 0 and section.kind(index + 1) in MAY_END:
        index += 1
        if section.kinds[index] is PARAGRAPH and section.text(index)[-1] in STOPS:
            last = index
    return last


def _is_length(section: Section, index: int) -> bool:
    """Whether a line is how long a film is whose title stands below it."""
    return section.kind(index + 1) is HEADING and is_time(section.text(index))


def _lists_tags(section: Section, index: int) -> bool:
    """Whether a line without a stop is nothing but names, with commas between them or all glued together."""
    text = section.text(index)
    if section.kinds[index] is not HEADING or ":" in text:
        return False
    return text.count(", ") >= MOST_COMMAS or len(GLUED.findall(text)) >= MOST_COMMAS


def _is_short(section: Section, index: int) -> bool:
    """Whether a line is no text: a heading, a list, or a paragraph that announces something."""
    announces = section.kinds[index] is PARAGRAPH and section.text(index)[-1] in UNFINISHED
    text = section.text(index)
    if section.kinds[index] is CREDIT and is_source_line(text):
        return False
    if section.kinds[index] is BYLINE and (is_sign_off(text) or (":" in text and is_byline(text))):
        return False
    return section.kinds[index] in SHORT or (announces and not section.is_prose(index))


def _is_tag(section: Section, index: int) -> bool:
    """Whether a line heads nothing and is as short as a tag; a question may end a story."""
    text = section.text(index)
    short = section.kinds[index] is HEADING and words(text) <= TAG_WORDS and text[-1] not in QUESTIONS
    return short or text.isdecimal()


def leftovers(section: Section) -> Settled:
    """Short lines after the first button below the last two paragraphs that follow each other, if they head nothing.

    A stray sentence may stand further down, which is kept: what a site says there is not told from a story's last line.
    """
    if WIDGET not in section.kinds:
        return
    first = _end_of_run(section)
    button = next((i for i in range(first, len(section)) if is_button(section, i)), len(section))
    heads = False
    for index in range(len(section) - 1, button, -1):
        kind = section.kinds[index]
        if kind is not HEADING:
            heads = kind in HEADED or (kind is not WIDGET and section.is_text(index))
        elif not heads and _is_left_over(section, index):
            yield index, WIDGET


def _is_left_over(section: Section, index: int) -> bool:
    """Whether a heading is short, not the title once more, and not right below text."""
    short = words(section.text(index)) <= LEFTOVER and not section.is_text(index - 1)
    return short and section.key(index) != section.title_key


def _end_of_run(section: Section) -> int:
    """The line below the last paragraph that has another right above it, or with one line between."""
    prose = section.prose(section.lede)
    return next(
        (after + 1 for before, after in reversed(list(pairwise(prose))) if after - before <= CLOSE), len(section)
    )
