"""Cards of other stories below a text: a title, a summary, and the age or the buttons that all of them have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.boxes import ADVERTISEMENTS
from workers.clean.datelines import is_time
from workers.clean.measures import words
from workers.clean.names import BYLINE, DATELINE, HEADING, LIST_ITEM, WIDGET
from workers.clean.section import Section
from workers.clean.widgets import is_section, label, opens_others

AGE = 2
"""Lines from a summary in which it says when the other story appeared."""
LONGEST = 4
"""Lines of a card: the section, the title, the author, the summary itself."""
KICKER = 2
"""Words of the section that some cards have below the summary, above their date."""
BETWEEN = frozenset({HEADING, LIST_ITEM, BYLINE, DATELINE, WIDGET})
TITLES = frozenset({HEADING, LIST_ITEM, BYLINE})
DIGITS = re.compile(r"\d+")
CUT = ("\u2026", "...", "[\u2026]", "[...]")
DATE = "a date"


def cards_from(section: Section, prose: Sequence[int]) -> int:
    """From which paragraph on all are summaries of other stories, by its place among the paragraphs."""
    number, framed = len(prose), 0
    shared: frozenset[str] | None = None
    while number:
        index = prose[number - 1]
        if not (_is_aged(section, index) or _is_labelled(section, index)):
            frame = _frame(section, index) if shared is None else shared & _frame(section, index)
            if not frame:
                break
            shared, framed = frame, framed + 1
        number -= 1
    lone = framed == 1 and shared is not None and DATE not in shared
    return len(prose) if lone else number


def _is_aged(section: Section, index: int) -> bool:
    """Whether a paragraph has another story's title above it, and beside it when that appeared; no text around it."""
    if section.kind(index - 1) not in BETWEEN or section.is_prose(index + 1):
        return False
    near = range(index - AGE, index + AGE + 1)
    return any(section.kind(at) in {DATELINE, WIDGET} and _is_ago(section.text(at)) for at in near if at != index)


def _is_labelled(section: Section, index: int) -> bool:
    """Whether the name of a section or of a list of stories stands right above a paragraph, and no text right below."""
    if section.kind(index - 1) not in {HEADING, WIDGET} or section.is_prose(index + 1):
        return False
    above = section.text(index - 1)
    return is_section(above) or (section.kind(index - 1) is WIDGET and opens_others(above))


def _frame(section: Section, index: int) -> frozenset[str]:
    """What stands above the title on top of a paragraph, and below that, if it is furniture both times."""
    title = index - 1
    if section.kind(title) is WIDGET and title and opens_others(section.text(title - 1)):
        title -= 1  # a title that the label above it has told
    while title > index - LONGEST and section.kind(title) in TITLES:
        title -= 1
    if title == index - 1 or section.kind(index + 1) is BYLINE:
        return frozenset()
    end = index + 2 if _is_kicker(section, index + 1) else index + 1
    above, below = _furniture(section, title), _furniture(section, end)
    return (
        frozenset({f"above: {above}", f"below: {below}", *({above, below} & {DATE})})
        if above and below
        else frozenset()
    )


def _is_kicker(section: Section, index: int) -> bool:
    """Whether a word or two stand above the date of a card."""
    short = section.kind(index) is HEADING and words(section.text(index)) <= KICKER
    return short and section.kind(index + 1) is DATELINE


def _furniture(section: Section, index: int) -> str:
    """A line's words without its numbers; none for text, for advertisements and for the times of a live page."""
    kind = section.kind(index)
    if kind is None:
        return "the end"
    if kind in {DATELINE, BYLINE}:
        return "" if is_time(section.text(index)) else DATE
    named = label(section.text(index))
    if kind is not WIDGET or named in ADVERTISEMENTS:
        return ""
    return DIGITS.sub("0", named) or "a sign"


def _is_ago(text: str) -> bool:
    return text[0].isdecimal() and text.endswith((" ago", "min", "h", " read"))
