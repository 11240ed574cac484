"""Whether a row meets conditions, told without a store."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from schemas.rows.row import Row, Table
from services.readmodels import Condition
from services.readmodels.cells import LAYOUTS

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda value, values: value in values,
}


def meets(table: Table, row: Row, conditions: Iterable[Condition]) -> bool:
    """Whether the row meets all conditions, as a selection from the table would have it."""
    layout = LAYOUTS[table.name]
    cells = dict(zip(layout.names, layout.cells([row]), strict=True))
    return all(_holds(cells[each.column][0], each) for each in conditions)


def _holds(cell: object, condition: Condition) -> bool:
    """Null is equal to null, and beyond comparison."""
    if cell is None or condition.value is None:
        return condition.operator == "=" and cell is condition.value
    return OPERATORS[condition.operator](cell, condition.value)
