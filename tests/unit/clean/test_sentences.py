"""Sentences without a stop between paragraphs."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kept, kinds, page

TITLE = "Nordia reopens Marfa harbour after strike"
SHOWN = "Ships with fruit that nobody will buy were still waiting in the harbour of Marfa on the day of the deal"
SECOND = "Dockers were loading fruit in the harbour while their unions signed the deal with the ministry"
THIRD = "Four meetings in the harbour had ended without a deal when the ministry was asked once more"
TEXT = (LEDE, MORE, "The unions and the ministry had met four times, and the last time they met for a whole night.")


def test_a_sentence_without_a_stop_between_paragraphs_is_a_caption() -> None:
    assert kinds(page(TITLE, "6 May 2031", *TEXT, SHOWN, MORE + " So.", LEDE + " So."))[SHOWN] == "caption"


def test_three_in_a_row_are_a_list() -> None:
    found = kinds(page(TITLE, "6 May 2031", *TEXT, SHOWN, SECOND, THIRD, MORE + " So.", LEDE + " So."))
    assert [found[line] for line in (SHOWN, SECOND, THIRD)] == ["list_item"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "We should not forget the ships with fruit that were waiting in the harbour of Marfa for a pay deal",
        "'Ships with fruit were waiting in the harbour of Marfa, and nobody had a plan for the ministry'",
    ],
)
def test_what_somebody_asks_or_says_is_no_caption(line: str) -> None:
    assert line in kept(page(TITLE, "6 May 2031", *TEXT, line, MORE + " So.", LEDE + " So."))


def test_a_sentence_without_a_stop_that_is_printed_twice_is_a_caption() -> None:
    found = kinds(page(TITLE, "6 May 2031", *TEXT, SHOWN, MORE + " So.", SHOWN, LEDE + " So."))
    assert found[SHOWN] == "caption"
