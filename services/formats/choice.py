"""The fields of a row that somebody asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from schemas.rows.row import Row


def chosen(rows: Sequence[Row], fields: Sequence[str] | None) -> Sequence[Any]:
    """The rows as they are, or of each these fields in this order."""
    if fields is None:
        return rows
    values = values_of(fields)
    return [dict(zip(fields, values(row), strict=True)) for row in rows]


def first_of(values: Iterable[Any]) -> Any:  # noqa: ANN401  # a column holds anything
    """The first value of a column that is not missing, None if all are."""
    return next((value for value in values if value is not None), None)


def values_of(fields: Sequence[str]) -> Any:  # noqa: ANN401  # takes a row, gives a tuple of anything
    """What takes the values of these fields out of a row, as a tuple."""
    get = attrgetter(*fields)
    return get if len(fields) > 1 else lambda row: (get(row),)
