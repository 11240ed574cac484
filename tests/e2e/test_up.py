"""`newsfold up`: one supervisor per data folder, clear refusals, everything stopped in order, nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from ops.valkey import free_port
from tests.support.program import START_SECONDS, Program, everything_below, running, until


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


def test_however_it_ends_no_process_outlives_it_and_the_next_run_goes_on_and_posts_nothing_again(
    tmp_path: Path,
) -> None:
    page = tmp_path / "pages.ndjson"
    texts = (
        "Kenya Thanks Japan\n\nKenya thanked Japan for its help on Friday.",
        "Kenya Thanks Peru\n\nKenya thanked Peru.",
    )
    page.write_text("".join(json.dumps({"url": "https://a.example/1", "body": text}) + "\n" for text in texts))
    positions = set[int]()
    for how, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 0), (signal.SIGTERM, 0)):
        with running(tmp_path / "data", str(page), NEWSFOLD_READERS="1") as program:
            until(lambda: "^C stops everything" in program.printed(), "the timeline")
            assert f"pages  {program.client.url}/\n" in program.printed()
            (article,) = program.client.items("/v1/articles")
            assert article["state"] == "projected"
            positions.add(program.client.get("/v1/events")["position"])
            family = everything_below(program)
            assert len(family) >= 5
            assert program.stop(how) == code
            until(partial(all_ended, family), "every process to end")
    assert len(positions) == 1


def all_ended(family: list[psutil.Process]) -> bool:
    return not any(map(is_alive, family))


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
