"""Releases: what they hold, and that anybody can make them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ops.cli import app
from ops.release.release import Wanted, chosen_tables, release
from schemas.errors import InputError
from services import telemetry
from services.eventlog.chain import read_head
from services.eventlog.sealing import head_at, seal
from services.eventlog.sqlite import SqliteLog
from services.eventlog.verification import verify
from services.formats import CSV, FORMATS, NDJSON, Format
from services.readmodels.sqlite import SqliteReadModels
from services.web.selection import selection
from tests.support.histories import MONDAY, History, meeting
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records


class Archive:
    """A log and its read models in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = SqliteLog.create(folder / "log.sqlite")
        self.readmodels = SqliteReadModels(folder / "readmodels", FOLDS_VERSION)

    def tell(self, *articles: str, kind: str = "CONSULT", extractor: str = "x1") -> int:
        """So many more articles with an event each; the last position."""
        history = History(self.log.read(limit=10_000))
        for article in articles:
            history.received(article * 26)
            history.cleaned(article * 26)
            history.extracted(article * 26, events=[meeting(kind=kind, day=MONDAY)], extractor=extractor)
        history.append_to(self.log)
        after = history.records[0].position - 1
        fold_records(self.readmodels.serving(), self.log.read(after, limit=10_000), after=after)
        return self.log.head()

    def release(self, name: str, position: int, form: Format = NDJSON, **filters: str) -> dict[str, bytes]:
        """The files of a release."""
        target = self.folder / name
        wanted = Wanted(position=position, filters=selection(filters), form=form)
        release(self.log, self.readmodels.serving(), wanted, target, lambda _done, _total: None)
        return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path)
    yield archive
    archive.readmodels.close()
    archive.log.close()


