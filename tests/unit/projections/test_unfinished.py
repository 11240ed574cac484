"""The fold of what is still to be done."""

from __future__ import annotations

import pytest

from schemas.article import Priority
from schemas.record import Stage
from schemas.rows.work import UNFINISHED, UnfinishedRow
from tests.support.histories import BODY, History, Rows


@pytest.fixture
def history() -> History:
    return History()


def unfinished(history: History) -> UnfinishedRow | None:
    rows = Rows(history).all(UNFINISHED)
    row = rows[0] if rows else None
    assert row is None or isinstance(row, UnfinishedRow)
    return row


def test_a_received_article_is_to_be_cleaned(history: History) -> None:
    position = history.received(size=1234, priority=Priority.BULK)
    assert unfinished(history) == UnfinishedRow(
        article="a", revision=1, stage=Stage.CLEAN, priority=Priority.BULK, cost=1234, attempts=0, position=position
    )


def test_a_cleaned_article_is_to_be_extracted_and_keeps_its_place(history: History) -> None:
    position = history.received(priority=Priority.BULK)
    history.received("b")
    history.cleaned()
    row = unfinished(history)
    assert row is not None
    assert (row.stage, row.cost, row.priority, row.position) == (Stage.EXTRACT, len(BODY), Priority.BULK, position)


def test_an_extracted_article_has_nothing_left_to_do(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted()
    assert unfinished(history) is None


def test_attempts_that_failed_are_counted(history: History) -> None:
    history.received()
    history.failed(attempt=1)
    history.failed(attempt=2)
    row = unfinished(history)
    assert row is not None
    assert row.attempts == 2


def test_a_new_stage_begins_without_attempts(history: History) -> None:
    history.received()
    history.failed(attempt=2)
    history.cleaned()
    row = unfinished(history)
    assert row is not None
    assert (row.stage, row.attempts) == (Stage.EXTRACT, 0)


def test_after_a_permanent_failure_nothing_is_left_to_do(history: History) -> None:
    history.received()
    history.failed(permanent=True)
    assert unfinished(history) is None


@pytest.mark.parametrize(("stage", "cost"), [(Stage.CLEAN, 1234), (Stage.EXTRACT, len(BODY))])
@pytest.mark.parametrize("permanent", [True, False])
def test_a_retry_brings_the_stage_back_with_fresh_attempts(
    history: History,
    stage: Stage,
    cost: int,
    permanent: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    history.received(size=1234)
    if stage == Stage.EXTRACT:
        history.cleaned()
    history.failed(stage=stage, attempt=3, permanent=permanent)
    position = history.retried(stage=stage)
    assert unfinished(history) == UnfinishedRow(
        article="a", revision=1, stage=stage, priority=Priority.LIVE, cost=cost, attempts=0, position=position
    )


def test_a_retry_of_what_has_not_failed_changes_nothing(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted()
    history.retried(stage=Stage.EXTRACT)
    assert unfinished(history) is None


def test_a_new_revision_is_to_be_cleaned_whatever_became_of_the_old_one(history: History) -> None:
    history.received()
    history.failed(permanent=True)
    history.received()
    row = unfinished(history)
    assert row is not None
    assert (row.revision, row.stage, row.attempts) == (2, Stage.CLEAN, 0)


def test_a_late_success_of_an_older_revision_does_not_finish_the_new_one(history: History) -> None:
    history.received()
    history.cleaned()
    history.received()
    history.extracted(revision=1)
    row = unfinished(history)
    assert row is not None
    assert (row.revision, row.stage) == (2, Stage.CLEAN)


def test_a_failure_that_is_told_after_the_stage_was_done_counts_for_nothing(history: History) -> None:
    history.received()
    history.cleaned()
    before = unfinished(history)
    history.failed(stage=Stage.CLEAN, attempt=3, permanent=True)
    assert unfinished(history) == before


def test_a_success_after_a_permanent_failure_goes_on_to_the_next_stage(history: History) -> None:
    history.received()
    history.failed(permanent=True)
    history.cleaned()
    row = unfinished(history)
    assert row is not None
    assert row.stage == Stage.EXTRACT


def test_a_page_that_is_cleaned_once_more_unasked_is_not_extracted_again(history: History) -> None:
    history.received()
    history.cleaned(cleaner="1")
    history.extracted()
    history.cleaned(cleaner="2")
    assert unfinished(history) is None


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_to_be_done_once_more_waits_behind_all_that_is_live(history: History, stage: Stage) -> None:
    history.received(size=1234)
    history.cleaned()
    history.extracted()
    position = history.reprocessed(stage=stage)
    row = unfinished(history)
    assert row is not None
    assert (row.stage, row.priority, row.position, row.attempts) == (stage, Priority.BULK, position, 0)


def test_what_is_still_to_be_done_is_not_asked_for_once_more(history: History) -> None:
    history.received()
    before = unfinished(history)
    history.reprocessed()
    assert unfinished(history) == before


def test_what_failed_for_good_is_not_done_once_more_unless_tried_again(history: History) -> None:
    history.received()
    history.failed(permanent=True)
    history.reprocessed()
    assert unfinished(history) is None
