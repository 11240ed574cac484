"""Token buckets: so many at once, then as fast as they fill."""

from __future__ import annotations

from services.web.rates import KNOWN, Rates


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_visitor_may_come_as_often_as_the_quota_says_at_once() -> None:
    rates = Rates(3, 60, Clock())
    assert [rates.take("a").granted for _ in range(4)] == [True, True, True, False]


def test_one_visitor_does_not_use_up_anothers() -> None:
    rates = Rates(1, 60, Clock())
    assert rates.take("a").granted
    assert rates.take("b").granted


def test_a_bucket_fills_with_time_and_never_over_its_brim() -> None:
    clock = Clock()
    rates = Rates(3, 60, clock)
    for _ in range(3):
        rates.take("a")
    clock.now += 20
    assert rates.take("a").granted
    assert not rates.take("a").granted
    clock.now += 10_000
    assert rates.look("a").left == 3


def test_who_is_refused_is_told_when_to_come_again() -> None:
    rates = Rates(2, 60, Clock())
    rates.take("a")
    assert rates.headers(rates.take("a")) == {
        "RateLimit-Policy": '"requests";q=2;w=60',
        "RateLimit": '"requests";r=0;t=60',
    }
    assert rates.headers(rates.take("a"))["Retry-After"] == "30"


def test_looking_takes_nothing() -> None:
    rates = Rates(1, 60, Clock())
    assert rates.look("a").granted
    assert rates.take("a").granted


def test_visitors_beyond_number_take_no_memory() -> None:
    rates = Rates(1, 60, Clock())
    for number in range(KNOWN + 100):
        rates.take(str(number))
    assert len(rates._buckets) == KNOWN  # noqa: SLF001  # what the test is about
