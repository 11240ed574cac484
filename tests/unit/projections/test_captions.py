"""The fold of captions."""

from __future__ import annotations

import pytest

from schemas.block import Action, Block, Kind
from schemas.rows.captions import CAPTIONS, CaptionRow
from tests.support.histories import CAPTION, CREDIT, TEXT, History, Rows


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    return history


def captions(history: History) -> list[CaptionRow]:
    return [row for row in Rows(history).all(CAPTIONS) if isinstance(row, CaptionRow)]


def test_a_caption_printed_twice_is_listed_once_with_its_credit(history: History) -> None:
    history.cleaned()
    (row,) = captions(history)
    assert (row.text, row.credit, row.copies) == (CAPTION, CREDIT, 2)
    assert TEXT[row.start : row.end] == CAPTION


def test_a_fullest_copy_that_is_not_the_first_counts_them_all(history: History) -> None:
    first = Block(start=0, end=5, kind=Kind.CAPTION, action=Action.DROP, part=0)
    fullest = Block(start=6, end=20, kind=Kind.CAPTION, action=Action.METADATA, part=0, repeat_of=0)
    third = Block(start=21, end=25, kind=Kind.CAPTION, action=Action.DROP, part=0, repeat_of=0)
    history.cleaned(captions=[first, fullest, third])
    assert [(row.start, row.copies) for row in captions(history)] == [(6, 3)]


def test_a_hundred_thousand_copies_are_one_caption(history: History) -> None:
    first = Block(start=0, end=5, kind=Kind.CAPTION, action=Action.METADATA, part=0)
    others = [
        Block(start=start, end=start + 5, kind=Kind.CAPTION, action=Action.DROP, part=0, repeat_of=0)
        for start in range(6, 600_000, 6)
    ]
    history.cleaned(captions=[first, *others])
    assert [row.copies for row in captions(history)] == [100_000]


def test_a_page_that_is_cleaned_again_shows_its_new_captions_only(history: History) -> None:
    history.cleaned()
    history.cleaned(captions=[], cleaner="2")
    assert captions(history) == []


def test_a_new_revision_has_no_captions_yet(history: History) -> None:
    history.cleaned()
    history.received()
    assert captions(history) == []
