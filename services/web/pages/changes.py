"""How a page became the next revision's, as a reader wants it: what changed with a little around it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from services.web.difference import Edit, Passage, difference

AROUND = 2
"""Lines shown before and after a change."""
MOST_LINES = 2_000


class Line(Struct, frozen=True):
    """A line that was added, removed or kept; or a gap of lines that were kept."""

    change: str
    text: str = ""


class Changes(Struct, frozen=True, kw_only=True):
    """The lines around every change, `left_out` of them for length."""

    lines: Sequence[Line]
    added: int
    removed: int
    left_out: int


def changes(before: str, after: str) -> Changes:
    """What changed from one text to the other, blank lines left out."""
    passages = difference(before, after)
    lines = [line for number, passage in enumerate(passages) for line in _lines(passages, number, passage, before)]
    return Changes(
        lines=lines[:MOST_LINES],
        added=sum(line.change == Edit.ADDED for line in lines),
        removed=sum(line.change == Edit.REMOVED for line in lines),
        left_out=max(0, len(lines) - MOST_LINES),
    )


def _lines(passages: Sequence[Passage], number: int, passage: Passage, before: str) -> Iterator[Line]:
    if passage.edit is not Edit.KEPT:
        yield from (Line(passage.edit, text) for text in _texts(str(passage.text)))
        return
    kept = _texts(before[passage.before_start : passage.before_end])
    head = kept[:AROUND] if number else []
    tail = kept[len(head) :][-AROUND:] if number < len(passages) - 1 else []
    yield from (Line(Edit.KEPT, text) for text in head)
    if len(head) + len(tail) < len(kept):
        yield Line("gap")
    yield from (Line(Edit.KEPT, text) for text in tail)


def _texts(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
