# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""Queries as SQL that both stores understand; `?` stands for every parameter.

Every table has two: current rows, each with the position since which it holds, and past rows, which also say until
when; both have the same indexes, but for past rows that are found by key only. So what is current is found as fast as
if there were no past, and a look at the past asks both, each in the order of an index, and merges what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from schemas.errors import ReadModelError
from schemas.rows.row import Table
from services.readmodels import Condition, Listed, Query
from services.readmodels.cells import LAYOUTS, Cell, Layout
from services.readmodels.database import Database

SINCE, UNTIL = "since_position", "until_position"
EVERYBODY = (0,)
"""The level that each key reaches by being there."""
OPERATORS = frozenset({"=", "<", "<=", ">", ">="})


class Statement(Struct, frozen=True):
    """SQL with the values of its parameters."""

    sql: str
    values: tuple[Cell, ...] = ()


class Page(Struct, frozen=True):
    """The statements whose rows are to be merged by an order, and what they all have in the columns that lead to it."""

    lead: Sequence[Cell]
    order: Sequence[str]
    sides: list[Statement]


class Stretch(Struct, frozen=True):
    """Part of a walk: a clause that all its rows meet, their order, after which place it begins, where it ends.

    `lead` is what they all have in the columns of the query's order that are not in theirs.
    """

    clause: Statement
    lead: Sequence[Cell]
    order: Sequence[str]
    after: Sequence[Cell] | None
    until: Sequence[Cell] | None


NOTHING = Statement("")


def quoted(names: Iterable[str], alias: str = "") -> str:
    """Names as SQL identifiers, with commas between."""
    return ", ".join(f'{alias}"{name}"' for name in names)


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


def pages(query: Query, database: Database, levels: Sequence[int] = EVERYBODY) -> Iterator[Page]:
    """What answers a query one after the other, until its limit is reached; each statement lacks its LIMIT.

    There are two pages where the first column of the order may be null: rows with a value, then rows without.
    The rows of a restless past are those of keys that had reached any of the levels by then.
    """
    layout = LAYOUTS[query.table.name]
    for stretch in _stretches(layout, query):
        sides = [
            _side(layout, branch, side, stretch, levels)
            for side in _sides(query, database)
            for branch in _branches(query)
        ]
        yield Page(stretch.lead, stretch.order, sides)


def climbs(query: Query) -> bool:
    """Whether rows of a restless past are looked for, and those come first that were counted highest."""
    is_alone = not (query.listed or query.search or _named(query))
    return is_alone and _is_restless(query) and query.descending and query.order[:1] == (query.table.restless,)


def reaches(query: Query, database: Database) -> Iterator[Page]:
    """What walks in the query's order through all rows that it has to look at, and tells their places alone.

    Nothing where it looks at no others than it finds.
    """
    layout = LAYOUTS[query.table.name]
    for stretch in _stretches(layout, query) if _looks_at_others(query) else ():
        sides = [
            _walk(layout, branch, side, stretch) for side in _sides(query, database) for branch in _branches(query)
        ]
        yield Page(stretch.lead, stretch.order, sides)


def _stretches(layout: Layout, query: Query) -> Iterator[Stretch]:
    """Rows with a value in the first column of the order, then those without, if there may be such."""
    _check_order(layout, query)
    order, after, until = query.order, query.after, query.until
    if not order or not layout.column(order[0]).nullable:
        yield from _between(layout, query, NOTHING, until)
        return
    known, unknown = _nullness(query)
    if after is None or after[0] is not None:
        yield from _between(layout, query, known, until if until and until[0] is not None else None)
    if until is None or until[0] is None:
        rest = after[1:] if after and after[0] is None else None
        yield Stretch(unknown, (None,), order[1:], rest, until[1:] if until else None)


