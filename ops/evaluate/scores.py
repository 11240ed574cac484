"""Precision, recall and F1, and shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Figures = Mapping[str, float | int | None]
"""One row of a table: figures by the columns' names; None where there is nothing to measure."""
Report = dict[str, dict[str, Figures]]
"""Tables by their titles, rows by their names."""
DIGITS = 4
LISTED = 12


def share(part: float, whole: float) -> float | None:
    """Part by whole, rounded; None of nothing."""
    return round(part / whole, DIGITS) if whole else None


def scores(right: int, found: int, labelled: int, reached: int | None = None) -> Figures:
    """P = right / found, R = reached / labelled (`reached` is `right` unless given) and F1, 0 to 1."""
    reached = right if reached is None else reached
    if not found and not labelled:
        return {"P": None, "R": None, "F1": None, "right": 0, "found": 0, "labelled": 0}
    p = right / found if found else 0.0
    r = reached / labelled if labelled else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    rounded = (round(value, DIGITS) for value in (p, r, f1))
    return dict(zip(("P", "R", "F1"), rounded, strict=True)) | {"right": right, "found": found, "labelled": labelled}


def commonest(names: Sequence[str]) -> dict[str, Figures]:
    """The names that come most often, with how often and with their share of all."""
    counted = Counter(names)
    return {name: {"number": count, "share": share(count, len(names))} for name, count in counted.most_common(LISTED)}
