"""How long the articles that were in a killed worker's hand take until their step is done all the same."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import structlog
from redis.exceptions import RedisError

from ops.chaos.cluster import Cluster, Work
from ops.chaos.follower import Follower
from schemas.errors import ServiceError

LOGGER = structlog.get_logger("newsfold.chaos")


class Recovery:
    """Notes what was in hand when a worker died, and asks the follower when it was done."""

    def __init__(self, cluster: Cluster, follower: Follower) -> None:
        self._cluster = cluster
        self._follower = follower
        self._killed: list[tuple[float, Work]] = []
        self._lock = threading.Lock()

    def at_work(self, worker: int | None) -> bool:
        """Whether this worker has in hand what is not done."""
        return bool(worker and self._work().get(worker))

    @contextmanager
    def of_workers(self, horse_of: int | None = None) -> Iterator[None]:
        """Notes the work of workers that are gone after the block, or whose horse is."""
        before = self._work()
        yield
        now, after = time.monotonic(), self._work()
        with self._lock:
            for pid, work in {**before, **after}.items():
                if pid == horse_of or not _lives(pid):
                    fresh = [each for each in work if each not in self._noted()]
                    self._killed += [(now, each) for each in fresh]
                    if fresh:
                        LOGGER.info("in hand", process=pid, articles=[claim.article for _, claim in fresh])

    def seconds(self) -> Sequence[float]:
        """How long each took, the quickest first; work that was done before the kill is left out."""
        done = ((self._follower.done.get((stage, claim.article)), at) for at, (stage, claim) in self._killed)
        return sorted(when - at for when, at in done if when is not None and when > at)

    def _noted(self) -> set[Work]:
        return {work for _, work in self._killed}

    def _work(self) -> dict[int, list[Work]]:
        try:
            return self._cluster.workers()
        except (ServiceError, RedisError, OSError, ValueError):  # the queue's server is away
            return {}


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
