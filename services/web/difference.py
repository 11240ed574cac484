"""How one text became another, line by line: Myers' greedy algorithm, within a bound.

E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

MOST_STEPS = 500_000
"""Comparisons, about half a second; texts that differ in more are told as one text in place of the other."""
MOST_EDITS = 1_000


class Edit(StrEnum):
    """What became of some lines."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Passage(Struct, frozen=True, kw_only=True):
    """Lines that were kept, removed or added, with their place in both texts in code points; kept ones without text."""

    edit: Edit
    before_start: int
    before_end: int
    after_start: int
    after_end: int
    text: str | UnsetType = UNSET


def difference(before: str, after: str) -> list[Passage]:
    """The passages that lead from one text to the other, in order."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _edits(old[head : len(old) - tail], new[head : len(new) - tail])
    return list(_passages([*[Edit.KEPT] * head, *middle, *[Edit.KEPT] * tail], old, new))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The fewest edits, a line each, or all removed and added if they would be too many to look for."""
    trail = _trail(old, new)
    if trail is None:
        return [*[Edit.REMOVED] * len(old), *[Edit.ADDED] * len(new)]
    edits, x, y = list[Edit](), len(old), len(new)
    for depth, reached in reversed(list(enumerate(trail))):
        diagonal = x - y
        down = diagonal == -depth or (diagonal != depth and reached[diagonal - 1] < reached[diagonal + 1])
        came_from = diagonal + 1 if down else diagonal - 1
        start = reached.get(came_from, 0)
        edge = start if down else start + 1
        edits += [Edit.KEPT] * (x - edge)
        if depth:
            edits.append(Edit.ADDED if down else Edit.REMOVED)
        x, y = start, start - came_from
    return edits[::-1]


def _trail(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]] | None:
    """For every number of edits how far each diagonal was reached before; None if it takes too long."""
    reached, trail, steps = {1: 0}, list[dict[int, int]](), 0
    for depth in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trail.append(dict(reached))
        for diagonal in range(-depth, depth + 1, 2):
            down = diagonal == -depth or (diagonal != depth and reached[diagonal - 1] < reached[diagonal + 1])
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y, steps = x + 1, y + 1, steps + 1
            reached[diagonal] = x
            if x >= len(old) and y >= len(new):
                return trail
        steps += depth
        if steps > MOST_STEPS:
            return None
    return None


def _passages(edits: Sequence[Edit], old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Neighbouring edits of a kind put together."""
    before = after = line = other = first = 0
    while first < len(edits):
        last = first
        while last < len(edits) and edits[last] is edits[first]:
            last += 1
        count, edit = last - first, edits[first]
        gone = "" if edit is Edit.ADDED else "".join(old[line : line + count])
        came = "" if edit is Edit.REMOVED else "".join(new[other : other + count])
        yield Passage(
            edit=edit,
            before_start=before,
            before_end=before + len(gone),
            after_start=after,
            after_end=after + len(came),
            text=UNSET if edit is Edit.KEPT else gone or came,
        )
        line += 0 if edit is Edit.ADDED else count
        other += 0 if edit is Edit.REMOVED else count
        before, after, first = before + len(gone), after + len(came), last
