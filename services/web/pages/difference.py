"""What changed from one page text to the next, line by line, in bounded time. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

MOST_LINES = 1_500
"""Lines of either text that are compared: the time grows with their product."""
AROUND = 2
"""Lines shown before and after a change."""


class Line(Struct, frozen=True):
    """A line that was added, removed or is the same; or a gap where nothing changed."""

    change: str
    text: str = ""


class Difference(Struct, frozen=True, kw_only=True):
    """The lines around every change; `is_cut` says that the texts are longer than what was compared."""

    lines: Sequence[Line]
    added: int
    removed: int
    is_cut: bool


def compare(before: str, after: str) -> Difference:
    """The difference between two page texts, blank lines left out."""
    old, new = _lines(before), _lines(after)
    is_cut = max(len(old), len(new)) > MOST_LINES
    matcher = SequenceMatcher(None, old[:MOST_LINES], new[:MOST_LINES])
    lines = list(_changes(matcher, old, new))
    return Difference(
        lines=lines,
        added=sum(line.change == "added" for line in lines),
        removed=sum(line.change == "removed" for line in lines),
        is_cut=is_cut,
    )


def _changes(matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    end = 0
    for group in matcher.get_grouped_opcodes(AROUND):
        if group[0][1] > end:
            yield Line("gap")
        for kind, first, last, new_first, new_last in group:
            if kind == "equal":
                yield from (Line("same", text) for text in old[first:last])
            else:
                yield from (Line("removed", text) for text in old[first:last])
                yield from (Line("added", text) for text in new[new_first:new_last])
        end = group[-1][2]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
