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
from typing import Any

import msgspec
from msgspec.structs import fields as fields_of

from schemas.readmodel import EventRow, Row
from services.formats import polecat
from services.formats.choice import values_of

FORMULA = frozenset("=+-@\t\r")
Values = Callable[[Any], Sequence[object]]


def write(kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The header, then the lines of each batch together."""
    names, values = _columns(kind, fields)
    yield _lines([names])
    for batch in batches:
        yield _lines([[cell(value) for value in values(row)] for row in batch])


def cell(value: object) -> object:
    """A value as it stands in a file."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA else value
    if value is None or isinstance(value, float) or type(value) is int:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return msgspec.json.encode(value).decode()


def _columns(kind: type[Row], fields: Sequence[str] | None) -> tuple[Sequence[str], Values]:
    if kind is EventRow and fields is None:
        return polecat.NAMES, polecat.values
    names = fields or [field.name for field in fields_of(kind)]
    return names, values_of(names)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
