"""The foot of a page: everything from where so much speaks for furniture that no text can follow.

Readers' comments, boxes about authors and terms of use look like text, each by itself. So a page is taken as a story
and its foot below, parted where the points of all the lines below are highest. The points are a logistic regression's
over labelled pages: how much more often such a line stands in a foot than in a story.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from workers.clean.appeals import quotes
from workers.clean.datelines import HOURS, says_first, says_last
from workers.clean.measures import words
from workers.clean.names import DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.strays import BUTTONS
from workers.clean.widgets import is_claim, is_section

ENOUGH, SURE = 4.0, 14.0
"""Points that a foot has more with a line, and with a paragraph, than any foot that begins below it."""
LINE = -0.65
"""Points for any line."""
ROW, MOST_ROW = 1.95, 12
"""Points for a button below another one, and how many of a row are counted."""
CLAIM, SECTION = 3.3, 1.0
"""Points for a button that claims a copyright, and for a section's name."""
HEADED, BELOW, WORD, MOST_WORDS = 1.85, 0.7, -0.3, 12
"""Points for a heading above another, for one below a button, and for each of so many words."""
BESIDE, QUOTING, SHARE = 1.15, -2.15, -23.0
"""Points for a paragraph on each side with a button, for somebody's words, and for all of the story's text."""
TOGETHER = -12.0
"""Points for a paragraph next to another one: a story that was not told from the one above is no foot."""
FURNITURE = frozenset({WIDGET, HEADING})
"""What a page has below its text if it has a foot."""
MAY_STAND = frozenset({HEADING, PARAGRAPH, LIST_ITEM, DATELINE})


def foot(section: Section) -> Settled:
    """What looks like text in the foot of the page."""
    first = section.lede + 1
    if FURNITURE.isdisjoint(section.kinds[first:]):
        return
    sums = list(accumulate(reversed(list(_points(section, first))), initial=0.0))[::-1]
    below = list(accumulate(reversed(sums), max))[::-1]
    best = list(accumulate(sums, max))
    for index in range(first, len(section)):
        gain = best[index - first] - below[index - first + 1]
        enough = gain > (SURE if section.is_prose(index) else ENOUGH)
        if enough and section.kinds[index] in MAY_STAND and not _stays(section, index):
            yield index, WIDGET


def _stays(section: Section, index: int) -> bool:
    """Whether a line is the story's wherever it stands: its title, or when it first appeared or was last changed.

    The site's own pages say the day of their last change, too, but not the time.
    """
    text = section.text(index)
    return section.is_title(index) or says_first(text) or (says_last(text) and HOURS.search(text) is not None)


def _points(section: Section, first: int) -> Iterator[float]:
    """The points of each line from one on."""
    story = sum(section.sizes[index] for index in section.prose())
    row = 0
    for index in range(first, len(section)):
        kind = section.kinds[index]
        row = row + 1 if kind is WIDGET else 0
        if kind is WIDGET:
            yield _button(section.text(index), row)
        elif kind is HEADING:
            yield LINE + _heading(section, index)
        elif kind is PARAGRAPH:
            yield LINE + _paragraph(section, index, story)
        else:
            yield LINE


def _button(text: str, row: int) -> float:
    """The points of a button, the `row`th of those right below each other."""
    if row > MOST_ROW:
        return 0.0
    return LINE + ROW * (row > 1) + CLAIM * is_claim(text) + SECTION * is_section(text)


def _heading(section: Section, index: int) -> float:
    above, below = section.kind(index - 1), section.kind(index + 1)
    return HEADED * (below is HEADING) + BELOW * (above is WIDGET) + WORD * min(words(section.text(index)), MOST_WORDS)


def _paragraph(section: Section, index: int, story: int) -> float:
    points = BESIDE * ((section.kind(index - 1) in BUTTONS) + (section.kind(index + 1) in BUTTONS)) + QUOTING * quotes(
        section.text(index)
    )
    if not section.is_prose(index):
        return points
    together = section.is_prose(index - 1) or section.is_prose(index + 1)
    return points + SHARE * section.sizes[index] / story + TOGETHER * together
