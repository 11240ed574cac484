import pytest

from ops.evaluate.reliability import Outcome, reliability


def test_each_tenth_says_what_was_stated_and_what_was_right() -> None:
    table = reliability([Outcome(0.8, right=True), Outcome(0.9, right=False), Outcome(0.85, right=True)])
    assert table["0.8 to 0.9"] == {"stated": 0.825, "right": 1.0, "events": 2, "gap": 0.175}
    assert table["0.9 to 1.0"]["right"] == 0


def test_the_gap_of_all_is_the_mean_of_the_gaps_by_number() -> None:
    table = reliability([Outcome(0.5, right=True), Outcome(0.5, right=True), Outcome(1.0, right=True)])
    assert table["all"]["gap"] == pytest.approx(1 / 3, abs=1e-4)


def test_of_nothing_there_is_no_table() -> None:
    assert reliability([]) == {}
