"""A wall clock that can be set for one process: time.time and RQ's own are off by as many seconds as a file says."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

SECOND = 1_000_000_000
LOOK_SECONDS = 0.2


class Clock:
    """The clock of a process; the file is looked at now and then only."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._time_ns = time.time_ns
        self._looked = 0.0
        self._offset = 0

    def install(self) -> None:
        """Have this process tell the time by it."""
        time.time_ns = self.time_ns
        time.time = lambda: self.time_ns() / SECOND

    def install_in_rq(self) -> None:
        """RQ tells the time by functions of its own, taken over by name into its modules."""
        for name, module in list(sys.modules.items()):
            if name.startswith("rq."):
                for function, told in (("now", self._now), ("current_timestamp", lambda: int(time.time()))):
                    if hasattr(module, function):
                        setattr(module, function, told)

    def time_ns(self) -> int:
        """Nanoseconds since 1970, as this process has it."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._looked = time.monotonic()
            self._offset = round(float(self._file.read_text()) * SECOND) if self._file.exists() else 0
        return self._time_ns() + self._offset

    def _now(self) -> datetime:
        return datetime.now(UTC) + timedelta(microseconds=self._offset // 1000)
