"""Rows as comma-separated values (RFC 4180), safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection); numbers are written as they are. What is nested is JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any

import msgspec
from msgspec.structs import fields as fields_of

from schemas.rows.events import EventRow
from schemas.rows.row import Row
from services.formats import polecat
from services.formats.choice import values_of

FORMULA = frozenset("=+-@\t\r")
AS_IS = frozenset({NoneType, int, float})
Values = Callable[[Any], Sequence[object]]


def write(kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The header, then the lines of each batch together."""
    names, values, arranged = _columns(kind, fields)
    yield _lines([names])
    for batch in batches:
        yield _lines([arranged(_cells(values(row))) for row in batch])


def _cells(values: Sequence[object]) -> list[object]:
    """Values as they stand in a file; most are texts that nobody takes for a formula, or are written as they are."""
    return [
        value
        if (kind := type(value)) in AS_IS or (kind is str and value[:1] not in FORMULA)  # type: ignore[index]  # a text
        else cell(value)
        for value in values
    ]


def cell(value: object) -> object:
    """A value as it stands in a file."""
    convert = CONVERSIONS.get(type(value))
    if convert is None:
        convert = CONVERSIONS[type(value)] = _conversion(value)
    return convert(value)


def _conversion(value: object) -> Callable[[Any], object]:
    """How values of this one's type are written."""
    if isinstance(value, Enum):
        return lambda each: _guarded(each.value)
    if isinstance(value, bool):
        return lambda each: "true" if each else "false"
    if value is None or isinstance(value, float | int):
        return lambda each: each
    if isinstance(value, datetime | date):
        return lambda each: each.isoformat()
    return lambda each: msgspec.json.encode(each).decode()


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULA else text


CONVERSIONS: dict[type, Callable[[Any], object]] = {str: _guarded}
"""How values are written, by their type, as far as types have been met."""


def _columns(kind: type[Row], fields: Sequence[str] | None) -> tuple[Sequence[str], Values, Values]:
    """The names of the columns, what takes their values out of a row, and what puts them in order."""
    if kind is EventRow and fields is None:
        return polecat.NAMES, polecat.values, polecat.arranged
    names = fields or [field.name for field in fields_of(kind)]
    return names, values_of(names), lambda cells: cells


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
