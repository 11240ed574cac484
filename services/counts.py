"""What workers count for the metrics: kept in Redis, since workers are many processes whose horses live for a second.

A count is worth no failure: if Redis is away it is lost, and a flush begins again at nothing, as a restart does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Protocol

import structlog
from msgspec import Struct

from schemas.errors import ServiceError
from schemas.record import Stage

LOGGER = structlog.get_logger("newsfold.counts")
SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, float("inf"))
"""The upper bounds of the histogram of a step's duration."""
OUTCOMES = ("done", "failed", "killed")


class Counts(Protocol):
    """Numbers by name, shared by all processes of a log."""

    def count(self, amounts: Mapping[str, float]) -> None:
        """Add to the numbers of these names."""

    def note(self, values: Mapping[str, float]) -> None:
        """Put these values in the place of the numbers of these names."""

    def counts(self) -> dict[str, float]:
        """All numbers."""


class Durations(Struct, frozen=True):
    """How long the steps of a stage took: how many took at most each of SECONDS, and all together."""

    counts: tuple[float, ...]
    total: float


def count_step(counts: Counts, stage: Stage, outcome: str, seconds: float) -> None:
    """A step came to an end after so many seconds."""
    bucket = bisect_left(SECONDS, seconds)
    amounts = {f"steps {stage} {outcome}": 1.0, f"took {stage} {bucket}": 1.0, f"seconds {stage}": seconds}
    _lossily(counts.count, amounts)


def count_killed(counts: Counts, stage: Stage) -> None:
    """A step ended its process."""
    _lossily(counts.count, {f"steps {stage} killed": 1.0})


def note_folded(counts: Counts, now: float) -> None:
    """Records were folded at this time, in seconds since 1970."""
    _lossily(counts.note, {"folded_at": now})


def note_model(counts: Counts, model: str, seconds: float) -> None:
    """A model took so long to load."""
    _lossily(counts.note, {f"model {model}": seconds})


def steps(numbers: Mapping[str, float], stage: Stage, outcome: str) -> float:
    """How many steps of a stage came to this end."""
    return numbers.get(f"steps {stage} {outcome}", 0.0)


def durations(numbers: Mapping[str, float], stage: Stage) -> Durations:
    """How long the steps of a stage took."""
    each = (numbers.get(f"took {stage} {bucket}", 0.0) for bucket in range(len(SECONDS)))
    return Durations(tuple(accumulate(each)), numbers.get(f"seconds {stage}", 0.0))


def models(numbers: Mapping[str, float]) -> dict[str, float]:
    """How long each model took to load when it was loaded last."""
    return {name.removeprefix("model "): value for name, value in numbers.items() if name.startswith("model ")}


def _lossily(send: Callable[[Mapping[str, float]], None], numbers: Mapping[str, float]) -> None:
    try:
        send(numbers)
    except ServiceError as error:
        LOGGER.debug("not counted", reason=str(error))
