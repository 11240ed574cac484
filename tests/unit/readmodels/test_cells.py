"""How rows lie in cells, and come out to be written."""

from __future__ import annotations

import msgspec
from hypothesis import given

from schemas.readmodel import TABLES
from services.formats import FORMATS
from services.readmodels.cells import LAYOUTS
from tests.support.histories import History, Rows, histories


@given(histories(broken=False))
def test_rows_are_told_as_they_are(history: History) -> None:
    folded = Rows(history)
    for table in TABLES:
        layout = LAYOUTS[table.name]
        rows = folded.all(table)
        cells = [layout.cells(row) for row in rows]
        assert msgspec.json.encode([layout.told(each) for each in cells]) == msgspec.json.encode(rows)


def test_files_of_rows_as_they_are_told_are_files_of_the_rows() -> None:
    history = History()
    history.received()
    history.cleaned()
    history.extracted()
    history.corrected()
    folded = Rows(history)
    for table in TABLES:
        rows = folded.all(table)
        told = [LAYOUTS[table.name].told(LAYOUTS[table.name].cells(row)) for row in rows]
        for form in FORMATS.values():
            assert b"".join(form.write(table.row, [told], None)) == b"".join(form.write(table.row, [rows], None))
