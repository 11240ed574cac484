"""How long a step that failed waits: in the feeder, so that no worker waits with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schemas.claim import Claim
from schemas.rows.work import UnfinishedRow

FIRST_WAIT, FACTOR = 0.5, 3.0
"""Seconds to wait after the first failure, which may be chance, and how much longer after each further one."""
GROWTHS = 4
"""After so many the wait grows no longer: it is forty seconds."""


class Backoff:
    """Knows since when each article that failed waits, by a clock that nobody sets, as a wall clock is set."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: dict[tuple[Claim, int], float] = {}

    def over(self, rows: Sequence[UnfinishedRow]) -> list[UnfinishedRow]:
        """Those of all rows that failed which have waited long enough since they were first seen here."""
        now = self._clock()
        self._since = {each: self._since.get(each, now) for each in map(_attempt, rows)}
        return [row for row in rows if now - self._since[_attempt(row)] >= wait_after(row.attempts)]


def wait_after(attempts: int) -> float:
    """Seconds until a step that failed so often is tried again."""
    return FIRST_WAIT * FACTOR ** min(attempts - 1, GROWTHS)


def _attempt(row: UnfinishedRow) -> tuple[Claim, int]:
    return Claim(row.article, row.revision), row.attempts
