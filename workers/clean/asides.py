"""What of an HTML page stands beside its stories: forms, boxes, and cards of other stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from schemas.block import Kind
from workers.clean.rows import HEADINGS, PROSE, Box, Name, Row, is_prose, prose
from workers.clean.words import entries

BUTTONS, TEASERS, AUTHORS = entries("button_classes"), entries("teaser_classes"), entries("author_classes")
HEADED = frozenset((*BUTTONS, *AUTHORS))
"""Boxes that may have the author and the date of a story's head among other things."""
MOST_BESIDE = 0.3
"""Share of the page's prose from which a box is not beside the text but around it."""
MOST = {**dict.fromkeys(BUTTONS, 0.0), "comment": 0.7, "comments": 0.7}
"""The same of boxes that hold no story, or what many readers say of it."""


def without_forms(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines but those of forms to fill in; some sites put all of a page into one."""
    sizes: Counter[int] = Counter()
    for row in rows:
        if row.form:
            sizes[row.form] += len(row.text) if len(row.text) >= PROSE else 0
    most = MOST_BESIDE * prose(rows)
    return [row for row in rows if not row.form or sizes[row.form] > most]


def beside(rows: Sequence[Row]) -> set[Box]:
    """The boxes beside the text: with little of the prose, rows of buttons with none, teasers with a link."""
    sizes: Counter[Box] = Counter()
    linking: set[Box] = set()
    for row in rows:
        if row.beside:
            sizes[row.beside] += len(row.text) if len(row.text) >= PROSE else 0
            if row.kind is Kind.WIDGET:
                linking.add(row.beside)
    whole = prose(rows)
    return {
        box
        for box, size in sizes.items()
        if size <= MOST.get(box.named, MOST_BESIDE) * whole and (box in linking or box.named not in TEASERS)
    }


def cards(rows: Sequence[Row], named: Mapping[int, Name]) -> set[int]:
    """The articles within others whose heading is a link, and that tell nothing else: cards of other stories."""
    linked: set[int] = set()
    telling: set[int] = set()
    for row in rows:
        if row.kind is Kind.WIDGET and row.tag in HEADINGS:
            linked.update(row.contents[-1:])
        elif is_prose(row):
            telling.update(row.contents)
    return {number for number in linked - telling if named[number][1] == "article" and named[number][0]}
