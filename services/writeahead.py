"""SQLite's write-ahead log, which lets readers read while somebody writes."""

from __future__ import annotations

import sqlite3
import time

PATIENCE = 30.0
"""Seconds that a file is waited for."""
PAUSE = 0.01
"""Seconds between two tries."""
PRIMARY_CODE = 0xFF
"""The bits of an extended result code that are its primary one (https://www.sqlite.org/rescode.html)."""


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite refused because somebody else has the file, so that to ask again may help."""
    return error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY


def write_ahead(connection: sqlite3.Connection) -> None:
    """Have the file keep a write-ahead log, from now on and for everybody.

    Of two that meet a new file SQLite refuses one at once, whatever its timeout is, as each could wait for the other
    (https://www.sqlite.org/c3ref/busy_handler.html). Raises sqlite3.OperationalError after 30 seconds of that, and at
    once if something else is wrong, as a file that is read-only.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return
