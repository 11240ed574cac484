"""What every implementation of the queues promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakeredis import FakeRedis

from schemas.claim import Claim
from schemas.record import Stage
from services.queues import Queues
from services.queues.rq import RqQueues
from tests.support.identity import LOG_ID
from tests.support.queues import FakeQueues

A, B, C = Claim("a", 1), Claim("b", 1), Claim("c", 2)
MORE_THAN_FIT = 1_000


@pytest.fixture(params=["in memory", "RQ on fakeredis", "RQ on a real server"])
def queues(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queues]:
    if request.param == "in memory":
        yield FakeQueues(room=2)
        return
    url = "redis://in.memory:6379/0"
    if request.param == "RQ on a real server":
        url = request.getfixturevalue("redis_url")
    else:
        monkeypatch.setattr("services.queues.rq.Redis", FakeRedis)
    rq = RqQueues(url, LOG_ID)
    rq.connection.flushall()
    yield rq
    rq.connection.close()


def test_an_offered_claim_is_held(queues: Queues) -> None:
    assert queues.offer(Stage.CLEAN, [A, B])
    assert queues.held(Stage.CLEAN) == {A, B}


def test_a_claim_is_held_for_its_own_stage_only(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A])
    assert queues.held(Stage.EXTRACT) == set()


def test_a_claim_that_is_held_makes_no_second_job(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A])
    room = queues.room(Stage.CLEAN)
    queues.offer(Stage.CLEAN, [A])
    assert queues.room(Stage.CLEAN) == room


def test_another_revision_is_another_claim(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [Claim("a", 1)])
    queues.offer(Stage.CLEAN, [Claim("a", 2)])
    assert queues.held(Stage.CLEAN) == {Claim("a", 1), Claim("a", 2)}


def test_a_full_queue_takes_no_more(queues: Queues) -> None:
    for number in range(queues.room(Stage.CLEAN)):
        queues.offer(Stage.CLEAN, [Claim("many", number)])
    assert not queues.offer(Stage.CLEAN, [A])
    assert A not in queues.held(Stage.CLEAN)


def test_an_urgent_claim_finds_room_in_a_full_queue(queues: Queues) -> None:
    for number in range(queues.room(Stage.CLEAN)):
        queues.offer(Stage.CLEAN, [Claim("many", number)])
    assert queues.offer(Stage.CLEAN, [A], urgent=True)
    assert A in queues.held(Stage.CLEAN)


def test_what_failed_before_finds_room_where_urgent_claims_find_none(queues: Queues) -> None:
    number = 0
    while queues.offer(Stage.CLEAN, [Claim("many", number)], urgent=True):
        number += 1
        if number > MORE_THAN_FIT:
            pytest.fail("the queue is never full")
    assert queues.offer_again(Stage.CLEAN, A)
    assert A in queues.held(Stage.CLEAN)


def test_a_finished_claim_is_held_until_it_is_folded(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A])
    queues.finish(Stage.CLEAN, A, position=7)
    queues.sweep(Stage.CLEAN, checkpoint=6)
    assert queues.held(Stage.CLEAN) == {A}
    queues.sweep(Stage.CLEAN, checkpoint=7)
    assert queues.held(Stage.CLEAN) == set()


def test_a_released_claim_can_be_offered_again(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [C])
    queues.begin(Stage.CLEAN, C)
    queues.release(Stage.CLEAN, C)
    assert queues.held(Stage.CLEAN) == set()
    assert queues.sweep(Stage.CLEAN, checkpoint=0) == []


def test_a_claim_is_in_hand_from_its_beginning_to_its_end(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A, B, C])
    for claim in (A, B):
        queues.begin(Stage.CLEAN, claim)
    assert queues.in_hand(Stage.CLEAN, [A, C]) == [A]
    assert queues.in_hand(Stage.EXTRACT, [A]) == []
    queues.finish(Stage.CLEAN, A, position=1)
    queues.release(Stage.CLEAN, B)
    assert queues.in_hand(Stage.CLEAN, [A, B, C]) == []


def test_sweeping_leaves_what_waits_alone(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A, B])
    for _ in range(3):
        assert queues.sweep(Stage.CLEAN, checkpoint=100) == []
    assert queues.held(Stage.CLEAN) == {A, B}


def test_one_process_leads_and_goes_on_leading(queues: Queues) -> None:
    assert queues.lead()
    assert queues.lead()


def test_what_is_counted_adds_up_and_what_is_noted_replaces(queues: Queues) -> None:
    queues.count({"a": 1.0, "b": 0.5})
    queues.count({"b": 0.25})
    queues.note({"c": 7.0})
    queues.note({"c": 8.0})
    assert queues.counts() == {"a": 1.0, "b": 0.75, "c": 8.0}


def test_the_census_tells_what_waits_and_is_held(queues: Queues) -> None:
    queues.offer(Stage.CLEAN, [A, B])
    clean, extract = queues.census()
    assert (clean.stage, clean.jobs["waiting"], clean.held) == (Stage.CLEAN, 1, 2)
    assert (extract.stage, extract.jobs["waiting"], extract.held) == (Stage.EXTRACT, 0, 0)
