# ruff: noqa: S608  # names in SQL come from schemas/readmodel.py, every value is bound
"""Queries as SQL that both stores understand; `?` stands for every parameter.

Every table has two: current rows, each with the position since which it holds, and past rows, which also say until
when; both have the same indexes. So what is current is found as fast as if there were no past, and a look at the past
asks both, each in the order of an index, and merges what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from schemas.errors import ReadModelError
from schemas.readmodel import Table
from services.readmodels import Condition, Listed, Query
from services.readmodels.cells import LAYOUTS, Cell, Layout

SINCE, UNTIL = "since_position", "until_position"
OPERATORS = frozenset({"=", "<", "<=", ">", ">="})


class Statement(Struct, frozen=True):
    """SQL with the values of its parameters."""

    sql: str
    values: tuple[Cell, ...] = ()


class Page(Struct, frozen=True):
    """The statements whose rows are to be merged by an order."""

    order: Sequence[str]
    sides: list[Statement]


NOTHING = Statement("")


def quoted(names: Iterable[str], alias: str = "") -> str:
    """Names as SQL identifiers, with commas between."""
    return ", ".join(f'{alias}"{name}"' for name in names)


def past_name(table: Table) -> str:
    """The table that holds the past rows."""
    return f"{table.name}_past"


def checkpoint(schema: str) -> str:
    """The position up to which the log is folded into the schema's tables."""
    return f"SELECT position FROM {schema}.checkpoint"


def indexes(table: Table, schema: str = "", *, numbered: bool = False) -> Iterator[str]:
    """The statements that make a table's indexes: the same for current and for past rows, which also say until when.

    Rows that are stored in the order of their position (`numbered`) need no index by it.
    """
    for columns in table.indexes:
        if numbered and columns == (table.since,):
            continue
        name = f"{table.name}_{'_'.join(columns)}"
        yield f"CREATE INDEX {name} ON {schema}{table.name} ({quoted(columns)})"
        if table.history:
            yield f"CREATE INDEX {name}_past ON {schema}{past_name(table)} ({quoted((*columns, UNTIL))})"


def everything(layout: Layout, schema: str) -> str:
    """All rows of a table, current and past, by key, each followed by since and until."""
    table, names = layout.table, quoted(layout.names)
    current = f"SELECT {names}, {SINCE}, NULL AS {UNTIL} FROM {schema}.{table.name}"
    past = f" UNION ALL SELECT {names}, {SINCE}, {UNTIL} FROM {schema}.{past_name(table)}" if table.history else ""
    return f"{current}{past} ORDER BY {quoted(table.key)}, {SINCE}"


def pages(query: Query, schema: str) -> Iterator[Page]:
    """What answers a query one after the other, until its limit is reached; each statement lacks its LIMIT.

    There are two pages where the first column of the order may be null: rows with a value, then rows without.
    """
    layout, order, after = LAYOUTS[query.table.name], query.order, query.after
    _check_order(layout, query)
    if not order or not layout.column(order[0]).nullable:
        yield _page(layout, query, schema, NOTHING, order, after)
        return
    known, unknown = _nullness(query)
    if after is None or after[0] is not None:
        yield _page(layout, query, schema, known, order, after)
    rest = after[1:] if after and after[0] is None else None
    yield _page(layout, query, schema, unknown, order[1:], rest)


def tallies(query: Query, schema: str, columns: Sequence[str]) -> Iterator[Statement]:
    """The statements that count a query's rows by some columns; what they say is to be added up.

    A row that several sides have counts once.
    """
    layout = LAYOUTS[query.table.name]
    shown = quoted([layout.column(name).name for name in columns])
    for page in pages(query, schema):
        found = "".join(side.sql for side in page.sides[:1])
        if len(page.sides) > 1:
            names = quoted(dict.fromkeys((*columns, *query.table.key)))
            found = " UNION ".join(f"SELECT {names} FROM ({side.sql}) each" for side in page.sides)
        values = tuple(value for side in page.sides for value in side.values)
        yield Statement(f"SELECT {shown}, count(*) FROM ({found}) found GROUP BY {shown}", values)


def _check_order(layout: Layout, query: Query) -> None:
    if any(layout.column(name).nullable for name in query.order[1:]):
        raise ReadModelError("Only the first column of an order may be one that can be null.")
    if query.after is not None and len(query.after) != len(query.order):
        raise ReadModelError(f"A place in the order {query.order} has {len(query.order)} values.")
    for listed in query.listed:
        if listed.table.key != ("term", *query.order):
            raise ReadModelError(f"The table {listed.table.name} does not list {query.table.name} by {query.order}.")


def _nullness(query: Query) -> tuple[Statement, Statement]:
    """That the first column of the order has a value, and that it has none; a list of terms holds an empty text."""
    name = query.order[0]
    if query.listed:
        return Statement(f" AND l0.\"{name}\" > ''"), Statement(f" AND l0.\"{name}\" = ''")
    return Statement(f' AND t."{name}" IS NOT NULL'), Statement(f' AND t."{name}" IS NULL')


def _page(
    layout: Layout, query: Query, schema: str, clause: Statement, order: Sequence[str], after: Sequence[Cell] | None
) -> Page:
    """Rows that meet the query's conditions and the clause, in an order, after a place in it."""
    return Page(order, [_side(layout, query, side, clause, order, after) for side in _sides(query, schema)])


class Side(Struct, frozen=True):
    """Current rows or past ones: how their tables are named, and that a row held at the query's position."""

    name: Callable[[Table], str]
    held: Statement


