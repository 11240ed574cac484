"""The fold of parts."""

from __future__ import annotations

import pytest

from schemas.rows.articles import PARTS, PartRow
from tests.support.histories import MONDAY, TEXT, TITLE, History, Rows


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    return history


def parts(history: History) -> list[PartRow]:
    return [row for row in Rows(history).all(PARTS) if isinstance(row, PartRow)]


def test_every_part_is_listed_with_its_title_and_day(history: History) -> None:
    history.cleaned(parts=2)
    assert [(row.part, row.title, row.published, row.evidence) for row in parts(history)] == [
        (0, TITLE, MONDAY, "sender"),
        (1, TITLE, MONDAY, "sender"),
    ]
    assert {(row.start, row.end) for row in parts(history)} == {(0, len(TEXT))}


def test_a_page_that_is_cleaned_again_shows_its_new_parts_only(history: History) -> None:
    history.cleaned(parts=3)
    history.cleaned(parts=1, cleaner="2")
    assert [row.part for row in parts(history)] == [0]


def test_a_new_revision_has_no_parts_yet(history: History) -> None:
    history.cleaned(parts=3)
    history.received()
    assert parts(history) == []


def test_parts_of_an_older_revision_are_never_shown(history: History) -> None:
    history.received()
    history.cleaned(revision=2, parts=1)
    history.cleaned(revision=1, parts=3)
    assert [(row.part, row.revision) for row in parts(history)] == [(0, 2)]
