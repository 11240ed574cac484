"""The fold of quotations."""

from __future__ import annotations

import pytest

from schemas.rows.quotes import QUOTE_TERMS, QUOTES, QuoteRow, QuoteTermRow
from tests.support.histories import BODY, MONDAY, History, Rows, quotation


@pytest.fixture
def history() -> History:
    history = History()
    history.received()
    history.cleaned()
    return history


def quotes(history: History) -> list[QuoteRow]:
    return [row for row in Rows(history).all(QUOTES) if isinstance(row, QuoteRow)]


def terms(history: History) -> list[str]:
    return [row.term for row in Rows(history).all(QUOTE_TERMS) if isinstance(row, QuoteTermRow)]


def test_a_quotation_is_shown_with_its_speaker_and_its_sentence(history: History) -> None:
    history.extracted(quotations=[quotation()])
    (row,) = quotes(history)
    assert (row.content, row.cue, row.source, row.sentence) == ("Ada met Bob", "met", "Ada", BODY)
    assert (row.speaker, row.country, row.direct, row.day, row.publisher) == (
        *("Ada Lund", "NOR", True),
        *(MONDAY, "example.org"),
    )


def test_a_quotation_is_found_by_its_speaker_its_words_and_its_publisher(history: History) -> None:
    history.extracted(quotations=[quotation()])
    assert terms(history) == [
        *("country NOR", "name ada", "name ada lund", "publisher example.org", "word ada", "word bob", "word met")
    ]


def test_a_newer_extraction_takes_the_place_of_the_older_one(history: History) -> None:
    history.extracted(quotations=[quotation(), quotation("in Oslo")])
    history.extracted(extractor="x2", quotations=[quotation("in Oslo", None)])
    assert [(row.content, row.speaker, row.extractor) for row in quotes(history)] == [("in Oslo", None, "x2")]
    assert terms(history) == ["name ada", "publisher example.org", "word oslo"]


def test_a_new_revision_has_no_quotations_yet(history: History) -> None:
    history.extracted(quotations=[quotation()])
    history.received()
    assert (quotes(history), terms(history)) == ([], [])
