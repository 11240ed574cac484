"""The fold of failures."""

from __future__ import annotations

import pytest

from schemas.record import Stage
from schemas.rows.work import FAILURES, FailureRow
from tests.support.histories import History, Rows


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    return history


def failures(history: History) -> list[FailureRow]:
    return [row for row in Rows(history).all(FAILURES) if isinstance(row, FailureRow)]


def test_a_failure_is_listed_with_its_reason(history: History) -> None:
    position = history.failed(attempt=2)
    (row,) = failures(history)
    assert (row.stage, row.attempt, row.permanent, row.position) == (Stage.CLEAN, 2, False, position)
    assert (row.reason, row.detail) == ("Oops", "it did not work")


def test_the_last_of_several_failures_of_a_stage_is_listed(history: History) -> None:
    history.failed(attempt=1)
    history.failed(attempt=2)
    history.failed(attempt=3, permanent=True)
    assert [(row.attempt, row.permanent) for row in failures(history)] == [(3, True)]


def test_a_failure_is_resolved_when_its_stage_succeeds(history: History) -> None:
    history.failed()
    cleaned = history.cleaned()
    history.failed(stage=Stage.EXTRACT)
    first, second = failures(history)
    assert (first.resolved, first.resolved_position, second.resolved) == (True, cleaned, False)
    extracted = history.extracted()
    assert [row.resolved_position for row in failures(history)] == [cleaned, extracted]


def test_what_was_tried_again_and_succeeded_tells_of_all_three(history: History) -> None:
    failed = history.failed(attempt=5, permanent=True)
    asked = history.retried()
    cleaned = history.cleaned()
    (row,) = failures(history)
    assert (row.position, row.retry_position, row.resolved_position) == (failed, asked, cleaned)
    assert (row.reason, row.attempt, row.permanent) == ("Oops", 5, False)


def test_what_fails_again_after_it_was_asked_for_still_tells_who_asked(history: History) -> None:
    history.failed(permanent=True)
    asked = history.retried()
    history.failed(attempt=1)
    assert [(row.attempt, row.retry_position) for row in failures(history)] == [(1, asked)]


def test_what_fails_after_it_succeeded_is_a_new_failure(history: History) -> None:
    history.failed()
    history.retried()
    history.cleaned()
    history.extracted()
    history.reprocessed()
    again = history.failed()
    (row,) = failures(history)
    assert (row.position, row.resolved, row.retry_position) == (again, False, None)


def test_a_failure_tells_where_in_the_program(history: History) -> None:
    history.failed(traceback="workers/clean/kinds.py:7 kind_of")
    assert [row.traceback for row in failures(history)] == ["workers/clean/kinds.py:7 kind_of"]


def test_a_failure_that_is_to_be_tried_again_is_no_longer_permanent(history: History) -> None:
    history.failed(permanent=True)
    history.retried()
    assert [row.permanent for row in failures(history)] == [False]


def test_a_new_revision_has_not_failed_yet(history: History) -> None:
    history.failed()
    history.received()
    assert failures(history) == []


def test_a_failure_of_an_older_revision_is_not_listed(history: History) -> None:
    history.received()
    history.failed(revision=1)
    assert failures(history) == []


def test_a_failure_that_is_told_after_the_stage_was_done_is_not_listed(history: History) -> None:
    history.cleaned()
    history.failed(stage=Stage.CLEAN)
    assert failures(history) == []
