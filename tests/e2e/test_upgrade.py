"""Upgrading while everything runs: a rebuild that is killed, and two versions of the program side by side.

The other version is this program with other version numbers, in processes of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from ops.bench.invented import extracted
from ops.client import Client
from ops.valkey import free_port
from services.eventlog.postgres import PostgresLog
from services.eventlog.version import PROGRAM
from services.readmodels.postgres import PostgresReadModels
from tests.support.hosts import Host, host, is_ready
from tests.support.program import until
from tests.support.version import program
from workers.projections import FOLDS_VERSION

ARTICLES = 600
PROJECT = ("work", "projections")
WAIT_SECONDS = 120.0
NEWER = program("99.0.0", int(FOLDS_VERSION) + 1)
NEWER_FOLDS = program(PROGRAM, int(FOLDS_VERSION) + 1)


class Site:
    """A log in PostgreSQL, its read models, and a host with the program of today and one with that of tomorrow."""

    def __init__(self, url: str, settings: dict[str, str], older: Host, newer: Host) -> None:
        self.log = PostgresLog.open_or_create(url)
        self.readmodels = PostgresReadModels(url, FOLDS_VERSION)
        self.older = older
        self.newer = newer
        self.client = Client(f"http://127.0.0.1:{settings['NEWSFOLD_PORT']}")

    def append(self, first: int, count: int) -> None:
        """Append the records of articles that were extracted already."""
        for number in range(first, first + count, 100):
            self.log.append([extracted(each) for each in range(number, min(number + 100, first + count))])

    def is_folded(self, generation: int) -> bool:
        """Whether this generation serves and holds all of the log."""
        serving = self.readmodels.serving()
        return serving.number == generation and serving.checkpoint() == self.log.head()

    def half_built(self, generation: int) -> bool:
        """Whether some of the log is folded into this generation, and some is not."""
        if generation not in self.readmodels.numbers():
            return False
        return 0 < self.readmodels.open(generation).checkpoint() < self.log.head()

    def dump(self, generation: int) -> list[str]:
        """Every row of a generation, a line a row."""
        return [repr(row) for row in self.readmodels.open(generation).dump()]

    def events(self) -> list[dict[str, Any]]:
        """The newest events as the service tells them."""
        items: list[dict[str, Any]] = self.client.get("/v1/events")["items"]
        return items

    def close(self) -> None:
        """Let go of every connection."""
        self.client.close()
        self.readmodels.close()
        self.log.close()


@pytest.fixture
def site(tmp_path: Path, postgres_url: str, redis_url: str) -> Iterator[Site]:
    settings = {"NEWSFOLD_DATABASE_URL": postgres_url, "REDIS_URL": redis_url, "NEWSFOLD_PORT": str(free_port())}
    with (
        host(tmp_path / "older", **settings) as older,
        host(tmp_path / "newer", NEWER_FOLDS, **settings) as newer,
        closing(Site(postgres_url, settings, older, newer)) as site,
    ):
        yield site


def test_a_rebuild_that_is_killed_is_taken_up_again_and_the_generation_before_serves_meanwhile(site: Site) -> None:
    site.append(0, ARTICLES)
    site.older.start("serve")
    site.older.start(*PROJECT)
    until(lambda: site.is_folded(1), "the first generation", WAIT_SECONDS)
    site.older.process(*PROJECT).terminate()
    until(lambda: is_ready(site.client), "the service to be ready", WAIT_SECONDS)
    before = site.events()
    site.newer.start(*PROJECT)
    until(lambda: site.half_built(2), "the second generation to be half built", WAIT_SECONDS)
    site.newer.kill()
    assert site.half_built(2)
    assert site.events() == before
    site.newer.start(*PROJECT)
    until(lambda: site.is_folded(2), "the second generation to be built", WAIT_SECONDS)
    assert site.readmodels.numbers() == [1, 2]
    assert site.dump(2) == site.dump(1)
    assert site.events() == before


def test_the_older_program_folds_until_the_newer_ones_generation_serves_and_then_stands_back(site: Site) -> None:
    site.append(0, ARTICLES)
    site.older.start(*PROJECT)
    until(lambda: site.is_folded(1), "the first generation", WAIT_SECONDS)
    site.newer.start(*PROJECT)
    until(lambda: site.half_built(2), "the second generation to be half built", WAIT_SECONDS)
    site.newer.freeze()
    site.append(ARTICLES, 100)
    until(lambda: site.is_folded(1), "the older program to go on", WAIT_SECONDS)
    site.newer.wake()
    until(lambda: site.is_folded(2), "the newer program to have caught up", WAIT_SECONDS)
    site.older.wait_until_printed(f"was built by folds {int(FOLDS_VERSION) + 1}", *PROJECT)
    stood = site.readmodels.open(1).checkpoint()
    site.append(ARTICLES + 100, 100)
    until(lambda: site.is_folded(2), "the newer program to go on", WAIT_SECONDS)
    assert site.readmodels.open(1).checkpoint() == stood
    site.newer.stop()
    site.older.run("replay")
    until(lambda: site.is_folded(3), "the older program to have gone back", WAIT_SECONDS)


def test_once_a_newer_program_writes_older_ones_leave_and_the_newer_does_the_work(site: Site, tmp_path: Path) -> None:
    shared = {key: site.older.environment[key] for key in ("NEWSFOLD_DATABASE_URL", "REDIS_URL")}
    site.older.start("serve")
    site.older.start("work", "clean")
    site.older.wait_until_printed("ready", "work", "clean")
    until(lambda: is_ready(site.client), "the older service to be ready", WAIT_SECONDS)
    port = free_port()
    with (
        host(tmp_path / "tomorrow", NEWER, NEWSFOLD_PORT=str(port), **shared) as tomorrow,
        closing(Client(f"http://127.0.0.1:{port}")) as client,
    ):
        tomorrow.start("serve")
        tomorrow.start(*PROJECT)
        until(lambda: is_ready(client), "the newer service to be ready", WAIT_SECONDS)
        article = client.post(b"Norway thanked Peru for its help on Monday.", "text/plain", {})["id"]
        assert site.older.wait("work", "clean") == 0
        assert "Upgrade newsfold" in site.older.printed("work", "clean")
        assert httpx.post(f"{site.client.url}/v1/articles", json={"body": "Chad thanked Mali."}).status_code == 503
        site.older.start("work", "clean")
        assert site.older.wait("work", "clean") == 1
        tomorrow.start("work", "clean")
        until(lambda: client.get(f"/v1/articles/{article}")["state"] == "cleaned", "the article", WAIT_SECONDS)
    told = [record.type for record in site.log.read_stream(f"article-{article}")]
    assert told == ["article.received", "article.cleaned"]
    assert site.log.head() == len(told)
