"""Spans of text in code points, and how far two of them are the same."""

from __future__ import annotations

from typing import Any

Span = tuple[int, int]


def span_of(value: Any) -> Span | None:  # noqa: ANN401  # labelled files write spans in several ways
    """The span of {"start", "end"} or [start, end]; None for anything else and for an empty one."""
    match value:
        case {"start": int(start), "end": int(end)} | [int(start), int(end)] if 0 <= start < end:
            return start, end
        case _:
            return None


def spans_of(value: Any) -> list[Span]:  # noqa: ANN401  # the same
    """The spans of a part that is written as one or as a list of pieces."""
    if lone := span_of(value):
        return [lone]
    return [found for piece in value if (found := span_of(piece))] if isinstance(value, list) else []


def shared(one: Span | None, other: Span | None) -> int:
    """How many code points both cover."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) if one and other else 0


def overlap(one: Span | None, other: Span | None) -> float:
    """The share, 0 to 1, of all that either covers which both cover."""
    if not one or not other:
        return 0.0
    both = shared(one, other)
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def holds(outer: Span | None, inner: Span | None) -> bool:
    """Whether the inner span lies within the outer."""
    return bool(outer and inner and outer[0] <= inner[0] and inner[1] <= outer[1])
