"""Records of types that these folds do not know, as a newer program writes them: passed over, and counted."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import Record
from schemas.rows.row import Change, Put
from schemas.rows.work import UNKNOWN_TYPES, UnknownTypeRow
from workers.projections.view import View


def fold(record: Record, view: View) -> Iterator[Change]:
    """One more of its type."""
    before = view.find(UNKNOWN_TYPES, "type", record.type).get((record.type,))
    first, records = (before.first, before.records) if before else (record.position, 0)
    row = UnknownTypeRow(type=record.type, records=records + 1, first=first, last=record.position)
    yield Put(UNKNOWN_TYPES, row, fresh=before is None)
