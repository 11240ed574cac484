"""Subheadings that some sites put above the parts of every story, whatever the story is about."""

from __future__ import annotations

from workers.clean.names import HEADING, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import LONGEST_LABEL, label
from workers.clean.words import folded

KNOWN = folded("subheadings")


def is_subheading(text: str) -> bool:
    """Whether a line is a known one."""
    return len(text) <= LONGEST_LABEL and label(text) in KNOWN


def subheadings(section: Section) -> Settled:
    """Known ones right above a paragraph of the text, which share no word with it and so look like buttons."""
    for index in section.of(WIDGET):
        if index + 1 >= section.lede and section.is_text(index + 1) and is_subheading(section.text(index)):
            yield index, HEADING
