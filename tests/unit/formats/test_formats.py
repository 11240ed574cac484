"""Rows as NDJSON, CSV and Parquet."""

from __future__ import annotations

import csv
import importlib
import io
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace

from schemas.readmodel import TABLES
from schemas.rows.captions import CaptionRow
from schemas.rows.events import EVENTS, EventRow
from schemas.rows.row import Row, Table
from services.formats import CSV, FORMATS, NDJSON, PARQUET, SHEET, Format, parquet, polecat
from services.formats.comma import FORMULA, texts
from services.readmodels import Columns
from services.readmodels.cells import LAYOUTS, Layout
from tests.support.histories import History, Rows, meeting


def an_event() -> EventRow:
    history = History()
    history.received()
    history.cleaned()
    history.extracted(events=[meeting(targets=2)])
    (row,) = Rows(history).all(EVENTS)
    assert isinstance(row, EventRow)
    return row


PYARROW = importlib.import_module("pyarrow.parquet")  # ships no types
EVENT = an_event()
CAPTION = CaptionRow(
    article="a",
    part=0,
    start=5,
    end=9,
    revision=1,
    text="t",
    copies=1,
    number=1,
    seen_at=datetime(2026, 2, 2, tzinfo=UTC),
)


LAYOUT_OF: dict[type[Row], Layout] = {table.row: LAYOUTS[table.name] for table in TABLES}


def columns(rows: Sequence[Row]) -> Columns:
    layout = LAYOUT_OF[type(rows[0])]
    return layout.columns_told(msgspec.to_builtins(list(zip(*layout.cells(rows), strict=True))))


def written(form: Format, rows: Sequence[Row], fields: Sequence[str] | None = None) -> bytes:
    kind = type(rows[0]) if rows else EventRow
    return b"".join(form.write(kind, [columns(each) for each in (rows[:1], rows[1:]) if each], fields))


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def test_a_line_of_ndjson_is_the_row() -> None:
    lines = written(NDJSON, [EVENT, replace(EVENT, part=1)]).splitlines()
    assert [msgspec.json.decode(line, type=EventRow) for line in lines] == [EVENT, replace(EVENT, part=1)]


def test_chosen_fields_come_in_the_order_asked_for() -> None:
    assert written(NDJSON, [EVENT], ["type", "day"]) == b'{"type":"CONSULT","day":"2026-02-02"}\n'
    assert written(CSV, [EVENT], ["type", "day"]) == b"type,day\r\nCONSULT,2026-02-02\r\n"
    assert written(CSV, [EVENT], ["type"]) == b"type\r\nCONSULT\r\n"
    read = PYARROW.read_table(io.BytesIO(written(PARQUET, [EVENT], ["type", "day"])))
    assert read.to_pylist() == [{"type": "CONSULT", "day": date(2026, 2, 2)}]


def test_a_sheet_is_csv_that_says_its_charset_to_a_spreadsheet() -> None:
    rows = [replace(EVENT, title="Türkiye"), EVENT]
    assert written(SHEET, rows) == b"\xef\xbb\xbf" + written(CSV, rows)


def test_a_csv_of_events_has_the_columns_of_polecat_first() -> None:
    header, row = cells_of(written(CSV, [EVENT]))
    told = dict(zip(header, row, strict=True))
    assert header[:8] == [
        *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name")
    ]
    assert header[39] == "Version"
    assert len(set(header)) == len(header)
    assert (told["Event Date"], told["Event Type"], told["Quad Code"]) == (
        "2026-02-02",
        "CONSULT",
        "VERBAL COOPERATION",
    )
    assert (told["Actor Name"], told["Actor Name Raw"], told["Primary Actor Sector"]) == ("Ada Lund", "Ada", "GOV")
    assert (told["Recipient Name"], told["Recipient Country"], told["Recipient Sectors"]) == ("Bob Berg", "SWE", "")
    assert (told["Placename"], told["Latitude"], told["Source"]) == ("Oslo, Norway", "59.9", "example.org")
    assert (told["Negated"], told["Sentence"], told["Article"]) == ("false", EVENT.sentence, "a")


