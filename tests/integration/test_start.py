"""A command loads what it needs, and nothing that is slow to load beside it; a worker starts with its own log only."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

import pytest

from ops.environment import clean_environment
from schemas.errors import WrongLogError
from services.settings import Settings
from services.wiring import create_log, open_log
from tests.support.program import newsfold

SLOW = {"cryptography", "dask", "fastapi", "httpx", "jinja2", "numpy", "opentelemetry", "psycopg", "pyarrow"}
SLOW |= {"redis", "rq", "spacy", "uvicorn"}
LOADED = re.compile(r"^import time:.*\|\s*(\w+)", re.MULTILINE)


def loaded(arguments: list[str], data: Path) -> set[str]:
    """The packages that a command loads."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ops.cli", *arguments],
        env=clean_environment() | {"NEWSFOLD_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(LOADED.findall(ended.stderr))


@pytest.mark.parametrize("arguments", [["--help"], ["log", "tail"], ["keys", "list"], ["post", "--help"]])
def test_a_quick_command_waits_for_nothing_slow(arguments: list[str], tmp_path: Path) -> None:
    create_log(Settings.model_validate({"data": tmp_path})).close()
    packages = loaded(arguments, tmp_path)
    assert "typer" in packages
    assert not packages & SLOW


def test_help_begins_with_what_a_newcomer_needs() -> None:
    told = subprocess.run(
        newsfold("--help"), env=clean_environment(), capture_output=True, text=True, check=True
    ).stdout
    headings = ("Run it", "Articles", "Pages, without any server", "The log, and what is folded from it", "Measure")
    commands = ("up", "post", "clean", "replay", "bench")
    places = [told.index(f" {name} ") for pair in zip(headings, commands, strict=True) for name in pair]
    assert places == sorted(places)


def refusal(kind: str, data: Path, **settings: str) -> str:
    """What a worker says that does not start."""
    environment = clean_environment() | {"NEWSFOLD_DATA": str(data), **settings}
    ended = subprocess.run(newsfold("work", kind), env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    return " ".join(ended.stderr.split())


@pytest.mark.parametrize("kind", ["clean", "extract", "projections"])
def test_a_worker_that_is_pointed_at_another_log_does_not_start(kind: str, tmp_path: Path) -> None:
    log = create_log(Settings.model_validate({"data": tmp_path}))
    said = refusal(kind, tmp_path, NEWSFOLD_LOG_ID=str(UUID(int=7)))
    assert f"The log found here is {log.identity}, but this process was started for {UUID(int=7)}." in said
    log.close()


def test_a_worker_makes_no_log(tmp_path: Path) -> None:
    data = tmp_path / "empty"
    told = refusal("projections", data)
    assert "There is no event log at" in told
    assert "NEWSFOLD_DATA" in told
    with pytest.raises(WrongLogError):
        open_log(Settings.model_validate({"data": data}))
    assert not data.exists()


def test_a_service_on_a_port_that_is_taken_says_so_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment = clean_environment() | {
            "NEWSFOLD_DATA": str(tmp_path / "data"),
            "NEWSFOLD_PORT": str(taken.getsockname()[1]),
        }
        ended = subprocess.run(newsfold("serve"), env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "NEWSFOLD_PORT" in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_service_on_a_host_that_is_none_names_the_setting(tmp_path: Path) -> None:
    environment = clean_environment() | {"NEWSFOLD_DATA": str(tmp_path), "NEWSFOLD_HOST": "nowhere.invalid"}
    ended = subprocess.run(newsfold("serve"), env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "NEWSFOLD_HOST" in ended.stderr


def test_the_version_is_told() -> None:
    told = subprocess.run(newsfold("--version"), env=clean_environment(), capture_output=True, text=True, check=True)
    assert told.stdout == f"newsfold {version('newsfold')}\n"
