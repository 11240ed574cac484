"""Where an article stands follows from its records alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given

from schemas.errors import LogError
from schemas.identity import stream_of
from schemas.record import Stage
from schemas.rows.articles import ARTICLES, ArticleRow
from services.ingest.standing import Standing, State, standing
from tests.support.histories import History, Rows, histories

BEFORE, AFTER = 0, 10**9


def stands(*steps: Callable[[History], object]) -> Standing:
    history = History()
    for step in steps:
        step(history)
    now = standing(history.records)
    assert now
    return now


def fails_for_good(stage: Stage) -> Callable[[History], int]:
    return lambda history: history.failed(stage=stage, attempt=3, permanent=True)


def test_an_article_goes_from_received_to_projected() -> None:
    steps: list[Callable[[History], object]] = [History.received, History.cleaned, History.extracted]
    states = [stands(*steps[: count + 1]).state(BEFORE) for count in range(3)]
    assert states == [State.RECEIVED, State.CLEANED, State.EXTRACTED]
    assert stands(*steps).state(AFTER) is State.PROJECTED


def test_it_is_projected_once_the_end_of_its_extraction_is() -> None:
    now = stands(History.received, History.cleaned, History.extracted, History.unknown)
    assert now.state(now.extracted_position - 1) is State.EXTRACTED
    assert now.state(now.extracted_position) is State.PROJECTED


def test_a_step_that_will_be_tried_again_leaves_the_state_and_is_told() -> None:
    now = stands(History.received, History.failed)
    assert now.state(AFTER) is State.RECEIVED
    (failed,) = now.failures
    assert (failed.data.stage, failed.data.attempt, failed.detail) == (Stage.CLEAN, 1, "it did not work")


@pytest.mark.parametrize("stage", list(Stage))
def test_a_step_that_failed_for_good_is_failed_until_somebody_asks_again(stage: Stage) -> None:
    before: list[Callable[[History], object]] = [
        History.received,
        *([History.cleaned] if stage is Stage.EXTRACT else []),
    ]
    assert stands(*before, fails_for_good(stage)).state(AFTER) is State.FAILED
    retried = stands(*before, fails_for_good(stage), lambda history: history.retried(stage=stage))
    assert retried.state(AFTER) is (State.CLEANED if stage is Stage.EXTRACT else State.RECEIVED)
    assert [failed.permanent for failed in retried.failures] == [False]


def test_success_makes_up_for_failure() -> None:
    assert not stands(History.received, History.failed, History.cleaned).failures


def test_a_new_revision_begins_anew() -> None:
    now = stands(History.received, History.cleaned, History.extracted, History.received)
    assert (now.received.revision, now.state(AFTER)) == (2, State.RECEIVED)


def test_what_is_found_late_about_an_older_revision_changes_nothing() -> None:
    now = stands(History.received, History.received, lambda history: history.cleaned(revision=1), History.failed)
    assert (now.state(AFTER), now.failures) == (State.RECEIVED, ())


def test_nothing_received_is_no_standing() -> None:
    assert standing([]) is None


def test_a_record_that_cannot_be_read_is_passed_over() -> None:
    now = stands(History.received, History.broken, History.cleaned)
    assert now.state(AFTER) is State.CLEANED


@given(histories())
def test_it_agrees_with_the_folds_once_all_is_folded(history: History) -> None:
    for article in ("a", "b"):
        records = [record for record in history.records if record.stream == stream_of(article)]
        now, rows = standing(records), Rows()
        for record in records:
            with suppress(LogError):  # it cannot be read
                rows.fold(record)
        states = [row.state for row in rows.all(ARTICLES) if isinstance(row, ArticleRow)]
        there = now is not None and now.reached is not State.ERASED
        assert states == ([now.state(AFTER)] if now and there else [])
