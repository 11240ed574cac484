"""Live pages: what tells that a page is one, what it lists above its entries, and where it says how things stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from schemas.block import Kind
from workers.clean.bylines import is_name, is_role
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.measures import words
from workers.clean.names import BYLINE, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled
from workers.clean.widgets import LONGEST_LABEL, label

LIVE = re.compile(
    r"\blive(?: ?blogs?| updates?| reports?| coverage|-?ticker|:)|\bas it happened\b|\ben (?:direct|vivo)\b",
    re.IGNORECASE,
)
"""What the title of a page says whose entries of one day are one story."""
FEEDS = frozenset({"live reporting", "live feed", "show key events only"})
"""What stands above the entries of a page."""
STANDING = re.compile(
    r"\b(?:what (?:we|you) (?:need to )?know|(?:where|how) things stand|what happened today|how the day unfolded"
    r"|the main developments|the latest)\b",
    re.IGNORECASE,
)
KNOWN = frozenset({"what we know", "what we know so far", "here's what we know", "here's what we know so far"})
"""What announces the points in which such a page sums up."""
ADDRESSED = re.compile(r"(?:Thank|You can|That['\u2019]s|Follow|For )\b|\bclick here\b")
"""How it goes on behind them, speaking to its reader."""
LEAST_POINTS, LEAST_WORDS = 2, 9
OPENS = frozenset({"latest headlines", "key events", "key moments", "key updates", "summary of key events"})
CLOSES = frozenset({"show key events only", "show more key events"})
"""The label above such a list, and the button below it."""
MOST_LISTED = 80
"""Lines of one."""
LISTED = frozenset({HEADING, DATELINE, WIDGET})


def contents(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """The lines of such lists: all up to the button, else up to the last title that heads an entry further down."""
    opening = [i for i, line in enumerate(lines) if len(line.text) <= LONGEST_LABEL and label(line.text) in OPENS]
    last = {key(lines[i].text): i for i, kind in enumerate(kinds) if kind is HEADING} if opening else {}
    for index in opening:
        yield from range(index + 1, _end(lines, kinds, index + 1, last))


def _end(lines: Sequence[Line], kinds: Sequence[Kind], start: int, last: Mapping[str, int]) -> int:
    """The line below the last of the list that begins with a line, given where each title stands last."""
    end = start
    for end in range(start, min(start + MOST_LISTED, len(lines))):
        if kinds[end] not in LISTED or label(lines[end].text) in CLOSES:
            break
    if end < len(lines) and label(lines[end].text) in CLOSES:
        return end
    listed = [at for at in range(start, end - 1) if kinds[at] is HEADING and last[key(lines[at].text)] >= end]
    return listed[-1] + 1 if listed else start


def is_live(page: Section, index: int) -> bool:
    """Whether a headline or the label right above it says that its page is live, or a button further down."""
    above = page.kind(index - 1) is WIDGET and LIVE.search(page.text(index - 1))
    return bool(above or LIVE.search(page.text(index))) or page.once("live", lambda: _has_feed(page))


def _has_feed(page: Section) -> bool:
    short = (index for index in page.of(WIDGET) if page.sizes[index] <= LONGEST_LABEL)
    return any(label(page.text(index)) in FEEDS for index in short)


def reporters(section: Section) -> Settled:
    """The names below the times or the titles of a live page's entries."""
    if section.title is None or not is_live(section, section.title):
        return
    for index in section.of(HEADING):
        if index > section.title and is_name(section.text(index)) and _is_signed(section, index):
            yield index, BYLINE
            if _is_role(section, index + 1):
                yield index + 1, BYLINE


def _is_signed(section: Section, index: int) -> bool:
    """Whether a time stands right above a line, or a title and below it text, the post at the paper between them."""
    above, below = section.kind(index - 1), index + 1 + _is_role(section, index + 1)
    return above is DATELINE or (above is HEADING and section.kind(below) is PARAGRAPH)


def _is_role(section: Section, index: int) -> bool:
    return section.kind(index) is BYLINE or (section.kind(index) is HEADING and is_role(section.text(index)))


def standings(section: Section) -> Settled:
    """The paragraphs of a live page right below the line that announces how things stand."""
    if section.title is None or not is_live(section, section.title):
        return
    for index in section.of(HEADING, PARAGRAPH):
        if index > section.title and _announces(section, index):
            end = index + 1
            while _is_told(section, end):
                end += 1
            if end - index > LEAST_POINTS:
                yield from ((at, LIST_ITEM) for at in range(index + 1, end))


def _is_told(section: Section, index: int) -> bool:
    """Whether a line is a paragraph or as long as one without a stop, and does not speak to the page's reader."""
    long = section.kind(index) is HEADING and words(section.text(index)) >= LEAST_WORDS
    told = long or section.kind(index) is PARAGRAPH
    return told and not (_announces(section, index) or ADDRESSED.search(section.text(index)))


def _announces(section: Section, index: int) -> bool:
    """Whether a heading, or a paragraph with a colon behind it, says that points follow."""
    text = section.text(index)
    if section.kinds[index] is HEADING:
        return label(text) in KNOWN
    return text[-1] in COLONS and STANDING.search(text) is not None
