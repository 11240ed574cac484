"""Archives worked through on a cluster of two processes give the records that the workers give."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from ops.bulk.tasks import tasks_in
from ops.log import parquet
from ops.log.files import export_log, import_log
from schemas.claim import Claim
from schemas.record import Record
from services.eventlog import EventLog
from services.eventlog.sqlite import SqliteLog
from services.settings import Settings
from services.wiring import open_copy, open_log
from tests.support.articles import append_received
from workers.cleaning import clean_article
from workers.extract import load_extractor
from workers.extraction import extract_article

STORIES = [
    "Envoys Meet\n\nLIMA, Feb 1 (Reuters) - Norway thanked Peru on Sunday for its help.\n",
    "Talks Begin\n\nOSLO, Feb 1 (Reuters) - Chile met Brazil in Oslo on Sunday.\n",
    "Quiet Day\n\nThe harbour was calm and the bakery sold bread.\n",
]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


def ignore(*_told: int) -> None:
    return None


def found(records: list[Record]) -> set[tuple[str, int, bytes, str, bytes, bytes]]:
    """What was found, without where it stands, when and by which process."""
    return {(each.stream, each.version, each.id, each.type, each.data, each.content) for each in records}


def test_a_cluster_of_two_finds_what_the_workers_find(
    log: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("dask.distributed", reason="dask is in the extra bulk")
    work_through = import_module("ops.bulk.archive").work_through
    monkeypatch.setattr(parquet, "ROWS", 1)
    claims = [append_received(log, story, url=f"https://news.example/{n}") for n, story in enumerate(STORIES)]
    export_log(log, tmp_path / "received.parquet", ignore)
    settings = Settings.model_validate({"data": tmp_path / "copy"})
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        outcome = work_through(
            tmp_path / "received.parquet", tmp_path / "all.parquet", tmp_path / "parts", client, settings, ignore
        )
    assert outcome.articles == len(STORIES)

    head = import_log(
        tmp_path / "all.parquet", lambda identity, encrypted: open_copy(settings, identity, encrypted=encrypted), ignore
    )
    extractor = load_extractor(settings.model, None)
    for claim in claims:
        clean_article(log, claim)
        extract_article(log, extractor, claim)
    copy = open_log(settings)
    assert head == outcome.head
    assert found(copy.read()) == found(log.read())
    copy.close()


def test_articles_that_are_known_already_are_left_to_the_workers(log: EventLog, tmp_path: Path) -> None:
    first: Claim = append_received(log, STORIES[0], url="https://news.example/0")
    append_received(log, STORIES[1], url="https://news.example/1")
    clean_article(log, first)
    export_log(log, tmp_path / "log.parquet", ignore)
    (task,) = tasks_in([tmp_path / "log.parquet"])
    assert len(task.streams) == 1
    assert first.article not in task.streams[0]
