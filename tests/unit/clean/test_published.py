from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from schemas.block import Published
from tests.support.cleaning import LEDE, MORE, page

TITLE = "Nordia Reopens Marfa Harbour"
SENT = datetime(2031, 5, 20, 12, tzinfo=UTC)
CRAWLED = datetime(2031, 6, 30, 12, tzinfo=UTC)


def published(*lines: str, sent: datetime | None = None, fetched: datetime | None = None) -> Published | None:
    """The publication date of the page's first part."""
    return page(*lines, published=sent, fetched=fetched).parts[0].published


def test_nothing_that_tells_a_date_gives_none() -> None:
    assert published(TITLE, LEDE, MORE) is None


def test_the_date_line_of_the_page_beats_the_day_it_was_fetched() -> None:
    found = published(TITLE, "May 5, 2031", LEDE, fetched=CRAWLED)
    assert found is not None
    assert (found.day, found.evidence) == (date(2031, 5, 5), "date_line")


def test_the_evidence_is_shown_by_its_place() -> None:
    cleaned = page(TITLE, "Published: 5 May 2031, 10:00", LEDE)
    found = cleaned.parts[0].published
    assert found is not None
    assert found.span is not None
    assert cleaned.text[found.span.start : found.span.end] == "5 May 2031"


def test_a_dateline_without_a_year_takes_that_of_the_fetching() -> None:
    found = published(TITLE, f"MARFA, May 5 (Reuters) - {LEDE}", fetched=CRAWLED)
    assert found is not None
    assert (found.day, found.evidence) == (date(2031, 5, 5), "dateline")


def test_a_dateline_late_in_the_year_fetched_in_january_is_of_the_year_before() -> None:
    found = published(TITLE, f"MARFA, Dec 30 (Reuters) - {LEDE}", fetched=datetime(2032, 1, 2, tzinfo=UTC))
    assert found is not None
    assert found.day == date(2031, 12, 30)


def test_what_the_sender_says_beats_a_picture() -> None:
    found = published(TITLE, "Boats on the bank, 18 May 2031. EPA/LENA ORSK", LEDE, sent=SENT)
    assert found is not None
    assert (found.day, found.evidence) == (SENT.date(), "sender")


def test_a_picture_dates_a_page_that_nothing_else_dates() -> None:
    found = published(TITLE, "Boats on the bank, 18 May 2031. EPA/LENA ORSK", LEDE)
    assert found is not None
    assert found.evidence == "caption"
    assert found.day == date(2031, 5, 20)  # the lede says Tuesday; the 18th was a Sunday


@pytest.mark.parametrize(
    "caption", ["FILE PHOTO: Boats, 18 May 2029. REUTERS/Jan Petrik", "Boats on the bank, 18 May 2022. EPA/LENA ORSK"]
)
def test_a_picture_from_the_archive_dates_nothing(caption: str) -> None:
    found = published(TITLE, caption, LEDE, fetched=CRAWLED)
    assert found is not None
    assert found.evidence == "fetched"


def test_a_picture_that_the_text_contradicts_dates_nothing() -> None:
    assert (
        published(
            TITLE,
            "Boats on the bank, 18 May 2030. (AFP)",
            "The harbour was reopened on Jan. 22, the ministry said.",
            MORE,
        )
        is None
    )


def test_a_part_without_a_date_takes_its_neighbours_with_its_own_weekday() -> None:
    second = "Velland Parliament Passes Grain Law"
    text = ("Lawmakers passed the grain law of Velland on Tuesday.", "Farmers had blocked the roads to the capital.")
    first = (TITLE, "By Olga Renn", "Friday, May 9, 2031", MORE, LEDE, "(Reporting by Karl Oster)")
    cleaned = page(*first, second, *text, "They will go on until the president has signed it, their union said.")
    found = cleaned.parts[1].published
    assert found is not None
    assert (found.day, found.evidence) == (date(2031, 5, 6), "neighbour")


def test_the_senders_time_is_read_in_utc() -> None:
    found = published(TITLE, MORE, sent=datetime(2031, 5, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5))))
    assert found is not None
    assert found.day == date(2031, 5, 21)


def test_a_date_after_the_fetching_is_not_the_publication() -> None:
    found = published(TITLE, "May 5, 2033", LEDE, fetched=CRAWLED)
    assert found is not None
    assert found.evidence == "fetched"


def test_confidence_falls_from_the_page_to_the_fetching() -> None:
    found = [
        published(TITLE, "May 5, 2031", LEDE),
        published(TITLE, LEDE, sent=SENT),
        published(TITLE, "Boats, 18 May 2031. (AFP)", LEDE),
        published(TITLE, LEDE, fetched=CRAWLED),
    ]
    confidences = [each.confidence for each in found if each]
    assert len(confidences) == 4
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 < confidence < 1 for confidence in confidences)


def test_a_time_may_be_glued_to_the_year() -> None:
    found = published(TITLE, "May 5, 20313:20 PM UTC", LEDE)
    assert found is not None
    assert (found.day, found.evidence) == (date(2031, 5, 5), published(TITLE, "May 5, 2031", LEDE).evidence)  # type: ignore[union-attr]


def test_an_authors_line_with_a_full_date_dates_the_story() -> None:
    found = page("Nordia reopens the harbour", "by Ada Lorn | May 6, 2031 | Ports | 3 comments", LEDE, MORE)
    assert [part.published.day.isoformat() for part in found.parts if part.published] == ["2031-05-06"]
