"""The kinds that only a line's surroundings tell: titles, bylines, menus, other stories, captions without a credit."""

from __future__ import annotations

from collections.abc import Sequence

from workers.clean.address import addresses
from workers.clean.authors import biographies, bylines
from workers.clean.boxes import boxes
from workers.clean.campaigns import campaigns
from workers.clean.captions import (
    alternatives,
    captions,
    descriptions,
    placeholders,
    repeated,
    sights,
    signatures,
    titles_again,
    titles_listed,
    twins,
    unsigned,
)
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
from workers.clean.others import aged, bookmarks, dated, feeds, links, teasers
from workers.clean.section import Section
from workers.clean.strays import strays
from workers.clean.subheadings import subheadings
from workers.clean.tails import between, leftovers, tags, tail
from workers.clean.titles import find_title

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
    """A part with every line's final kind; `title` is what the article's sender calls it, if known."""
    kinds = [look.kind for look in looks]
    section = Section(lines, kinds, [look.credit for look in looks])
    section.settle(unsigned(section))
    section.entitle(find_title(lines, kinds, title))
    for settle in PASSES:
        section.settle(settle(section))
    return section
