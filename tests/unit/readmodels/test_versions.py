"""The levels that a count reaches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.readmodels.versions import level_of

COUNTS = st.integers(0, 2**31)


def test_a_level_is_the_square_root_of_two_times_the_one_below() -> None:
    assert [level_of(count) for count in (0, 1, 2, 3, 4, 5, 6, 8, 1_000_000)] == [0, 1, 3, 4, 5, 5, 6, 7, 40]


@given(COUNTS, COUNTS)
def test_who_is_on_a_higher_level_was_counted_to_more(one: int, other: int) -> None:
    if level_of(one) > level_of(other):
        assert one > other
    elif level_of(one) == level_of(other):
        assert max(one, other) ** 2 <= 2 * min(one, other) ** 2
