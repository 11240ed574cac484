"""Rows as files: NDJSON, CSV (plain, and for spreadsheets) and Parquet, each written batch by batch.

Memory does not grow with the rows. Equal rows make equal bytes. Without `fields` a row is written whole; a CSV of
events has POLECAT's columns then.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from schemas.rows.row import Row
from services.formats import comma, ndjson, parquet
from services.readmodels import Columns

Batches = Iterable[Columns]
Fields = Sequence[str] | None


class Format(Struct, frozen=True):
    """A way to write rows of one kind: what it is called (and how its files end), and what writes it."""

    name: str
    media_type: str
    write: Callable[[type[Row], Batches, Fields], Iterator[bytes]]


def _write_sheet(kind: type[Row], batches: Batches, fields: Fields) -> Iterator[bytes]:
    """CSV behind a byte order mark, without which spreadsheets take UTF-8 for the charset of their machine."""
    return chain((BOM_UTF8,), comma.write(kind, batches, fields))


NDJSON = Format("ndjson", "application/x-ndjson", ndjson.write)
CSV = Format("csv", "text/csv; charset=utf-8; header=present", comma.write)
SHEET = Format("sheet.csv", CSV.media_type, _write_sheet)
PARQUET = Format("parquet", "application/vnd.apache.parquet", parquet.write)
FORMATS = {each.name: each for each in (NDJSON, CSV, SHEET, PARQUET)}
