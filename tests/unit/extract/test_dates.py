from datetime import date

import pytest

from tests.support.extraction import extractor, page_of
from workers.extract.dates import expressions

WEDNESDAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Tuesday", "2026-03-10", "2026-03-10"),
        ("last Wednesday", "2026-03-04", "2026-03-04"),
        ("on Feb. 3", "2026-02-03", "2026-02-03"),
        ("on 3 February 2022", "2022-02-03", "2022-02-03"),
        ("on December 24", "2025-12-24", "2025-12-24"),
        ("in December", "2025-12-01", "2025-12-31"),
        ("in May 2024", "2024-05-01", "2024-05-31"),
        ("last week", "2026-03-02", "2026-03-08"),
        ("over the weekend", "2026-03-14", "2026-03-15"),
        ("last month", "2026-02-01", "2026-02-28"),
        ("four days ago", "2026-03-07", "2026-03-07"),
        ("in 2019", "2019-01-01", "2019-12-31"),
        ("the 2016 accord", "2016-01-01", "2016-12-31"),
        ("in the third quarter", "2025-07-01", "2025-09-30"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("yesterday", "2026-03-10", "2026-03-10"),
        ("2026-01-05", "2026-01-05", "2026-01-05"),
    ],
)
def test_an_expression_means_its_days(text: str, first: str, last: str) -> None:
    found = [(each.first.isoformat(), each.last.isoformat()) for each in expressions(text, WEDNESDAY)]
    assert found == [(first, last)]


def test_the_future_takes_the_next_such_day() -> None:
    found = expressions("on Saturday", WEDNESDAY, future=True)
    assert found[0].first == date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "they march on the capital",
        "to the second",
        "Sun Microsystems",
        "in 30 of 40",
        "some 2000 people",
    ],
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert expressions(text, WEDNESDAY) == []


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    assert [each.first for each in expressions("on Tuesday and on May 3, 2024", None)] == [date(2024, 5, 3)]


def test_impossible_dates_are_left_alone() -> None:
    assert expressions("on February 31", WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ghana destroyed 2039 tanks of Togo.",
        "Ghana expelled 2016 Togolese traders.",
        "Ghana expelled 2016 Syrians after the coup.",
        "Ghana ordered the arrest of 2016 migrants.",
    ],
)
def test_a_number_of_people_or_things_is_no_year(text: str) -> None:
    assert extractor().extract(page_of(text)).dates == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ghana condemned the 2016 Syrians.",
        "Ghana recalled 2016 protests in Togo.",
        "In 2016 Syrians protested in Ghana.",
        "Ghana denied 2016 election claims.",
        "Ghana expelled Togo's 2016 delegates.",
    ],
)
def test_a_year_that_tells_which_people_or_things_are_meant_is_a_date(text: str) -> None:
    assert [day.first.year for day in extractor().extract(page_of(text)).dates] == [2016]
