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
    assert [quotes[0][part]["text"] for part in ("source", "cue", "content")] == [
        "President Idris Bello",
        "said",
        "It was a massacre,",
    ]


def test_a_figure_has_its_value_its_unit_and_its_claimant() -> None:
    page, extraction = extracted()
    figures: Any = figure_row(page, extraction)["figures"]
    figure = figures[0]
    assert (figure["value"], figure["unit"], figure["about"], figure["claimed_by"]) == (
        1200.0,
        "people",
        "killed",
        "a monitor",
    )


def test_years_and_days_are_no_figures() -> None:
    page, extraction = extracted()
    figures: Any = figure_row(page, extraction)["figures"]
    assert [each["value"] for each in figures] == [1200.0]


def test_a_date_has_its_first_and_last_day() -> None:
    _, extraction = extracted()
    dates: Any = date_row(extraction)["dates"]
    assert [(each["start_date"], each["end_date"]) for each in dates] == [("2024-05-01", "2024-05-31")]
