"""The kinds that only a line's surroundings tell: titles, bylines, menus, teasers, captions without a credit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from schemas.block import Kind
from workers.clean.captions import captions, placeholders, unsigned
from workers.clean.furniture import biographies, counters, items, numbered, summaries, tail, teasers
from workers.clean.heads import bylines, menus, standfirsts
from workers.clean.kinds import Look
from workers.clean.lines import Line
from workers.clean.section import Section
from workers.clean.titles import find_title

PASSES = (
    captions,
    placeholders,
    items,
    numbered,
    teasers,
    menus,
    bylines,
    standfirsts,
    counters,
    biographies,
    summaries,
    tail,
)
"""What settles the kinds, in this order: each sees what those before it found."""


def arrange(lines: Sequence[Line], looks: Sequence[Look], title: str | None) -> Section:
    """A part with every line's final kind; `title` is what the article's sender calls it, if known."""
    kinds = [look.kind for look in looks]
    section = Section(lines, kinds, [look.credit for look in looks])
    for index in list(unsigned(section)):
        kinds[index] = Kind.PARAGRAPH
    section = replace(section, title=find_title(lines, kinds, title))
    if section.title is not None:
        kinds[section.title] = Kind.HEADING
    for settle in PASSES:
        for index, kind in list(settle(section)):
            kinds[index] = kind
    return section
