"""`newsfold keys`, and the commands that show a key to the service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Newsfold
from tests.support.service import running_service


@pytest.fixture
def newsfold(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Newsfold:
    return Newsfold(capsys, data=tmp_path / "data")


def test_a_key_is_printed_alone_once_and_never_again(newsfold: Newsfold) -> None:
    made = newsfold("keys", "create", "crawler", "--scope", "ingest", "--scope", "read", "--days", "90")
    shown = made.out.strip()
    listed = newsfold("keys", "list", "--json").out
    assert shown.startswith("nf_")
    assert "this once" in made.err
    assert shown not in listed
    key = json.loads(listed)
    assert (key["name"], key["scopes"], key["holds"]) == ("crawler", ["ingest", "read"], True)


def test_a_rotated_key_gives_way_to_the_new_one(newsfold: Newsfold) -> None:
    old = json.loads(newsfold("keys", "create", "crawler", "--scope", "read", "--json").out)["id"]
    new = json.loads(newsfold("keys", "rotate", old, "--grace-hours", "0", "--json").out)["id"]
    keys = map(json.loads, newsfold("keys", "list", "--json").out.splitlines())
    assert {key["id"]: key["holds"] for key in keys} == {old: False, new: True}


def test_a_key_that_is_not_there_is_said(newsfold: Newsfold) -> None:
    answer = newsfold("keys", "revoke", "000000000000")
    assert answer.code == 1
    assert "newsfold keys list" in answer.err


def test_a_key_for_longer_than_a_calendar_reaches_is_refused(newsfold: Newsfold) -> None:
    answer = newsfold("keys", "create", "crawler", "--scope", "read", "--days", "99999999999")
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert not newsfold("keys", "list", "--json").out


def test_posting_shows_the_key_of_the_settings(newsfold: Newsfold, tmp_path: Path) -> None:
    shown = newsfold("keys", "create", "crawler", "--scope", "ingest").out.strip()
    with running_service(tmp_path / "data", require_keys=True) as service:
        port = str(service.port)
        refused = newsfold("post", "-", typed="Norway thanked Peru.", port=port)
        posted = newsfold("post", "-", typed="Norway thanked Peru.", port=port, key=shown)
    assert "show an API key" in refused.out + refused.err
    assert posted.code == 0, posted.err
    assert shown not in posted.out + posted.err
