"""Rows as Apache Parquet, for DuckDB, pandas, Spark and the like; needs the extra `parquet`."""

from __future__ import annotations

import importlib.util
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Raw, inspect

from schemas.errors import ServiceError
from schemas.rows.row import Row
from services.formats.choice import columns_of

Arrow = Any
"""Something of pyarrow's, which ships no types."""
Buffer = bytes | bytearray | memoryview
MISSING = "For Parquet the library pyarrow is needed: pip install 'newsfold[parquet]'."
ROWS = 5_000
"""Rows of a row group, about 5 MB of events."""


def available() -> bool:
    """Whether pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write(kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The file, a piece for each group of rows; raises ServiceError without pyarrow."""
    pieces, arrow = Pieces(), _module("pyarrow")
    schema = _schema(kind, fields, arrow)
    with _module("pyarrow.parquet").ParquetWriter(pieces, schema, compression="zstd") as writer:
        for group in _groups(_batch(batch, schema, arrow) for batch in batches if batch):
            writer.write_table(arrow.Table.from_batches(group))
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


def _groups(batches: Iterable[Arrow]) -> Iterator[list[Arrow]]:
    """Batches put together until they make a row group, as columns, which take a fraction of the memory of rows."""
    group = list[Arrow]()
    for batch in batches:
        group.append(batch)
        if sum(each.num_rows for each in group) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def _batch(rows: Sequence[Row], schema: Arrow, arrow: Arrow) -> Arrow:
    """The rows column by column; those with a structure are read by pyarrow out of JSON."""
    columns = dict(zip(schema.names, columns_of(rows, schema.names), strict=True))
    nested = [field for field in schema if arrow.types.is_nested(field.type)]
    known = (
        _nested({field.name: columns[field.name] for field in nested}, arrow.schema(nested), arrow) if nested else {}
    )
    arrays = [known.get(field.name) or _array(columns[field.name], field.type, arrow) for field in schema]
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Sequence[object], kind: Arrow, arrow: Arrow) -> Arrow:
    """A column; days and moments that are texts are read by pyarrow, which tells by trying whether they are."""
    is_plain = arrow.types.is_primitive(kind) and not arrow.types.is_temporal(kind)
    try:
        return arrow.array(values, kind if is_plain else arrow.string()).cast(kind)
    except arrow.ArrowTypeError:
        plain = msgspec.to_builtins(values, builtin_types=(date, datetime)) if arrow.types.is_string(kind) else values
        return arrow.array(plain, kind)


def _nested(columns: dict[str, Sequence[object]], schema: Arrow, arrow: Arrow) -> dict[str, Arrow]:
    """The arrays of these columns; pyarrow reads JSON quickly, but takes no day from it, so that days are cast."""
    reader, encode = _module("pyarrow.json"), msgspec.json.Encoder().encode
    line = b"{%b}\n" % b",".join(b"%b:%%b" % encode(name) for name in columns)
    cells = [[each if isinstance(each, Raw) else encode(each) for each in values] for values in columns.values()]
    lines = b"".join(map(line.__mod__, zip(*cells, strict=True)))
    textual = arrow.schema([field.with_type(_textual(field.type, arrow)) for field in schema])
    table = reader.read_json(
        arrow.BufferReader(lines),
        read_options=reader.ReadOptions(use_threads=False, block_size=len(lines)),
        parse_options=reader.ParseOptions(explicit_schema=textual, unexpected_field_behavior="error"),
    )
    return {field.name: table[field.name].combine_chunks().cast(field.type) for field in schema}


def _textual(kind: Arrow, arrow: Arrow) -> Arrow:
    """The type with text in place of every day."""
    if arrow.types.is_list(kind):
        return arrow.list_(_textual(kind.value_type, arrow))
    if arrow.types.is_struct(kind):
        return arrow.struct([field.with_type(_textual(field.type, arrow)) for field in kind])
    return arrow.string() if arrow.types.is_date(kind) else kind


def _schema(kind: type[Row], fields: Sequence[str] | None, arrow: Arrow) -> Arrow:
    types: dict[str, inspect.Type] = {field.name: field.type for field in inspect.type_info(kind).fields}  # type: ignore[attr-defined]  # a Struct's info has fields
    return arrow.schema([(name, _type(types[name], arrow)) for name in fields or types])


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
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # pyarrow's own allocator keeps what was freed
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ServiceError(MISSING) from error
