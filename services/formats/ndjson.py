"""Rows as JSON, one a line (https://github.com/ndjson/ndjson-spec)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import defstruct
from msgspec.structs import fields as fields_of

from schemas.rows.row import Row
from services.readmodels import Columns

_ENCODER = msgspec.json.Encoder()


def write(kind: type[Row], batches: Iterable[Columns], fields: Sequence[str] | None) -> Iterator[bytes]:
    """The lines of each batch together."""
    names = fields or [field.name for field in fields_of(kind)]
    line = defstruct(kind.__name__, [(name, Any) for name in names], gc=False)
    for columns in batches:
        yield _ENCODER.encode_lines(list(map(line, *(columns[name] for name in names))))
