"""Subheadings that look like something else: known ones, those behind a dash, and those above a picture."""

from __future__ import annotations

from workers.clean.measures import words
from workers.clean.names import CAPTION, CREDIT, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled, once
from workers.clean.widgets import LONGEST_LABEL, label
from workers.clean.words import folded

KNOWN = folded("subheadings")
COLONED = frozenset({"key takeaways", "key points", "why it matters", "know more"})
"""Those that may have a colon behind them."""
DASH, MOST_WORDS = "- ", 8
STOPS = frozenset(".;:,")
"""What agencies put before a subheading, how many words it has, and what none ends with."""
FURNITURE, MOST_BETWEEN = frozenset({CREDIT, WIDGET}), 2
"""What may stand between a subheading and a caption, and how many lines of it."""


def is_subheading(text: str) -> bool:
    """Whether a line is a known one."""
    return len(text) <= LONGEST_LABEL and label(text) in KNOWN


def subheadings(section: Section) -> Settled:
    """Known ones right above a paragraph of the text, which look like buttons, and lone ones behind a dash."""
    for index in section.of(WIDGET):
        if index + 1 >= section.lede and section.is_text(index + 1) and is_subheading(section.text(index)):
            yield index, HEADING
    for index in section.of(PARAGRAPH):
        if section.text(index)[-1] == ":" and label(section.text(index)) in COLONED:
            yield index, HEADING
    for index in section.of(LIST_ITEM):
        if index > section.lede and _is_dashed(section, index):
            yield index, HEADING


def _is_dashed(section: Section, index: int) -> bool:
    """Whether a line behind a dash stands alone between two paragraphs, of which the first announces no list."""
    text, above = section.text(index), section.kind(index - 1)
    if not text.startswith(DASH) or text[-1] in STOPS or words(text) > MOST_WORDS:
        return False
    return above is section.kind(index + 1) is PARAGRAPH and section.text(index - 1)[-1] != ":"


@once
def heads_copy(section: Section, index: int) -> bool:
    """Whether a line in the text that stands only once heads a picture printed twice, or above: no button does."""
    if section.kind(index) is not HEADING or index <= section.lede or words(section.text(index)) > MOST_WORDS:
        return False
    below = section.below(index, FURNITURE, MOST_BETWEEN)
    if section.kind(below) is not CAPTION or below > section.last or section.is_title(index):
        return False
    if section.printed[section.text(index)] > 1:
        return False
    first: dict[str, int] = section.once("shown first", lambda: _shown_first(section))
    told = section.prose(first.get(section.stem(below), below), 1)
    twice = section.kind(below + 1) is CAPTION and section.stem(below + 1) == section.stem(below)
    return twice or (bool(told) and told[0] < index)


def _shown_first(section: Section) -> dict[str, int]:
    return {section.stem(index): index for index in reversed(section.of(CAPTION))}
