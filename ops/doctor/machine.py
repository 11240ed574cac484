"""This machine: what it allows a process."""

from __future__ import annotations

import platform
import resource
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version

from ops.doctor.finding import Finding, fault, ok, warning
from services.settings import Settings

FILES = 1_024
"""Files and connections that a service needs at most, with room to spare."""
FEW_FILES = 256
SQLITE = (3, 37, 0)
"""The first version with STRICT tables."""


def check(_settings: Settings) -> Iterator[Finding]:
    """The program's own version, SQLite's, and the limits of a process."""
    yield ok("machine", f"newsfold {version('newsfold')} on Python {platform.python_version()}, {platform.system()}.")
    yield sqlite_version(sqlite3.sqlite_version_info)
    yield open_files(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def sqlite_version(found: tuple[int, ...]) -> Finding:
    """Whether Python's SQLite can hold the log and the read models."""
    told = f"Python's SQLite is {'.'.join(map(str, found))}"
    if found < SQLITE:
        mend = "Use a Python whose SQLite is 3.37 or newer, or PostgreSQL with NEWSFOLD_DATABASE_URL."
        return fault("machine", f"{told}; it knows no strict tables.", mend)
    return ok("machine", f"{told}.")


def open_files(limit: int) -> Finding:
    """Whether a process may open enough files and connections."""
    told = f"A process may open {limit} files and connections"
    mend = f"Raise it: `ulimit -n {FILES}` before the start, LimitNOFILE in systemd."
    if limit in range(FEW_FILES):
        return fault("machine", f"{told}; the service needs more.", mend)
    if limit in range(FILES):
        return warning("machine", f"{told}; many clients at once need more.", mend)
    return ok("machine", "A process may open enough files.")
