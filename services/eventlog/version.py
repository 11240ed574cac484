"""Which logs this program can read and write."""

from __future__ import annotations

import re
from importlib.metadata import version

from schemas.errors import LogTooNewError

PLAIN, ENCRYPTED = 1, 2
"""The layouts of a log: its tables are the same, but what is encrypted an older program must not write to."""
LAYOUT = ENCRYPTED
"""The highest layout this program knows."""
PROGRAM = version("newsfold")
LOWEST_WRITER = "0.1.0"
"""The lowest program version that may write beside this one; the first write of a newer program raises it."""


def check_layout(place: object, layout: int) -> None:
    """Raises LogTooNewError if the log's tables are not known here."""
    if layout > LAYOUT:
        raise LogTooNewError(
            f"The event log {place} has layout {layout}; newsfold {PROGRAM} reads up to {LAYOUT}. Upgrade newsfold."
        )


def admit(place: object, lowest_writer: str) -> str:
    """The lowest version that may write after this program has; raises LogTooNewError if it may not itself."""
    if lowest_writer == LOWEST_WRITER:
        return lowest_writer
    if _numbers(lowest_writer) > _numbers(PROGRAM):
        raise LogTooNewError(
            f"The event log {place} is written by newsfold {lowest_writer} or newer; this is {PROGRAM}. "
            "Upgrade newsfold."
        )
    return max(lowest_writer, LOWEST_WRITER, key=_numbers)


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", release)[:3])
