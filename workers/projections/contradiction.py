"""Whether two figures of the same subject cannot both be right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import inf, log10

from schemas.event import Qualifier
from schemas.rows.figures import StanceCell

NEAR_DAYS = 7
"""Days within which figures count as told of the same time: later ones bring the number up to date."""
ABOUT = 0.1
"""How far, in parts of it, a number that is said to be about so much may be off."""
ROUNDED = 1_000
"""From here on a number that ends in zeros is taken as rounded."""


def contradictions(stances: Sequence[StanceCell]) -> int:
    """How many pairs of stances contradict one another."""
    return sum(contradict(one, other) for one, other in combinations(stances, 2))


def contradict(one: StanceCell, other: StanceCell) -> bool:
    """Whether two hold figures of the same time of which at most one is right."""
    (low, high), (lower, higher) = bounds(one), bounds(other)
    return (high < lower or higher < low) and _of_the_same_time(one, other)


def bounds(stance: StanceCell) -> tuple[float, float]:
    """The least and the greatest number that the figure allows for."""
    value = stance.value
    match stance.qualifier:
        case Qualifier.AT_LEAST:
            return value, inf
        case Qualifier.AT_MOST:
            return -inf, value
        case Qualifier.ABOUT:
            return value - ABOUT * abs(value), value + ABOUT * abs(value)
        case Qualifier.BETWEEN:
            return value, stance.high if stance.high is not None else value
    half = _last_digit(value) / 2
    return value - half, value + half


def _last_digit(value: float) -> float:
    """What the last digit of a number that is not zero counts: 3,000 is told in thousands; 0 for what is exact."""
    if value < ROUNDED or not value.is_integer():
        return 0.0
    unit = 10 ** int(log10(value))
    while value % unit:
        unit //= 10
    return float(unit) if unit > 1 else 0.0


def _of_the_same_time(one: StanceCell, other: StanceCell) -> bool:
    """Whether the days lie close together; where both name some, whether these begin together too."""
    apart = max(one.first, other.first) - min(one.last, other.last)
    if apart.days > NEAR_DAYS:
        return False
    return not (one.told and other.told) or abs((one.first - other.first).days) <= NEAR_DAYS
