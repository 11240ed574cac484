"""Where a walk through rows is parted: at a first value that may be null, and where an index tells no place in many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.errors import ReadModelError
from services.readmodels import Query
from services.readmodels.cells import Cell, Layout
from services.readmodels.sql.statement import NOTHING, Statement, joined
from services.readmodels.sql.traits import is_led_to, is_sorted, walked_list


class Stretch(Struct, frozen=True):
    """Part of a walk: a clause that all its rows meet, their order, after which place it begins, where it ends.

    `lead` is what they all have in the columns of the query's order that are not in theirs.
    """

    clause: Statement
    lead: Sequence[Cell]
    order: Sequence[str]
    after: Sequence[Cell] | None
    until: Sequence[Cell] | None


def stretches_of(layout: Layout, query: Query) -> Iterator[Stretch]:
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
    if order[1:] != (query.table.since,) or walked_list(query) or is_led_to(query) or is_sorted(query):
        yield Stretch(clause, (), order, after, until)
        return
    name, (further, nearer) = order[0], ("<", ">") if query.descending else (">", "<")

    def among(operator: str, place: Sequence[Cell]) -> Statement:
        return Statement(f' AND t."{name}" {operator} ?', (layout.checked(name, place[0]),))

    alike = after is not None and until is not None and after[0] == until[0]
    if after:
        last = until[1:] if until and alike else None
        yield Stretch(joined(clause, among("=", after)), after[:1], order[1:], after[1:], last)
    if not alike:
        ends = (among(further, after) if after else NOTHING, among(nearer, until) if until else NOTHING)
        yield Stretch(joined(clause, *ends), (), order, None, None)
        if until:
            yield Stretch(joined(clause, among("=", until)), until[:1], order[1:], None, until[1:])


def _check_order(layout: Layout, query: Query) -> None:
    if any(layout.column(name).nullable for name in query.order[1:]):
        raise ReadModelError("Only the first column of an order may be one that can be null.")
    if query.search and (query.table.search is None or query.order != (query.table.since,)):
        raise ReadModelError(f"The table {query.table.name} cannot be searched for words in this order.")
    if query.after is not None and len(query.after) != len(query.order):
        raise ReadModelError(f"A place in the order {query.order} has {len(query.order)} values.")


def _nullness(query: Query) -> tuple[Statement, Statement]:
    """That the first column of the order has a value, and that it has none; a list of terms holds an empty text."""
    name = query.order[0]
    if walked_list(query):
        return Statement(f" AND l0.\"{name}\" > ''"), Statement(f" AND l0.\"{name}\" = ''")
    return Statement(f' AND t."{name}" IS NOT NULL'), Statement(f' AND t."{name}" IS NULL')
