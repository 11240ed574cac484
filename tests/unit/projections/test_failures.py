"""The fold of failures."""

from __future__ import annotations

import pytest

from schemas.readmodel import FAILURES, FailureRow
from schemas.record import Stage
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


def test_a_failure_goes_when_its_stage_succeeds(history: History) -> None:
    history.failed()
    history.cleaned()
    history.failed(stage=Stage.EXTRACT)
    assert [row.stage for row in failures(history)] == [Stage.EXTRACT]
    history.extracted()
    assert failures(history) == []


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
