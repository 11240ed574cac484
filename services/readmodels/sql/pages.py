# ruff: noqa: S608  # names in SQL come from schemas/rows, every value is bound
"""A query as statements: each walks in the order of an index, and what they say is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from services.readmodels import Query
from services.readmodels.cells import LAYOUTS, Cell, Layout
from services.readmodels.database import Database
from services.readmodels.sql.conditions import (
    compared,
    has_key,
    in_list,
    keys_by_then,
    keys_named,
    row_matches,
    there_by_then,
    walk_ends,
    words_match,
)
from services.readmodels.sql.sides import Side, place_of, sides_of
from services.readmodels.sql.statement import NOTHING, Statement, joined, order_by, quoted
from services.readmodels.sql.stretches import Stretch, stretches_of
from services.readmodels.sql.traits import branches_of, is_led_to, is_restless, looks_at_others, named_keys, walked_list

EVERYBODY = (0,)
"""The level that each key reaches by being there."""


class Page(Struct, frozen=True):
    """The statements whose rows are to be merged by an order, and what they all have in the columns that lead to it."""

    lead: Sequence[Cell]
    order: Sequence[str]
    sides: list[Statement]


def pages(query: Query, database: Database, levels: Sequence[int] = EVERYBODY) -> Iterator[Page]:
    """What answers a query one after the other, until its limit is reached; each statement lacks its LIMIT.

    There are two pages where the first column of the order may be null: rows with a value, then rows without.
    The rows of a restless past are those of keys that had reached any of the levels by then.
    """
    layout = LAYOUTS[query.table.name]
    for stretch in stretches_of(layout, query):
        sides = [
            _side(layout, branch, side, stretch, levels)
            for side in sides_of(query, database)
            for branch in branches_of(query)
        ]
        yield Page(stretch.lead, stretch.order, sides)


def reaches(query: Query, database: Database) -> Iterator[Page]:
    """What walks in the query's order through all rows that it has to look at, and tells their places alone.

    Nothing where it looks at no others than it finds.
    """
    layout = LAYOUTS[query.table.name]
    for stretch in stretches_of(layout, query) if looks_at_others(query) else ():
        sides = [
            _walk(layout, branch, side, stretch) for side in sides_of(query, database) for branch in branches_of(query)
        ]
        yield Page(stretch.lead, stretch.order, sides)


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
            found += order_by(quoted(page.order), descending=query.descending) + most if most else ""
            values = tuple(value for side in page.sides for value in side.values)
            alone = f"{page.sides[0].sql}{most}" if len(page.sides) == 1 else found
            yield Statement(f"SELECT {shown}, count(*) FROM ({alone}) found GROUP BY {shown}", values)


def _side(layout: Layout, query: Query, side: Side, stretch: Stretch, levels: Sequence[int]) -> Statement:
    """One side's rows, walked in the order of a list, if there is one in the query's order."""
    place, tables = place_of(query, side, stretch.order)
    walked, named, keys, by_key = walked_list(query), named_keys(query), NOTHING, NOTHING
    if walked or query.search:
        tables = f"{tables} CROSS JOIN {side.name(query.table)} t"
    elif named or is_restless(query):
        keys = keys_named(layout, named) if named else keys_by_then(query, side, levels)
        tables = f"{keys.sql} k CROSS JOIN {tables}"
        by_key = has_key(query, side)
    lists = [in_list(layout, listed, side, walk=listed is walked) for listed in query.listed]
    comparisons = [compared(layout, each) for each in query.where if each is not named]
    where = [side.held, stretch.clause, *comparisons, there_by_then(query, stretch)]
    ends = walk_ends(layout, query, side, stretch, place)  # of bounds of a column SQLite begins at the first
    found = joined(row_matches(query, side), by_key, ends, *lists, *where)
    return Statement(
        f"SELECT {quoted(layout.names, 't.')} FROM {tables} WHERE TRUE{found.sql}{_in_order(query, stretch, place)}",
        (*keys.values, *found.values),
    )


def _walk(layout: Layout, query: Query, side: Side, stretch: Stretch) -> Statement:
    """The places of the rows that one side walks through: those that the index which it walks tells apart."""
    place, tables = place_of(query, side, stretch.order)
    walked, order = walked_list(query), query.order
    where = [Statement(' AND l0."term" = ?', (walked.terms[0],))] if walked else []
    if not walked and not query.search:
        indexed = [each for each in query.where if (each.column, *order) in query.table.indexes]
        bounds = [each for each in query.where if each.column == order[0]]
        where = [compared(layout, each) for each in (*indexed[:1], *bounds)]
    clause = stretch.clause if not query.search else NOTHING
    by_then = there_by_then(query, stretch) if stretch.order != query.order else NOTHING
    ends = walk_ends(layout, query, side, stretch, place)
    found = joined(words_match(query, side), ends, *where, clause, by_then)
    return Statement(
        f"SELECT {place} FROM {tables} WHERE TRUE{found.sql}{_in_order(query, stretch, place)}", found.values
    )


def _in_order(query: Query, stretch: Stretch, place: str) -> str:
    """The order by a place; rows without a first value are put in order by that as well, if by no index of one column.

    PostgreSQL knows the order of an index by its first column, even where that is null in all rows, and sorts without.
    """
    unknown = stretch.order != query.order and not (is_led_to(query) or query.search or walked_list(query))
    return order_by(f't."{query.order[0]}", {place}' if unknown else place, descending=query.descending)
