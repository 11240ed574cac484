"""Rows as Apache Parquet, for DuckDB, pandas, Spark and the like; needs the extra `parquet`."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import inspect

from schemas.errors import ServiceError
from schemas.rows.row import Row
from services.formats.choice import chosen

Arrow = Any
"""Something of pyarrow's, which ships no types."""
Buffer = bytes | bytearray | memoryview
MISSING = "For Parquet the library pyarrow is needed: pip install 'newsfold[parquet]'."
ROWS = 20_000
"""Rows of a row group, about 10 MB of events."""


def available() -> bool:
    """Whether pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write(kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The file, a piece for each group of rows; raises ServiceError without pyarrow."""
    pieces, arrow = Pieces(), _module("pyarrow")
    schema = _schema(kind, fields, arrow)
    loose = [name for name in schema.names if name in _loose(kind)]
    with _module("pyarrow.parquet").ParquetWriter(pieces, schema, compression="zstd") as writer:
        for group in _groups(batches):
            plain = msgspec.to_builtins(chosen(group, fields), builtin_types=(date, datetime))
            for row in plain if loose else ():
                row |= {name: msgspec.json.encode(row[name]).decode() for name in loose if row[name] is not None}
            writer.write_batch(arrow.RecordBatch.from_pylist(plain, schema=schema))
            yield pieces.take()
    yield pieces.take()


class Pieces(io.RawIOBase):
    """A file that is handed on as it is written."""

    def __init__(self) -> None:
        self._written = bytearray()
        self._before = 0

    def writable(self) -> bool:
        """It can be written."""
        return True

    def write(self, data: Buffer) -> int:  # type: ignore[override]  # any buffer, as pyarrow gives it
        """Keep the data until it is taken."""
        self._written += data
        return len(data)

    def tell(self) -> int:
        """The bytes written so far."""
        return self._before + len(self._written)

    def take(self) -> bytes:
        """What was written since it was last taken."""
        taken = bytes(self._written)
        self._before += len(taken)
        self._written.clear()
        return taken


def _groups(batches: Iterable[Sequence[Row]]) -> Iterator[list[Row]]:
    """Batches put together until they make a row group."""
    group = list[Row]()
    for batch in batches:
        group += batch
        if len(group) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def _schema(kind: type[Row], fields: Sequence[str] | None, arrow: Arrow) -> Arrow:
    types, loose = _types(kind), _loose(kind)
    return arrow.schema(
        [(name, arrow.string() if name in loose else _type(types[name], arrow)) for name in fields or types]
    )


def _types(kind: type[Row]) -> dict[str, inspect.Type]:
    return {field.name: field.type for field in inspect.type_info(kind).fields}  # type: ignore[attr-defined]  # a Struct's info has fields


def _loose(kind: type[Row]) -> frozenset[str]:
    """The fields with a structure that differs from row to row: they are written as JSON."""
    return frozenset(name for name, each in _types(kind).items() if not _is_strict(each))


def _is_strict(kind: inspect.Type) -> bool:
    """Whether all values of this type have one structure."""
    match kind:
        case inspect.UnionType(types=options):
            known = [option for option in options if not isinstance(option, inspect.NoneType)]
            return len(known) == 1 and _is_strict(known[0])
        case inspect.VarTupleType(item_type=item):
            return _is_strict(item)
        case inspect.StructType(fields=inner):
            return all(_is_strict(field.type) for field in inner)
    return not isinstance(kind, inspect.CollectionType | inspect.DictType)


def _type(kind: inspect.Type, arrow: Arrow) -> Arrow:
    """What holds values of this type; all may be null, and what has no type of its own is text."""
    match kind:
        case inspect.UnionType(types=options):
            return next(_type(option, arrow) for option in options if not isinstance(option, inspect.NoneType))
        case inspect.VarTupleType(item_type=item):
            return arrow.list_(_type(item, arrow))
        case inspect.StructType(fields=inner):
            return arrow.struct([(field.name, _type(field.type, arrow)) for field in inner])
    plain = {
        inspect.IntType: arrow.int64(),
        inspect.FloatType: arrow.float64(),
        inspect.BoolType: arrow.bool_(),
        inspect.DateType: arrow.date32(),
        inspect.DateTimeType: arrow.timestamp("us", tz="UTC"),
    }
    return plain.get(type(kind), arrow.string())


def _module(name: str) -> Arrow:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ServiceError(MISSING) from error
