"""The feeder over real read models: short queues, live first, nothing twice, everything again after a flush."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.article import Priority
from schemas.claim import Claim
from schemas.codec import data_of
from schemas.identity import stream_of
from schemas.record import ArticleFailed, Stage
from schemas.rows.row import Delete, Put
from schemas.rows.work import UNFINISHED, UnfinishedRow
from services.eventlog.sqlite import SqliteLog
from services.queues import Orphan
from services.readmodels.sqlite import SqliteReadModels
from tests.support.articles import append_received
from tests.support.queues import FakeQueues
from workers.feeder import BATCHES, Feeder
from workers.projections import FOLDS_VERSION

FAR = 10**9


class Yard:
    """A feeder with a log, read models and queues of its own."""

    def __init__(self, folder: Path, folds_version: str = FOLDS_VERSION) -> None:
        self.log = SqliteLog.create(folder / "log.sqlite")
        self.readmodels = SqliteReadModels(folder / "readmodels", folds_version)
        self.queues = FakeQueues(room=4)
        self.now = 0.0
        self.feeder = Feeder(self.log, self.readmodels, self.queues, lambda: self.now)

    def unfinished(self, rows: list[UnfinishedRow]) -> None:
        generation = self.readmodels.serving()
        before = generation.checkpoint()
        changes = [(before + number, Put(UNFINISHED, row)) for number, row in enumerate(rows, 1)]
        generation.commit(changes, after=before, position=before + len(rows))

    def finished(self, article: str) -> None:
        """An article's step is done and folded."""
        generation = self.readmodels.serving()
        before = generation.checkpoint()
        self.queues.finish(Stage.CLEAN, Claim(article, 1), before)
        generation.commit([(before + 1, Delete(UNFINISHED, (article,)))], after=before, position=before + 1)

    def drain(self) -> Counter[Claim]:
        """Tick and do all jobs, far ahead of the projections, until nothing is queued any more."""
        done: Counter[Claim] = Counter()
        while self.feeder.tick():
            for job in self.queues.take():
                done.update(job.claims)
                for claim in job.claims:
                    self.queues.finish(job.stage, claim, FAR)
        return done


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    yard = Yard(tmp_path)
    yield yard
    yard.readmodels.close()
    yard.log.close()


def waiting(number: int, *, priority: Priority = Priority.BULK, attempts: int = 0, cost: int = 5000) -> UnfinishedRow:
    return UnfinishedRow(
        article=f"a{number}",
        revision=1,
        stage=Stage.CLEAN,
        priority=priority,
        cost=cost,
        attempts=attempts,
        position=number,
    )


def test_with_10000_waiting_articles_20_sweeps_add_no_job(yard: Yard) -> None:
    yard.unfinished([waiting(number) for number in range(10_000)])
    yard.feeder.tick()
    jobs = list(yard.queues.jobs)
    for _ in range(20):
        assert yard.feeder.tick() == 0
    assert yard.queues.jobs == jobs
    assert len(jobs) == yard.queues.capacity


def test_after_a_flush_each_unfinished_article_is_queued_once(yard: Yard) -> None:
    yard.unfinished([waiting(number) for number in range(1_000)])
    yard.feeder.tick()
    yard.queues.flush()
    assert yard.drain() == Counter({Claim(f"a{number}", 1): 1 for number in range(1_000)})


def test_live_articles_go_before_bulk(yard: Yard) -> None:
    yard.unfinished([waiting(number) for number in range(500)])
    yard.unfinished([waiting(900, priority=Priority.LIVE)])
    yard.feeder.tick()
    first = yard.queues.jobs[0]
    assert first.claims == (Claim("a900", 1),)
    assert first.urgent


