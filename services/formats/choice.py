"""The fields of a row that somebody asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.rows.row import Row


def chosen(rows: Sequence[Row], fields: Sequence[str] | None) -> Sequence[Any]:
    """The rows as they are, or of each these fields in this order."""
    if fields is None:
        return rows
    return [{field: getattr(row, field) for field in fields} for row in rows]


def first_of(values: Iterable[Any]) -> Any:  # noqa: ANN401  # a column holds anything
    """The first value of a column that is not missing, None if all are."""
    return next((value for value in values if value is not None), None)