def _between(layout: Layout, query: Query, clause: Statement, until: Sequence[Cell] | None) -> Iterator[Stretch]:
    """Rows after the query's place and up to another: those that share its first value, those between, the others.

    So each begins and ends where an index says. SQLite finds a place in an index that ends in the number of its rows by
    the first value alone, and would step over all others that have that.
    """
    order, after = query.order, query.after
    if order[1:] != (query.table.since,) or _walked(query) or _led_to(query) or _sorts(query):
        yield Stretch(clause, (), order, after, until)
        return
    name, (further, nearer) = order[0], ("<", ">") if query.descending else (">", "<")

    def among(operator: str, place: Sequence[Cell]) -> Statement:
        return Statement(f' AND t."{name}" {operator} ?', (layout.checked(name, place[0]),))

    alike = after is not None and until is not None and after[0] == until[0]
    if after:
        last = until[1:] if until and alike else None
        yield Stretch(_joined(clause, among("=", after)), after[:1], order[1:], after[1:], last)
    if not alike:
        ends = (among(further, after) if after else NOTHING, among(nearer, until) if until else NOTHING)
        yield Stretch(_joined(clause, *ends), (), order, None, None)
        if until:
            yield Stretch(_joined(clause, among("=", until)), until[:1], order[1:], None, until[1:])


def tallies(query: Query, database: Database, columns: Sequence[str], within: int | None) -> Iterator[Statement]:
    """The statements that count a query's rows by some columns, if so `within` the first of them only.

    What they say is to be added up. A row that several sides have counts once.
    """
    layout = LAYOUTS[query.table.name]
    shown = quoted([layout.column(name).name for name in columns])
    names = quoted(dict.fromkeys((*columns, *query.order, *query.table.key)))
    most = "" if within is None else f" LIMIT {within:d}"
    for page in pages(query, database):
        if page.sides:
            found = " UNION ".join(f"SELECT {names} FROM ({side.sql}{most}) each" for side in page.sides)
            found += _ordered(quoted(page.order), descending=query.descending) + most if most else ""
            values = tuple(value for side in page.sides for value in side.values)
            alone = f"{page.sides[0].sql}{most}" if len(page.sides) == 1 else found
            yield Statement(f"SELECT {shown}, count(*) FROM ({alone}) found GROUP BY {shown}", values)


def _check_order(layout: Layout, query: Query) -> None:
    if any(layout.column(name).nullable for name in query.order[1:]):
        raise ReadModelError("Only the first column of an order may be one that can be null.")
    if query.search and (query.table.search is None or query.order != (query.table.since,)):
        raise ReadModelError(f"The table {query.table.name} cannot be searched for words in this order.")
    if query.after is not None and len(query.after) != len(query.order):
        raise ReadModelError(f"A place in the order {query.order} has {len(query.order)} values.")


def _walked(query: Query) -> Listed | None:
    """The list that is walked in place of the table: the first, if it is in the query's order."""
    first = query.listed[0] if query.listed and not query.search else None
    return first if first and first.table.key == ("term", *query.order) else None


def _branches(query: Query) -> list[Query]:
    """Queries that have the rows of this one together, each of which walks one index in its order."""
    if walked := _walked(query):
        return [replace(query, listed=(Listed(walked.table, term), *query.listed[1:])) for term in walked.terms]
    for each in query.where:
        if (
            each.operator == "in"
            and isinstance(each.value, tuple)
            and (each.column, *query.order) in query.table.indexes
        ):
            others = tuple(other for other in query.where if other is not each)
            values = dict.fromkeys(each.value)
            return [replace(query, where=(Condition(each.column, "=", value), *others)) for value in values]
    return [query]


def _nullness(query: Query) -> tuple[Statement, Statement]:
    """That the first column of the order has a value, and that it has none; a list of terms holds an empty text."""
    name = query.order[0]
    if _walked(query):
        return Statement(f" AND l0.\"{name}\" > ''"), Statement(f" AND l0.\"{name}\" = ''")
    return Statement(f' AND t."{name}" IS NOT NULL'), Statement(f' AND t."{name}" IS NULL')


