"""Whether a headline is one of a list of other stories."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.kickers import COUNT, is_rank, number_above
from workers.clean.measures import is_headline
from workers.clean.names import DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.scenes import has_cue
from workers.clean.section import Section
from workers.clean.signs import DATED, SIGNED, are_named, is_dated, may_be_title
from workers.clean.widgets import is_section, is_sharing, label, opens_others

AMONG_RANKS = frozenset({HEADING, PARAGRAPH, WIDGET})
"""What stands below a headline in a list with numbers, the next number or another headline."""
LISTED, MOST_LISTED = frozenset({HEADING, DATELINE}), 40
"""What other stories are listed with, their titles and dates, and lines of such a list."""
RELATED = frozenset({"related", "related story", "related article"})
NEAR_RELATED = 2
"""Labels right above a headline of another story, and lines from the label."""
OF_DAY = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?![.\d])|\d\s?[ap]\.?m\b", re.IGNORECASE)
"""The time of day in a date line."""


def is_ranked(page: Section, index: int) -> bool:
    """Whether a headline stands below its number in a list, with the one before or behind below the number of it."""
    if page.kind(index + 1) not in AMONG_RANKS or not (number := number_above(page, index)):
        return False
    below = number_above(page, index + 2) if index + 2 < len(page) else None
    return below == number + 1 or (not COUNT.fullmatch(page.text(index - 2)) and is_rank(page, index - 1))


def is_last_of_list(page: Section, index: int, below: Sequence[int]) -> bool:
    """Whether another headline stands tight above a headline, and an empty line above the one below."""
    tight = page.kind(index - 1) is HEADING and not page.lines[index].gap
    return tight and list(below[:1]) == [index + 1] and page.lines[index + 1].gap > 0


def is_related(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline stands as close below a label that it is another story's as what is above that, or next.

    One with a date and an author is the first below the label, or none of its.
    """
    widest, near = 0, 1 if {DATED, SIGNED} <= head else NEAR_RELATED
    for at in range(index - 1, max(-1, index - 1 - near), -1):
        widest = max(widest, page.lines[at + 1].gap)
        if page.kinds[at] is WIDGET and label(page.text(at)) in RELATED:
            return widest <= page.lines[at].gap
    return False


def is_in_tight_list(page: Section, index: int, text: int) -> bool:
    """Whether headlines with dates stand tight below a label of others, with an empty line between them and a text."""
    top, end = index, index + 1
    while not page.lines[top].gap and page.kind(top - 1) in LISTED and top > index - MOST_LISTED:
        top -= 1
    while end < text and page.kinds[end] in LISTED and not page.lines[end].gap:
        end += 1
    if end != text or not page.lines[end].gap or page.lines[top].gap or DATELINE not in page.kinds[top:end]:
        return False
    listed = sum(may_be_title(page, at) for at in range(top, end))
    return listed > 1 and page.kind(top - 1) is WIDGET and opens_others(page.text(top - 1))


def is_other(page: Section, index: int, title: int) -> bool:
    """Whether a line below a title is another headline."""
    if not may_be_title(page, index) or page.key(index) == page.key(title):
        return False
    return not (are_named(page.text(index)) or is_dated(page, index) or has_cue(page.text(index)))


def is_listed(page: Section, index: int) -> bool:
    """Whether a label of other stories stands above a headline, other headlines at most between, and no empty line."""
    if page.lines[index].gap > 0 and page.lines[index - 1].gap == 0:
        return False
    if is_section(page.text(index - 1)) and page.lines[index - 1].gap > 0 and page.lines[index - 2].gap == 0:
        return False
    while index and page.kinds[index] is HEADING and is_headline(page.text(index)):
        index -= 1
    index -= index > 0 and page.kinds[index] is HEADING  # the section of the first
    return page.kinds[index] is WIDGET and opens_others(page.text(index))


def is_in_dated_list(page: Section, index: int, text: int | None) -> bool:
    """Whether headlines stand around a date below a label of other stories, and this is one of them."""
    start, end = index, index + 1
    while page.kind(start - 1) in LISTED and start > index - MOST_LISTED:
        start -= 1
    while page.kind(end) in LISTED and end < (text or 0):
        end += 1
    if page.kind(end) is not WIDGET or page.kind(start - 1) is not WIDGET or not opens_others(page.text(start - 1)):
        return False
    headlines = [at for at in range(start, end) if may_be_title(page, at) and not has_cue(page.text(at))]
    dates = [at for at in range(start, end) if page.kinds[at] is DATELINE]
    if not (headlines and any(headlines[0] < at < headlines[-1] for at in dates)):
        return False
    shared_below = headlines[-1] == index and is_sharing(page.text(end))
    own = shared_below or _is_timed(page, index, dates)
    return not (own or _stands_apart(page, range(start, index), headlines))


def _is_timed(page: Section, index: int, dates: Sequence[int]) -> bool:
    """Whether a headline has the time of day below it where those above have mere days."""
    above = {OF_DAY.search(page.text(at)) is not None for at in dates if at < index}
    return above == {False} and any(OF_DAY.search(page.text(at)) for at in dates if at > index)


def _stands_apart(page: Section, listed: range, headlines: Sequence[int]) -> bool:
    """Whether an empty line stands above a headline, its date and its section, and none between two or more above."""
    top = listed.stop
    while top > listed.start and not page.lines[top].gap and _may_stand_above(page, top - 1):
        top -= 1
    gaps = any(page.lines[at].gap for at in range(listed.start + 1, top))
    above = sum(listed.start <= at < top for at in headlines)
    return above > 1 and not gaps and page.lines[top].gap > 0


def _may_stand_above(page: Section, index: int) -> bool:
    return page.kinds[index] is DATELINE or is_section(page.text(index))
