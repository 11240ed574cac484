# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""Statements that are the same whatever is asked for: the checkpoint, milestones, all rows, current rows by a value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from schemas.rows.row import Table
from services.readmodels.cells import Layout
from services.readmodels.database import Database
from services.readmodels.sql.statement import Statement, quoted
from services.readmodels.sql.tables import SINCE, UNTIL, milestones_name, past_name


def reaching(table: Table, schema: str, reached: str = "VALUES (?, ?, ?)") -> str:
    """The statement that holds milestones, but for those of keys that reached that level before."""
    return f"INSERT INTO {schema}.{milestones_name(table)} (k, level, position) {reached} ON CONFLICT DO NOTHING"


def milestones(table: Table, schema: str) -> str:
    """All milestones, by key and level."""
    return f"SELECT k, level, position FROM {schema}.{milestones_name(table)} ORDER BY k, level"


def descent(table: Table, schema: str) -> str:
    """The highest level of all, and the one that must be gone down to until so many keys had reached it by a position.

    Both are null if there are no rows.
    """
    reached = f"{schema}.{milestones_name(table)} m WHERE m.level = descent.level AND m.position <= ?"
    return f"""WITH RECURSIVE descent (level) AS (
            SELECT max(level) FROM {schema}.{milestones_name(table)}
            UNION ALL SELECT level - 1 FROM descent
                WHERE level > 0 AND (SELECT 1 FROM {reached} LIMIT 1 OFFSET ?) IS NULL
        ) SELECT max(level), min(level) FROM descent"""


def checkpoint(schema: str) -> str:
    """The position up to which the log is folded into the schema's tables."""
    return f"SELECT position FROM {schema}.checkpoint"


def move(schema: str) -> str:
    """The statement that moves the checkpoint to a position, if it stands at another."""
    return f"UPDATE {schema}.checkpoint SET position = ? WHERE position = ?"


def everything(layout: Layout, schema: str) -> str:
    """All rows of a table, current and past, by key, each followed by since and until."""
    table, names = layout.table, quoted(layout.names)
    current = f"SELECT {names}, {SINCE}, NULL AS {UNTIL} FROM {schema}.{table.name}"
    past = f" UNION ALL SELECT {names}, {SINCE}, {UNTIL} FROM {schema}.{past_name(table)}" if table.history else ""
    return f"{current}{past} ORDER BY {quoted(table.key)}, {SINCE}"


def current(layout: Layout, database: Database, column: str, values: Iterable[str | int]) -> Statement:
    """The current rows of a table with any of these values in a column, by key."""
    checked = layout.all_checked(column, values)
    if len(checked) == 1:
        return Statement(_current(layout, database.schema, f'"{column}" = ?'), tuple(checked))
    condition = database.among(column, layout.column(column).kind)
    return Statement(_current(layout, database.schema, condition), (msgspec.json.encode(checked).decode(),))


@lru_cache(maxsize=1000)
def _current(layout: Layout, schema: str, condition: str) -> str:
    rows = f"SELECT {quoted(layout.names)} FROM {schema}.{layout.table.name}"
    return f"{rows} WHERE {condition} ORDER BY {quoted(layout.table.key)}"
