"""Rows as comma-separated values (RFC 4180), safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
(https://owasp.org/www-community/attacks/CSV_Injection); numbers are written as they are. What is nested is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import fields as fields_of

from schemas.rows.events import EventRow
from schemas.rows.row import Row
from services.formats import polecat
from services.formats.choice import columns_of

FORMULA = frozenset("=+-@\t\r")
FORMULAS = tuple(f"\0{each}" for each in FORMULA)
BREAKS = (",", "\r", "\n")
"""What a text is put in quotes for, besides quotes (RFC 4180)."""
AS_IS = frozenset({NoneType, int, float})


def _moment(moment: datetime) -> str:
    """As JSON has it: Z for UTC."""
    return moment.isoformat().replace("+00:00", "Z")


SPELLED: dict[type, Callable[[Any], str]] = {
    bool: {False: "false", True: "true"}.__getitem__,
    date: date.isoformat,
    datetime: _moment,
}
"""How values are spelled in which nothing is special."""
OF_ONE_KIND: dict[type, Callable[[Any], str]] = SPELLED | {int: str}
"""The same for a column of values of one type."""
END = "\r\n"


def write(kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The header, then the lines of each batch together."""
    names, columns = _columns(kind, fields)
    yield f"{','.join(names)}{END}".encode()
    for batch in batches:
        if batch:
            yield _lines([_texts(values) for values in columns(batch)])


def _lines(columns: Sequence[Sequence[str]]) -> bytes:
    """The lines; one that would be empty, as it has one empty cell only, is not, as readers pass over empty lines."""
    lines = zip(*columns, strict=True) if len(columns) > 1 else ((text or '""',) for text in columns[0])
    return f"{END.join(map(','.join, lines))}{END}".encode()


def _texts(values: Sequence[Any]) -> Sequence[str]:
    """A column as it stands in a file; most can stand as they are."""
    missing = values.count(None)
    if missing == len(values):
        return [""] * missing
    try:
        return _safe([value or "" for value in values] if missing else values)
    except TypeError:  # they are no texts, which is told by trying what is to be done with texts
        pass
    kinds = set(map(type, values))
    if len(kinds) == 1 and (spell := OF_ONE_KIND.get(*kinds)) is not None:
        return list(map(spell, values))
    if kinds <= AS_IS:
        return ["" if value is None else str(value) for value in values]
    return [_quoted("" if value is None else str(cell(value))) for value in values]


def _safe(texts: Sequence[str]) -> Sequence[str]:
    """Texts as they stand between commas; what is looked for in all of them at once, with U+0000 before each."""
    together = "\0".join(("", *texts))
    if any(mark in together for mark in FORMULAS):
        texts = list(map(_guarded, texts))
    if '"' in together:
        return list(map(_quoted, texts))
    if any(mark in together for mark in BREAKS):
        return [f'"{text}"' if "," in text or "\n" in text or "\r" in text else text for text in texts]
    return texts


def _quoted(text: str) -> str:
    """A text as it stands between commas."""
    if '"' in text:
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


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
    if value is None or isinstance(value, float | int):
        return lambda each: each
    return lambda each: msgspec.json.encode(each).decode()


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULA else text


CONVERSIONS: dict[type, Callable[[Any], object]] = {
    **SPELLED,
    str: _guarded,
    Raw: lambda each: bytes(each).decode(),
}
"""How values are written, by their type, as far as types have been met."""


def _columns(
    kind: type[Row], fields: Sequence[str] | None
) -> tuple[Sequence[str], Callable[[Sequence[Any]], Iterable[Sequence[object]]]]:
    """The names of the columns, and what takes the columns out of rows."""
    if kind is EventRow and fields is None:
        return polecat.NAMES, polecat.columns
    names = fields or [field.name for field in fields_of(kind)]
    return names, lambda rows: columns_of(rows, names)
