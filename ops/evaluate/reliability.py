"""Whether confidences are honest: of the events given 0.8, about 80 % are to be right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ops.evaluate.scores import Figures, share

BINS = 10


class Outcome(Struct, frozen=True):
    """A confidence that was stated, 0 to 1, and whether what it was stated of is right."""

    confidence: float
    right: bool


def reliability(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Per tenth of confidence the mean stated, the share that is right and their number; in the end all together.

    "gap" of all is the expected calibration error: the mean distance of stated from right, weighted by number.
    """
    bins: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        bins.setdefault(min(BINS - 1, int(outcome.confidence * BINS)), []).append(outcome)
    table = {f"{low / BINS:.1f} to {(low + 1) / BINS:.1f}": _row(bins[low]) for low in sorted(bins)}
    if outcomes:
        gaps = sum(abs(_stated(each) - _right(each)) * len(each) for each in bins.values())
        table["all"] = {**_row(outcomes), "gap": share(gaps, len(outcomes))}
    return table


def _row(outcomes: Sequence[Outcome]) -> Figures:
    stated, right = _stated(outcomes), _right(outcomes)
    return {
        "stated": share(stated, 1),
        "right": share(right, 1),
        "events": len(outcomes),
        "gap": share(abs(stated - right), 1),
    }


def _stated(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.confidence for outcome in outcomes) / len(outcomes)


def _right(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.right for outcome in outcomes) / len(outcomes)
