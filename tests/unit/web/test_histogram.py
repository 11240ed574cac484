"""Events over time: whole periods, no gaps, far-off dates beside what is shown."""

from __future__ import annotations

from datetime import date

from services.web.pages.histogram import Histogram, histogram
from services.web.periods import By, beginning, ending


def test_cooperation_and_conflict_are_told_apart() -> None:
    found = histogram([("AID", "2026-03-01", 2), ("ASSAULT", "2026-03-01", 3), ("ACCUSE", "2026-03-03", 1)])
    assert [(bar.first.day, bar.cooperation, bar.conflict) for bar in found.bars] == [(1, 2, 3), (2, 0, 0), (3, 0, 1)]
    assert found.columns["conflict"] == [-3, 0, -1]


def test_a_short_period_is_shown_by_day_a_longer_one_by_week_a_long_one_by_month() -> None:
    def step(first: str, last: str) -> str:
        return histogram([("AID", first, 5), ("AID", last, 5)]).step

    assert step("2026-01-01", "2026-03-31") == "day"
    assert step("2026-01-01", "2026-06-30") == "week"
    assert step("2020-01-01", "2026-06-30") == "month"


def test_a_few_events_of_long_ago_do_not_press_the_rest_together() -> None:
    recent = [("AID", f"2026-03-{day:02}", 5) for day in range(1, 11)]
    found = histogram([("ASSAULT", "1914-07-28", 1), *recent, ("AID", "2031-01-01", 2)])
    assert (found.step, found.before, found.after, len(found.bars)) == ("day", 1, 2, 10)


def test_what_is_spread_evenly_is_shown_whole() -> None:
    found = histogram([("AID", f"{year}-01-01", 1) for year in range(2000, 2027)])
    assert (found.before, found.after, len(found.bars)) == (0, 0, 26 * 12 + 1)


def test_events_on_no_known_day_are_counted_apart() -> None:
    assert histogram([("AID", None, 3)]) == Histogram(undated=3)
    assert histogram([]) == Histogram()


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert beginning(By.WEEK, date(2026, 3, 8)) == date(2026, 3, 2)
    assert ending(By.WEEK, date(2026, 3, 2)) == date(2026, 3, 8)
    assert beginning(By.MONTH, date(2024, 2, 20)) == date(2024, 2, 1)
    assert ending(By.MONTH, date(2024, 2, 1)) == date(2024, 2, 29)


def test_the_last_day_of_the_calendar_is_shown_like_any_other() -> None:
    assert [bar.last for bar in histogram([("AID", "9999-12-31", 1)]).bars] == [date.max]