def test_a_job_is_bounded_by_the_cost_of_its_articles(yard: Yard) -> None:
    yard.unfinished([waiting(number, cost=BATCHES[Stage.CLEAN].characters // 2) for number in range(6)])
    yard.feeder.tick()
    assert [len(job.claims) for job in yard.queues.jobs] == [2, 2, 2]


def test_an_article_larger_than_a_job_gets_one_of_its_own(yard: Yard) -> None:
    yard.unfinished([waiting(1), waiting(2, cost=BATCHES[Stage.CLEAN].characters + 1), waiting(3)])
    yard.feeder.tick()
    assert [len(job.claims) for job in yard.queues.jobs] == [1, 1, 1]


@pytest.mark.parametrize(("workers", "at_once"), [(1, 1), (2, 1), (3, 2)])
def test_long_articles_never_have_all_workers_at_once(yard: Yard, workers: int, at_once: int) -> None:
    yard.queues.working[Stage.CLEAN] = workers
    yard.unfinished([waiting(number, cost=10**8, priority=Priority.LIVE) for number in range(4)])
    yard.unfinished([waiting(9)])
    yard.feeder.tick()
    jobs = yard.queues.take()
    assert [job.claims for job in jobs] == [
        *[(Claim(f"a{number}", 1),) for number in range(at_once)],
        (Claim("a9", 1),),
    ]
    assert not any(job.urgent for job in jobs)
    assert yard.feeder.tick() == 0


def test_the_next_long_article_has_its_turn_when_one_is_folded_whatever_else_waits(yard: Yard) -> None:
    yard.unfinished([waiting(number, cost=10**8) for number in range(2)])
    yard.unfinished([waiting(number) for number in range(10, 1_000)])
    yard.feeder.tick()
    assert yard.queues.take()[0].claims == (Claim("a0", 1),)
    yard.finished("a0")
    yard.feeder.tick()
    assert yard.queues.take()[0].claims == (Claim("a1", 1),)


def test_an_article_that_failed_before_waits_and_then_goes_alone(yard: Yard) -> None:
    yard.unfinished([waiting(1), waiting(2, attempts=1), waiting(3)])
    yard.feeder.tick()
    assert [job.claims for job in yard.queues.take()] == [(Claim("a1", 1), Claim("a3", 1))]
    yard.now = 1.0
    yard.feeder.tick()
    assert [job.claims for job in yard.queues.take()] == [(Claim("a2", 1),)]


def test_an_article_that_failed_is_tried_again_while_live_articles_fill_the_queue(yard: Yard) -> None:
    for number in range(50):
        yard.queues.offer(Stage.CLEAN, [Claim(f"live{number}", 1)], urgent=True)
    yard.unfinished([waiting(1, attempts=1)])
    yard.feeder.tick()
    yard.now = 1.0
    yard.feeder.tick()
    assert yard.queues.jobs[0].claims == (Claim("a1", 1),)


def test_articles_that_failed_keep_no_other_waiting(yard: Yard) -> None:
    yard.unfinished([waiting(number, attempts=1) for number in range(1_000)])
    yard.unfinished([waiting(number) for number in range(1_000, 1_200)])
    yard.feeder.tick()
    yard.queues.flush()
    yard.now = 60.0
    yard.feeder.tick()
    jobs = yard.queues.take()
    assert [len(job.claims) for job in jobs] == [1, 1, 100, 100]


def test_only_the_leader_feeds(yard: Yard) -> None:
    yard.unfinished([waiting(1)])
    yard.queues.leading = False
    assert yard.feeder.tick() == 0


def test_an_article_that_killed_its_worker_is_recorded_as_failed(yard: Yard) -> None:
    claim = append_received(yard.log, "a text")
    yard.queues.orphans = [Orphan(Stage.CLEAN, claim)]
    yard.feeder.tick()
    data = data_of(yard.log.read_stream(stream_of(claim.article))[-1])
    assert isinstance(data, ArticleFailed)
    assert (data.stage, data.reason, data.attempt, data.permanent) == (Stage.CLEAN, "WorkerDied", 1, False)


def test_the_fifth_worker_an_article_kills_is_its_last(yard: Yard) -> None:
    claim = append_received(yard.log, "a text")
    for _ in range(5):
        yard.queues.orphans = [Orphan(Stage.CLEAN, claim)]
        yard.feeder.tick()
    data = data_of(yard.log.read_stream(stream_of(claim.article))[-1])
    assert isinstance(data, ArticleFailed)
    assert data.permanent


def test_read_models_of_newer_folds_are_left_to_the_feeder_of_a_newer_program(tmp_path: Path) -> None:
    newer, older = (str(int(FOLDS_VERSION) + step) for step in (1, -1))
    for folds_version, queued in ((newer, 0), (older, 1)):
        folder = tmp_path / folds_version
        folder.mkdir()
        yard = Yard(folder, folds_version)
        yard.unfinished([waiting(1)])
        assert yard.feeder.tick() == queued
        yard.readmodels.close()
        yard.log.close()
