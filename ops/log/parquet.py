"""Exports of the log as Apache Parquet, for DuckDB, pandas, Spark and the like; needs the extra `parquet`.

A row is a record: the stored bytes, from which it is restored, and beside them its words as JSON, for reading.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from schemas.errors import LogError
from schemas.record import Record
from services.eventlog.chain import Head, fingerprint, link, read_head
from services.eventlog.plain import plain_words
from services.eventlog.transfer import batches
from services.extras import module

Arrow = Any
"""Something of pyarrow's, which ships no types."""
IDENTITY, HEAD = b"newsfold.log", b"newsfold.head"
WORDS, FINGERPRINT = "words", "fingerprint"
ROWS = 50
"""Rows that are read at a time."""


def write_file(path: Path, identity: UUID, records: Iterable[Record], head: Head) -> Head:
    """Write the records that follow a head; the file's metadata names the log and the head after them."""
    with _arrow_parquet().ParquetWriter(path, _schema(), compression="zstd") as writer:
        for batch in batches(records):
            fingerprints = [fingerprint(record) for record in batch]
            writer.write_batch(_rows(batch, fingerprints))
            for record, each in zip(batch, fingerprints, strict=True):
                head = Head(record.position, link(head.hash, each))
        writer.add_key_value_metadata({IDENTITY: str(identity), HEAD: str(head)})
    return head


def read_identity(path: Path) -> UUID:
    """The identity of the log that was exported into this file; raises LogError if it is no export."""
    return UUID(_metadata(path, IDENTITY))


def read_end(path: Path) -> Head:
    """The head that the file's metadata tells; raises LogError if it tells none."""
    return read_head(_metadata(path, HEAD))


def read_records(path: Path, head: Head) -> Generator[Record, None, Head]:
    """The records that follow a head, and in the end the head after them.

    Raises LogError for anything that is not as it was exported.
    """
    told = read_end(path)
    with _open(path) as file:
        for rows in file.iter_batches(ROWS, columns=[*Record.__struct_fields__, FINGERPRINT]):
            for row in rows.cast(_stored_schema()).to_pylist():
                record, head = _checked(row, head, path)
                yield record
    if told != head:
        raise LogError(f"The export {path} comes to the head {head}, but was made from a log at {told}.")
    return head


def groups_in(path: Path) -> int:
    """How many row groups a file has, each of which can be read by itself."""
    with _open(path) as file:
        return int(file.num_row_groups)


def kinds_in(path: Path, group: int) -> list[tuple[str, str]]:
    """The stream and the type of every record of a row group."""
    with _open(path) as file:
        rows = file.read_row_group(group, columns=["stream", "type"])
        return list(zip(rows["stream"].to_pylist(), rows["type"].to_pylist(), strict=True))


def read_group(path: Path, group: int) -> list[Record]:
    """The records of a row group; raises LogError for one that is not as it was exported."""
    with _open(path) as file:
        rows = file.read_row_group(group, columns=[*Record.__struct_fields__, FINGERPRINT]).cast(_stored_schema())
    return [_whole(row) for row in rows.to_pylist()]


def _checked(row: dict[str, Any], head: Head, path: Path) -> tuple[Record, Head]:
    """The record of a row and the head after it."""
    record = _whole(row)
    if record.position != head.position + 1:
        raise LogError(f"In {path} position {head.position} is followed by {record.position}: records are missing.")
    return record, Head(record.position, link(head.hash, fingerprint(record)))


def _whole(row: dict[str, Any]) -> Record:
    """The record of a row, if it is as it was exported."""
    expected = row.pop(FINGERPRINT)
    record = Record(**row)
    if fingerprint(record) != expected:
        raise LogError(f"Record {record.position} of the export is not as it was exported: its hash is another.")
    return record


def _rows(records: Sequence[Record], fingerprints: Sequence[bytes]) -> Arrow:
    """A batch of rows; raises LogError for a record that is no text where it should be."""
    columns = {name: [getattr(record, name) for record in records] for name in Record.__struct_fields__}
    columns[FINGERPRINT] = list(fingerprints)
    columns[WORDS] = [json.dumps(plain_words(record), ensure_ascii=False) for record in records]
    try:
        return _arrow().RecordBatch.from_pydict(columns, schema=_schema())
    except (ValueError, UnicodeError) as error:
        raise LogError(
            f"Among the records from position {records[0].position} is one whose data or meta is no text ({error}); "
            "export the log as .jsonl."
        ) from error


def _schema() -> Arrow:
    """What stands in a row, as other programs see it."""
    arrow = _arrow()
    kinds = {
        "position": arrow.int64(),
        "recorded_at": arrow.timestamp("us", tz="UTC"),
        "type": arrow.string(),
        "stream": arrow.string(),
        "version": arrow.int64(),
        "schema_version": arrow.int64(),
        "data": arrow.string(),
        WORDS: arrow.string(),
        "meta": arrow.string(),
        "id": arrow.binary(),
        "content": arrow.binary(),
        FINGERPRINT: arrow.binary(),
    }
    return arrow.schema(list(kinds.items()))


def _stored_schema() -> Arrow:
    """The stored part of a row, as the log has it."""
    arrow = _arrow()
    text = dict.fromkeys(("stream", "type"), arrow.string())
    numbers = dict.fromkeys(("position", "version", "schema_version", "recorded_at"), arrow.int64())
    kinds = {name: (text | numbers).get(name, arrow.binary()) for name in (*Record.__struct_fields__, FINGERPRINT)}
    return arrow.schema(list(kinds.items()))


def _metadata(path: Path, key: bytes) -> str:
    with _open(path) as file:
        value: bytes | None = (file.schema_arrow.metadata or {}).get(key) or (file.metadata.metadata or {}).get(key)
    if value is None:
        raise LogError(f"{path} is no export of a log: its metadata does not say {key.decode()}.")
    return value.decode()


def _open(path: Path) -> Arrow:
    try:
        return _arrow_parquet().ParquetFile(path)
    except (ValueError, OSError) as error:
        raise LogError(f"{path} cannot be read as Parquet: {str(error).rstrip('.')}.") from error


def _arrow() -> Arrow:
    return module("pyarrow", "parquet")


def _arrow_parquet() -> Arrow:
    return module("pyarrow.parquet", "parquet")
