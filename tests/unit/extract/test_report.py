from typing import Any

from schemas.block import CleanedPage
from schemas.event import Extraction
from tests.support.extraction import extractor, page_of
from workers.extract.report import date_row, event_rows, figure_row, quotation_row

TEXT = (
    "The army killed 1,200 people in May 2024, according to a monitor. "
    "\u201cIt was a massacre,\u201d President Idris Bello said."
)


def extracted() -> tuple[CleanedPage, Extraction]:
    page = page_of(TEXT)
    return page, extractor().extract(page)


def test_an_event_row_has_every_field_of_the_format() -> None:
    page, extraction = extracted()
    row = next(event_rows(page, extraction))
    assert set(row) == {
        *("article", "in", "type", "mode", "cameo", "goldstein", "source", "target", "trigger", "sentence"),
        *("date", "place", "modality", "negated", "historical", "attribution", "confidence"),
    }


def test_a_quotation_has_its_speaker_its_cue_and_its_words() -> None:
    page, extraction = extracted()
    quotes: Any = quotation_row(page, extraction)["quotes"]
    assert [quotes[1][part]["text"] for part in ("source", "cue", "content")] == [
        "President Idris Bello",
        "said",
        "It was a massacre,",
    ]


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every quotation of a text."""
    page = page_of(text)
    quotes: Any = quotation_row(page, extractor().extract(page))["quotes"]
    return [(each["source"]["text"], each["cue"]["text"], each["content"]["text"]) for each in quotes]


def test_each_of_two_quotations_belongs_to_its_own_verb() -> None:
    text = "\u201cThe dam is safe,\u201d the minister said, adding that \u201cnobody has to leave\u201d the valley."
    assert told(text) == [
        ("the minister", "said", "The dam is safe,"),
        ("the minister", "adding", "that \u201cnobody has to leave\u201d the valley"),
    ]


def test_a_few_quoted_words_are_part_of_the_clause_that_is_said() -> None:
    text = "The minister said the dam was \u201cperfectly safe\u201d on Friday."
    assert told(text) == [("The minister", "said", "the dam was \u201cperfectly safe\u201d on Friday")]


def test_what_is_told_according_to_somebody_is_attributed() -> None:
    text = "The dam broke on Friday, according to the ministry of public works."
    assert told(text) == [("the ministry of public works", "according to", "The dam broke on Friday")]


def test_a_clause_ends_before_whom_the_whole_is_told_according_to() -> None:
    text = "The minister said the dam was safe, according to a radio station."
    assert ("The minister", "said", "the dam was safe") in told(text)


def test_a_figure_has_its_value_its_unit_and_its_claimant() -> None:
    _, extraction = extracted()
    figures: Any = figure_row(extraction)["figures"]
    figure = figures[0]
    assert (figure["value"], figure["unit"], figure["subject"], figure["about"], figure["claimed_by"]) == (
        1200.0,
        "killed",
        "people",
        "killed",
        "a monitor",
    )


def test_years_and_days_are_no_figures() -> None:
    _, extraction = extracted()
    figures: Any = figure_row(extraction)["figures"]
    assert [each["value"] for each in figures] == [1200.0]


def test_a_date_has_its_first_and_last_day() -> None:
    _, extraction = extracted()
    dates: Any = date_row(extraction)["dates"]
    assert [(each["start_date"], each["end_date"]) for each in dates] == [("2024-05-01", "2024-05-31")]
