"""A sentence with a number in it says one thing and several things."""

from __future__ import annotations

from schemas.counting import counted


def test_a_number_has_its_noun() -> None:
    assert [counted(number, "event") for number in (0, 1, 2, 2_000)] == [
        "0 events",
        "1 event",
        "2 events",
        "2,000 events",
    ]
    assert [counted(number, "new", "new") for number in (1, 2)] == ["1 new", "2 new"]
