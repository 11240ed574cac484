"""Subheadings that some sites put above the parts of every story, whatever the story is about."""

from __future__ import annotations

from workers.clean.names import HEADING, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import label
from workers.clean.words import folded

KNOWN = folded("subheadings")


def subheadings(section: Section) -> Settled:
    """Known ones right above a paragraph of the text, which share no word with it and so look like buttons."""
    for index in section.of(WIDGET):
        above = section.is_text(index + 1) and index + 1 >= section.lede
        if above and label(section.text(index)) in KNOWN:
            yield index, HEADING