def _sides(query: Query, schema: str) -> Iterator[Side]:
    """Where the rows are that held at the query's position; None means now."""
    as_of, table = query.as_of, query.table
    if as_of is None:
        yield Side(lambda each: f"{schema}.{each.name}", NOTHING)
        return
    if not table.history:
        raise ReadModelError(f"The table {table.name} keeps no past.")
    columns = table.positions if table.since else (*table.positions, SINCE)
    began = Statement("".join(f' AND t."{name}" <= ?' for name in columns), (as_of,) * len(columns))
    yield Side(lambda each: f"{schema}.{each.name}", began)
    yield Side(lambda each: f"{schema}.{past_name(each)}", _joined(began, Statement(f" AND t.{UNTIL} > ?", (as_of,))))


def _side(
    layout: Layout,
    query: Query,
    side: Side,
    clause: Statement,
    order: Sequence[str],
    after: Sequence[Cell] | None,
) -> Statement:
    """One side's rows, walked in the order of the first list, if there is any."""
    lists = [_list(number, listed, side, query) for number, listed in enumerate(query.listed)]
    alias = "l0." if lists else "t."
    where = [side.held, clause, *(_comparison(layout, each) for each in query.where)]
    beyond = _beyond(layout, order, after, alias, descending=query.descending) if after else _start(query, side, order)
    tables = Statement(" CROSS JOIN ".join([*(each.sql for each, _ in lists), f"{side.name(query.table)} t"]))
    found = _joined(*(each for _, each in lists), *where, beyond)
    return Statement(
        f"SELECT {quoted(layout.names, 't.')} FROM {tables.sql} WHERE TRUE{found.sql}"
        + _ordered(order, alias, descending=query.descending),
        found.values,
    )


def _start(query: Query, side: Side, order: Sequence[str]) -> Statement:
    """Where a look into the past begins that goes from the latest values to the earliest, with the position last.

    It is the latest value that any row had by then, found by going from value to value: to step over the rows that came
    later, of which there may be any number, takes much longer.
    """
    if query.as_of is None or not query.descending or len(order) != 2 or order[1] != query.table.since:  # noqa: PLR2004
        return NOTHING
    value, position = (f'"{name}"' for name in order)
    listed = query.listed[0] if query.listed else None
    rows, values = side.name(listed.table if listed else query.table), (listed.term,) if listed else ()
    among = f"FROM {rows} WHERE {'term = ?' if listed else 'TRUE'}"
    alias = "l0" if listed else "t"
    return Statement(
        f""" AND {alias}.{value} <= (WITH RECURSIVE found (value) AS (
            SELECT max({value}) {among}
            UNION ALL SELECT (SELECT max({value}) {among} AND {value} < found.value) FROM found WHERE value IS NOT NULL
        ) SELECT value FROM found
            WHERE EXISTS (SELECT 1 {among} AND {value} = found.value AND {position} <= ?) LIMIT 1)""",
        (*values, *values, *values, query.as_of),
    )


def _list(number: int, listed: Listed, side: Side, query: Query) -> tuple[Statement, Statement]:
    """The table that lists rows under a term, and that it lists the row; a row and its entries come and go together."""
    here, before = f"l{number}", f"l{number - 1}" if number else "t"
    linked = query.order[-1:] if before == "t" else query.order
    same_place = "".join(f' AND {here}."{name}" = {before}."{name}"' for name in linked)
    term = LAYOUTS[listed.table.name].checked("term", listed.term)
    return Statement(f"{side.name(listed.table)} {here}"), Statement(f' AND {here}."term" = ?{same_place}', (term,))


def _comparison(layout: Layout, condition: Condition) -> Statement:
    column, value = f't."{layout.column(condition.column).name}"', condition.value
    if condition.operator == "in" and isinstance(value, tuple):
        values = tuple(layout.checked(condition.column, each) for each in value)
        return Statement(f" AND {column} IN ({', '.join('?' * len(values))})" if values else " AND FALSE", values)
    if condition.operator not in OPERATORS or isinstance(value, tuple):
        raise ReadModelError(f"A column cannot be compared by {condition.operator} with {value!r}.")
    if value is None:
        return Statement(f" AND {column} IS NULL")
    return Statement(f" AND {column} {condition.operator} ?", (layout.checked(condition.column, value),))


def _beyond(
    layout: Layout, order: Sequence[str], after: Sequence[Cell] | None, alias: str, *, descending: bool
) -> Statement:
    """That a row comes after a place in the order."""
    if not after:
        return NOTHING
    values = tuple(layout.checked(name, value) for name, value in zip(order, after, strict=True))
    sign = "<" if descending else ">"
    return Statement(f" AND ({quoted(order, alias)}) {sign} ({', '.join('?' * len(values))})", values)


def _ordered(order: Sequence[str], alias: str, *, descending: bool) -> str:
    if not order:
        return ""
    direction = " DESC" if descending else ""
    return " ORDER BY " + ", ".join(f'{alias}"{name}"{direction}' for name in order)


def _joined(*statements: Statement) -> Statement:
    sql = "".join(statement.sql for statement in statements)
    return Statement(sql, tuple(value for statement in statements for value in statement.values))


def same(key: Sequence[str]) -> str:
    """The clause that a row has a certain key."""
    return " AND ".join(f'"{name}" = ?' for name in key)


def marks(count: int) -> str:
    """So many parameters."""
    return ", ".join("?" * count)
