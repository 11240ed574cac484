"""Current rows and past ones: a look at the past asks both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from schemas.errors import ReadModelError
from schemas.rows.row import Table
from services.readmodels import Query
from services.readmodels.database import Database
from services.readmodels.sql.statement import NOTHING, Statement, joined, quoted
from services.readmodels.sql.tables import SINCE, UNTIL, past_name, words_name
from services.readmodels.sql.traits import walked_list


class Side(Struct, frozen=True):
    """Current rows or past ones: how their tables are named, and that a row held at the query's position."""

    name: Callable[[Table], str]
    held: Statement
    database: Database
    past_at: int | None = None
    """The position that past rows are looked at from; None for current rows."""


def sides_of(query: Query, database: Database) -> Iterator[Side]:
    """Where the rows are that held at the query's position; None means now."""
    as_of, table, schema = query.as_of, query.table, database.schema
    if as_of is None:
        yield Side(lambda each: f"{schema}.{each.name}", NOTHING, database)
        return
    if not table.history:
        raise ReadModelError(f"The table {table.name} keeps no past.")
    columns = table.positions if table.since else (*table.positions, SINCE)
    began = Statement("".join(f' AND t."{name}" <= ?' for name in columns), (as_of,) * len(columns))
    yield Side(lambda each: f"{schema}.{each.name}", began, database)
    ended = Statement(f" AND t.{UNTIL} > ?", (as_of,))
    yield Side(lambda each: f"{schema}.{past_name(each)}", joined(began, ended), database, as_of)


def place_of(query: Query, side: Side, order: Sequence[str]) -> tuple[str, str]:
    """How a place in the order is spelled, and the table that is walked in it."""
    if query.search:
        return "w.rowid", f"{side.database.schema}.{words_name(query.table)} w"
    if walked := walked_list(query):
        return quoted(order, "l0."), f"{side.name(walked.table)} l0"
    return quoted(order, "t."), f"{side.name(query.table)} t"


def held_then(side: Side, alias: str) -> Statement:
    """That a past entry of a list held at the position that is looked at: a row may have been there before or since."""
    if side.past_at is None:
        return NOTHING
    return Statement(f" AND {alias}.{SINCE} <= ? AND {alias}.{UNTIL} > ?", (side.past_at, side.past_at))
