"""Pairs of what was labelled and what was found, one to one, such that they agree most in all."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from msgspec import Struct, field

UNREACHED = float("-inf")


class _Search(Struct):
    """The gain of every row and column reached from a new row, and how each column was reached."""

    rows: dict[int, int]
    columns: dict[int, int] = field(default_factory=dict)
    via: dict[int, int] = field(default_factory=dict)


def best_pairs(weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The pairs (row, column) of the greatest total weight, in order; what has no weight above 0 is never paired.

    Rows are added one by one, each along the alternating path that gains most (successive augmentation).
    """
    edges: dict[int, dict[int, int]] = {}
    for (row, column), weight in weights.items():
        if weight > 0:
            edges.setdefault(row, {})[column] = weight
    owners: dict[int, int] = {}
    for row in sorted(edges):
        _add(row, edges, owners)
    return sorted((row, column) for column, row in owners.items())


def _add(new: int, edges: Mapping[int, Mapping[int, int]], owners: dict[int, int]) -> None:
    """Give the new row a column where that gains, moving others along."""
    found = _search(new, edges, owners)
    free = [(gain, -column) for column, gain in found.columns.items() if column not in owners]
    left = [(gain, -row) for row, gain in found.rows.items()]
    gain, negative = max(free, default=(0, 0))
    best, loser = max(left)
    if gain > best:
        _move(-negative, new, found.via, owners)
    elif best > 0:
        last = next(column for column, row in owners.items() if row == -loser)
        _move(last, new, found.via, owners)


def _search(new: int, edges: Mapping[int, Mapping[int, int]], owners: Mapping[int, int]) -> _Search:
    found, waiting = _Search({new: 0}), deque([new])
    while waiting:
        row = waiting.popleft()
        for column, weight in edges[row].items():
            gain = found.rows[row] + weight
            if owners.get(column) == row or gain <= found.columns.get(column, UNREACHED):
                continue
            found.columns[column], found.via[column] = gain, row
            owner = owners.get(column)
            if owner is not None and gain - edges[owner][column] > found.rows.get(owner, UNREACHED):
                found.rows[owner] = gain - edges[owner][column]
                waiting.append(owner)
    return found


def _move(column: int, new: int, via: Mapping[int, int], owners: dict[int, int]) -> None:
    """Hand each column on the way back to the new row to the row that reached it."""
    held = {row: column for column, row in owners.items()}
    while True:
        row = via[column]
        owners[column] = row
        if row == new:
            return
        column = held[row]
