"""What a live page lists above its entries: the times and titles of those that matter most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.block import Kind
from workers.clean.keys import key
from workers.clean.lines import Line
from workers.clean.names import DATELINE, HEADING, WIDGET
from workers.clean.widgets import LONGEST_LABEL, label

OPENS = frozenset({"key events", "key moments", "key updates", "summary of key events"})
CLOSES = frozenset({"show key events only", "show more key events"})
"""The label above such a list, and the button below it."""
MOST_LISTED = 80
"""Lines of one."""
LISTED = frozenset({HEADING, DATELINE, WIDGET})


def contents(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """The lines of such lists: all up to the button, else up to the last title that heads an entry below the next line."""
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST_LABEL and label(line.text) in OPENS:
            yield from range(index + 1, _end(lines, kinds, index + 1))


def _end(lines: Sequence[Line], kinds: Sequence[Kind], start: int) -> int:
    """The line below the last of the list that begins with a line."""
    end = start
    for end in range(start, min(start + MOST_LISTED, len(lines))):
        if kinds[end] not in LISTED or label(lines[end].text) in CLOSES:
            break
    if end < len(lines) and label(lines[end].text) in CLOSES:
        return end
    entries = {key(lines[at].text) for at in range(end, len(lines)) if kinds[at] is HEADING}
    listed = [at for at in range(start, end - 1) if kinds[at] is HEADING and key(lines[at].text) in entries]
    return listed[-1] + 1 if listed else start
