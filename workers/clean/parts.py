"""Where one article of a page ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.block import Kind
from workers.clean.bylines import is_byline, is_sign_off
from workers.clean.datelines import opening_dateline
from workers.clean.dates import DATE
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.measures import is_headline, is_prose
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.widgets import opens_others

REACH = 14
"""Lines after a title in which its second printing, its byline or its first paragraph must follow."""
MOST_STANDFIRSTS = 3
"""Headlines between a title's second printing and the text at which the page is a list of stories."""
LEAST_PARAGRAPHS = 2
ENOUGH = 120
"""Paragraphs and code points of body text that make a title with a byline an article rather than a teaser."""
YEAR = re.compile(r"\b20\d\d\b")
BODY = frozenset({PARAGRAPH, LIST_ITEM})
HEADS = frozenset({CAPTION, BYLINE, DATELINE})
FURNITURE = frozenset({CAPTION, CREDIT, WIDGET, BYLINE, DATELINE})


def part_starts(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[int]:
    """The index of the first line of every part; the first is 0 if there is any line."""
    if not lines:
        return []
    starts = [0]
    title: str | None = None
    headed = dated = False
    paragraphs = 0
    for index, kind in enumerate(kinds):
        headline = kind is HEADING and is_headline(lines[index].text)
        told = headed or paragraphs >= LEAST_PARAGRAPHS  # else the one paragraph may be a standfirst
        if (
            headline
            and title
            and paragraphs
            and lines[index].text != title
            and _opens(lines, kinds, index, told=told, dated=dated)
        ):
            starts.append(index)
            title, headed, paragraphs = None, False, 0
        if headline and title is None:
            title = lines[index].text
            dated = _is_dated(lines, kinds, index)
        headed = headed or kind in HEADS
        paragraphs += title is not None and is_prose(lines[index].text, kind)
    return starts


def _opens(lines: Sequence[Line], kinds: Sequence[Kind], index: int, *, told: bool, dated: bool) -> bool:
    """Whether the heading is the title of an article of its own, and whether the one before has been told."""
    after_sign_off = any(kinds[i] is BYLINE and _closes(lines[i].text) for i in range(max(0, index - 3), index))
    ahead = range(index + 1, min(index + 1 + REACH, len(lines)))
    if _printed_again(lines, kinds, index, ahead):
        return not _is_teaser(lines, kinds, index)
    if not told or is_byline(lines[index].text):
        return False
    first = next((i for i in ahead if kinds[i] in BODY and not _is_copy(lines, kinds, i)), None)
    if first is None or any(kinds[i] is HEADING and not is_byline(lines[i].text) for i in range(index + 1, first)):
        return False
    if opening_dateline(lines[first].text) or (after_sign_off and _is_body(lines, kinds, first)):
        return True
    headed = _has_head(lines, kinds, range(index + 1, first)) or (dated and _is_dated(lines, kinds, index))
    return headed and _is_body(lines, kinds, first)


def _is_dated(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a full date stands below a title, with nothing but pictures, names and buttons between."""
    for below in range(index + 1, min(index + 1 + REACH, len(lines))):
        if kinds[below] is DATELINE and YEAR.search(lines[below].text):
            return True
        text = lines[below].text
        if kinds[below] not in FURNITURE and not is_byline(text) and not _is_copy(lines, kinds, below):
            return False
    return False


def _is_copy(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a line is the caption above or below it without the credit."""
    text = lines[index].text.rstrip(".")
    beside = (at for at in (index - 1, index + 1) if 0 <= at < len(lines) and kinds[at] is CAPTION)
    return any(lines[at].text.startswith(text) for at in beside)


def _closes(text: str) -> bool:
    """Whether a line is a sign-off with which stories end; who contributed is told below each entry of a live page."""
    return is_sign_off(text) and "contributed" not in text


def _is_teaser(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a heading without pictures stands in a list that a label opens and two running paragraphs end."""
    if any(kinds[i] in {CAPTION, BYLINE} for i in range(index, min(index + REACH, len(kinds)))):
        return False
    below = False
    for i in range(index - 1, max(-1, index - 4 * REACH), -1):
        prose = is_prose(lines[i].text, kinds[i])
        if prose and below:
            return False
        below = prose
        if kinds[i] is WIDGET and opens_others(lines[i].text):
            return True
    return False


def _printed_again(lines: Sequence[Line], kinds: Sequence[Kind], index: int, ahead: range) -> bool:
    """Whether the heading follows once more after captions or widgets and few other headings, and then body text."""
    wanted = key(lines[index].text)
    furniture = False
    others: set[str] = set()
    for i in ahead:
        if is_prose(lines[i].text, kinds[i]) or len(others) >= MOST_STANDFIRSTS:
            return False
        heading = key(lines[i].text) if kinds[i] is HEADING else wanted
        if furniture and kinds[i] is HEADING and heading == wanted:
            return _leads_to_text(lines, kinds, i)
        others |= {heading} - {wanted}
        furniture = furniture or kinds[i] in FURNITURE
    return False


def _leads_to_text(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether body text follows before another headline does, lines printed twice (captions) apart."""
    headlines: set[str] = set()
    for i in range(index + 1, min(index + 1 + REACH, len(lines))):
        if is_prose(lines[i].text, kinds[i]):
            return len(headlines) < MOST_STANDFIRSTS
        if kinds[i] is HEADING and is_headline(lines[i].text):
            headlines.add(key(lines[i].text))
    return False


def _has_head(lines: Sequence[Line], kinds: Sequence[Kind], between: range) -> bool:
    """Whether a byline and a date stand between a title and its first paragraph."""
    bylines = any(kinds[i] is BYLINE or is_byline(lines[i].text) for i in between)
    return bylines and any(kinds[i] is DATELINE and DATE.search(lines[i].text) for i in between)


def _is_body(lines: Sequence[Line], kinds: Sequence[Kind], first: int) -> bool:
    """Whether two paragraphs or more follow, as in an article and not in a teaser."""
    paragraphs = 0
    size = 0
    for i in range(first, min(first + REACH, len(lines))):
        if kinds[i] is PARAGRAPH:
            paragraphs += 1
            size += len(lines[i].text)
        elif kinds[i] is DATELINE or (kinds[i] is HEADING and paragraphs < LEAST_PARAGRAPHS):
            break
    return paragraphs >= LEAST_PARAGRAPHS and size >= ENOUGH
