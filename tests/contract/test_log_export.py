"""What an export and an import promise, between SQLite and PostgreSQL."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ops.log.files import HEAD_FILE, export_log, import_log
from ops.postgres import PostgresServer
from schemas.errors import InputError, LogError, WrongLogError
from schemas.record import Record
from services.eventlog import EventLog, Write
from services.eventlog.chain import Head
from services.eventlog.verification import verify
from services.settings import Settings
from services.wiring import open_copy, open_log
from tests.support.histories import History
from tests.support.logs import create_log, new_record, new_write

Table = Any
"""pyarrow's, which ships no types."""
DAY = 86_400_000_000
MIDNIGHT = 1_770_000_000_000_000 // DAY * DAY


def ignore(_position: int) -> None:
    """No progress is shown."""


@pytest.fixture(params=["sqlite", "postgres"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    """Twenty records of three days; the clock is set back a day once."""
    address = str(tmp_path / "log.sqlite") if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    log = create_log(address)
    days = [0] * 5 + [1] * 5 + [0] * 5 + [3] * 5
    log.restore([record(number, MIDNIGHT + day * DAY + number) for number, day in enumerate(days, 1)])
    yield log
    log.close()


def record(number: int, time: int) -> Record:
    new = new_record(number, content=bytes([number]) * 500)
    stream, version = f"s{number % 4}", (number + 3) // 4
    return Record(number, stream, version, new.id, new.type, 1, time, new.data, new.content, new.meta)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Where there is no log yet."""
    settings = Settings.model_validate({"data": tmp_path / "copy"})
    if request.param == "sqlite":
        yield settings
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database("copy_of_a_log") as url:
        yield settings.model_copy(update={"database_url": url})


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """Where there is no log yet, in SQLite."""
    return Settings.model_validate({"data": tmp_path / "copy"})


def opening(settings: Settings) -> Callable[[UUID, bool], EventLog]:
    return lambda identity, encrypted: open_copy(settings, identity, encrypted=encrypted)


@pytest.fixture(params=[".jsonl", ".parquet"])
def suffix(request: pytest.FixtureRequest) -> str:
    """The ending that names the format."""
    ending: str = request.param
    if ending == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is in the extra parquet")
    return ending


def test_a_log_that_is_exported_and_imported_is_the_very_same(
    log: EventLog, place: Settings, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"log{suffix}"
    head = export_log(log, file, ignore)
    assert import_log(file, opening(place), ignore) == head
    copy = open_log(place)
    assert (copy.identity, copy.read()) == (log.identity, log.read())
    assert verify(copy, head).faults == verify(log, head).faults == ()
    assert copy.append([new_write("s1", 5, 99)]) == log.append([new_write("s1", 5, 99)])
    copy.close()


def test_a_folder_has_a_file_for_each_period_in_the_order_of_the_log(
    log: EventLog, here: Settings, tmp_path: Path
) -> None:
    head = export_log(log, tmp_path / "days", ignore, by="day")
    lines = {path.stem: path.read_text().splitlines() for path in sorted((tmp_path / "days").glob("*.jsonl"))}
    assert [len(each) for each in lines.values()] == [6, 11, 6]
    assert list(lines) == sorted(lines)
    assert [json.loads(each[0])["id"] for each in lines.values()] == ["1", "6", "16"]
    assert import_log(tmp_path / "days", opening(here), ignore) == head


def test_an_empty_log_is_exported_and_imported(here: Settings, tmp_path: Path, suffix: str) -> None:
    log = create_log(str(tmp_path / "log.sqlite"))
    head = export_log(log, tmp_path / f"log{suffix}", ignore)
    assert head.position == 0
    assert import_log(tmp_path / f"log{suffix}", opening(here), ignore) == head
    log.close()


def test_an_import_that_was_interrupted_is_taken_up_again(log: EventLog, here: Settings, tmp_path: Path) -> None:
    export_log(log, tmp_path / "log.jsonl", ignore)
    begun = open_copy(here, log.identity, encrypted=False)
    begun.restore(log.read(limit=7))
    begun.close()
    import_log(tmp_path / "log.jsonl", opening(here), ignore)
    copy = open_log(here)
    assert copy.read() == log.read()
    copy.close()


def test_a_log_that_holds_other_records_is_left_as_it_is(log: EventLog, here: Settings, tmp_path: Path) -> None:
    export_log(log, tmp_path / "log.jsonl", ignore)
    other = open_copy(here, log.identity, encrypted=False)
    other.append([new_write("s1", 0, 50)])
    with pytest.raises(LogError, match="From position 1 to 1 the log holds other records"):
        import_log(tmp_path / "log.jsonl", opening(here), ignore)
    assert other.head() == 1
    other.close()


def test_a_log_that_has_gone_on_since_is_not_taken_for_the_export(
    log: EventLog, here: Settings, tmp_path: Path
) -> None:
    export_log(log, tmp_path / "log.jsonl", ignore)
    import_log(tmp_path / "log.jsonl", opening(here), ignore)
    copy = open_log(here)
    copy.append([new_write("s1", 5, 99)])
    copy.close()
    with pytest.raises(LogError, match="but what was exported comes to"):
        import_log(tmp_path / "log.jsonl", opening(here), ignore)


def test_a_place_with_another_log_is_refused(log: EventLog, here: Settings, tmp_path: Path) -> None:
    export_log(log, tmp_path / "log.jsonl", ignore)
    open_copy(here, UUID(int=1), encrypted=False).close()
    with pytest.raises(WrongLogError, match="a place without a log"):
        import_log(tmp_path / "log.jsonl", opening(here), ignore)


# Exports that are not what they were


@pytest.fixture
def lines(log: EventLog, tmp_path: Path) -> list[bytes]:
    export_log(log, tmp_path / "log.jsonl", ignore)
    return (tmp_path / "log.jsonl").read_bytes().splitlines(keepends=True)


def error_of(lines: list[bytes], here: Settings, tmp_path: Path) -> str:
    (tmp_path / "changed.jsonl").write_bytes(b"".join(lines))
    with pytest.raises(LogError) as raised:
        import_log(tmp_path / "changed.jsonl", opening(here), ignore)
    return str(raised.value)


def test_a_cut_export_is_refused_before_anything_is_stored(lines: list[bytes], here: Settings, tmp_path: Path) -> None:
    for cut in (lines[:-1], [*lines[:5], lines[5][:50]], [*lines[:-1], lines[-1][:-20]]):
        assert "is cut off" in error_of(cut, here, tmp_path)
    assert not here.log_path.exists()


def test_an_export_with_a_line_missing_or_moved_is_refused(lines: list[bytes], here: Settings, tmp_path: Path) -> None:
    assert "position 6 is followed by 8" in error_of(lines[:6] + lines[7:], here, tmp_path)
    assert "position 0 is followed by 2" in error_of([lines[1], lines[0], *lines[2:]], here, tmp_path)


def test_an_export_with_a_changed_record_is_refused(lines: list[bytes], here: Settings, tmp_path: Path) -> None:
    changed = [*lines[:3], lines[3].replace(b'"number":4', b'"number":5'), *lines[4:]]
    assert "Record 4 of the export is not as it was exported" in error_of(changed, here, tmp_path)


def test_an_export_with_another_end_is_refused(lines: list[bytes], here: Settings, tmp_path: Path) -> None:
    other = lines[-1].replace(lines[-1].split(b'"subject":"')[1][:4], b"0000")
    assert "was made from a log at 0000" in error_of([*lines[:-1], other], here, tmp_path)


def test_a_folder_that_lost_its_last_file_or_its_head_is_refused(log: EventLog, here: Settings, tmp_path: Path) -> None:
    export_log(log, tmp_path / "days", ignore, by="day")
    last = max((tmp_path / "days").glob("*.jsonl"))
    last.rename(tmp_path / "kept")
    with pytest.raises(LogError, match="end at position 15, but the export went to 20"):
        import_log(tmp_path / "days", opening(here), ignore)
    (tmp_path / "kept").rename(last)
    (tmp_path / "days" / HEAD_FILE).unlink()
    with pytest.raises(LogError, match="has lost its head"):
        import_log(tmp_path / "days", opening(here), ignore)
    assert not here.log_path.exists()


def test_where_there_is_no_export_is_said(here: Settings, tmp_path: Path) -> None:
    for missing in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(InputError, match="There is no export"):
            import_log(missing, opening(here), ignore)


# What is written


def test_nothing_is_written_over(log: EventLog, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        export_log(log, tmp_path / "log.jsonl", ignore)
    with pytest.raises(InputError, match="is not empty"):
        export_log(log, tmp_path, ignore, by="day")
    assert (tmp_path / "log.jsonl").read_text() == "mine"


def test_an_export_that_fails_leaves_no_file(log: EventLog, tmp_path: Path) -> None:
    def fail(position: int) -> None:
        if position == 7:
            raise LogError("The disk is gone.")

    (tmp_path / "out").mkdir()
    with pytest.raises(LogError, match="The disk is gone"):
        export_log(log, tmp_path / "out" / "log.jsonl", fail)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_large_log_is_exported_and_imported_in_little_memory(here: Settings, tmp_path: Path, suffix: str) -> None:
    log = create_log(str(tmp_path / "log.sqlite"))
    for first in range(0, 500, 50):
        new = tuple(new_record(number, content=bytes(300_000)) for number in range(first, first + 50))
        log.append([Write(stream="s", expected_version=first, records=new)])
    file = tmp_path / f"log{suffix}"
    head = in_little_memory(lambda: export_log(log, file, ignore))
    assert in_little_memory(lambda: import_log(file, opening(here), ignore)) == head
    log.close()


def in_little_memory(act: Callable[[], Head]) -> Head:
    """What the act gives, which may hold a third of the log at once."""
    tracemalloc.start()
    try:
        head = act()
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    return head


# Parquet


@pytest.fixture
def table(log: EventLog, tmp_path: Path) -> Table:
    """The exported rows, with what the file says of itself."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is in the extra parquet")
    export_log(log, tmp_path / "log.parquet", ignore)
    said = parquet.read_metadata(tmp_path / "log.parquet").metadata
    kept = {key: value for key, value in said.items() if key.startswith(b"newsfold.")}
    return parquet.read_table(tmp_path / "log.parquet").replace_schema_metadata(kept)


def test_parquet_is_read_by_anything_that_reads_parquet(table: Table) -> None:
    first = table.to_pylist()[0]
    assert (table.num_rows, first["position"], first["stream"], first["type"]) == (20, 1, "s1", "test.happened")
    assert first["recorded_at"].timestamp() * 1_000_000 == pytest.approx(MIDNIGHT + 1)
    assert json.loads(first["data"]) == {"number": 1}


def test_words_stand_in_parquet_as_they_are_read(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is in the extra parquet")
    log, history = create_log(str(tmp_path / "log.sqlite")), History()
    history.received()
    history.cleaned()
    history.unknown()
    history.append_to(log)
    export_log(log, tmp_path / "log.parquet", ignore)
    log.close()
    words = [json.loads(row["words"]) for row in parquet.read_table(tmp_path / "log.parquet").to_pylist()]
    assert words[0]["url"] == "https://example.org/a"
    assert "Ada met Bob" in words[1]["text"]
    assert words[2] == {}


def test_a_folder_of_parquet_has_a_file_for_each_period(log: EventLog, here: Settings, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is in the extra parquet")
    head = export_log(log, tmp_path / "days", ignore, by="day", suffix=".parquet")
    assert len(list((tmp_path / "days").glob("*.parquet"))) == 3
    assert import_log(tmp_path / "days", opening(here), ignore) == head


def test_changed_rows_are_refused(table: Table, here: Settings, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = table.to_pylist()
    for wrong, said in (
        ([{**rows[0], "data": '{"number":2}'}, *rows[1:]], "Record 1 of the export is not as it was exported"),
        (rows[1:], "position 0 is followed by 2"),
        (rows[:-1], "comes to the head"),
    ):
        file = tmp_path / "changed.parquet"
        parquet.write_table(table.from_pylist(wrong, schema=table.schema), file)
        with pytest.raises(LogError, match=said):
            import_log(file, opening(here), ignore)
    (tmp_path / "changed.parquet").write_bytes((tmp_path / "log.parquet").read_bytes()[:-100])
    with pytest.raises(LogError, match="cannot be read as Parquet"):
        import_log(tmp_path / "changed.parquet", opening(here), ignore)


def test_an_ending_that_names_no_format_is_refused(log: EventLog, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no known ending"):
        export_log(log, tmp_path / "log.csv", ignore)
