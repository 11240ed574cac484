"""What a job may take of its machine. The kernel sees to it, so that native code that never returns ends too."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.block import CleanedPage
from schemas.event import Extraction
from workers.steps import Extractor

SECONDS, SLACK = 1.0, 10.0
"""Processor time that an article may take: so long, and so many times what its size lets expect."""
CLEANING_PACE = 1e-5
"""Seconds that a byte of a page may be expected to take; ordinary ones take a fiftieth, hostile ones more."""
STATM = Path("/proc/self/statm")
DATA_PAGES = 5
"""Where proc(5) tells the pages of data and stack."""


@contextmanager
def processor_time(expected: float) -> Iterator[None]:
    """Have the kernel end this process (SIGPROF) if the block takes far more processor time than so many seconds."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS + SLACK * expected)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


class InTime:
    """An extractor that ends its process rather than never come back; `pace` is what a character takes, in seconds."""

    def __init__(self, extractor: Extractor, pace: float) -> None:
        self._extractor = extractor
        self._pace = pace

    @property
    def version(self) -> str:
        """That of the extractor itself."""
        return self._extractor.version

    def extract(self, page: CleanedPage) -> Extraction:
        """All that was found on the page."""
        with processor_time(len(page.text) * self._pace):
            return self._extractor.extract(page)


def limit_memory(size: int) -> None:
    """Let this process have so many bytes more than it has now, then raise MemoryError; dump no core if it ends.

    Linux only; elsewhere memory is not limited.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        data = int(STATM.read_text().split()[DATA_PAGES]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_DATA, (data + size, data + size))