def test_several_actors_of_a_side_share_a_cell() -> None:
    two = (EVENT.target[0], replace(EVENT.source[0], name="Ada; Lund", country="SWE"))
    header, row = cells_of(written(CSV, [replace(EVENT, target=two)]))
    told = dict(zip(header, row, strict=True))
    assert (told["Recipient Name"], told["Recipient Country"]) == ("Bob Berg; Ada; Lund", "SWE")


def test_every_column_says_what_stands_in_it() -> None:
    assert all(column.description for column in polecat.COLUMNS)


def test_rows_of_other_kinds_have_their_fields_as_columns() -> None:
    fields = ["article", "part", "start", "end", "revision", "text", "copies", "credit"]
    assert (
        written(CSV, [CAPTION], fields) == b"article,part,start,end,revision,text,copies,credit\r\na,0,5,9,1,t,1,\r\n"
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1))
def test_whatever_a_text_holds_it_is_read_back_and_is_no_formula(texts: list[str]) -> None:
    rows = [replace(CAPTION, text=text) for text in texts]
    cells = [row[5] for row in cells_of(written(CSV, rows))[1:]]
    assert not any(each[:1] in FORMULA for each in cells)
    assert [
        each.removeprefix("'") if text[:1] in FORMULA else each for text, each in zip(texts, cells, strict=True)
    ] == [row.text for row in rows]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("\tx", "'\tx"),
        (-5.0, "-5.0"),
        (-5, "-5"),
        (True, "true"),
        (Raw('["=a"]'), '"[""=a""]"'),
    ],
)
def test_only_texts_are_guarded(value: object, expected: str) -> None:
    assert texts([value, None]) == [expected, ""]


def test_parquet_holds_the_rows_with_their_types() -> None:
    read = PYARROW.read_table(io.BytesIO(written(PARQUET, [EVENT, replace(EVENT, day=None)])))
    first, second = read.to_pylist()
    assert msgspec.convert(first, EventRow) == EVENT
    assert second["day"] is None
    assert [str(read.schema.field(name).type) for name in ("day", "reported_at", "confidence", "negated")] == [
        *("date32[day]", "timestamp[us, tz=UTC]", "double", "bool")
    ]


def test_files_of_every_table_hold_its_rows() -> None:
    history = History()
    history.received()
    history.cleaned()
    history.extracted()
    history.corrected()
    folded = Rows(history)
    for table in TABLES:
        if rows := folded.all(table):
            lines = written(NDJSON, rows).splitlines()
            assert [msgspec.json.decode(line, type=table.row) for line in lines] == rows
            assert PYARROW.read_table(io.BytesIO(written(PARQUET, rows))).num_rows == len(rows)
            assert len(cells_of(written(CSV, rows))) == len(rows) + 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_table_has_a_file_without_rows(form: Format, table: Table) -> None:
    assert b"".join(form.write(table.row, [], None)) is not None


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_no_rows_make_a_whole_file(form: Format) -> None:
    data = written(form, [])
    if form is PARQUET:
        assert PYARROW.read_table(io.BytesIO(data)).num_rows == 0
    else:
        assert len(data.splitlines()) == (0 if form is NDJSON else 1)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_equal_rows_make_equal_bytes(form: Format) -> None:
    assert written(form, [EVENT, EVENT]) == written(form, [EVENT, EVENT])


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_memory_does_not_grow_with_the_rows(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 1_000)  # each group adds some lines to the end of the file

    def batches(count: int) -> Iterator[Columns]:
        return (columns([EVENT] * 100) for _ in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            for _ in form.write(EventRow, batches(count), None):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(20)  # loads what the format needs, and fills what the interpreter keeps for later
    assert peak(60) < peak(20) * 1.5
