"""`newsfold keys`, and the commands that show a key to the service."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.environment import clean_environment
from tests.support.program import newsfold
from tests.support.service import running_service

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs a command with its data in a folder of its own."""

    def run(*arguments: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = clean_environment() | {"NEWSFOLD_DATA": str(tmp_path / "data"), **settings}
        return subprocess.run(
            newsfold(*arguments), env=environment, input=typed, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_a_key_is_printed_alone_once_and_never_again(command: Command) -> None:
    made = command("keys", "create", "crawler", "--scope", "ingest", "--scope", "read", "--days", "90")
    shown = made.stdout.strip()
    listed = command("keys", "list", "--json").stdout
    assert shown.startswith("nf_")
    assert "this once" in made.stderr
    assert shown not in listed
    key = json.loads(listed)
    assert (key["name"], key["scopes"], key["holds"]) == ("crawler", ["ingest", "read"], True)


def test_a_rotated_key_gives_way_to_the_new_one(command: Command) -> None:
    old = json.loads(command("keys", "create", "crawler", "--scope", "read", "--json").stdout)["id"]
    new = json.loads(command("keys", "rotate", old, "--grace-hours", "0", "--json").stdout)["id"]
    keys = map(json.loads, command("keys", "list", "--json").stdout.splitlines())
    assert {key["id"]: key["holds"] for key in keys} == {old: False, new: True}


def test_a_key_that_is_not_there_is_said(command: Command) -> None:
    answer = command("keys", "revoke", "000000000000")
    assert answer.returncode == 1
    assert "newsfold keys list" in answer.stderr


def test_a_key_for_longer_than_a_calendar_reaches_is_refused(command: Command) -> None:
    answer = command("keys", "create", "crawler", "--scope", "read", "--days", "99999999999")
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert not command("keys", "list", "--json").stdout


def test_posting_shows_the_key_of_the_settings(command: Command, tmp_path: Path) -> None:
    shown = command("keys", "create", "crawler", "--scope", "ingest").stdout.strip()
    with running_service(tmp_path / "data", require_keys=True) as service:
        port = str(service.port)
        refused = command("post", "-", typed="Norway thanked Peru.", NEWSFOLD_PORT=port)
        posted = command("post", "-", typed="Norway thanked Peru.", NEWSFOLD_PORT=port, NEWSFOLD_KEY=shown)
    assert "show an API key" in refused.stdout + refused.stderr
    assert posted.returncode == 0, posted.stderr
    assert shown not in posted.stdout + posted.stderr
