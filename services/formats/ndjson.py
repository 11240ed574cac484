"""Rows as JSON, one a line (https://github.com/ndjson/ndjson-spec)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from schemas.rows.row import Row
from services.formats.choice import chosen

_ENCODER = msgspec.json.Encoder()


def write(_kind: type[Row], batches: Iterable[Sequence[Row]], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The lines of each batch together."""
    for batch in batches:
        yield _ENCODER.encode_lines(chosen(batch, fields))
