"""Boxes that a site puts between paragraphs: films, newsletters, lists to scroll; told by the buttons around them."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.block import Kind
from workers.clean.appeals import is_appeal, is_pitch
from workers.clean.names import CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import is_sharing, label, shows_film

LEAST_BUTTONS = 3
"""Buttons, and headings between them, of which a box has more; a title with a button to share it has fewer."""
SCROLLING = frozenset({"previous", "next", "prev", "previous next"})
"""Buttons of a list to scroll."""
UNDER_FILMS = frozenset({WIDGET, CREDIT, DATELINE})
"""What stands below a film's title and not below a subheading."""
MOST_BUTTONS = 4
"""Buttons that are counted on one side."""
MOST_TITLES = 3
"""Headings in a row that a box has between two buttons."""
ADVERTISEMENTS = frozenset({"advertisement", "advertisements", "ad", "skip advertisement", "advert", "publicidad"})
"""Labels that may stand anywhere, above a subheading too."""


def boxes(section: Section) -> Settled:
    """Headings between buttons, a heading below a film's button, and sentences of a box below one that opens it."""
    kinds = list(section.kinds)
    if WIDGET not in kinds[section.lede :]:
        return
    index = max(section.lede, section.head_end) + 1
    while index < len(kinds):
        end = _box(section, kinds, index) if kinds[index] is HEADING else _pitch(section, kinds, index)
        for member in range(index, end):
            kinds[member] = WIDGET
            yield member, WIDGET
        index = max(end, index + 1)


def _box(section: Section, kinds: Sequence[Kind], index: int) -> int:
    """The end of the run of headings from a line on if buttons make a box of it, else the line itself."""
    end = index + 1
    while end < len(kinds) and kinds[end] is HEADING and end - index < MOST_TITLES:
        end += 1
    if end == len(kinds) or kinds[end] is PARAGRAPH or kinds[index - 1] not in {WIDGET, PARAGRAPH}:
        return index
    if end - index > 1 and kinds[end] is WIDGET and label(section.text(end)) in SCROLLING:
        return end
    above = _buttons(section, kinds, index, -1)
    if above and end - index == 1 and kinds[end] in UNDER_FILMS and shows_film(section.text(index - 1)):
        return end
    below = 0 if is_sharing(section.text(end)) else _buttons(section, kinds, end - 1, 1)
    return end if above and below and above + below + (end - index) > LEAST_BUTTONS else index


def _pitch(section: Section, kinds: Sequence[Kind], index: int) -> int:
    """The line's end if it is a sentence of a box: below an appeal or between buttons, and it speaks to the reader."""
    if kinds[index] is not PARAGRAPH or kinds[index - 1] is not WIDGET:
        return index
    last = index + 1 == len(kinds)
    between = _buttons(section, kinds, index, -1) and (last or _buttons(section, kinds, index, 1))
    opened = between or is_appeal(section.text(index - 1))
    return index + 1 if opened and is_pitch(section.text(index)) else index


def _buttons(section: Section, kinds: Sequence[Kind], index: int, step: int) -> int:
    """How many buttons stand next to a line on one side, advertisements apart, up to four."""
    count, at = 0, index + step
    while 0 <= at < len(kinds) and kinds[at] is WIDGET and count < MOST_BUTTONS:
        count += label(section.text(at)) not in ADVERTISEMENTS
        at += step
    return count
