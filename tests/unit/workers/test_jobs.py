"""A job does one step for each of its claims; what fails is set apart and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from rq.timeouts import JobTimeoutException

from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.codec import data_of
from schemas.errors import LogError, ServiceError
from schemas.event import Extraction
from schemas.identity import stream_of
from schemas.record import ArticleFailed, Stage
from services.eventlog import Outcome, Write
from services.eventlog.sqlite import SqliteLog
from tests.support.articles import append_received
from tests.support.queues import FakeQueues
from workers import jobs
from workers.cleaning import clean_article
from workers.extraction import extract_article


class NoEvents:
    """Finds nothing, and breaks on pages that say how."""

    version = "none-1"

    def extract(self, page: CleanedPage) -> Extraction:
        if "too long" in page.text:
            raise JobTimeoutException
        if "broken" in page.text:
            raise ZeroDivisionError("cannot read this")
        return Extraction(events=(), sentences=1, covered=True)


class FullLog(SqliteLog):
    """A log whose disk is full."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        raise LogError(f"no room for {len(writes)} writes")


class Bench:
    """A log, queues in memory and the jobs that work with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = SqliteLog.create(path)
        self.queues = FakeQueues()
        steps = {
            Stage.CLEAN: partial(clean_article, self.log),
            Stage.EXTRACT: partial(extract_article, self.log, NoEvents()),
        }
        jobs.prepare(jobs.Bench(log=self.log, queues=self.queues, steps=steps))

    def post(self, text: str) -> Claim:
        return append_received(self.log, text)

    def types(self, claim: Claim) -> list[str]:
        return [record.type for record in self.log.read_stream(stream_of(claim.article))]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "log.sqlite")
    yield bench
    bench.log.close()


def pairs(*claims: Claim) -> list[tuple[str, int]]:
    return [(claim.article, claim.revision) for claim in claims]


def test_every_claim_of_a_job_is_done_and_finished(bench: Bench) -> None:
    claims = [bench.post(f"Story {number}.") for number in range(3)]
    bench.queues.offer(Stage.CLEAN, claims)
    jobs.clean(pairs(*claims))
    assert all(bench.types(claim) == ["article.received", "article.cleaned"] for claim in claims)
    bench.queues.sweep(Stage.CLEAN, checkpoint=bench.log.head())
    assert bench.queues.held(Stage.CLEAN) == set()


def test_one_article_that_cannot_be_read_harms_no_other(bench: Bench) -> None:
    good, bad, last = bench.post("One."), bench.post("broken"), bench.post("Three.")
    jobs.clean(pairs(good, bad, last))
    jobs.extract(pairs(good, bad, last))
    assert bench.types(good)[-1] == bench.types(last)[-1] == "extraction.completed"
    failed = data_of(bench.log.read_stream(stream_of(bad.article))[-1])
    assert isinstance(failed, ArticleFailed)
    assert (failed.reason, failed.stage, failed.permanent) == ("ZeroDivisionError", Stage.EXTRACT, True)


def test_an_article_that_takes_too_long_ends_its_job_and_is_recorded(bench: Bench) -> None:
    endless, after = bench.post("too long"), bench.post("After.")
    jobs.clean(pairs(endless, after))
    with pytest.raises(JobTimeoutException):
        jobs.extract(pairs(endless, after))
    assert bench.types(endless)[-1] == "article.failed"
    assert bench.types(after)[-1] == "article.cleaned"


def test_a_log_that_cannot_be_written_is_nobodys_failure(bench: Bench) -> None:
    claim = bench.post("One.")
    bench.queues.offer(Stage.CLEAN, [claim])
    full = FullLog(bench.path)
    jobs.prepare(jobs.Bench(log=full, queues=bench.queues, steps={Stage.CLEAN: partial(clean_article, full)}))
    with pytest.raises(LogError, match="no room"):
        jobs.clean(pairs(claim))
    full.close()
    assert bench.types(claim) == ["article.received"]
    assert bench.queues.held(Stage.CLEAN) == set()


@pytest.mark.parametrize("stage", Stage)
def test_a_worker_does_the_stage_only_that_it_was_started_for(bench: Bench, stage: Stage) -> None:
    jobs.prepare(jobs.Bench(log=bench.log, queues=bench.queues, steps={}))
    with pytest.raises(ServiceError, match=f"not started to {stage}"):
        getattr(jobs, stage)([("a", 1)])
