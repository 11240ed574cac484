"""A step that failed waits, longer after every attempt, by a clock that nobody sets."""

from __future__ import annotations

from schemas.article import Priority
from schemas.record import Stage
from schemas.rows.work import UnfinishedRow
from workers.backoff import Backoff, wait_after


def failed(attempts: int, article: str = "a") -> UnfinishedRow:
    return UnfinishedRow(
        article=article,
        revision=1,
        stage=Stage.CLEAN,
        priority=Priority.LIVE,
        cost=1,
        attempts=attempts,
        position=1,
    )


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waits_grow_up_to_a_bound() -> None:
    assert [wait_after(attempts) for attempts in (1, 2, 3, 4, 20, 2000)] == [0.5, 1.5, 4.5, 13.5, 40.5, 40.5]


def test_a_failed_step_waits_from_when_it_is_first_seen() -> None:
    clock = Clock()
    backoff = Backoff(clock)
    assert backoff.over([failed(2)]) == []
    clock.now = 1.4
    assert backoff.over([failed(2)]) == []
    clock.now = 1.5
    assert backoff.over([failed(2)]) == [failed(2)]


def test_every_attempt_has_a_wait_of_its_own() -> None:
    clock = Clock()
    backoff = Backoff(clock)
    backoff.over([failed(1)])
    clock.now = 0.5
    assert backoff.over([failed(1), failed(2), failed(1, "b")]) == [failed(1)]


def test_what_no_longer_waits_is_forgotten() -> None:
    clock = Clock()
    backoff = Backoff(clock)
    backoff.over([failed(1)])
    clock.now = 9.0
    backoff.over([])
    assert backoff.over([failed(1)]) == []
