"""`newsfold failed`: what failed, where in the program, and trying again one, all, or by reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.record import Stage
from tests.support.commands import Newsfold
from tests.support.histories import History
from tests.support.service import Service, running_service

FIRST, SECOND, THIRD = "a" * 26, "b" * 26, "c" * 26
FRAME = "workers/clean/kinds.py:7 kind_of"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """Two articles that failed for good, and one that will be tried again by itself."""
    with running_service(tmp_path) as service:
        history = History()
        for article in (FIRST, SECOND, THIRD):
            history.received(article)
        history.failed(FIRST, attempt=5, permanent=True, traceback=FRAME)
        history.cleaned(SECOND)
        history.failed(SECOND, stage=Stage.EXTRACT, permanent=True)
        history.failed(THIRD, attempt=1)
        history.append_to(service.log)
        service.project()
        yield service


@pytest.fixture
def newsfold(service: Service, capsys: pytest.CaptureFixture[str]) -> Newsfold:
    return Newsfold(capsys, server=f"http://127.0.0.1:{service.port}")


def test_what_failed_is_listed_newest_first_and_by_stage(newsfold: Newsfold) -> None:
    assert [row["article"] for row in newsfold("failed", "list", "--json").rows()] == [THIRD, SECOND, FIRST]
    assert [row["article"] for row in newsfold("failed", "list", "--stage", "extract", "--json").rows()] == [SECOND]
    assert "No failure meets these filters." in newsfold("failed", "list", "--reason", "MemoryError").out


def test_a_failure_is_shown_with_its_place_in_the_program(newsfold: Newsfold) -> None:
    shown = newsfold("failed", "show", FIRST).out
    assert "Oops" in shown
    assert FRAME in shown
    assert newsfold("failed", "show", "d" * 26).code == 1


def test_an_article_that_has_not_failed_is_told_so(newsfold: Newsfold, service: Service) -> None:
    answer = service.client.post("/v1/articles", json={"body": "Kenya thanked Japan."})
    assert "This article has not failed." in newsfold("failed", "show", answer.json()["id"]).out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((FIRST,), {FIRST}),
        (("--all",), {FIRST, SECOND}),
        (("--reason", "Oops"), {FIRST, SECOND}),
        (("--reason", "Oops", "--stage", "clean"), {FIRST}),
        (("--reason", "MemoryError"), set()),
    ],
)
def test_one_all_or_those_of_a_reason_are_tried_again(
    newsfold: Newsfold, service: Service, arguments: tuple[str, ...], expected: set[str]
) -> None:
    told = newsfold("failed", "retry", *arguments, "--json")
    assert told.code == 0
    assert {row["id"] for row in told.rows()} == expected
    assert service.log.head() == 7 + len(expected)


@pytest.mark.parametrize("arguments", [(), (FIRST, "--all"), ("--reason", "Oops", "--all")])
def test_what_is_to_be_tried_again_has_to_be_said_in_one_way(
    newsfold: Newsfold, service: Service, arguments: tuple[str, ...]
) -> None:
    told = newsfold("failed", "retry", *arguments)
    assert told.code == 1
    assert "Say what to try again" in told.err
    assert service.log.head() == 7


def test_that_there_is_nothing_to_try_again_is_said(newsfold: Newsfold) -> None:
    assert "nothing to try again" in newsfold("failed", "retry", "--reason", "MemoryError").out


def test_what_succeeds_when_it_is_tried_again_leaves_a_trace(newsfold: Newsfold, service: Service) -> None:
    newsfold("failed", "retry", FIRST)
    after = History(service.log.read())
    after.cleaned(FIRST)
    after.append_to(service.log)
    service.project()
    assert [row["article"] for row in newsfold("failed", "list", "--json").rows()] == [THIRD, SECOND]
    (trace,) = newsfold("failed", "list", "--resolved", "--json").rows()
    assert (trace["article"], trace["retry_position"], trace["resolved_position"]) == (FIRST, 8, 9)
    shown = newsfold("failed", "show", FIRST).out
    assert "at position 8" in shown
    assert "at position 9" in shown


def test_what_was_set_aside_is_told_where_people_look_for_what_failed(service: Service, newsfold: Newsfold) -> None:
    fourth = "e" * 26
    history = History(service.log.read())
    history.received(fourth)
    history.broken(fourth)
    history.append_to(service.log)
    service.project()
    told = newsfold("failed", "list").out
    assert "1 stream could not be folded" in " ".join(told.split())
    told = newsfold("failed", "show", fourth).out
    assert "SetAside" in told
    assert "has not failed" not in told
