"""What an article's stream says of its revisions."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from msgspec.structs import replace

from schemas.codec import ERASED
from services.web.problems import Problem
from services.web.revisions import page_of, revisions
from tests.support.histories import TEXT, History


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    history.cleaned(cleaner="2")
    history.extracted()
    history.received()
    return history


def test_a_revision_is_told_with_what_was_last_made_of_it(history: History) -> None:
    latest, first = revisions(history.records)
    assert (first.revision, first.cleaner, first.cleaned_position, first.events) == (1, "2", 3, 1)
    assert (latest.revision, latest.cleaner, latest.position) == (2, None, 6)


def test_the_page_of_a_revision_is_the_one_that_was_cleaned_last(history: History) -> None:
    page = page_of("a", history.records, 1)
    assert (page.position, page.cleaner, page.text) == (3, "2", TEXT)


def test_a_revision_that_is_not_cleaned_has_no_page(history: History) -> None:
    with pytest.raises(Problem) as raised:
        page_of("a", history.records, None)
    assert raised.value.status == HTTPStatus.NOT_FOUND


def test_a_record_that_cannot_be_read_or_is_not_known_is_passed_over(history: History) -> None:
    before = revisions(history.records)
    history.broken()
    history.unknown()
    assert revisions(history.records) == before


def test_what_was_erased_is_gone_and_its_revisions_are_told_without_words(history: History) -> None:
    records = [replace(record, content=ERASED) for record in history.records]
    assert [(each.revision, each.url) for each in revisions(records)] == [(2, None), (1, None)]
    with pytest.raises(Problem) as raised:
        page_of("a", records, 1)
    assert raised.value.status == HTTPStatus.GONE
