"""Rows as Apache Parquet, for DuckDB, pandas, Spark and the like; needs the extra `parquet`."""

from __future__ import annotations

import importlib.util
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Raw, inspect

from schemas.rows.row import Row
from services.extras import module
from services.formats.columns import first_of
from services.readmodels import Columns

Arrow = Any
"""Something of pyarrow's, which ships no types."""
Buffer = bytes | bytearray | memoryview
ROWS = 20_000
"""Rows of a row group, about 15 MB of events."""


def available() -> bool:
    """Whether pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write(kind: type[Row], batches: Iterable[Columns], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The file, a piece for each group of rows; raises ServiceError without pyarrow."""
    pieces, arrow = Pieces(), _module("pyarrow")
    schema = _schema(kind, fields, arrow)
    with _module("pyarrow.parquet").ParquetWriter(pieces, schema, compression="zstd") as writer:
        for group in _groups(_batch(columns, schema, arrow) for columns in batches):
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


def _batch(columns: Columns, schema: Arrow, arrow: Arrow) -> Arrow:
    """The columns as arrays."""
    arrays = [_array(columns[field.name], field, arrow) for field in schema]
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], field: Arrow, arrow: Arrow) -> Arrow:
    """A column; days and moments are texts, which pyarrow reads, and so is what is nested, which is JSON."""
    known = first_of(values)
    if known is None:
        return arrow.nulls(len(values), field.type)
    if arrow.types.is_nested(field.type):
        return _nested(values, field, arrow)
    if isinstance(known, Raw):
        values = [value and bytes(value).decode() for value in values]
    kind = arrow.string() if arrow.types.is_temporal(field.type) else field.type
    return arrow.array(values, kind).cast(field.type)


def _nested(values: Sequence[Raw | None], field: Arrow, arrow: Arrow) -> Arrow:
    """The array of what is nested; pyarrow reads JSON quickly, but takes no day from it, so that days are cast."""
    reader = _module("pyarrow.json")
    lines = b'{"":%b}\n' % b'}\n{"":'.join(b"null" if value is None else value for value in values)
    table = reader.read_json(
        arrow.BufferReader(lines),
        read_options=reader.ReadOptions(use_threads=False, block_size=len(lines)),
        parse_options=reader.ParseOptions(
            explicit_schema=arrow.schema([("", _textual(field.type, arrow))]), unexpected_field_behavior="error"
        ),
    )
    return table[0].combine_chunks().cast(field.type)


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
    return module(name, "parquet")
