"""What takes part in the measurement: a log that does the same work as the others, in its own way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from ops.bench.log.sample import Sample
from services.settings import Settings

PAGE = 200
"""Records that newsfold and the bare driver read at a time: so many stay in a processor's cache until decoded."""


class Contender(Protocol):
    """A log in the store of some settings, made if there is none."""

    name: str

    def begin(self, articles: Sequence[str]) -> None:
        """Store that these articles were received, so that their events count."""

    def appending(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """What appends the samples, encoded beforehand, in one durable transaction."""

    def saving(self, samples: Sequence[Sample]) -> Callable[[], object]:
        """The same, but encoding is part of it."""

    def replay(self, after: int = 0) -> int:
        """Read and decode every record after a position to its type; how many there were."""

    def close(self) -> None:
        """Let go of the store."""


@runtime_checkable
class Folding(Contender, Protocol):
    """A contender that also folds its log into a timeline, rows and checkpoint in one transaction."""

    def folding(self, commit: int) -> Callable[[int], object]:
        """What folds the next so many events into tables that were empty, `commit` of them a transaction."""


Making = Callable[[Settings], Contender]
