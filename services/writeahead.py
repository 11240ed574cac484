"""SQLite's write-ahead log, which lets readers read while somebody writes."""

from __future__ import annotations

import sqlite3
import time

PATIENCE = 30.0
"""Seconds that a file is waited for."""
PAUSE = 0.01
"""Seconds between two tries."""


def write_ahead(connection: sqlite3.Connection) -> None:
    """Have the file keep a write-ahead log, from now on and for everybody.

    Of two that meet a new file SQLite refuses one at once, whatever its timeout is, as each could wait for the other
    (https://www.sqlite.org/c3ref/busy_handler.html). Raises sqlite3.OperationalError after 30 seconds.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return
