"""Which line is a story's title."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.block import Kind
from workers.clean.keys import key
from workers.clean.kinds import is_byline, is_headline, is_prose
from workers.clean.lines import Line
from workers.clean.widgets import is_menu, is_section, opens_others

LONGEST_HEAD = 80
"""Lines in which the title is looked for."""


def find_title(lines: Sequence[Line], kinds: Sequence[Kind], known: str | None) -> int | None:
    """The line of the title: what the sender calls it, else the first headline above the text."""
    head = _head(lines, kinds)
    if known:
        wanted = key(known)
        for index in range(min(LONGEST_HEAD, len(lines))):
            if kinds[index] in {Kind.HEADING, Kind.PARAGRAPH, Kind.CAPTION} and key(lines[index].text) == wanted:
                return index
    skipped = _teasers(lines, kinds, len(head))
    candidates = [
        index
        for index in head
        if kinds[index] is Kind.HEADING
        and index not in skipped
        and not is_section(lines[index].text)
        and not is_byline(lines[index].text)
    ]
    menu = max((index for index in head if kinds[index] is Kind.WIDGET and is_menu(lines[index].text)), default=-1)
    below = [index for index in candidates if index > menu] or candidates
    title = next((index for index in below if is_headline(lines[index].text)), below[0] if below else None)
    return None if title is None else _first_copy(lines, candidates, title)


def _first_copy(lines: Sequence[Line], candidates: Sequence[int], title: int) -> int:
    """The first line that says the same as the title, perhaps with the site's name behind it."""
    wanted = key(lines[title].text)
    return next(index for index in candidates if key(lines[index].text).startswith(wanted))


def _head(lines: Sequence[Line], kinds: Sequence[Kind]) -> range:
    """The lines above the text."""
    for index in range(min(LONGEST_HEAD, len(lines))):
        if is_prose(lines[index].text, kinds[index]):
            return range(index)
    return range(min(LONGEST_HEAD, len(lines)))


def _teasers(lines: Sequence[Line], kinds: Sequence[Kind], end: int) -> set[int]:
    """The lines right under a label of other stories, up to an empty line."""
    teasers: set[int] = set()
    under = False
    for index in range(end):
        under = under and not lines[index].gap and kinds[index] is Kind.HEADING
        if under:
            teasers.add(index)
        if kinds[index] is Kind.WIDGET and opens_others(lines[index].text):
            under = True
    return (
        teasers
        if len(teasers) < end and any(kinds[i] is Kind.HEADING and i not in teasers for i in range(end))
        else set()
    )