class Side(Struct, frozen=True):
    """Current rows or past ones: how their tables are named, and that a row held at the query's position."""

    name: Callable[[Table], str]
    held: Statement
    database: Database
    past_at: int | None = None
    """The position that past rows are looked at from; None for current rows."""


def _sides(query: Query, database: Database) -> Iterator[Side]:
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
    yield Side(lambda each: f"{schema}.{past_name(each)}", _joined(began, ended), database, as_of)


def _side(layout: Layout, query: Query, side: Side, stretch: Stretch, levels: Sequence[int]) -> Statement:
    """One side's rows, walked in the order of a list, if there is one in the query's order."""
    place, tables = _place(query, side, stretch.order)
    walked, named, keys, by_key = _walked(query), _named(query), NOTHING, NOTHING
    if walked or query.search:
        tables = f"{tables} CROSS JOIN {side.name(query.table)} t"
    elif named or _is_restless(query):
        keys = _listed_keys(layout, named) if named else _keys(query, side, levels)
        tables = f"{keys.sql} k CROSS JOIN {tables}"
        by_key = _by_key(query, side)
    lists = [_list(layout, listed, side, walk=listed is walked) for listed in query.listed]
    compared = [_comparison(layout, each) for each in query.where if each is not named]
    where = [side.held, stretch.clause, *compared, _by_then(query, stretch)]
    ends = _ends(layout, query, side, stretch, place)  # of bounds of a column SQLite begins at the first
    found = _joined(_matching(query, side), by_key, ends, *lists, *where)
    return Statement(
        f"SELECT {quoted(layout.names, 't.')} FROM {tables} WHERE TRUE{found.sql}{_in_order(query, stretch, place)}",
        (*keys.values, *found.values),
    )


def _walk(layout: Layout, query: Query, side: Side, stretch: Stretch) -> Statement:
    """The places of the rows that one side walks through: those that the index which it walks tells apart."""
    place, tables = _place(query, side, stretch.order)
    walked, order = _walked(query), query.order
    where = [Statement(' AND l0."term" = ?', (walked.terms[0],))] if walked else []
    if not walked and not query.search:
        indexed = [each for each in query.where if (each.column, *order) in query.table.indexes]
        bounds = [each for each in query.where if each.column == order[0]]
        where = [_comparison(layout, each) for each in (*indexed[:1], *bounds)]
    clause = stretch.clause if not query.search else NOTHING
    by_then = _by_then(query, stretch) if stretch.order != query.order else NOTHING
    ends = _ends(layout, query, side, stretch, place)
    found = _joined(_matched(query, side), ends, *where, clause, by_then)
    return Statement(
        f"SELECT {place} FROM {tables} WHERE TRUE{found.sql}{_in_order(query, stretch, place)}", found.values
    )


def _looks_at_others(query: Query) -> bool:
    """Whether rows have to be looked at that the query does not find."""
    if not query.order or _named(query) or _is_restless(query) or _led_to(query):
        return False
    common = query.table.common
    compared = [
        each for each in query.where if each.column != query.order[0] and (each.column, each.value) not in common
    ]
    is_indexed = not query.listed and any((each.column, *query.order) in query.table.indexes for each in compared)
    others = [each for each in query.listed if each is not _walked(query)]
    return bool(others) or len(compared) > is_indexed or (query.as_of is not None and not query.search)


def _led_to(query: Query) -> bool:
    """Whether a value leads to the rows, by an index of its own or by their key, so that no others are looked at."""
    if query.listed or query.search:
        return False
    columns = {query.table.key[0], *(columns[0] for columns in query.table.indexes if len(columns) == 1)}
    return any(each.operator == "=" and each.column in columns for each in query.where)


