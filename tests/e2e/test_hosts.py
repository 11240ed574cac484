"""From a laptop to many hosts, as the runbook walks it, as far as one machine allows.

A log begun under `newsfold up` on SQLite moves to PostgreSQL and is served there, with workers on several "hosts":
processes that share one Redis, one PostgreSQL and nothing else. Then hosts are cut off and lost.
"""

from __future__ import annotations

import json
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from ops.bench.articles import Newsroom
from ops.client import Client
from ops.postgres import PostgresServer
from ops.valkey import free_port
from schemas.identity import stream_of
from services.eventlog.postgres import PostgresLog
from tests.support.hosts import Host, host, is_ready, start_workers
from tests.support.program import reached, running, until

FINISH_SECONDS = 120.0
STEPS = ("article.received", "article.cleaned", "extraction.completed")
ON_THE_LAPTOP, PER_TEST = 6, 16

Json = dict[str, Any]


class Move(Struct, frozen=True):
    """What was left on the laptop: the head of its log, what its service answered, and the log's export."""

    head: str
    events: list[Json]
    export: Path


class Cluster:
    """The log in PostgreSQL, its service, and workers on two hosts."""

    def __init__(self, moved: Move, settings: dict[str, str], door: Host, workers: tuple[Host, Host]) -> None:
        self.moved = moved
        self.settings = settings
        self.door = door
        self.first, self.second = workers
        self.log = PostgresLog.open(settings["NEWSFOLD_DATABASE_URL"])
        self.client = Client(f"http://127.0.0.1:{settings['NEWSFOLD_PORT']}")

    def post(self, name: str) -> list[str]:
        """Post some long articles of these names; their ids."""
        return [outcome["id"] for outcome in self.client.post_lines(Newsroom(name).lines(PER_TEST))]

    def post_for(self, host: Host, name: str) -> list[str]:
        """Post articles until this host has some in hand, as the others may be quicker; the ids of all."""
        posted: list[str] = []

        def in_hand() -> bool:
            if not host.at_work("extract") and all(self._is_projected(each) for each in posted):
                posted.extend(self.post(f"{name}-{len(posted)}"))
            return host.at_work("extract")

        until(in_hand, "the host to have articles in hand", FINISH_SECONDS)
        return posted

    def _is_projected(self, article: str) -> bool:
        return bool(self.client.get(f"/v1/articles/{article}")["state"] == "projected")

    def assert_all_projected_once(self, articles: list[str]) -> None:
        """Wait until every article is projected; no step of any may be in the log twice."""
        until(reached(self.client, articles, "projected"), "all articles to be projected", FINISH_SECONDS)
        assert len(set(articles)) == len(articles) >= PER_TEST
        for article in articles:
            done = Counter(record.type for record in self.log.read_stream(stream_of(article)))
            assert {step: done[step] for step in STEPS} == dict.fromkeys(STEPS, 1), article

    def close(self) -> None:
        """Let go of every connection."""
        self.client.close()
        self.log.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hosts")


@pytest.fixture(scope="module")
def moved(folder: Path) -> Move:
    """A laptop's log, exported once everything there had stopped."""
    export = folder / "move.jsonl"
    with running(folder / "laptop", NEWSFOLD_EXTRACT_WORKERS="1") as laptop:
        list(laptop.client.post_lines(Newsroom("laptop").lines(ON_THE_LAPTOP)))
        until(laptop.all_projected, "the laptop's articles to be projected", FINISH_SECONDS)
        events = list(laptop.client.items("/v1/events"))
        laptop.stop()
        exported = laptop.run("log", "export", str(export), "--json")
    assert exported.returncode == 0, exported.stderr
    return Move(json.loads(exported.stdout)["head"], events, export)


@pytest.fixture(scope="module")
def cluster(folder: Path, moved: Move, postgres: PostgresServer, redis_url: str) -> Iterator[Cluster]:
    with postgres.database("hosts") as url:
        settings = {"NEWSFOLD_DATABASE_URL": url, "REDIS_URL": redis_url, "NEWSFOLD_PORT": str(free_port())}
        with (
            host(folder / "door", **settings) as door,
            host(folder / "first", **settings) as first,
            host(folder / "second", **settings) as second,
        ):
            imported = json.loads(door.run("log", "import", str(moved.export), "--json"))
            assert imported["head"] == moved.head
            door.start("serve")
            start_workers([first, second])
            with closing(Cluster(moved, settings, door, (first, second))) as cluster:
                until(lambda: is_ready(cluster.client), f"the service to be ready: {door.printed('serve')}", 90)
                yield cluster


@pytest.fixture
def third(cluster: Cluster, tmp_path: Path) -> Iterator[Host]:
    """One more host that joins in, for the test to do harm to."""
    with host(tmp_path / "third", **cluster.settings) as third:
        start_workers([third], ["extract", "projections"])
        yield third


def test_a_log_that_moved_is_the_same_log_with_the_same_events(cluster: Cluster) -> None:
    verified = json.loads(cluster.door.run("log", "verify", "--head", cluster.moved.head, "--json"))
    assert verified["faults"] == []
    before = {event["id"] for event in cluster.moved.events}
    until(lambda: before <= {event["id"] for event in cluster.client.items("/v1/events")}, "the laptop's events")
    known = {event["id"]: event for event in cluster.client.items("/v1/events")}
    assert [known[event["id"]] for event in cluster.moved.events] == cluster.moved.events


def test_two_hosts_share_the_work_and_keep_nothing_of_their_own(cluster: Cluster) -> None:
    steps = {each: each.printed("work", "extract").count("step done") for each in (cluster.first, cluster.second)}
    cluster.assert_all_projected_once(cluster.post("shared"))
    assert all(each.printed("work", "extract").count("step done") > before for each, before in steps.items())
    assert not any(each.data.exists() for each in (cluster.first, cluster.second))


def test_what_a_host_that_was_cut_off_had_in_hand_the_others_do_and_it_does_no_harm_when_it_is_back(
    cluster: Cluster, third: Host
) -> None:
    articles = cluster.post_for(third, "cut-off")
    third.freeze()
    cluster.assert_all_projected_once(articles)
    third.wake()
    until(lambda: not third.at_work("extract"), "the host to finish what it had in hand", FINISH_SECONDS)
    cluster.assert_all_projected_once(articles)
    assert set(third.stop().values()) <= {0, -signal.SIGTERM}


def test_what_a_host_that_lost_power_had_in_hand_the_others_do(cluster: Cluster, third: Host) -> None:
    articles = cluster.post_for(third, "power")
    third.kill()
    cluster.assert_all_projected_once(articles)


def test_after_it_all_a_replay_on_any_host_gives_what_was_folded_live(cluster: Cluster) -> None:
    cluster.assert_all_projected_once(cluster.post("replay"))
    before = list(cluster.client.items("/v1/events"))
    cluster.second.run("replay")
    assert list(cluster.client.items("/v1/events")) == before
