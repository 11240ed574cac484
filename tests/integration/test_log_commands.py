"""The commands on the log, as an operator types them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from services.eventlog.sealing import seal
from services.eventlog.sqlite import SqliteLog
from services.eventlog.verification import verify
from tests.support.commands import Newsfold, Told
from tests.support.histories import TEXT, History
from tests.support.logs import open_log, start_writer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two articles in its log."""
    (tmp_path / "data").mkdir()
    log = SqliteLog.create(tmp_path / "data" / "log.sqlite")
    history = History()
    for article in ("a", "b"):
        history.received(article)
        history.cleaned(article)
        history.extracted(article)
    history.append_to(log)
    log.close()
    return tmp_path / "data"


@pytest.fixture
def newsfold(data: Path, capsys: pytest.CaptureFixture[str]) -> Newsfold:
    return Newsfold(capsys, data=data)


def answer(told: Told) -> dict[str, object]:
    assert told.code == 0, told.err
    (row,) = told.rows()
    return row


def test_a_log_is_sealed_and_verified_against_the_head_that_was_kept(newsfold: Newsfold) -> None:
    head = str(answer(newsfold("log", "seal", "--json"))["head"])
    assert head.endswith("@8")
    verdict = answer(newsfold("log", "verify", "--head", head, "--json"))
    assert verdict == {"sealed": 8, "head": head, "faults": []}
    assert head in newsfold("log", "verify").out


def test_what_is_not_sealed_is_not_said_to_be_as_it_was(newsfold: Newsfold) -> None:
    told = " ".join(newsfold("log", "verify").out.split())
    assert "8 records, none missing." in told
    assert "not sealed" in told
    head = str(answer(newsfold("log", "seal", "--json"))["head"])
    told = " ".join(newsfold("log", "verify").out.split())
    assert "8 records, none missing, all as they were sealed." in told
    assert head in told


def test_a_head_that_was_kept_vouches_for_what_is_not_sealed(newsfold: Newsfold, data: Path) -> None:
    head = str(answer(newsfold("log", "seal", "--json"))["head"])
    with closing(sqlite3.connect(data / "log.sqlite", isolation_level=None)) as connection:
        connection.execute("DELETE FROM seals")
    assert (
        "8 records, none missing, all as the head that was kept says." in newsfold("log", "verify", "--head", head).out
    )


def test_a_log_that_was_changed_ends_in_an_error_code_and_the_position(newsfold: Newsfold, data: Path) -> None:
    newsfold("log", "seal")
    with closing(sqlite3.connect(data / "log.sqlite", isolation_level=None)) as connection:
        connection.execute("DELETE FROM records WHERE position = 3")
    told = newsfold("log", "verify")
    assert (told.code, "position 3: the record is missing" in told.err) == (1, True)
    machine = newsfold("log", "verify", "--json")
    assert (machine.code, json.loads(machine.out)["faults"][0]["position"]) == (1, 3)


def test_a_damaged_file_is_said_in_a_sentence(newsfold: Newsfold, data: Path) -> None:
    with (data / "log.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 100_000)
    ran = newsfold("log", "verify")
    assert ran.code == 1
    assert "restore a backup" in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_a_log_moves_from_sqlite_to_postgresql_and_stays_itself(
    newsfold: Newsfold, data: Path, postgres_url: str, tmp_path: Path
) -> None:
    exported = answer(newsfold("log", "export", str(tmp_path / "move.jsonl"), "--json"))
    moved = answer(newsfold("log", "import", str(tmp_path / "move.jsonl"), "--json", database_url=postgres_url))
    assert moved == exported
    before, after = SqliteLog.open(data / "log.sqlite"), open_log(postgres_url)
    assert (after.identity, after.read()) == (before.identity, before.read())
    before.close()
    after.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "--head", "abc"), "is no head of a log"),
        (("export", "x", "--by", "hour"), "There is no period hour: say day, month, year."),
        (("export", "/dev/null/x.jsonl"), "The export cannot be written to /dev/null/x.jsonl: File exists."),
        (("export", "/dev/null", "--by", "day"), "The export cannot be written to /dev/null: File exists."),
        (("import", "nowhere.jsonl"), "There is no export at nowhere.jsonl"),
        (("import", f"{'x' * 300}.jsonl"), "cannot be read: File name too long."),
    ],
)
def test_what_cannot_be_done_is_said(newsfold: Newsfold, arguments: tuple[str, ...], said: str) -> None:
    ran = newsfold("log", *arguments)
    assert ran.code == 1
    assert said in " ".join(ran.err.split())


def test_an_erasure_that_cannot_be_is_refused_before_anybody_is_asked(newsfold: Newsfold) -> None:
    ran = newsfold("log", "erase", "a")
    assert ran.code == 1
    assert "not encrypted" in ran.err
    assert "for ever" not in ran.out


