"""Correcting events over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from schemas.identity import event_id
from tests.support.histories import History, meeting
from tests.support.service import Service, running_service

ARTICLE = "a" * 26
EVENT = event_id(ARTICLE, meeting())
ADDRESS = f"/v1/events/{EVENT}/corrections"
WRONG = {"by": "Eve", "verdict": "wrong", "why": "It never took place."}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        history = History()
        history.received(ARTICLE)
        history.cleaned(ARTICLE)
        history.extracted(ARTICLE)
        history.append_to(service.log)
        service.project()
        yield service


def post(service: Service, body: object, address: str = ADDRESS) -> httpx.Response:
    answer = service.client.post(address, json=body)
    service.project()
    return answer


def items(service: Service, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = service.client.get(address).json()["items"]
    return found


def test_a_correction_is_taken_and_shown_with_what_the_machine_read(service: Service) -> None:
    changes = {"type": "THREATEN", "target": [{"name": "Carl Dahl", "country": "DNK"}], "place": None}
    answer = post(service, {"by": "Eve", "verdict": "changed", "changes": changes})
    assert answer.status_code == 202
    assert answer.json() == {"id": f"{EVENT}-1", "event": EVENT, "outcome": "new", "position": 5}
    assert answer.headers["location"] == ADDRESS
    (event,) = items(service, "/v1/events?type=THREATEN&country=dnk")
    assert (event["place"], event["correction"]["by"], event["correction"]["machine"]["type"]) == (
        None,
        "Eve",
        "CONSULT",
    )
    (correction,) = items(service, ADDRESS)
    assert correction["changes"]["type"] == "THREATEN"
    assert items(service, "/v1/corrections") == [correction]


def test_the_same_correction_again_changes_nothing(service: Service) -> None:
    post(service, WRONG)
    answer = post(service, WRONG)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "unchanged")
    assert len(items(service, ADDRESS)) == 1


def test_an_event_judged_wrong_is_listed_only_where_that_is_asked_for(service: Service) -> None:
    post(service, WRONG)
    counts = {query: len(items(service, f"/v1/events{query}")) for query in ("", "?wrong=shown", "?wrong=only")}
    assert counts == {"": 0, "?wrong=shown": 1, "?wrong=only": 1}
    assert service.client.get(f"/v1/events/{EVENT}").json()["item"]["wrong"] is True
    assert len(items(service, "/v1/events?as_of=4")) == 1
    post(service, {"by": "Eve", "verdict": "withdrawn", "withdraws": f"{EVENT}-1"})
    assert len(items(service, "/v1/events")) == 1


def test_a_correction_whose_event_vanished_is_listed_as_lost(service: Service) -> None:
    post(service, WRONG)
    later = History(service.log.read())
    later.extracted(ARTICLE, extractor="x2", events=[])
    later.append_to(service.log)
    service.project()
    assert [each["event"] for each in items(service, "/v1/corrections?lost=true")] == [EVENT]
    assert items(service, "/v1/corrections?lost=false") == []


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"verdict": "wrong"}, 422, ""),
        ({"by": "Eve", "verdict": "odd"}, 422, "/verdict"),
        ({"by": "Eve", "verdict": "wrong", "colour": "red"}, 422, ""),
        ({"by": "Eve", "verdict": "changed", "changes": {"type": "DANCE"}}, 422, "/changes/type"),
        ({"by": "Eve", "verdict": "changed", "changes": {"source": [{"name": ""}]}}, 422, "/changes/source/0/name"),
        ({"by": "Eve", "verdict": "changed", "changes": {"source": [{"name": "x"}] * 21}}, 422, "/changes/source"),
        ({"by": "Eve", "verdict": "changed"}, 422, "/changes"),
        ({"by": "E\0e", "verdict": "wrong"}, 422, "/by"),
        (WRONG | {"why": "\x1b[2J"}, 422, "/why"),
        (WRONG | {"why": "a\x7f"}, 422, "/why"),
        (
            {"by": "Eve", "verdict": "changed", "changes": {"target": [{"name": "a\x85"}]}},
            422,
            "/changes/target/0/name",
        ),
        ([], 422, ""),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(service: Service, body: object, status: int, pointer: str) -> None:
    answer = post(service, body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert [each["pointer"] for each in answer.json().get("errors", ())] == ([pointer] if pointer else [])
    assert items(service, "/v1/corrections") == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"by":"Eve","verdict":"wrong","verdict":"right"}', 400),
        (b'{"by":"Eve","verdict":', 400),
        (b'{"by":"\xff","verdict":"wrong"}', 400),
        (b"[" * 60_000, 422),
        (b'{"by":"' + b"e" * 70_000 + b'"}', 413),
    ],
)
def test_what_is_no_small_json_document_is_refused(service: Service, content: bytes, status: int) -> None:
    answer = service.client.post(ADDRESS, content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_only_events_that_were_found_can_be_corrected(service: Service) -> None:
    other = event_id(ARTICLE, meeting("Ada"))
    assert post(service, WRONG, f"/v1/events/{other}/corrections").status_code == 404
    assert post(service, WRONG, "/v1/events/x/corrections").status_code == 404
    refused = service.client.post(ADDRESS, content=b"{}", headers={"Content-Type": "text/plain"})
    assert refused.status_code == 415


def two_happenings(service: Service) -> list[str]:
    """The ids of the occurrences that two articles report, of another type each."""
    history = History(service.log.read())
    history.received("b" * 26)
    history.cleaned("b" * 26)
    history.extracted("b" * 26, events=[meeting(kind="AID")])
    history.append_to(service.log)
    service.project()
    return [each["id"] for each in items(service, "/v1/occurrences")]


def test_two_occurrences_are_joined_and_an_event_is_taken_out_again(service: Service) -> None:
    one, other = two_happenings(service)
    answer = post(service, {"by": "Eve", "same_as": other}, f"/v1/occurrences/{one}/corrections")
    assert (answer.status_code, answer.json()["events"]) == (202, 1)
    (joined,) = items(service, "/v1/occurrences")
    assert (joined["id"], joined["reports"]) == (other, 2)
    apart = {"by": "Eve", "verdict": "changed", "changes": {"same_as": None}}
    assert post(service, apart, f"/v1/events/{one}/corrections").status_code == 202
    ids = {each["id"] for each in items(service, "/v1/occurrences")}
    assert ids == {other, f"{one}-0"}
    assert all(service.client.get(f"/v1/occurrences/{each}").status_code == 200 for each in ids)


@pytest.mark.parametrize(("same_as", "status"), [("self", 422), ("x", 422), ("c" * 36, 422), (None, 422)])
def test_what_cannot_be_joined_is_refused(service: Service, same_as: str | None, status: int) -> None:
    one, _ = two_happenings(service)
    wanted = {"by": "Eve", "same_as": one if same_as == "self" else same_as}
    answer = post(service, wanted, f"/v1/occurrences/{one}/corrections")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    known = {"by": "Eve", "same_as": one}
    assert post(service, known, f"/v1/occurrences/{'c' * 36}/corrections").status_code == 404
