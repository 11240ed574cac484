"""Whether more can be taken in: refused in time, uploads before live posts, so that memory and delays stay bounded.

Articles wait in the log, and queues are kept short by the feeder, so what grows is the backlog there. It is measured
beside the posts, never by them: a post costs no look at the read models and does not wait for them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

import structlog
from msgspec import Struct

from schemas.article import Priority
from schemas.errors import NewsfoldError
from schemas.rows.work import UNFINISHED
from services.eventlog import EventLog
from services.readmodels import ReadModels
from services.settings import Settings
from services.web.problems import Problem

LOGGER = structlog.get_logger("newsfold.pressure")
MEASURE_SECONDS = 1.0
SHARE = 20
"""Measuring takes one part in so many of the time at most, however long it takes to count."""
LOOK_SECONDS = 0.5
LOOKS = 60
"""How often an upload under way looks whether it may go on, and how many times before it is refused the rest."""
BACKLOG_SECONDS = 30
"""When to come again where there is too much to do; where there is too much in hand, after a second."""


class Load(Struct, frozen=True):
    """Articles that are unfinished, and records that are not folded yet."""

    backlog: int = 0
    lag: int = 0


class Hand:
    """The bytes that one request holds in memory."""

    def __init__(self, pressure: Pressure, priority: Priority) -> None:
        self._pressure = pressure
        self._priority = priority
        self._size = 0

    def hold(self, size: int) -> None:
        """Hold so many bytes from now on; raises Problem if all requests together would hold too many."""
        self._pressure.in_hand += size - self._size
        self._size = size
        self._pressure.check_memory(self._priority)


class Pressure:
    """What is known of the load, and what it means for who wants to add to it.

    Uploads get half of every bound, so that live posts are taken in while uploads wait. `refused` is told each reason.
    """

    def __init__(
        self, settings: Settings, log: EventLog, readmodels: ReadModels, refused: Callable[[str], None]
    ) -> None:
        self._refused = refused
        self._settings = settings
        self._log = log
        self._readmodels = readmodels
        self._due = 0.0
        self._measuring: asyncio.Task[None] | None = None
        self.load = Load()
        self.in_hand = 0

    @contextmanager
    def hand(self, priority: Priority) -> Iterator[Hand]:
        """A hand for one request, empty again at the end."""
        hand = Hand(self, priority)
        try:
            yield hand
        finally:
            self.in_hand -= hand._size  # noqa: SLF001  # both classes are one thing

    def check(self, priority: Priority) -> None:
        """Raises Problem (503) if there is too much to do already."""
        if reason := self._too_much(priority):
            raise self._refusal(reason, f"there is too much to do already: {self._told(reason)}", BACKLOG_SECONDS)

    def check_memory(self, priority: Priority) -> None:
        """Raises Problem (503) if requests hold too many bytes."""
        if self.in_hand > _share(self._settings.max_bytes_in_hand, priority):
            raise self._refusal("memory", "the service has its hands full; send it again in a moment", 1)

    async def wait(self) -> None:
        """Wait until an upload may go on; raises Problem (503) if it may not for half a minute."""
        for _ in range(LOOKS):
            if not self._too_much(Priority.BULK):
                return
            await asyncio.sleep(LOOK_SECONDS)
        self.check(Priority.BULK)

    def _too_much(self, priority: Priority) -> str | None:
        """What there is too much of, as last measured."""
        self._measure_soon()
        if self.load.backlog > _share(self._settings.max_backlog, priority):
            return "backlog"
        return "lag" if self.load.lag > _share(self._settings.max_lag, priority) else None

    def _told(self, reason: str) -> str:
        if reason == "backlog":
            return f"{self.load.backlog} articles wait to be processed"
        return f"{self.load.lag} records wait to be folded into the read models"

    def _refusal(self, reason: str, detail: str, again_seconds: int) -> Problem:
        self._refused(reason)
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(again_seconds)})

    def _measure_soon(self) -> None:
        """Begin to measure, unless that was done just now or is under way."""
        is_under_way = self._measuring is not None and not self._measuring.done()
        if not is_under_way and time.monotonic() >= self._due:
            self._measuring = asyncio.create_task(self._measure())

    async def _measure(self) -> None:
        """Look at the read models; while they are away what was known goes on counting."""
        began = time.monotonic()
        try:
            self.load = await asyncio.to_thread(measure, self._log, self._readmodels)
        except NewsfoldError as error:
            LOGGER.warning("the load cannot be measured", reason=str(error))
        ended = time.monotonic()
        self._due = ended + max(MEASURE_SECONDS, SHARE * (ended - began))


def measure(log: EventLog, readmodels: ReadModels) -> Load:
    """The load now."""
    generation = readmodels.serving()
    return Load(generation.count(UNFINISHED), max(0, log.head() - generation.checkpoint()))


def _share(bound: int, priority: Priority) -> int:
    return bound if priority is Priority.LIVE else bound // 2
