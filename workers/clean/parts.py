"""Where one article of a page ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.block import Kind
from workers.clean.bylines import is_byline, is_sign_off
from workers.clean.credits import is_signature
from workers.clean.datelines import is_sent_from, opening_dateline
from workers.clean.dates import DATE
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.measures import is_headline, is_prose
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.widgets import is_sharing, opens_others, shows_film

REACH = 14
"""Lines after a title in which its second printing, its byline or its first paragraph must follow."""
MOST_STANDFIRSTS = 3
"""Headlines between a title's second printing and the text at which the page is a list of stories."""
MOST_NAMES = 4
"""Headings between a title and its text that may be a standfirst, an author and a place, where a full date tells."""
LEAST_PARAGRAPHS = 2
ENOUGH = 120
"""Paragraphs and code points of body text that make a title with a byline an article rather than a teaser."""
YEAR = re.compile(r"\b20\d\d\b")
BODY = frozenset({PARAGRAPH, LIST_ITEM})
HEADS = frozenset({CAPTION, BYLINE, DATELINE})
PICTURED = frozenset({CAPTION, CREDIT})
SIGNED = frozenset({BYLINE, DATELINE})
TOLD = frozenset({HEADING, PARAGRAPH})
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
        headline = kind is HEADING and is_headline(lines[index].text) and not is_signature(lines[index].text)
        told = headed or paragraphs >= LEAST_PARAGRAPHS  # else the one paragraph may be a standfirst
        if (
            headline
            and title
            and paragraphs
            and lines[index].text != title
            and _opens(lines, kinds, index, told=told, dated=dated, least=min(paragraphs, LEAST_PARAGRAPHS))
        ):
            starts.append(index)
            title, headed, paragraphs = None, False, 0
        if headline and title is None:
            title = lines[index].text
            dated = _is_dated(lines, kinds, index, MOST_NAMES)
        headed = headed or kind in HEADS
        paragraphs += title is not None and is_prose(lines[index].text, kind)
    return starts


def _opens(lines: Sequence[Line], kinds: Sequence[Kind], index: int, *, told: bool, dated: bool, least: int) -> bool:
    """Whether the heading is the title of an article of its own, and whether the one before has been told.

    Where that one has its date and `least` paragraphs, so must this one.
    """
    ahead = range(index + 1, min(index + 1 + REACH, len(lines)))
    if _printed_again(lines, kinds, index, ahead):
        return not _is_teaser(lines, kinds, index)
    if not told or is_byline(lines[index].text) or (kinds[index - 1] is WIDGET and shows_film(lines[index - 1].text)):
        return False
    begin = index + 2 if _has_standfirst(lines, kinds, index) else index + 1
    first = next((i for i in ahead if i >= begin and kinds[i] in BODY), None)
    if first is None:
        return False
    others = sum(_is_other_heading(lines, kinds, i, index) for i in range(begin, first))
    if others > MOST_NAMES or (others and not _is_first(lines, kinds, index, first)):
        return False
    if others <= 1 and (opening_dateline(lines[first].text) or is_sent_from(lines[first - 1].text)):
        return True
    both_dated = dated and _is_dated(lines, kinds, index, MOST_NAMES)
    headed = both_dated
    if not others:
        headed = headed or _is_below_sign_off(lines, kinds, index) or _has_head(lines, kinds, range(begin, first))
    return headed and _is_body(lines, kinds, first, least if both_dated else LEAST_PARAGRAPHS)


