# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""What a row has to meet, as SQL."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.errors import ReadModelError
from services.parameters import marks
from services.readmodels import Condition, Listed, Query
from services.readmodels.cells import LAYOUTS, Cell, Layout
from services.readmodels.sql.sides import Side, held_then
from services.readmodels.sql.statement import NOTHING, Statement, joined
from services.readmodels.sql.stretches import Stretch
from services.readmodels.sql.tables import SINCE, milestones_name, words_name
from services.readmodels.sql.traits import walked_list

OPERATORS = frozenset({"=", "<", "<=", ">", ">="})


def walk_ends(layout: Layout, query: Query, side: Side, stretch: Stretch, place: str) -> Statement:
    """Where the walk begins and ends."""
    begin = NOTHING
    if stretch.after:
        begin = _beyond(layout, stretch.order, stretch.after, place, "<" if query.descending else ">")
    elif query.after is None:
        begin = _start(query, side, stretch.order)
    if stretch.until is None:
        return begin
    return joined(begin, _beyond(layout, stretch.order, stretch.until, place, ">=" if query.descending else "<="))


def there_by_then(query: Query, stretch: Stretch) -> Statement:
    """That what is walked was there by the query's position, where it tells one: later ones need no look at their rows.

    The row itself says so too, but PostgreSQL does not conclude the one from the other.
    """
    if query.as_of is None or query.search or stretch.order[-1:] not in [(each,) for each in query.table.positions]:
        return NOTHING
    return Statement(f' AND {"l0" if walked_list(query) else "t"}."{stretch.order[-1]}" <= ?', (query.as_of,))


def keys_named(layout: Layout, named: Condition) -> Statement:
    """The keys that a condition names, each once."""
    assert isinstance(named.value, tuple)  # noqa: S101  # as always with `in`
    keys = tuple(dict.fromkeys(layout.checked(named.column, each) for each in named.value))
    rows = ", ".join(["(?)"] * len(keys)) if keys else "(NULL)"
    return Statement(f"(WITH named (k) AS (VALUES {rows}) SELECT k FROM named)", keys)


def keys_by_then(query: Query, side: Side, levels: Sequence[int]) -> Statement:
    """The keys that had reached any of the levels by the query's position, each once."""
    reached = f"{side.database.schema}.{milestones_name(query.table)}"
    among = f"level IN ({marks(len(levels))}) AND position <= ?"
    return Statement(f"(SELECT DISTINCT k FROM {reached} WHERE {among})", (*levels, query.as_of))


def has_key(query: Query, side: Side) -> Statement:
    """That a row has the key k; of a row that is counted on and on, the last that began by the query's position."""
    rows, key = side.name(query.table), f'"{query.table.key[0]}"'
    same_key = Statement(f" AND t.{key} = k.k")
    if side.past_at is None or not query.table.restless:
        return same_key
    began = f"SELECT max({SINCE}) FROM {rows} l WHERE l.{key} = k.k AND l.{SINCE} <= ?"
    return joined(same_key, Statement(f" AND t.{SINCE} = ({began})", (query.as_of,)))


def row_matches(query: Query, side: Side) -> Statement:
    """That the words of a row hold all that is searched for."""
    if not query.search:
        return NOTHING
    return joined(Statement(f' AND t."{query.table.since}" = w.rowid'), words_match(query, side))


def words_match(query: Query, side: Side) -> Statement:
    """That words hold all that is searched for, and were there by the query's position."""
    if not query.search:
        return NOTHING
    matching, until = side.database.matching, query.as_of
    condition = matching.condition.format(table=words_name(query.table))
    found = Statement(f" AND {condition}", (matching.question(query.search),))
    return found if until is None else joined(found, Statement(" AND w.rowid <= ?", (until,)))


def _start(query: Query, side: Side, order: Sequence[str]) -> Statement:
    """Where a look into the past begins that goes from the latest values to the earliest, with the position last.

    It is the latest value that any row had by then, found by going from value to value: to step over the rows that came
    later, of which there may be any number, takes much longer.
    """
    if query.as_of is None or not query.descending or order[1:] not in [(name,) for name in query.table.positions]:
        return NOTHING
    value, position = (f'"{name}"' for name in order)
    listed = walked_list(query)
    rows, values = side.name(listed.table if listed else query.table), listed.terms if listed else ()
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


def in_list(layout: Layout, listed: Listed, side: Side, *, walk: bool) -> Statement:
    """That a list has the row: a row and its entries come and go together, so of past entries one that held as well.

    The list that is walked leads to the row by the last column of its key, which is the row's alone. The others are
    looked up for one row at a time: as a value and not as a condition, which PostgreSQL would take for a join.
    """
    terms = tuple(LAYOUTS[listed.table.name].checked("term", term) for term in listed.terms)
    columns = listed.table.key[1:]
    if walk:
        found = Statement(f' AND l0."term" = ? AND t."{columns[-1]}" = l0."{columns[-1]}"', terms)
        return joined(found, held_then(side, "l0"))
    held = held_then(side, "l")
    same_place = "".join(f' AND l."{name}" = {_listed_value(layout, name)}' for name in columns)
    return Statement(
        f' AND (SELECT 1 FROM {side.name(listed.table)} l WHERE l."term" IN ({marks(len(terms))}){same_place}{held.sql}'
        " LIMIT 1) IS NOT NULL",
        (*terms, *held.values),
    )


def _listed_value(layout: Layout, name: str) -> str:
    """A row's value as a list holds it: an empty text for none."""
    return f"coalesce(t.\"{name}\", '')" if layout.column(name).nullable else f't."{name}"'


def compared(layout: Layout, condition: Condition) -> Statement:
    """That a column compares with a value as asked for; raises ReadModelError for what cannot be compared."""
    column, value = f't."{layout.column(condition.column).name}"', condition.value
    if condition.operator == "in" and isinstance(value, tuple):
        values = tuple(layout.checked(condition.column, each) for each in value)
        return Statement(f" AND {column} IN ({marks(len(values))})" if values else " AND FALSE", values)
    if condition.operator not in OPERATORS or isinstance(value, tuple):
        raise ReadModelError(f"A column cannot be compared by {condition.operator} with {value!r}.")
    if value is None:
        return Statement(f" AND {column} IS NULL")
    return Statement(f" AND {column} {condition.operator} ?", (layout.checked(condition.column, value),))


def _beyond(layout: Layout, order: Sequence[str], place: Sequence[Cell], spelled: str, operator: str) -> Statement:
    """That a row lies on one side of a place in the order, which is spelled by its columns."""
    values = tuple(layout.checked(name, value) for name, value in zip(order, place, strict=True))
    return Statement(f" AND ({spelled}) {operator} ({marks(len(values))})", values)
