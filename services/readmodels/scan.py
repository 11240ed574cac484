"""A whole selection, page by page at one position, however the read models move on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from schemas.rows.row import Row
from services.readmodels import Columns, Generation, Query, Told, Value
from services.readmodels.cells import stored_moment

PAGE = 2_000
"""Rows read at once, some 4 MB of events."""


def scan(generation: Generation, query: Query, position: int) -> Iterator[Columns]:
    """All rows that the query finds at a position that is folded, its limit in all, as they are told, in batches."""
    left, after = query.limit, query.after
    while left > 0:
        page = replace(query, as_of=position, after=after, limit=min(left, PAGE))
        columns = generation.columns(page)
        if columns is None:
            return
        yield columns
        if length(columns) < page.limit:
            return
        left -= page.limit
        after = tuple(columns[name][-1] for name in query.order)


def length(columns: Columns) -> int:
    """The number of rows."""
    return len(next(iter(columns.values())))


def place(row: Row | Told, order: Sequence[str]) -> tuple[Value, ...]:
    """Where a row stands in an order, as `after` takes it."""
    return tuple(_stored(getattr(row, name)) for name in order)


def _stored(value: date | Value) -> Value:
    if isinstance(value, datetime):
        return stored_moment(value)
    return value.isoformat() if isinstance(value, date) else value