def _place(query: Query, side: Side, order: Sequence[str]) -> tuple[str, str]:
    """How a place in the order is spelled, and the table that is walked in it."""
    if query.search:
        return "w.rowid", f"{side.database.schema}.{words_name(query.table)} w"
    if walked := _walked(query):
        return quoted(order, "l0."), f"{side.name(walked.table)} l0"
    return quoted(order, "t."), f"{side.name(query.table)} t"


def _ends(layout: Layout, query: Query, side: Side, stretch: Stretch, place: str) -> Statement:
    """Where the walk begins and ends."""
    begin = NOTHING
    if stretch.after:
        begin = _beyond(layout, stretch.order, stretch.after, place, "<" if query.descending else ">")
    elif query.after is None:
        begin = _start(query, side, stretch.order)
    if stretch.until is None:
        return begin
    return _joined(begin, _beyond(layout, stretch.order, stretch.until, place, ">=" if query.descending else "<="))


def _by_then(query: Query, stretch: Stretch) -> Statement:
    """That what is walked was there by the query's position, where it tells one: later ones need no look at their rows.

    The row itself says so too, but PostgreSQL does not conclude the one from the other.
    """
    if query.as_of is None or query.search or stretch.order[-1:] not in [(each,) for each in query.table.positions]:
        return NOTHING
    return Statement(f' AND {"l0" if _walked(query) else "t"}."{stretch.order[-1]}" <= ?', (query.as_of,))


def _in_order(query: Query, stretch: Stretch, place: str) -> str:
    """The order by a place; rows without a first value are put in order by that as well, if by no index of one column.

    PostgreSQL knows the order of an index by its first column, even where that is null in all rows, and sorts without.
    """
    unknown = stretch.order != query.order and not (_led_to(query) or query.search or _walked(query))
    return _ordered(f't."{query.order[0]}", {place}' if unknown else place, descending=query.descending)


def _named(query: Query) -> Condition | None:
    """The condition that names the keys of the rows, which are then looked up and put in order.

    A database would rather walk in the query's order until it has met them all, past any number of others.
    """
    if query.listed or query.search or query.order[:1] == query.table.key:
        return None
    return next((each for each in query.where if (each.column,) == query.table.key and each.operator == "in"), None)


def _listed_keys(layout: Layout, named: Condition) -> Statement:
    """The keys that a condition names, each once."""
    assert isinstance(named.value, tuple)  # noqa: S101  # as always with `in`
    keys = tuple(dict.fromkeys(layout.checked(named.column, each) for each in named.value))
    rows = ", ".join(["(?)"] * len(keys)) if keys else "(NULL)"
    return Statement(f"(WITH named (k) AS (VALUES {rows}) SELECT k FROM named)", keys)


def _is_restless(query: Query) -> bool:
    """Whether the query looks at the past of a restless table."""
    return query.table.restless is not None and query.as_of is not None


def _keys(query: Query, side: Side, levels: Sequence[int]) -> Statement:
    """The keys that had reached any of the levels by the query's position, each once."""
    reached = f"{side.database.schema}.{milestones_name(query.table)}"
    among = f"level IN ({marks(len(levels))}) AND position <= ?"
    return Statement(f"(SELECT DISTINCT k FROM {reached} WHERE {among})", (*levels, query.as_of))


def _sorts(query: Query) -> bool:
    """Whether rows are looked up by their keys or by words, and then put in order."""
    return bool(query.search or _named(query) or _is_restless(query))


def _by_key(query: Query, side: Side) -> Statement:
    """That a row has the key k; of a row that is counted on and on, the last that began by the query's position."""
    rows, key = side.name(query.table), f'"{query.table.key[0]}"'
    same_key = Statement(f" AND t.{key} = k.k")
    if side.past_at is None or not query.table.restless:
        return same_key
    began = f"SELECT max({SINCE}) FROM {rows} l WHERE l.{key} = k.k AND l.{SINCE} <= ?"
    return _joined(same_key, Statement(f" AND t.{SINCE} = ({began})", (query.as_of,)))


