"""What a query asks for, as far as it decides how its rows are found."""

from __future__ import annotations

from msgspec.structs import replace

from services.readmodels import Condition, Listed, Query


def climbs(query: Query) -> bool:
    """Whether rows of a restless past are looked for, and those come first that were counted highest."""
    is_alone = not (query.listed or query.search or named_keys(query))
    return is_alone and is_restless(query) and query.descending and query.order[:1] == (query.table.restless,)


def walked_list(query: Query) -> Listed | None:
    """The list that is walked in place of the table: the first, if it is in the query's order."""
    first = query.listed[0] if query.listed and not query.search else None
    return first if first and first.table.key == ("term", *query.order) else None


def branches_of(query: Query) -> list[Query]:
    """Queries that have the rows of this one together, each of which walks one index in its order."""
    if walked := walked_list(query):
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


def looks_at_others(query: Query) -> bool:
    """Whether rows have to be looked at that the query does not find."""
    if not query.order or named_keys(query) or is_restless(query) or is_led_to(query):
        return False
    common = query.table.common
    compared = [
        each for each in query.where if each.column != query.order[0] and (each.column, each.value) not in common
    ]
    is_indexed = not query.listed and any((each.column, *query.order) in query.table.indexes for each in compared)
    others = [each for each in query.listed if each is not walked_list(query)]
    return bool(others) or len(compared) > is_indexed or (query.as_of is not None and not query.search)


def is_led_to(query: Query) -> bool:
    """Whether a value leads to the rows, by an index of its own or by their key, so that no others are looked at."""
    if query.listed or query.search:
        return False
    columns = {query.table.key[0], *(columns[0] for columns in query.table.indexes if len(columns) == 1)}
    return any(each.operator == "=" and each.column in columns for each in query.where)


def named_keys(query: Query) -> Condition | None:
    """The condition that names the keys of the rows, which are then looked up and put in order.

    A database would rather walk in the query's order until it has met them all, past any number of others.
    """
    if query.listed or query.search or query.order[:1] == query.table.key:
        return None
    return next((each for each in query.where if (each.column,) == query.table.key and each.operator == "in"), None)


def is_restless(query: Query) -> bool:
    """Whether the query looks at the past of a restless table."""
    return query.table.restless is not None and query.as_of is not None


def is_sorted(query: Query) -> bool:
    """Whether rows are looked up by their keys or by words, and then put in order."""
    return bool(query.search or named_keys(query) or is_restless(query))
