"""How rows lie in cells, and come out to be written."""

from __future__ import annotations

import msgspec
from hypothesis import given

from schemas.readmodel import TABLES
from services.readmodels.cells import LAYOUTS
from tests.support.histories import History, Rows, histories


@given(histories(broken=False))
def test_rows_are_told_as_they_are(history: History) -> None:
    folded = Rows(history)
    for table in TABLES:
        layout = LAYOUTS[table.name]
        rows = folded.all(table)
        cells = list(zip(*layout.cells(rows), strict=True)) if rows else []
        assert msgspec.json.encode(layout.told(cells)) == msgspec.json.encode(rows)
