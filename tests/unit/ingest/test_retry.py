"""Asking for another try: once for each failure, however many ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schemas.codec import data_of, meta_of
from schemas.identity import stream_of
from schemas.record import RetryRequested, Stage
from services.eventlog import Outcome, Write
from services.eventlog.sqlite import SqliteLog
from services.ingest.retry import retry
from tests.support.histories import A, History, new_record


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


def failed(log: SqliteLog) -> History:
    history = History()
    history.received()
    history.failed(attempt=3, permanent=True)
    history.append_to(log)
    return history


def requests(log: SqliteLog) -> list[RetryRequested]:
    data = [data_of(record) for record in log.read_stream(stream_of(A))]
    return [each for each in data if isinstance(each, RetryRequested)]


def test_a_failed_step_is_asked_for_again_by_a_record_that_names_the_failure(log: SqliteLog) -> None:
    history = failed(log)
    retried = retry(A, log)
    assert retried
    assert (retried.stages, retried.position, retried.claim.revision) == ((Stage.CLEAN,), 3, 1)
    assert requests(log) == [RetryRequested(revision=1, stage=Stage.CLEAN)]
    assert meta_of(log.read()[-1]).causation_id == history.records[-1].id.hex()


def test_what_was_asked_for_is_not_asked_for_twice(log: SqliteLog) -> None:
    failed(log)
    retry(A, log)
    again = retry(A, log)
    assert again
    assert again.stages == ()
    assert len(requests(log)) == 1


def test_ten_who_ask_at_once_are_one_request(log: SqliteLog) -> None:
    failed(log)
    with ThreadPoolExecutor(10) as threads:
        assert all(threads.map(lambda _: retry(A, log), range(10)))
    assert len(requests(log)) == 1


def test_an_article_that_was_never_posted_cannot_be_retried(log: SqliteLog) -> None:
    assert retry(A, log) is None


class Intruding(SqliteLog):
    """A log to which a worker appends just before the first request."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        if len(self.read_stream(stream_of(A))) == 2:
            history = History(self.read())
            history.unknown()
            super().append([Write(stream=stream_of(A), expected_version=2, records=(new_record(history.records[0]),))])
        return super().append(writes)


def test_a_record_in_between_is_no_hindrance(log: SqliteLog, tmp_path: Path) -> None:
    failed(log)
    intruding = Intruding(tmp_path / "log.sqlite")
    retried = retry(A, intruding)
    assert retried
    assert retried.position == 4
    intruding.close()
