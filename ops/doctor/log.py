"""The event log: the right one, writable, and sealed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

from ops.doctor.finding import Finding, fault, ok, warning
from services.eventlog import EventLog
from services.settings import Settings
from services.wiring import open_log

UNSEALED_SECONDS = 600
"""Age of a record from which it should have been sealed: that is done once a minute."""
BUSY_SECONDS = 5.0
MICROSECONDS = 1_000_000


def check(settings: Settings) -> Iterator[Finding]:
    """Whether there is one, of the right identity, that can be appended to and is sealed."""
    if not settings.database_url and not settings.log_path.exists():
        mend = "`newsfold up` or `newsfold serve` makes one. If there should be one, look at NEWSFOLD_DATA."
        yield warning("log", f"There is no log in {settings.data.resolve()} yet.", mend)
        return
    with closing(open_log(settings)) as log:
        yield ok("log", f"The log {log.identity} holds {log.head()} records.")
        yield sealed(log, time.time())
    if not settings.database_url:
        yield appendable(settings)


def appendable(settings: Settings) -> Finding:
    """Whether SQLite lets this process begin to write."""
    address = f"{settings.log_path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        mend = "Let this user write to log.sqlite and its folder; look for a process stopped in mid-write."
        return fault("log", f"The log cannot be appended to: {error}.", mend)
    return ok("log", "The log can be appended to.")


def sealed(log: EventLog, now: float) -> Finding:
    """Whether the oldest record that is not sealed is young."""
    seal = log.last_seal()
    at = seal.last if seal else 0
    unsealed = log.read(at, limit=1)
    if unsealed and now - unsealed[0].recorded_at / MICROSECONDS > UNSEALED_SECONDS:
        told = f"Records after position {at} are not sealed: changes to them would not be noticed."
        return warning("log", told, "Start `newsfold work projections`, which seals, or run `newsfold log seal`.")
    return ok("log", f"It is sealed up to position {at}; `newsfold log verify` checks the seals.")
