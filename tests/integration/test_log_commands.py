"""The commands on the log, as an operator types them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from services.eventlog.sealing import seal
from services.eventlog.sqlite import SqliteLog
from services.eventlog.verification import verify
from tests.support.histories import History
from tests.support.logs import ROOT, open_log, start_writer
from tests.support.program import clean_environment, newsfold

Answer = subprocess.CompletedProcess[str]
Run = Callable[..., Answer]


def command(data: Path, *arguments: str, **settings: str) -> Answer:
    """Run a command with this data folder to its end."""
    environment = clean_environment() | {"NEWSFOLD_DATA": str(data)} | settings
    return subprocess.run(
        newsfold(*arguments), cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


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


def answer(ran: Answer) -> dict[str, object]:
    assert ran.returncode == 0, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_a_log_is_sealed_and_verified_against_the_head_that_was_kept(data: Path) -> None:
    head = str(answer(command(data, "log", "seal", "--json"))["head"])
    assert head.endswith("@8")
    verdict = answer(command(data, "log", "verify", "--head", head, "--json"))
    assert verdict == {"sealed": 8, "head": head, "faults": []}
    assert head in command(data, "log", "verify").stdout


def test_a_log_that_was_changed_ends_in_an_error_code_and_the_position(data: Path) -> None:
    command(data, "log", "seal")
    with closing(sqlite3.connect(data / "log.sqlite", isolation_level=None)) as connection:
        connection.execute("DELETE FROM records WHERE position = 3")
    told = command(data, "log", "verify")
    assert (told.returncode, "position 3: the record is missing" in told.stderr) == (1, True)
    machine = command(data, "log", "verify", "--json")
    assert (machine.returncode, json.loads(machine.stdout)["faults"][0]["position"]) == (1, 3)


def test_a_damaged_file_is_said_in_a_sentence(data: Path) -> None:
    with (data / "log.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 100_000)
    ran = command(data, "log", "verify")
    assert ran.returncode == 1
    assert "restore a backup" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_a_log_moves_from_sqlite_to_postgresql_and_stays_itself(data: Path, postgres_url: str, tmp_path: Path) -> None:
    exported = answer(command(data, "log", "export", str(tmp_path / "move.jsonl"), "--json"))
    moved = answer(
        command(data, "log", "import", str(tmp_path / "move.jsonl"), "--json", NEWSFOLD_DATABASE_URL=postgres_url)
    )
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
        (("import", "nowhere.jsonl"), "There is no export at nowhere.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said(data: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = command(data, "log", *arguments)
    assert ran.returncode == 1
    assert said in " ".join(ran.stderr.split())


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
