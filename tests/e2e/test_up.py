"""`newsfold up`: one supervisor per data folder, clear refusals, everything stopped in order, nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ops.valkey import free_port
from tests.support.program import START_SECONDS, Program, everything_below, newsfold, running, until


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("up") / "data") as program:
        yield program


def test_a_second_supervisor_is_refused_and_told_who_holds_the_folder(program: Program) -> None:
    second = Program(program.data)
    assert second.process.wait(30) == 1
    assert str(program.process.pid) in second.printed()
    assert "NEWSFOLD_DATA" in second.printed()


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = Program(tmp_path / "data", port=taken.getsockname()[1])
        assert refused.process.wait(30) == 1
        assert "NEWSFOLD_PORT" in refused.printed()
        assert "Traceback" not in refused.printed()


def test_a_data_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    refused = Program(tmp_path / "here", NEWSFOLD_DATA=str(tmp_path / "file" / "data"))
    assert refused.process.wait(30) == 1
    assert "data folder" in refused.printed()
    assert "Traceback" not in refused.printed()


@pytest.mark.parametrize(
    ("name", "value"), [("NEWSFOLD_MODEL", "xx_no_such_model"), ("REDIS_URL", "file:///redis")], ids=["model", "redis"]
)
def test_a_setting_that_no_worker_can_start_with_is_said_and_everything_stops(
    tmp_path: Path, name: str, value: str
) -> None:
    refused = Program(tmp_path / "data", port=free_port(), **{name: value})
    assert refused.process.wait(START_SECONDS) == os.EX_CONFIG
    assert name in refused.printed()
    assert "Traceback" not in refused.printed()


@pytest.mark.parametrize("words", [("serve",), ("work", "clean"), ("work", "projections")], ids=" ".join)
def test_a_process_that_dies_is_started_again(program: Program, words: tuple[str, ...]) -> None:
    until(lambda: program.children(*words), "the process")
    (victim,) = program.children(*words)
    victim.kill()
    until(lambda: [child.pid for child in program.children(*words)] not in ([], [victim.pid]), "another one")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_no_process_outlives_its_supervisor(tmp_path: Path, how: signal.Signals) -> None:
    with running(tmp_path / "data", NEWSFOLD_READERS="1") as program:
        family = everything_below(program)
        assert len(family) >= 5
        code = program.stop(how)
        assert code == (0 if how is not signal.SIGKILL else -signal.SIGKILL)
        until(lambda: not any(is_alive(process) for process in family), "every process to end")


def test_a_second_run_continues_the_first_and_posts_nothing_again(tmp_path: Path) -> None:
    page = tmp_path / "pages.ndjson"
    texts = (
        "Kenya Thanks Japan\n\nKenya thanked Japan for its help on Friday.",
        "Kenya Thanks Peru\n\nKenya thanked Peru.",
    )
    page.write_text("".join(json.dumps({"url": "https://a.example/1", "body": text}) + "\n" for text in texts))
    with running(tmp_path / "data", str(page)) as first:
        until(lambda: "^C stops everything" in first.printed(), "the timeline")
        assert f"pages  {first.client.url}/\n" in first.printed()
        position = first.client.get("/v1/events")["position"]
    with running(tmp_path / "data", str(page)) as second:
        until(lambda: "^C stops everything" in second.printed(), "the timeline")
        (article,) = second.client.items("/v1/articles")
        assert article["state"] == "projected"
        assert second.client.get("/v1/events")["position"] == position


def test_a_worker_of_another_log_refuses_to_start(program: Program) -> None:
    settings = program.environment | {"NEWSFOLD_LOG_ID": "00000000-0000-4000-8000-000000000000"}
    refused = subprocess.run(
        newsfold("work", "clean"), env=settings, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 1
    assert "NEWSFOLD_LOG_ID" in refused.stderr


def test_a_worker_makes_no_log_where_there_is_none(tmp_path: Path, program: Program) -> None:
    settings = program.environment | {"NEWSFOLD_DATA": str(tmp_path / "empty")}
    refused = subprocess.run(
        newsfold("work", "clean"), env=settings, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 1
    assert not (tmp_path / "empty").exists()


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