def _is_below_sign_off(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a story ends in one of the three lines above: no text stands below its sign-off, nor a list of others."""
    for i in range(index - 1, max(-1, index - 4), -1):
        if is_prose(lines[i].text, kinds[i]):
            return False
        if kinds[i] is BYLINE and _closes(lines[i].text):
            return kinds[i - 1] is not HEADING and not _is_listed(lines, kinds, index)
    return False


def _is_first(lines: Sequence[Line], kinds: Sequence[Kind], index: int, first: int) -> bool:
    """Whether a heading is above the others before the text as a title is: none is set off more, or printed again."""
    below = [lines[i] for i in range(index + 1, first) if kinds[i] is HEADING]
    if any(line.gap > lines[index].gap for line in below) or _is_listed(lines, kinds, index):
        return False
    others = [said for line in below if (said := key(line.text)) != key(lines[index].text)]
    return len(others) == len(set(others))


def _is_other_heading(lines: Sequence[Line], kinds: Sequence[Kind], index: int, title: int) -> bool:
    """Whether a line is a heading and neither the title again, nor a byline, nor, right above its credit, a caption."""
    if kinds[index] is not HEADING or is_byline(lines[index].text):
        return False
    pictured = index + 1 < len(kinds) and kinds[index + 1] is CREDIT
    return not pictured and key(lines[index].text) != key(lines[title].text)


def _is_set_off(lines: Sequence[Line], index: int) -> bool:
    """Whether an empty line stands above a line and none above the one before: a list ends there."""
    return index > 0 and lines[index].gap > 0 and lines[index - 1].gap == 0


def _has_standfirst(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether the line below a title tells more of the story: an author, a date or a dateline stands right below it."""
    below, next_ = index + 1, index + 2
    if next_ >= len(lines) or kinds[below] not in TOLD or is_byline(lines[below].text):
        return False
    signed = (
        (kinds[next_] in SIGNED and not is_sign_off(lines[next_].text))
        or is_byline(lines[next_].text)
        or opening_dateline(lines[next_].text) is not None
    )
    return signed and lines[below].gap <= lines[index].gap and not _is_listed(lines, kinds, index)


def _is_listed(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a label of other stories stands above a heading, with other headlines of the list at most between."""
    if _is_set_off(lines, index):
        return False
    while index and kinds[index] is HEADING and is_headline(lines[index].text):
        index -= 1
    return kinds[index] is WIDGET and opens_others(lines[index].text)


def _is_dated(lines: Sequence[Line], kinds: Sequence[Kind], index: int, names: int = 0) -> bool:
    """Whether a full date stands below a title, with pictures, names and buttons between, `names` as yet unknown."""
    begin = index + 2 if _has_standfirst(lines, kinds, index) else index + 1
    for below in range(begin, min(index + 1 + REACH, len(lines))):
        if kinds[below] is DATELINE and YEAR.search(lines[below].text):
            return True
        if kinds[below] not in FURNITURE and not is_byline(lines[below].text):
            names -= 1
            if kinds[below] is not HEADING or names < 0:
                return False
    return False


def _closes(text: str) -> bool:
    """Whether a line is a sign-off with which stories end; who contributed is told below each entry of a live page."""
    return is_sign_off(text) and "contributed" not in text


def _is_teaser(lines: Sequence[Line], kinds: Sequence[Kind], index: int) -> bool:
    """Whether a heading without pictures stands in a list that a label opens and two running paragraphs end."""
    if any(kinds[i] in {CAPTION, BYLINE} for i in range(index, min(index + REACH, len(kinds)))):
        return False
    if _is_dated(lines, kinds, index) or _is_set_off(lines, index):
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
    below = range(index + 1, min(index + 1 + REACH, len(lines)))
    return any(is_prose(lines[i].text, kinds[i]) for i in below)


def _has_head(lines: Sequence[Line], kinds: Sequence[Kind], between: range) -> bool:
    """Whether a byline stands between a title and its first paragraph, and a date, a picture or buttons to share."""
    if not any(kinds[i] is BYLINE or is_byline(lines[i].text) for i in between):
        return False
    dated = any(kinds[i] is DATELINE and DATE.search(lines[i].text) for i in between)
    pictured = any(kinds[i] in PICTURED for i in between)
    return dated or pictured or sum(kinds[i] is WIDGET and is_sharing(lines[i].text) for i in between) > 1


def _is_body(lines: Sequence[Line], kinds: Sequence[Kind], first: int, least: int = LEAST_PARAGRAPHS) -> bool:
    """Whether two paragraphs or more follow, as in an article and not in a teaser."""
    paragraphs = 0
    size = 0
    for i in range(first, min(first + REACH, len(lines))):
        if kinds[i] is PARAGRAPH:
            paragraphs += 1
            size += len(lines[i].text)
        elif kinds[i] is DATELINE or (kinds[i] is HEADING and kinds[i + 1 : i + 2] != [PARAGRAPH]):
            break
    return paragraphs >= least and size >= ENOUGH
