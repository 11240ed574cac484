"""Whoever posts while a commit is under way shares the next one, and nobody is harmed by a neighbour."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from schemas.article import Article, Priority
from schemas.errors import ArticleError
from services.eventlog import Outcome, Write
from services.eventlog.sqlite import SqliteLog
from services.ingest.acceptance import Accepted
from services.ingest.intake import JOB_ARTICLES, Intake, Reception, Submission
from tests.support.program import until
from tests.support.queues import FakeQueues


class SlowLog(SqliteLog):
    """A log whose commits wait until they may go on, and are counted."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self.commits: list[int] = []

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        self.begun.set()
        self.go_on.wait(10)
        self.commits.append(len(writes))
        return super().append(writes)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SlowLog]:
    SqliteLog.create(tmp_path / "log.sqlite").close()
    log = SlowLog(tmp_path / "log.sqlite")
    yield log
    log.close()


@pytest.fixture
def queues() -> FakeQueues:
    return FakeQueues()


@pytest.fixture
def intake(log: SlowLog, queues: FakeQueues) -> Iterator[Intake]:
    intake = Intake(log, queues)
    yield intake
    intake.close()


def submission(number: int, priority: Priority = Priority.LIVE) -> Submission:
    return Submission(read=partial(Article, body=f"Report {number}.".encode()), priority=priority)


def refuse() -> Article:
    raise ArticleError("it is no article", "/body")


def test_those_who_come_during_a_commit_share_the_next(log: SlowLog, intake: Intake) -> None:
    async def post() -> list[Reception]:
        first = asyncio.create_task(intake.take_in([submission(0)]))
        await asyncio.to_thread(log.begun.wait, 10)
        others = [asyncio.create_task(intake.take_in([submission(number)])) for number in range(1, 10)]
        await asyncio.sleep(0)
        log.go_on.set()
        return [reception for task in (first, *others) for reception in await task]

    receptions = asyncio.run(post())
    assert [reception.position for reception in receptions if isinstance(reception, Accepted)] == list(range(1, 11))
    assert log.commits == [1, 9]


def test_a_submission_that_is_no_article_harms_no_other(log: SlowLog, intake: Intake) -> None:
    log.go_on.set()
    bad = Submission(read=refuse, priority=Priority.LIVE)
    first, refused, last = asyncio.run(intake.take_in([submission(1), bad, submission(2)]))
    assert isinstance(first, Accepted)
    assert isinstance(refused, ArticleError)
    assert isinstance(last, Accepted)
    assert log.head() == 2


def test_a_caller_that_goes_away_harms_no_other(log: SlowLog, intake: Intake) -> None:
    async def post() -> list[Reception]:
        gone = asyncio.create_task(intake.take_in([submission(1)]))
        stays = asyncio.create_task(intake.take_in([submission(2)]))
        await asyncio.to_thread(log.begun.wait, 10)
        gone.cancel()
        log.go_on.set()
        return await stays

    (reception,) = asyncio.run(post())
    assert isinstance(reception, Accepted)


def test_live_articles_are_offered_in_jobs_of_bounded_size(log: SlowLog, intake: Intake, queues: FakeQueues) -> None:
    log.go_on.set()
    count = 2 * JOB_ARTICLES + 1
    asyncio.run(offered(intake, [submission(number) for number in range(count)], lambda: len(queues.jobs) == 3))
    assert [len(job.claims) for job in queues.jobs] == [JOB_ARTICLES, JOB_ARTICLES, 1]
    assert all(job.urgent for job in queues.jobs)


def test_bulk_and_unchanged_articles_are_not_offered(log: SlowLog, intake: Intake, queues: FakeQueues) -> None:
    log.go_on.set()
    mixed = [submission(1, Priority.BULK), submission(2), submission(2)]
    asyncio.run(offered(intake, mixed, lambda: bool(queues.jobs)))
    assert [len(job.claims) for job in queues.jobs] == [1]


async def offered(intake: Intake, submissions: Sequence[Submission], enough: Callable[[], bool]) -> None:
    """Take in, and wait until enough was offered."""
    await intake.take_in(submissions)
    await asyncio.to_thread(until, enough, "the articles to be offered")