def here(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands of this process work on the archive, and leave its logging alone."""
    monkeypatch.setenv("NEWSFOLD_DATA", str(archive.folder))
    monkeypatch.delenv("NEWSFOLD_DATABASE_URL", raising=False)
    monkeypatch.setattr(telemetry, "configure", lambda _level: None)


def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files["manifest.json"])
    return read


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: str(form.name))
def test_a_release_is_the_same_bytes_every_time_and_whatever_came_since(archive: Archive, form: Format) -> None:
    position = archive.tell("a", "b", "c")
    first = archive.release("first", position, form)
    assert archive.release("second", position, form) == first
    archive.tell("a", "d", extractor="x2")
    seal(archive.log)
    assert archive.release("third", position, form) == first
    assert archive.release("fourth", archive.log.head(), form) != first


def test_a_replay_makes_the_same_release(archive: Archive) -> None:
    position = archive.tell("a", "b", "c")
    archive.tell("a", extractor="x2")
    first = archive.release("first", position)
    anew = archive.readmodels.create()
    fold_records(anew, archive.log.read(limit=10_000), after=0)
    archive.readmodels.switch(anew)
    assert archive.release("second", position) == first


def test_the_manifest_says_what_the_release_is_made_from(archive: Archive) -> None:
    archive.tell("a", "b")
    position = archive.tell("c", extractor="x2")
    told = manifest(archive.release("release", position))
    assert (told["log"], told["position"], told["folds"]) == (str(archive.log.identity), position, FOLDS_VERSION)
    assert (told["cleaners"], told["extractors"]) == ({"1": 3}, {"x1": 2, "x2": 1})
    rows = {each["file"]: each["rows"] for each in told["files"]}
    assert (rows["events.ndjson"], rows["articles.ndjson"], rows["corrections.ndjson"]) == (3, 3, 0)


def test_every_file_is_as_its_hash_says(archive: Archive) -> None:
    files = archive.release("release", archive.tell("a", "b"), CSV)
    for told in manifest(files)["files"]:
        content = files[told["file"]]
        assert (len(content), hashlib.sha256(content).hexdigest()) == (told["bytes"], told["sha256"])
        assert f"{told['sha256']}  {told['file']}\n".encode() in files["SHA256SUMS"]
    assert b"events,goldstein," in files["codebook.csv"] or b"events.csv," in files["codebook.csv"]


def test_filters_choose_events_and_are_told(archive: Archive) -> None:
    archive.tell("a")
    position = archive.tell("b", kind="AID")
    files = archive.release("release", position, type="aid")
    assert [json.loads(line)["type"] for line in files["events.ndjson"].splitlines()] == ["AID"]
    assert len(files["articles.ndjson"].splitlines()) == 2
    assert manifest(files)["filters"] == {"type": ["AID"]}
    assert b"""--filter '{"type":["AID"]}'""" in files["CITATION.txt"]


def test_the_log_can_be_verified_by_the_head_that_is_cited(archive: Archive) -> None:
    position = archive.tell("a", "b")
    head = manifest(archive.release("release", position))["head"]
    archive.tell("c")
    assert verify(archive.log, read_head(head)).faults == ()
    assert head.encode() in (archive.folder / "release" / "CITATION.txt").read_bytes()


@pytest.mark.parametrize("sealed", [False, True])
def test_the_head_at_a_position_does_not_depend_on_what_is_sealed(archive: Archive, *, sealed: bool) -> None:
    archive.tell("a")
    before = [head_at(archive.log, position) for position in range(5)]
    if sealed:
        seal(archive.log)
    archive.tell("b")
    assert [head_at(archive.log, position) for position in range(5)] == before


def test_a_release_of_the_beginning_is_empty(archive: Archive) -> None:
    archive.tell("a")
    told = manifest(archive.release("release", 0))
    assert {each["rows"] for each in told["files"] if each["file"] != "codebook.csv"} == {0}
    assert told["time"] is None


def test_what_is_not_folded_yet_cannot_be_released(archive: Archive) -> None:
    position = archive.tell("a")
    with pytest.raises(InputError, match="stand at position"):
        archive.release("release", position + 1)


def test_a_release_takes_no_place_that_is_taken_and_leaves_nothing_half_done(archive: Archive) -> None:
    position = archive.tell("a")
    (archive.folder / "taken").mkdir()
    (archive.folder / "taken" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="new folder"):
        archive.release("taken", position)
    broken = Format("ndjson", "x", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        archive.release("broken", position, broken)
    assert not list(archive.folder.glob("broken*"))


def test_there_is_no_table_but_those_that_are_released() -> None:
    assert [table.name for table in chosen_tables(["articles"])] == ["articles"]
    with pytest.raises(InputError, match="it has events"):
        chosen_tables(["failures"])


def test_the_command_writes_a_release_and_says_what_it_is(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    position = archive.tell("a", "b")
    here(archive, monkeypatch)
    target = archive.folder / "release"
    command = [
        "export",
        "--as-of",
        str(position),
        "--format",
        "csv",
        "--only",
        "events",
        "--out",
        str(target),
        "--json",
    ]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[-1]) == json.loads((target / "manifest.json").read_text())
    assert sorted(path.name for path in target.iterdir()) == [
        "CITATION.txt",
        "SHA256SUMS",
        "codebook.csv",
        "events.csv",
        "manifest.json",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--as-of", "soon"], "neither a position nor a time"),
        (["--as-of", "999"], "nothing to see there yet"),
        (["--filter", "[]"], "JSON object of filters"),
        (["--filter", '{"colour": "red"}'], "colour"),
        (["--format", "xls"], "There is no format"),
        (["--only", "failures"], "has no table"),
    ],
)
def test_what_cannot_be_released_is_said(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    archive.tell("a")
    here(archive, monkeypatch)
    done = CliRunner().invoke(app, ["export", "--out", str(archive.folder / "release"), *options])
    assert isinstance(done.exception, InputError)
    assert told in str(done.exception)
    assert not (archive.folder / "release").exists()


@pytest.mark.parametrize("filters", [{}, {"type": "THREATEN"}], ids=["all", "some"])
@pytest.mark.parametrize("now", [True, False], ids=["now", "then"])
def test_a_release_tells_how_far_it_is_and_ends_with_as_many_rows_as_it_has(
    archive: Archive, filters: dict[str, str], *, now: bool
) -> None:
    then = archive.tell("a", "b")
    position = archive.tell("c", kind="THREATEN") if now else then
    wanted = Wanted(position=position, filters=selection(filters), form=NDJSON)
    told = list[tuple[int, int]]()
    manifest = release(
        archive.log, archive.readmodels.serving(), wanted, archive.folder / "out", lambda *far: told.append(far)
    )
    rows = sum(file.rows for file in manifest.files if file.file != "codebook.csv")
    assert told[-1] == (rows, rows)
    assert all(done <= total for done, total in told)
    assert told == sorted(told, key=lambda far: far[0])
