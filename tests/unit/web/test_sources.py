"""What is told of a publisher at a time."""

from __future__ import annotations

import pytest

from schemas.rows.sources import SOURCE_DAYS, SOURCES, SourceDayRow, SourceRow
from services.web.sources import Source, source_at, usual_gap
from tests.support.histories import History, Rows

MINUTE = 60_000_000


def hourly(count: int) -> History:
    """An article every hour."""
    history = History()
    for number in range(count):
        history.received(f"a{number}")
        history.wait(60 * MINUTE)
    return history


def seen(history: History, minutes_later: int) -> Source:
    (row,) = Rows(history).all(SOURCES)
    assert isinstance(row, SourceRow)
    return source_at(row, history.records[-1].recorded_at + minutes_later * MINUTE)


def test_a_publisher_is_silent_by_its_own_pace() -> None:
    source = seen(hourly(5), minutes_later=180)
    assert source.usual_gap == pytest.approx(3_600)
    assert (source.silent_for, source.silence) == (10_800, 3)


def test_a_publisher_of_few_articles_has_no_pace() -> None:
    source = seen(hourly(2), minutes_later=180)
    assert (source.silent_for, source.usual_gap, source.silence) == (10_800, None, None)


def test_one_long_gap_does_not_change_the_pace() -> None:
    history = hourly(5)
    history.wait(10_000 * MINUTE)
    history.received("late")
    assert seen(history, 0).usual_gap == pytest.approx(3_600)


def test_a_clock_that_was_set_back_makes_no_negative_silence() -> None:
    assert seen(hourly(3), minutes_later=-10).silence == 0


def test_articles_that_came_at_once_have_no_pace() -> None:
    assert usual_gap([5, 5, 5]) == 0
    assert seen(hourly(1), 5).silence is None


def test_articles_count_on_the_day_on_which_they_came() -> None:
    history = History()
    history.received("a")
    history.wait(24 * 60 * MINUTE)
    history.received("b")
    history.received("a")
    rows = [row for row in Rows(history).all(SOURCE_DAYS) if isinstance(row, SourceDayRow)]
    assert [(row.day.isoformat(), row.articles) for row in rows] == [("2026-02-02", 1), ("2026-02-03", 1)]
