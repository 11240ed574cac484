"""The fold of articles."""

from __future__ import annotations

import pytest

from schemas.record import Stage
from schemas.rows.articles import ARTICLES, ArticleRow
from tests.support.histories import BODY, TITLE, History, Rows, meeting


@pytest.fixture
def history() -> History:
    return History()


def article(history: History) -> ArticleRow:
    (row,) = Rows(history).all(ARTICLES)
    assert isinstance(row, ArticleRow)
    return row


def test_a_received_article_is_listed_with_what_its_sender_knew(history: History) -> None:
    position = history.received(size=1234)
    row = article(history)
    assert (row.id, row.revision, row.state) == ("a", 1, "received")
    assert (row.received_position, row.size) == (position, 1234)
    assert (row.url, row.source) == ("https://example.org/a", "example.org")


def test_a_cleaned_article_says_how_much_was_kept(history: History) -> None:
    history.received()
    history.cleaned(cleaner="7", parts=2)
    row = article(history)
    assert (row.state, row.cleaner, row.parts, row.kept) == ("cleaned", "7", 2, len(BODY))


def test_a_page_gives_its_article_the_first_title_it_prints(history: History) -> None:
    history.received()
    assert article(history).page_title is None
    history.cleaned(parts=2)
    assert article(history).page_title == TITLE


def test_an_extracted_article_is_projected_with_its_events_counted(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted(extractor="x7", events=[meeting("met"), meeting("Ada")])
    row = article(history)
    assert (row.state, row.extractor, row.events, row.sentences, row.covered) == ("projected", "x7", 2, 3, True)


def test_an_event_that_an_extraction_found_twice_counts_once(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted(events=[meeting(), meeting()])
    assert article(history).events == 1


def test_a_new_revision_begins_anew(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted()
    position = history.received()
    row = article(history)
    assert (row.revision, row.state, row.received_position) == (2, "received", position)
    assert (row.cleaner, row.extractor, row.parts, row.events) == (None, None, None, None)


def test_a_finding_of_an_older_revision_changes_nothing(history: History) -> None:
    history.received()
    history.received()
    before = article(history)
    history.cleaned(revision=1)
    history.extracted(revision=1)
    history.failed(revision=1, permanent=True)
    assert article(history) == before


def test_a_revision_that_is_received_twice_changes_nothing(history: History) -> None:
    history.received()
    history.cleaned()
    before = article(history)
    history.received(revision=1)
    assert article(history) == before


def test_a_failure_that_may_pass_leaves_the_state(history: History) -> None:
    history.received()
    history.failed(permanent=False)
    assert article(history).state == "received"


def test_a_permanent_failure_is_the_articles_state(history: History) -> None:
    history.received()
    history.failed(permanent=True)
    assert article(history).state == "failed"


@pytest.mark.parametrize(("stage", "state"), [(Stage.CLEAN, "received"), (Stage.EXTRACT, "cleaned")])
def test_an_article_that_is_tried_again_stands_before_the_stage(history: History, stage: Stage, state: str) -> None:
    history.received()
    if stage == Stage.EXTRACT:
        history.cleaned()
    history.failed(stage=stage, permanent=True)
    history.retried(stage=stage)
    assert article(history).state == state


def test_a_failure_that_is_told_after_the_stage_was_done_changes_nothing(history: History) -> None:
    history.received()
    history.cleaned()
    history.extracted()
    history.failed(stage=Stage.CLEAN, permanent=True)
    history.failed(stage=Stage.EXTRACT, permanent=True)
    assert article(history).state == "projected"


def test_an_article_that_is_cleaned_once_more_unasked_stays_projected(history: History) -> None:
    history.received()
    history.cleaned(cleaner="1")
    history.extracted()
    history.cleaned(cleaner="2")
    row = article(history)
    assert (row.state, row.cleaner) == ("projected", "2")


def test_a_record_of_an_unknown_type_changes_nothing(history: History) -> None:
    history.received()
    before = article(history)
    history.unknown()
    assert article(history) == before
