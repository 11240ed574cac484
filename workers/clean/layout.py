"""The kinds that only a line's surroundings tell: titles, bylines, menus, other stories, captions without a credit."""

from __future__ import annotations

from collections.abc import Sequence

from workers.clean.address import addresses
from workers.clean.alternatives import alternatives, descriptions, placeholders, sights
from workers.clean.authors import biographies, bylines
from workers.clean.boxes import boxes, is_advertisement
from workers.clean.campaigns import campaigns
from workers.clean.captions import captions, signatures
from workers.clean.comments import comments
from workers.clean.endings import endings
from workers.clean.foot import foot
from workers.clean.fragments import fragments
from workers.clean.frames import frames, pictures
from workers.clean.heads import menus, standfirsts, trails
from workers.clean.kinds import Look
from workers.clean.lines import Line
from workers.clean.lists import (
    amounts,
    briefs,
    clauses,
    demands,
    diary,
    fields,
    highlights,
    items,
    labelled,
    points,
    summary,
)
from workers.clean.live import reporters, standings
from workers.clean.marks import counters, numbered, spoken, turns
from workers.clean.measures import is_prose
from workers.clean.names import WIDGET
from workers.clean.others import aged, bookmarks, dated, feeds, links, listed, teasers
from workers.clean.section import Section
from workers.clean.strays import strays
from workers.clean.subheadings import subheadings
from workers.clean.tails import between, leftovers, tags, tail
from workers.clean.titles import find_title
from workers.clean.twins import repeated, titles_again, titles_listed, twins
from workers.clean.unsigned import unsigned

PIECES = (fragments, pictures, frames, turns)
PICTURES = (titles_again, captions, descriptions, alternatives, sights, twins, repeated, signatures, placeholders)
BODY = (
    reporters,
    items,
    clauses,
    points,
    labelled,
    amounts,
    fields,
    numbered,
    spoken,
    teasers,
    bookmarks,
    feeds,
    dated,
    aged,
    listed,
    links,
)
HEAD = (trails, menus, bylines, summary, standfirsts)
TAIL = (
    comments,
    tags,
    counters,
    addresses,
    boxes,
    campaigns,
    biographies,
    endings,
    tail,
    between,
    leftovers,
    strays,
    foot,
)
PASSES = (
    *PIECES,
    *PICTURES,
    *BODY,
    *HEAD,
    *TAIL,
    titles_listed,
    subheadings,
    highlights,
    demands,
    briefs,
    diary,
    standings,
)
"""What settles the kinds, in this order: each sees what those before it found."""


def arrange(lines: Sequence[Line], looks: Sequence[Look], title: str | None) -> Section:
    """A part with every line's final kind; `title` is what the article's sender calls it, if known.

    The label of an advertisement parts nothing, so the passes are shown the other lines.
    """
    told = [index for index in range(len(lines)) if not _parts_text(lines, looks, index)]
    shown = _settled([lines[index] for index in told], [looks[index] for index in told], title)
    if len(shown) == len(lines):
        return shown
    section = Section(lines, [WIDGET] * len(lines), [None] * len(lines))
    section.title = None if shown.title is None else told[shown.title]
    for index, kind, credit in zip(told, shown.kinds, shown.credits, strict=True):
        section.kinds[index], section.credits[index] = kind, credit
    return section


def _parts_text(lines: Sequence[Line], looks: Sequence[Look], index: int) -> bool:
    """Whether a line is the label of an advertisement right above a paragraph."""
    below = index + 1
    if below == len(lines) or not is_advertisement(lines[index].text):
        return False
    return is_prose(lines[below].text, looks[below].kind)


def _settled(lines: Sequence[Line], looks: Sequence[Look], title: str | None) -> Section:
    kinds = [look.kind for look in looks]
    marked = frozenset(index for index, look in enumerate(looks) if look.marked)
    section = Section(lines, kinds, [look.credit for look in looks], marked=marked)
    section.settle(unsigned(section))
    section.entitle(find_title(lines, kinds, title))
    for settle in PASSES:
        section.settle(settle(section))
    return section
