"""Rows as comma-separated values (RFC 4180), safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection); numbers are written as they are. What is nested is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import NoneType
from typing import Any

from msgspec import Raw
from msgspec.structs import fields as fields_of

from schemas.rows.events import EventRow
from schemas.rows.row import Row
from services.formats import polecat
from services.formats.columns import first_of
from services.readmodels import Columns

FORMULA = frozenset("=+-@\t\r")
BREAKS = (",", "\r", "\n")
"""What a text is put in quotes for, besides quotes (RFC 4180)."""
END = "\r\n"


def write(kind: type[Row], batches: Iterable[Columns], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The header, then the lines of each batch together."""
    names, told = _told(kind, fields)
    yield f"{','.join(names)}{END}".encode()
    for columns in batches:
        yield _lines([texts(values) for values in told(columns)])


def _told(kind: type[Row], fields: Sequence[str] | None) -> tuple[Sequence[str], Callable[[Columns], Iterable[Any]]]:
    """The names of the columns of the file, and what makes these of the columns of the rows."""
    if kind is EventRow and fields is None:
        return polecat.NAMES, polecat.columns
    names = fields or [field.name for field in fields_of(kind)]
    return names, lambda columns: map(columns.__getitem__, names)


def _lines(columns: Sequence[Sequence[str]]) -> bytes:
    """The lines; one that would be empty, as it has one empty cell only, is not, as readers pass over empty lines."""
    lines = zip(*columns, strict=True) if len(columns) > 1 else ((text or '""',) for text in columns[0])
    return f"{END.join(map(','.join, lines))}{END}".encode()


def texts(values: Sequence[Any]) -> Sequence[str]:
    """A column, whose values are of one type or missing, as it stands in a file."""
    return SPELLED[type(first_of(values))](values)


def _safe(values: Sequence[str | None]) -> Sequence[str]:
    """Texts; what is to be done with some of them is looked for in all at once, with U+0000 before each."""
    try:
        together = "\0".join(("", *values))  # type: ignore[arg-type]  # which tells whether one is missing
    except TypeError:
        return _safe([value or "" for value in values])
    cells: Sequence[str] = values  # type: ignore[assignment]  # as none is missing
    if any(mark in together and f"\0{mark}" in together for mark in FORMULA):
        cells = [f"'{text}" if text[:1] in FORMULA else text for text in cells]
    return _quoted(cells, together)


def _quoted(cells: Sequence[str], together: str) -> Sequence[str]:
    """Texts as they stand between commas; `together` holds every character of theirs."""
    if '"' in together:
        cells = [text.replace('"', '""') for text in cells]
    elif not any(mark in together for mark in BREAKS):
        return cells
    return [f'"{text}"' if '"' in text or "," in text or "\n" in text or "\r" in text else text for text in cells]


def _nested(values: Sequence[Raw | None]) -> Sequence[str]:
    """What is nested, as JSON."""
    cells = ["" if value is None else bytes(value).decode() for value in values]
    return _quoted(cells, "".join(cells))


def _numbers(values: Sequence[float | None]) -> Sequence[str]:
    return ["" if value is None else str(value) for value in values]


def _truths(values: Sequence[bool | None]) -> Sequence[str]:
    return ["" if value is None else "true" if value else "false" for value in values]


SPELLED: dict[type, Callable[[Sequence[Any]], Sequence[str]]] = {
    str: _safe,
    int: _numbers,
    float: _numbers,
    bool: _truths,
    Raw: _nested,
    NoneType: lambda values: [""] * len(values),
}
"""How columns are written, by the type of their values."""
