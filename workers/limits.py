"""What a job may take of its machine. The kernel sees to it, so that native code that never returns ends too."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path

SECONDS, CHARACTERS_A_SECOND = 5, 10_000
"""Processor time that an article may take: so long, and a second for so many characters, six times what they take."""
STATM = Path("/proc/self/statm")
DATA_PAGES = 5
"""Where proc(5) tells the pages of data and stack."""


@contextmanager
def processor_time(characters: int) -> Iterator[None]:
    """Have the kernel end this process (SIGXCPU) if the block takes much longer than so many characters should."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    before, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = ceil(used.ru_utime + used.ru_stime + SECONDS + characters / CHARACTERS_A_SECOND)
    resource.setrlimit(resource.RLIMIT_CPU, (end if most == resource.RLIM_INFINITY else min(end, most), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, most))


def limit_memory(size: int) -> None:
    """Let this process have so many bytes more than it has now, then raise MemoryError; dump no core if it ends.

    Linux only; elsewhere memory is not limited.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        data = int(STATM.read_text().split()[DATA_PAGES]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_DATA, (data + size, data + size))
