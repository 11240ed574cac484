"""What the formats ask of a column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def first_of(values: Iterable[Any]) -> Any:  # noqa: ANN401  # a column holds anything
    """The first value of a column that is not missing, None if all are."""
    return next((value for value in values if value is not None), None)
