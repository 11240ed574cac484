"""Workers, their horses and the queue are killed in mid-job: every article is projected all the same, and once."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator

import psutil
import pytest
from redis import Redis

from tests.support.program import START_SECONDS, Program, reached, running, until

ARTICLES, TURNS = 50, 5
"""Articles of a test, and sentences of each: seconds of work, so that a kill meets it under way."""
RECOVERY_SECONDS = 30.0
"""Promised time from the last kill until everything is projected, where nothing else needs the processors."""
STARTS = 4
"""Times that everything could be started in the promised time; so long is waited where a start takes longer."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, float]]:
    """A program that is ready, and how many seconds that took."""
    began = time.monotonic()
    with running(tmp_path_factory.mktemp("faults") / "data") as program:
        until(lambda: ready(program), "the workers", START_SECONDS)
        yield program, time.monotonic() - began


@pytest.fixture
def program(started: tuple[Program, float]) -> Program:
    return started[0]


@pytest.fixture
def patience(started: tuple[Program, float]) -> float:
    """Seconds from the last kill until everything is projected, on this machine as it is now."""
    return max(RECOVERY_SECONDS, STARTS * started[1])


def ready(program: Program) -> bool:
    logs = program.data / "logs"
    return all("worker ready" in (logs / f"{name}-1.log").read_text() for name in ("clean", "extract"))


def post_fifty(program: Program, name: str) -> list[str]:
    """Post fifty articles; their ids."""
    countries = ["France", "Egypt", "Japan", "Chile", "Kenya", "Norway", "India", "Peru"]
    chance = random.Random(name)
    lines = []
    for number in range(ARTICLES):
        one, other = chance.sample(countries, 2)
        sentences = [
            f"{one} accused {other} of breaking agreement number {number * TURNS + turn} on Monday."
            for turn in range(TURNS)
        ]
        lines.append(
            json.dumps({"body": f"Story {name} {number}\n\n" + " ".join(sentences), "source": name}).encode() + b"\n"
        )
    answer = program.client.post_lines(lines)
    return [outcome["id"] for outcome in answer]


def state_of(program: Program, article: str) -> str:
    state: str = program.client.get(f"/v1/articles/{article}")["state"]
    return state


def assert_all_projected_once(program: Program, articles: list[str], deadline: float) -> None:
    done = reached(program.client, articles, "projected")
    until(done, "all articles to be projected", deadline - time.monotonic())
    assert len(set(articles)) == ARTICLES
    types = Counter((record["stream"], record["type"]) for record in records(program))
    for article in articles:
        for kind in ("article.received", "article.cleaned", "extraction.completed"):
            assert types[f"article-{article}", kind] == 1, (article, kind)


def records(program: Program) -> list[dict[str, str]]:
    told = program.run("log", "tail", "-n", "1000000", "--json")
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def horse(worker: psutil.Process) -> psutil.Process | None:
    """The process that does the job in hand."""
    try:
        return next(iter(worker.children()), None)
    except psutil.NoSuchProcess:
        return None


def kill_at_work(program: Program, stage: str, *, the_horse: bool) -> float:
    """Kill a stage's worker, or only its horse, while it does a job; the time of the kill."""
    victims: list[psutil.Process] = []

    def at_work() -> bool:
        for worker in program.children("work", stage):
            if found := horse(worker):
                victims[:] = [found if the_horse else worker]
                return True
        return False

    until(at_work, f"the {stage} worker to be at work")
    victims[0].kill()
    return time.monotonic()


@pytest.mark.parametrize("the_horse", [True, False], ids=["its horse", "the worker"])
@pytest.mark.parametrize("stage", ["clean", "extract"])
def test_killing_a_worker_or_its_horse_loses_and_doubles_nothing(
    program: Program, patience: float, stage: str, *, the_horse: bool
) -> None:
    until(lambda: program.children("work", stage), "the worker to be back")
    articles = post_fifty(program, f"{stage} {the_horse}")
    killed = kill_at_work(program, stage, the_horse=the_horse)
    assert_all_projected_once(program, articles, killed + patience)


def test_killing_the_projection_worker_loses_and_doubles_nothing(program: Program, patience: float) -> None:
    articles = post_fifty(program, "projections")
    until(lambda: any(state_of(program, article) != "received" for article in articles), "work to be under way")
    (worker,) = program.children("work", "projections")
    worker.kill()
    assert_all_projected_once(program, articles, time.monotonic() + patience)


def test_killing_the_door_loses_nothing_that_was_acknowledged(program: Program, patience: float) -> None:
    articles = post_fifty(program, "door")
    (door,) = program.children("serve")
    door.kill()
    killed = time.monotonic()
    until(lambda: any(each.pid != door.pid for each in program.children("serve")), "the door to be back")
    until(lambda: answers(program), "the door to answer")
    assert_all_projected_once(program, articles, killed + patience)


def test_flushing_the_queue_loses_and_doubles_nothing(program: Program, patience: float) -> None:
    articles = post_fifty(program, "flush")
    until(lambda: any(state_of(program, article) != "received" for article in articles), "work to be under way")
    with Redis.from_url((program.data / "redis.url").read_text().strip()) as redis:
        redis.flushall()
    assert_all_projected_once(program, articles, time.monotonic() + patience)


def test_killing_the_queues_server_loses_and_doubles_nothing(program: Program, patience: float) -> None:
    articles = post_fifty(program, "server")
    until(lambda: any(state_of(program, article) != "received" for article in articles), "work to be under way")
    (server,) = program.servers()
    server.kill()
    assert_all_projected_once(program, articles, time.monotonic() + patience)
    for name in ("clean", "extract"):  # each ended, with a sentence, or waited if it had nothing to do
        said = (program.data / "logs" / f"{name}-1.log").read_text()
        assert "newsfold: Redis did not do what was asked" in said or "retrying in" in said.casefold()
        assert "Traceback (most recent call last):\n" not in said


def test_after_all_kills_a_rebuilt_generation_equals_the_live_one(program: Program) -> None:
    until(program.all_projected, "everything to be projected")
    before = list(program.client.items("/v1/events"))
    assert len(before) > ARTICLES
    assert program.run("replay", "--json").returncode == 0
    assert list(program.client.items("/v1/events")) == before


def answers(program: Program) -> bool:
    return program.run("status", "nothing").returncode == 1 and "No newsfold" not in program.run("status", "x").stderr
