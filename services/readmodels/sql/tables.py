"""The tables that a table of rows is stored in, and their indexes.

Every table has two: current rows, each with the position since which it holds, and past rows, which also say until
when; both have the same indexes, but for past rows that are found by key only. So what is current is found as fast as
if there were no past.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.rows.row import Table
from services.readmodels.sql.statement import quoted

SINCE, UNTIL = "since_position", "until_position"


def past_name(table: Table) -> str:
    """The table that holds the past rows."""
    return f"{table.name}_past"


def words_name(table: Table) -> str:
    """The table that holds the words that rows are searched by, current and past ones, each row's under its position.

    A row that is replaced leaves its words there: it is found no more, as no row has its position.
    """
    return f"{table.name}_words"


def milestones_name(table: Table) -> str:
    """The table that holds at which position each key first reached a level of a restless column."""
    return f"{table.name}_milestones"


def indexes(table: Table, schema: str = "", *, numbered: bool = False) -> Iterator[str]:
    """The statements that make a table's indexes: the same for current and for past rows, which also say until when.

    Where no column tells a position, past rows say since when as well: those that a look into the past passes by are
    told by their index alone. Rows that are stored in the order of their position (`numbered`) need no index by it, nor
    past rows that are found by key only. PostgreSQL plans better once it is told that no two rows share a position.
    """
    held = (UNTIL,) if table.positions else (UNTIL, SINCE)
    for columns in table.indexes:
        if numbered and columns == (table.since,):
            continue
        name, kind = f"{table.name}_{'_'.join(columns)}", "UNIQUE INDEX" if columns == (table.since,) else "INDEX"
        yield f"CREATE {kind} {name} ON {schema}{table.name} ({quoted(columns)})"
        if table.history and not table.restless:
            yield f"CREATE INDEX {name}_past ON {schema}{past_name(table)} ({quoted((*columns, *held))})"