def test_an_export_that_is_refused_shows_no_progress_before(newsfold: Newsfold, tmp_path: Path) -> None:
    (tmp_path / "there.jsonl").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for arguments in (("there.jsonl",), ("x.zip",), ("full", "--by", "day")):
        ran = newsfold("log", "export", str(tmp_path / arguments[0]), *arguments[1:])
        assert ran.code == 1
        assert ran.err.startswith("newsfold: ")


def test_a_copy_made_while_somebody_writes_is_a_whole_log(tmp_path: Path) -> None:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    writer = start_writer(str(tmp_path / "log.sqlite"), "a", 200)
    assert writer.stdout is not None
    writer.stdout.readline()
    head = seal(log)
    with (
        closing(sqlite3.connect(tmp_path / "log.sqlite")) as source,
        closing(sqlite3.connect(tmp_path / "copy.sqlite")) as target,
    ):
        source.backup(target)
    writer.communicate()
    copy = SqliteLog.open(tmp_path / "copy.sqlite")
    assert verify(copy, head).faults == ()
    assert 0 < head.position <= copy.head() <= log.head()
    assert (copy.identity, copy.read()) == (log.identity, log.read(limit=copy.head()))
    copy.close()
    log.close()


# Reading it


def test_a_record_is_shown_with_all_that_it_says(newsfold: Newsfold) -> None:
    shown = newsfold("log", "show", "3").out
    for said in ("event.extracted", "article-a@3", "CONSULT", "Ada met Bob in Oslo on Monday.", "producer", "Ada Lund"):
        assert said in shown


@pytest.mark.parametrize("wanted", ["article-a@3", "3"])
def test_a_record_is_found_as_the_tail_names_it(newsfold: Newsfold, wanted: str) -> None:
    shown = newsfold("log", "show", wanted, "--json").out
    assert [json.loads(line)["position"] for line in shown.splitlines()] == [3]


def test_a_type_that_nobody_knows_is_said(newsfold: Newsfold) -> None:
    told = newsfold("log", "tail", "--type", "article.recieved")
    assert (told.code, told.out) == (0, "")
    assert "No type that this program knows: article.recieved" in told.err


def test_an_export_makes_the_folder_that_it_goes_into(newsfold: Newsfold, tmp_path: Path) -> None:
    assert newsfold("log", "export", str(tmp_path / "new" / "log.jsonl")).code == 0
    assert (tmp_path / "new" / "log.jsonl").exists()


def test_an_article_is_shown_record_by_record(newsfold: Newsfold) -> None:
    shown = newsfold("log", "show", "b").out
    kinds = ["article.received", "article.cleaned", "event.extracted", "extraction.completed"]
    assert [shown.index(kind) for kind in kinds] == sorted(shown.index(kind) for kind in kinds)
    assert "article-a@" not in shown


def test_a_record_is_shown_to_machines_with_its_words(newsfold: Newsfold) -> None:
    row = answer(newsfold("log", "show", "2", "--json"))
    assert (row["position"], row["type"], row["stream"]) == (2, "article.cleaned", "article-a")
    assert "Ada met Bob" in str(row["words"])


def test_the_last_records_are_listed_a_line_each(newsfold: Newsfold) -> None:
    lines = newsfold("log", "tail", "-n", "2").out.splitlines()
    assert [line.split()[0] for line in lines] == ["7", "8"]
    rows = [json.loads(line) for line in newsfold("log", "tail", "-n", "2", "--json").out.splitlines()]
    assert [row["position"] for row in rows] == [7, 8]
    assert "Ada" not in str(rows)


def test_the_last_records_of_a_type_are_listed(newsfold: Newsfold) -> None:
    ran = newsfold("log", "tail", "-n", "5", "--type", "event.extracted", "--type", "article.received")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["1", "3", "5", "7"]


@pytest.mark.parametrize("wanted", ["99", "0", "nobody", "9223372036854775808", "9" * 19, "9" * 5000])
def test_what_the_log_does_not_have_is_said(newsfold: Newsfold, wanted: str) -> None:
    ran = newsfold("log", "show", wanted)
    assert ran.code == 1
    assert f"no position, no article and no stream {wanted[:100]}; its head is 8" in " ".join(ran.err.split())


def test_what_a_newer_program_or_nobody_can_read_is_shown_all_the_same(newsfold: Newsfold, data: Path) -> None:
    log = SqliteLog.open(data / "log.sqlite")
    history = History(log.read())
    history.unknown("c")
    history.broken("c")
    history.append_to(log)
    log.close()
    shown = newsfold("log", "show", "c")
    assert shown.code == 0
    assert "written by a newer program" in shown.out
    assert "unreadable" in shown.out
    assert newsfold("log", "tail").code == 0


def test_no_text_of_an_article_reaches_the_terminal_as_a_command(newsfold: Newsfold, data: Path) -> None:
    log = SqliteLog.open(data / "log.sqlite")
    history = History(log.read())
    history.cleaned(
        "d",
        text=TEXT + "\x1b[2J[red]",
    )
    history.append_to(log)
    log.close()
    shown = newsfold("log", "show", "d").out
    assert "\x1b" not in shown
    assert "[red]" in shown
