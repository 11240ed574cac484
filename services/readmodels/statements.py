# ruff: noqa: S608  # names in SQL come from schemas/readmodel.py, every value is bound
"""Queries as SQL that both stores understand; `?` stands for every parameter.

Every table has two: current rows, each with the position since which it holds, and past rows, which also say until
when; both have the same indexes. So what is current is found as fast as if there were no past, and a look at the past
is the union of both with a where-clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.errors import ReadModelError
from schemas.readmodel import Table
from services.readmodels import Condition, Query, Related
from services.readmodels.cells import LAYOUTS, Cell, Layout

SINCE, UNTIL = "since_position", "until_position"
OPERATORS = frozenset({"=", "<", "<=", ">", ">="})


class Statement(Struct, frozen=True):
    """SQL with the values of its parameters."""

    sql: str
    values: tuple[Cell, ...] = ()


NOTHING = Statement("")


def quoted(names: Sequence[str], alias: str = "") -> str:
    """Names as SQL identifiers, with commas between."""
    return ", ".join(f'{alias}"{name}"' for name in names)


def past_name(table: Table) -> str:
    """The table that holds the past rows."""
    return f"{table.name}_past"


def checkpoint(schema: str) -> str:
    """The position up to which the log is folded into the schema's tables."""
    return f"SELECT position FROM {schema}.checkpoint"


def everything(layout: Layout, schema: str) -> str:
    """All rows of a table, current and past, by key, each followed by since and until."""
    table, names = layout.table, quoted(layout.names)
    current = f"SELECT {names}, {SINCE}, NULL AS {UNTIL} FROM {schema}.{table.name}"
    past = f" UNION ALL SELECT {names}, {SINCE}, {UNTIL} FROM {schema}.{past_name(table)}" if table.history else ""
    return f"{current}{past} ORDER BY {quoted(table.key)}, {SINCE}"


def pages(query: Query, schema: str) -> Iterator[Statement]:
    """The statements that answer a query one after the other, until its limit is reached; each lacks its LIMIT.

    There are two where the first column of the order may be null: rows with a value, then rows without.
    """
    layout, order, after = LAYOUTS[query.table.name], query.order, query.after
    _check_order(layout, query)
    if not order or not layout.column(order[0]).nullable:
        yield _page(layout, query, schema, NOTHING, order, after)
        return
    first = f't."{order[0]}"'
    if after is None or after[0] is not None:
        yield _page(layout, query, schema, Statement(f" AND {first} IS NOT NULL"), order, after)
    rest = after[1:] if after and after[0] is None else None
    yield _page(layout, query, schema, Statement(f" AND {first} IS NULL"), order[1:], rest)


def _check_order(layout: Layout, query: Query) -> None:
    if any(layout.column(name).nullable for name in query.order[1:]):
        raise ReadModelError("Only the first column of an order may be one that can be null.")
    if query.after is not None and len(query.after) != len(query.order):
        raise ReadModelError(f"A place in the order {query.order} has {len(query.order)} values.")


def _page(
    layout: Layout, query: Query, schema: str, clause: Statement, order: Sequence[str], after: Sequence[Cell] | None
) -> Statement:
    """Rows that meet the query's conditions and the clause, in an order, after a place in it."""
    selects = []
    for name, held in _sides(query.table, schema, query.as_of, "t"):
        conditions = [_condition(layout, each, schema, query.as_of) for each in query.where]
        beyond = _beyond(layout, order, after, descending=query.descending)
        where = _joined(held, clause, *conditions, beyond)
        selects.append(
            Statement(f"SELECT {quoted(layout.names, 't.')} FROM {name} t WHERE TRUE{where.sql}", where.values)
        )
    union = " UNION ALL ".join(select.sql for select in selects)
    return Statement(union + _ordered(order, descending=query.descending), _joined(*selects).values)


def _sides(table: Table, schema: str, as_of: int | None, alias: str) -> Iterator[tuple[str, Statement]]:
    """The tables that hold the rows, each with the clause that they hold at the position; None means now."""
    if as_of is None:
        yield f"{schema}.{table.name}", NOTHING
        return
    if not table.history:
        raise ReadModelError(f"The table {table.name} keeps no past.")
    yield f"{schema}.{table.name}", Statement(f" AND {alias}.{SINCE} <= ?", (as_of,))
    ended = Statement(f" AND {alias}.{SINCE} <= ? AND {alias}.{UNTIL} > ?", (as_of, as_of))
    yield f"{schema}.{past_name(table)}", ended


def _condition(layout: Layout, condition: Condition | Related, schema: str, as_of: int | None) -> Statement:
    if isinstance(condition, Related):
        return _related(layout, condition, schema, as_of)
    return _comparison(layout, condition, "t")


def _related(layout: Layout, related: Related, schema: str, as_of: int | None) -> Statement:
    """That another table, as it is or was at the position, has a row with this row's key that meets the conditions."""
    other = LAYOUTS[related.table.name]
    (key,) = layout.table.key
    linked = f'r."{other.column(related.column).name}" = t."{key}"'
    exists = []
    for name, held in _sides(related.table, schema, as_of, "r"):
        where = _joined(held, *(_comparison(other, each, "r") for each in related.where))
        exists.append(Statement(f"EXISTS (SELECT 1 FROM {name} r WHERE {linked}{where.sql})", where.values))
    either = " OR ".join(each.sql for each in exists)
    return Statement(f" AND ({either})", _joined(*exists).values)


def _comparison(layout: Layout, condition: Condition, alias: str) -> Statement:
    column, value = f'{alias}."{layout.column(condition.column).name}"', condition.value
    if condition.operator == "in" and isinstance(value, tuple):
        values = tuple(layout.checked(condition.column, each) for each in value)
        return Statement(f" AND {column} IN ({', '.join('?' * len(values))})" if values else " AND FALSE", values)
    if condition.operator not in OPERATORS or isinstance(value, tuple):
        raise ReadModelError(f"A column cannot be compared by {condition.operator} with {value!r}.")
    if value is None:
        return Statement(f" AND {column} IS NULL")
    return Statement(f" AND {column} {condition.operator} ?", (layout.checked(condition.column, value),))


def _beyond(layout: Layout, order: Sequence[str], after: Sequence[Cell] | None, *, descending: bool) -> Statement:
    """That a row comes after a place in the order."""
    if not after:
        return NOTHING
    values = tuple(layout.checked(name, value) for name, value in zip(order, after, strict=True))
    sign = "<" if descending else ">"
    return Statement(f" AND ({quoted(order, 't.')}) {sign} ({', '.join('?' * len(values))})", values)


def _ordered(order: Sequence[str], *, descending: bool) -> str:
    if not order:
        return ""
    direction = " DESC" if descending else ""
    return " ORDER BY " + ", ".join(f'"{name}"{direction}' for name in order)


def _joined(*statements: Statement) -> Statement:
    sql = "".join(statement.sql for statement in statements)
    return Statement(sql, tuple(value for statement in statements for value in statement.values))


def same(key: Sequence[str]) -> str:
    """The clause that a row has a certain key."""
    return " AND ".join(f'"{name}" = ?' for name in key)


def marks(count: int) -> str:
    """So many parameters."""
    return ", ".join("?" * count)
