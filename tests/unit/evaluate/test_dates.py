from datetime import date
from typing import Any

import pytest

from ops.evaluate.dates import days_of, measure
from ops.evaluate.scores import Report

Json = dict[str, Any]


def label(value: str, kind: str = "DATE") -> Json:
    return {"start": 0, "end": 6, "type": kind, "value": value}


MONDAY: Json = {"start": 0, "end": 6, "start_date": "2026-03-09", "end_date": "2026-03-09"}


def report(labels: list[Json], found: list[Json]) -> Report:
    return measure([({"timex": labels}, found)])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2012-08", date(2012, 8, 1), date(2012, 8, 31)),
        ("2013-W12", date(2013, 3, 18), date(2013, 3, 24)),
        ("2013-W12-WE", date(2013, 3, 23), date(2013, 3, 24)),
        ("2012-SU", date(2012, 6, 1), date(2012, 8, 31)),
        ("2012-WI", date(2012, 12, 1), date(2013, 2, 28)),
        ("2012-Q4", date(2012, 10, 1), date(2012, 12, 31)),
        ("2012-H2", date(2012, 7, 1), date(2012, 12, 31)),
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("2012-05-04T10:00", date(2012, 5, 4), date(2012, 5, 4)),
    ],
)
def test_a_value_means_its_first_and_last_day(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-05", "P3D", "2012-13", "2012-02-30", None])
def test_a_value_without_certain_days_means_none(value: str | None) -> None:
    assert days_of(value) is None


def test_the_right_days_are_right() -> None:
    assert report([label("2026-03-09")], [MONDAY])["dates"]["found with the right days"]["F1"] == 1


def test_a_wrong_day_is_found_but_not_right() -> None:
    found = report([label("2026-03-02")], [MONDAY])
    assert found["dates"]["found"]["F1"] == 1
    assert found["accuracy"]["days right"]["share"] == 0


def test_what_is_found_on_a_time_only_counts_for_nothing() -> None:
    assert report([label("2026-03-09T10:00", "TIME")], [MONDAY])["dates"]["found"]["found"] == 0


def test_what_is_found_on_a_duration_is_no_date() -> None:
    assert report([label("P3D", "DURATION")], [MONDAY])["dates"]["found"]["P"] == 0


def test_a_vague_expression_has_no_right_days() -> None:
    found = report([label("PAST_REF")], [MONDAY])
    assert found["dates"]["found"]["right"] == 1
    assert found["dates"]["found with the right days"]["found"] == 0
