"""A soak says whether memory and lag stayed flat."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ops.bench.soak import Sample, Soak

SAMPLES = 50


def soak(
    size: Callable[[int], int] = lambda _number: 1000,
    oldest: Callable[[int], float] = lambda _number: 1.0,
    unprojected: int = 0,
) -> Soak:
    samples = [Sample(number, {"serve": size(number)}, 0, oldest(number)) for number in range(SAMPLES)]
    return Soak(
        minutes=1,
        load=0.8,
        full_rate=10,
        articles=480,
        refused=0,
        unprojected=unprojected,
        samples=samples,
    )


def test_what_stays_as_it_is_is_flat() -> None:
    assert soak().flat
    assert soak().growth() == {"serve": 1.0}


def test_what_grows_only_while_it_warms_up_is_flat() -> None:
    assert soak(size=lambda number: min(1000, 100 + 100 * number)).flat


@pytest.mark.parametrize(
    "leaking",
    [
        soak(size=lambda number: 1000 + 10 * number),
        soak(oldest=lambda number: 31.0 if number == SAMPLES - 1 else 0.0),
        soak(unprojected=1),
    ],
    ids=["a leak", "a growing lag", "an article that is never projected"],
)
def test_what_grows_or_is_left_over_is_not_flat(leaking: Soak) -> None:
    assert not leaking.flat


def test_a_moment_of_lag_early_in_the_run_is_forgiven() -> None:
    assert soak(oldest=lambda number: 60.0 if number == 3 else 0.0).flat
