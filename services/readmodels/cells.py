"""How a row lies in a table: a cell a field, each a text, a whole number, a real number or a truth value.

Both stores hold the same cells, so that equal rows have equal dumps. Days and moments are ISO 8601 text, moments in
UTC with microseconds, so that text order is order in time; what is nested is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Generic, cast

import msgspec
from msgspec import Raw, Struct, defstruct, inspect
from msgspec.structs import astuple

from schemas.codec import NUL, REPLACEMENT
from schemas.errors import ReadModelError
from schemas.readmodel import TABLES
from schemas.rows.row import AnyRow, Row, Row_co, Table
from services.readmodels import Columns, Told

Cell = str | int | float | bool | None
Key = tuple[str | int, ...]
TEXT, INTEGER, REAL, BOOLEAN = "text", "integer", "real", "boolean"
PLAIN = {inspect.StrType: TEXT, inspect.IntType: INTEGER, inspect.FloatType: REAL}
LARGEST = 2**63
_encode_json = msgspec.json.Encoder().encode
Coding = tuple[str, Callable[[Any], Cell] | None, Callable[[Any], object] | None]


class Column(Struct, frozen=True):
    """A field of a row: what kind of cell holds it, and how it gets into the cell and out again if it is not one."""

    name: str
    kind: str
    nullable: bool
    encode: Callable[[Any], Cell] | None = None
    decode: Callable[[Any], object] | None = None

    @property
    def told(self) -> Callable[[Any], object] | None:
        """How it gets out of the cell to be told: names and days stay texts, what is nested is not looked into."""
        if self.encode is _json:
            return Raw
        if self.encode is stored_moment:
            return _told_moment
        return self.decode if self.kind == BOOLEAN else None


class Layout(Generic[Row_co]):
    """The columns of a table, and the way from a row to its cells and back; `is_key` if a row is its key alone."""

    def __init__(self, table: Table[Row_co]) -> None:
        self.table = table
        self.columns = tuple(_column(field, table.row) for field in inspect.type_info(table.row).fields)  # type: ignore[attr-defined]  # a Struct's info has fields
        self.names = tuple(column.name for column in self.columns)
        self._by_name = {column.name: column for column in self.columns}
        self.key = _key_of(table)
        self.is_key = self.names == table.key
        self.flags = [index for index, column in enumerate(self.columns) if column.kind == BOOLEAN]
        self.nullable = [index for index, column in enumerate(self.columns) if column.nullable]
        encoded = [(index, column, column.encode) for index, column in enumerate(self.columns) if column.encode]
        self._certain = [(index, encode) for index, column, encode in encoded if not column.nullable]
        self._possible = [(index, encode) for index, column, encode in encoded if column.nullable]
        self._decoders = [(index, column.decode) for index, column in enumerate(self.columns) if column.decode]
        self._tellers = [(index, column.told) for index, column in enumerate(self.columns) if column.told]
        fields = [(name, Any) for name in self.names]
        self._told: Callable[..., Told] = defstruct(table.row.__name__, fields, frozen=True, gc=False)

    def cells(self, rows: Sequence[Row]) -> list[Sequence[Cell]]:
        """The cells of rows, of one at least, column by column: so many rows are laid out in less time."""
        columns: list[Sequence[Cell]] = list(zip(*map(astuple, rows), strict=True))
        for index, encode in self._certain:
            columns[index] = list(map(encode, columns[index]))
        for index, encode in self._possible:
            columns[index] = [None if value is None else encode(value) for value in columns[index]]
        return columns

    def row(self, cells: Sequence[Cell]) -> Row_co:
        """The row that lies in these cells."""
        return self.table.row(**dict(zip(self.names, _decoded(cells, self._decoders), strict=True)))

    def told(self, rows: Sequence[Sequence[Cell]]) -> list[Told]:
        """The rows that lie in these cells, to be written and not to be looked into: some five times as fast."""
        return list(map(self._told, *self.columns_told(rows).values())) if rows else []

    def columns_told(self, rows: Sequence[Sequence[Cell]]) -> Columns:
        """The same column by column, of one row at least."""
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for index, tell in self._tellers:
            columns[index] = [None if cell is None else tell(cell) for cell in columns[index]]
        return dict(zip(self.names, columns, strict=True))

    def cells_of(self, names: Sequence[str]) -> Callable[[Sequence[Cell]], Any]:
        """What takes the cells of these columns out of a row's cells, to compare by."""
        places = [self.names.index(name) for name in names]
        return itemgetter(*places) if places else lambda _cells: 0

    def column(self, name: str) -> Column:
        """The column of this name; raises ReadModelError if there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise ReadModelError(f"The table {self.table.name} has no column {name}.") from None

    def checked(self, name: str, value: Cell) -> Cell:
        """A value to compare with a column; raises ReadModelError if no cell of the column could hold it."""
        return self.all_checked(name, (value,))[0]

    def all_checked(self, name: str, values: Iterable[Cell]) -> list[Cell]:
        """Values to compare with a column; raises ReadModelError if no cell of the column could hold one of them."""
        kind, plain = self.column(name).kind, list(map(_plain, values))
        fits = FITS[kind]
        for value in plain:
            if value is not None and not fits(value):
                raise ReadModelError(f"The column {name} of {self.table.name} holds {kind} cells, not {value!r}.")
        return [value.replace(NUL, REPLACEMENT) if isinstance(value, str) else value for value in plain]


def _decoded(cells: Sequence[Cell], decoders: Iterable[tuple[int, Callable[[Any], object]]]) -> list[Any]:
    """The cells, some of them as what they stand for."""
    values: list[Any] = list(cells)
    for index, decode in decoders:
        if values[index] is not None:
            values[index] = decode(values[index])
    return values


def _is_text(value: Cell) -> bool:
    """Whether it is text, and has no lone surrogates, which UTF-8 cannot encode."""
    return isinstance(value, str) and (value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value))


def _is_integer(value: Cell) -> bool:
    """Whether it is a whole number of 64 bits."""
    return isinstance(value, int) and not isinstance(value, bool) and -LARGEST <= value < LARGEST


def _is_real(value: Cell) -> bool:
    return isinstance(value, float) or _is_integer(value)


def _is_boolean(value: Cell) -> bool:
    return isinstance(value, bool)


FITS = {TEXT: _is_text, INTEGER: _is_integer, REAL: _is_real, BOOLEAN: _is_boolean}


def _key_of(table: Table) -> Callable[[Row], Key]:
    """The way from a row to the cells of its key."""
    types = {field.name: field.type for field in inspect.type_info(table.row).fields}  # type: ignore[attr-defined]  # as above
    paths = [f"{name}._value_" if isinstance(types[name], inspect.EnumType) else name for name in table.key]
    get: Callable[[Row], Any] = attrgetter(*paths)
    return get if len(paths) > 1 else lambda row: (get(row),)


def _column(field: inspect.Field, row: type[Row]) -> Column:
    """What holds a field: its type without None decides."""
    options = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    (kind,) = [option for option in options if not isinstance(option, inspect.NoneType)]
    cell, encode, decode = _coding(kind, row, field.name)
    return Column(field.name, cell, nullable=len(options) > 1, encode=encode, decode=decode)


def _coding(kind: inspect.Type, row: type[Row], name: str) -> Coding:
    """The kind of cell, and the way in and out of it where the value is not the cell itself."""
    if type(kind) in PLAIN:
        return PLAIN[type(kind)], None, None
    if isinstance(kind, inspect.BoolType):
        return BOOLEAN, None, bool
    if isinstance(kind, inspect.EnumType):
        return TEXT, attrgetter("_value_"), {each.value: each for each in kind.cls}.__getitem__
    if isinstance(kind, inspect.DateType):
        return TEXT, stored_day, date.fromisoformat
    if isinstance(kind, inspect.DateTimeType):
        return TEXT, stored_moment, datetime.fromisoformat
    return TEXT, _json, msgspec.json.Decoder(_annotation(row, name)).decode


def _annotation(row: type[Row], name: str) -> Any:  # noqa: ANN401  # an annotation is anything
    return next(field.type for field in msgspec.structs.fields(row) if field.name == name)


def _json(value: object) -> str:
    return _encode_json(value).decode()


stored_day = lru_cache(maxsize=4096)(date.isoformat)


@lru_cache(maxsize=1024)
def stored_moment(value: datetime) -> str:
    """In UTC; a moment without an offset is taken for UTC."""
    in_utc = value.astimezone(UTC) if value.tzinfo else value
    return in_utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _told_moment(text: str) -> str:
    """A stored moment as JSON has it, without a fraction that is none."""
    return text.replace(".000000Z", "Z")


def _plain(value: Any) -> Any:  # noqa: ANN401  # a cell, or an enum that stands for one
    return value.value if isinstance(value, Enum) else value


LAYOUTS: dict[str, Layout] = {table.name: Layout(table) for table in TABLES}


def layout_of(table: Table[AnyRow]) -> Layout[AnyRow]:
    """How the rows of a table lie in it."""
    return cast("Layout[AnyRow]", LAYOUTS[table.name])