def _matching(query: Query, side: Side) -> Statement:
    """That the words of a row hold all that is searched for."""
    if not query.search:
        return NOTHING
    return _joined(Statement(f' AND t."{query.table.since}" = w.rowid'), _matched(query, side))


def _matched(query: Query, side: Side) -> Statement:
    """That words hold all that is searched for, and were there by the query's position."""
    if not query.search:
        return NOTHING
    matching, until = side.database.matching, query.as_of
    condition = matching.condition.format(table=words_name(query.table))
    found = Statement(f" AND {condition}", (matching.question(query.search),))
    return found if until is None else _joined(found, Statement(" AND w.rowid <= ?", (until,)))


def _start(query: Query, side: Side, order: Sequence[str]) -> Statement:
    """Where a look into the past begins that goes from the latest values to the earliest, with the position last.

    It is the latest value that any row had by then, found by going from value to value: to step over the rows that came
    later, of which there may be any number, takes much longer.
    """
    if query.as_of is None or not query.descending or order[1:] not in [(name,) for name in query.table.positions]:
        return NOTHING
    value, position = (f'"{name}"' for name in order)
    listed = _walked(query)
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


def _list(layout: Layout, listed: Listed, side: Side, *, walk: bool) -> Statement:
    """That a list has the row: a row and its entries come and go together, so of past entries one that held as well.

    The list that is walked leads to the row by the last column of its key, which is the row's alone. The others are
    looked up for one row at a time: as a value and not as a condition, which PostgreSQL would take for a join.
    """
    terms = tuple(LAYOUTS[listed.table.name].checked("term", term) for term in listed.terms)
    columns = listed.table.key[1:]
    if walk:
        found = Statement(f' AND l0."term" = ? AND t."{columns[-1]}" = l0."{columns[-1]}"', terms)
        return _joined(found, _held(side, "l0"))
    held = _held(side, "l")
    same_place = "".join(f' AND l."{name}" = {_listed_value(layout, name)}' for name in columns)
    return Statement(
        f' AND (SELECT 1 FROM {side.name(listed.table)} l WHERE l."term" IN ({marks(len(terms))}){same_place}{held.sql}'
        " LIMIT 1) IS NOT NULL",
        (*terms, *held.values),
    )


def _held(side: Side, alias: str) -> Statement:
    """That a past entry of a list held at the position that is looked at: a row may have been there before or since."""
    if side.past_at is None:
        return NOTHING
    return Statement(f" AND {alias}.{SINCE} <= ? AND {alias}.{UNTIL} > ?", (side.past_at, side.past_at))


def _listed_value(layout: Layout, name: str) -> str:
    """A row's value as a list holds it: an empty text for none."""
    return f"coalesce(t.\"{name}\", '')" if layout.column(name).nullable else f't."{name}"'


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


def _beyond(layout: Layout, order: Sequence[str], place: Sequence[Cell], spelled: str, operator: str) -> Statement:
    """That a row lies on one side of a place in the order, which is spelled by its columns."""
    values = tuple(layout.checked(name, value) for name, value in zip(order, place, strict=True))
    return Statement(f" AND ({spelled}) {operator} ({marks(len(values))})", values)


def _ordered(place: str, *, descending: bool) -> str:
    """The order by columns, each of them turned round or none."""
    return (
        f" ORDER BY {place.replace(',', ' DESC,')} DESC"
        if place and descending
        else f" ORDER BY {place}"
        if place
        else ""
    )


def _joined(*statements: Statement) -> Statement:
    sql = "".join(statement.sql for statement in statements)
    return Statement(sql, tuple(value for statement in statements for value in statement.values))


def same(key: Sequence[str]) -> str:
    """The clause that a row has a certain key."""
    return " AND ".join(f'"{name}" = ?' for name in key)


def marks(count: int) -> str:
    """So many parameters."""
    return ", ".join("?" * count)
