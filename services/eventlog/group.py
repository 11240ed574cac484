"""Group commit: what many threads append at the same time shares one transaction, and so one wait for the disk."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from itertools import islice

from services.eventlog import EventLog, Outcome, Write

LARGEST_GROUP = 200
"""Writes in one transaction: enough to share its cost, few enough that nobody waits long for the write lock."""


class Waiting:
    """A write that waits; its thread is woken when it is done, or when it is its turn to lead."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.outcome: Future[Outcome] = Future()
        self.woken = threading.Event()


class GroupedAppends:
    """Appends to a log for many threads. The first to come leads: it appends for all that wait, then hands on."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._waiting: deque[Waiting] = deque()

    def append(self, write: Write) -> Outcome:
        """Append the write durably and give its outcome; raises LogError, as do all of its group, if that fails."""
        mine = Waiting(write)
        with self._lock:
            self._waiting.append(mine)
            leads = self._waiting[0] is mine
        if not leads:
            mine.woken.wait()
        if not mine.outcome.done():
            self._lead()
        return mine.outcome.result()

    def _lead(self) -> None:
        """Append the first group of those that wait, the leader's own write at its front."""
        with self._lock:
            group = list(islice(self._waiting, LARGEST_GROUP))
        try:
            outcomes = self._log.append([each.write for each in group])
        except BaseException as error:
            for each in group:
                each.outcome.set_exception(error)
            raise
        else:
            for each, outcome in zip(group, outcomes, strict=True):
                each.outcome.set_result(outcome)
        finally:
            self._hand_on(group)

    def _hand_on(self, group: list[Waiting]) -> None:
        """Let the group go, and wake the first of those that have come meanwhile to lead."""
        with self._lock:
            for _ in group:
                self._waiting.popleft()
            following = [*group[1:], *islice(self._waiting, 1)]
        for each in following:
            each.woken.set()
