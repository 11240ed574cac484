"""Reads the log from its beginning all the while, as a projection does, and notes what it sees and when."""

from __future__ import annotations

import threading
import time

from schemas.errors import LogError
from schemas.identity import article_of
from schemas.record import Record, Stage
from services.eventlog import EventLog

LOOK_SECONDS = 0.1
DONE = {"article.cleaned": Stage.CLEAN, "extraction.completed": Stage.EXTRACT}


class Follower:
    """What a reader of the log saw: the positions that were missing where it passed, and when each stage was done."""

    def __init__(self, log: EventLog) -> None:
        self.position = 0
        self.gaps: list[int] = []
        self.done: dict[tuple[Stage, str], float] = {}
        """When an article's stage was first seen to be done, by the monotonic clock."""
        self._log = log
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def finish(self) -> None:
        """Read to the end, and no more."""
        self._stop.set()
        self._thread.join()
        self._read()

    def _follow(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._read()

    def _read(self) -> None:
        try:
            while records := self._log.read(self.position):
                for record in records:
                    self._see(record)
        except LogError:  # away for now
            return

    def _see(self, record: Record) -> None:
        self.gaps += range(self.position + 1, record.position)
        self.position = record.position
        if stage := DONE.get(record.type):
            self.done.setdefault((stage, article_of(record.stream)), time.monotonic())
