"""`newsfold log add-keys`: the keys of an encrypted log that has moved follow it, and no others do."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.article import Article, Priority
from services.eventlog import EventLog
from services.ingest.acceptance import accept
from services.ingest.revisions import Post
from services.settings import Settings
from services.wiring import create_log, open_keyring
from tests.support.commands import Newsfold

PAGE = Article(body=b"Peru thanked Chile on Monday.\n", media_type="text/plain")


def settings_of(folder: Path, *, encrypt: bool = True) -> Settings:
    return Settings.model_validate({"data": folder, "encrypt": encrypt})


def make_log(folder: Path, *, encrypt: bool = True) -> EventLog:
    """A log with an article in it."""
    log = create_log(settings_of(folder, encrypt=encrypt))
    accept([Post(article=PAGE, priority=Priority.LIVE)], log)
    return log


@pytest.fixture
def newsfold(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Newsfold:
    return Newsfold(capsys, data=tmp_path / "new")


@pytest.fixture
def moved(newsfold: Newsfold, tmp_path: Path) -> Path:
    """The folder of a log that has moved, and the keys of which have not."""
    make_log(tmp_path / "old").close()
    export = str(tmp_path / "log.jsonl")
    assert newsfold("log", "export", export, data=tmp_path / "old").code == 0
    told = newsfold("log", "import", export)
    assert told.code == 0
    assert "newsfold log add-keys" in told.out
    return tmp_path / "new"


def test_a_log_that_has_moved_is_read_with_the_keys_of_its_old_place(
    newsfold: Newsfold, moved: Path, tmp_path: Path
) -> None:
    assert "newsfold log add-keys" in newsfold("log", "show", "1").err
    added = newsfold("log", "add-keys", str(tmp_path / "old" / "keyring.sqlite"))
    assert (added.code, added.out.strip()) == (0, "1 key added.")
    assert "Peru thanked Chile" in newsfold("log", "show", "1").out
    old, new = open_keyring(settings_of(tmp_path / "old")), open_keyring(settings_of(moved))
    assert new.secret() == old.secret()
    again = newsfold("log", "add-keys", str(tmp_path / "old" / "keyring.sqlite"))
    assert (again.code, again.out.strip()) == (0, "0 keys added.")


def test_keys_of_another_log_are_not_taken_in(newsfold: Newsfold, moved: Path, tmp_path: Path) -> None:
    make_log(tmp_path / "other").close()
    told = newsfold("log", "add-keys", str(tmp_path / "other" / "keyring.sqlite"))
    assert told.code == 1
    assert "not those of this log" in " ".join(told.err.split())
    assert not (moved / "keyring.sqlite").exists()


def test_keys_that_are_not_there_leave_no_keyring(newsfold: Newsfold, moved: Path, tmp_path: Path) -> None:
    told = newsfold("log", "add-keys", str(tmp_path / "nowhere"))
    assert told.code == 1
    assert f"no keyring at {tmp_path / 'nowhere'}" in " ".join(told.err.split())
    assert not (moved / "keyring.sqlite").exists()


def test_a_log_that_is_not_encrypted_is_given_no_keys(newsfold: Newsfold, tmp_path: Path) -> None:
    make_log(tmp_path / "new", encrypt=False).close()
    make_log(tmp_path / "other").close()
    told = newsfold("log", "add-keys", str(tmp_path / "other" / "keyring.sqlite"))
    assert told.code == 1
    assert "not encrypted" in told.err
    assert not (tmp_path / "new" / "keyring.sqlite").exists()


def test_keys_come_after_their_log(newsfold: Newsfold, tmp_path: Path) -> None:
    make_log(tmp_path / "old").close()
    told = newsfold("log", "add-keys", str(tmp_path / "old" / "keyring.sqlite"))
    assert told.code == 1
    assert "There is no event log" in told.err
    assert not (tmp_path / "new").exists()
