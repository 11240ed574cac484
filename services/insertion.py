"""Many rows into SQLite with few statements, which takes it less time than one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from services.parameters import marks

TOGETHER = (64, 8)
"""Rows of a statement: with more it takes no less time."""


def insert(connection: sqlite3.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Do a statement that has {} in the place of its rows, for all rows, in order; they are of equal width.

    It should say OR ROLLBACK, as its transaction is undone as a whole anyway if a row is refused: else SQLite copies
    every page before it changes it, so that it can undo this statement alone.
    """
    done, width = 0, len(rows[0]) if rows else 0
    for count in TOGETHER:
        while len(rows) - done >= count:
            cells = chain.from_iterable(rows[done : done + count])
            connection.execute(_with_rows(statement, width, count), tuple(cells))
            done += count
    if done < len(rows):
        connection.executemany(_with_rows(statement, width, 1), rows[done:])


@cache
def _with_rows(statement: str, width: int, count: int) -> str:
    row = f"({marks(width)})"
    return statement.format(f"VALUES {', '.join([row] * count)}")
