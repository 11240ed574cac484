"""Listening to events over HTTP."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schemas.correction import Changed, Judgement
from schemas.event import EventType
from schemas.identity import event_id
from services.web.live import answer
from tests.support.histories import MONDAY, History, meeting
from tests.support.http import connected
from tests.support.service import Service, running_service
from tests.support.streams import Event, listening, told

FIRST, SECOND = "a" * 26, "b" * 26


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


def tell(service: Service, article: str = FIRST, *, kind: str = "CONSULT", project: bool = True) -> None:
    """One more article with an event."""
    history = History(service.log.read(limit=10_000))
    history.received(article)
    history.cleaned(article)
    history.extracted(article, events=[meeting(kind=kind, day=MONDAY)])
    history.append_to(service.log)
    if project:
        service.project()


def test_an_event_is_told_as_a_cloud_event_once_it_is_projected(service: Service) -> None:
    with listening(service.client) as events:
        tell(service)
        (event,) = told(events, 1)
    (item,) = service.client.get("/v1/events").json()["items"]
    assert (event.id, event.name) == (str(item["position"]), "event.extracted")
    assert event.told == {
        "specversion": "1.0",
        "id": event.id,
        "source": service.log.identity.urn,
        "type": "event.extracted",
        "subject": item["id"],
        "time": event.told["time"],
        "datacontenttype": "application/json",
        "data": item,
    }


def test_nothing_is_told_before_the_read_models_have_passed_it(service: Service) -> None:
    tell(service, FIRST)
    tell(service, SECOND, project=False)
    with listening(service.client, after=0) as events:
        assert [event.id for event in told(events, 1)] == ["3"]
        service.project()
        assert [event.id for event in told(events, 1)] == ["7"]


def test_a_stream_is_filtered_like_the_list(service: Service) -> None:
    with listening(service.client, type="AID", country="nor") as events:
        tell(service, FIRST)
        tell(service, SECOND, kind="AID")
        (event,) = told(events, 1)
    assert (event.told["data"]["article"], event.told["data"]["type"]) == (SECOND, "AID")


def test_a_correction_is_told_as_the_row_it_makes(service: Service) -> None:
    tell(service)
    with listening(service.client, type="THREATEN", after=0) as events:
        history = History(service.log.read())
        history.corrected(FIRST, event=meeting(day=MONDAY), changes=Changed(type=EventType.THREATEN), revision=1)
        history.append_to(service.log)
        service.project()
        (event,) = told(events, 1)
    assert (event.id, event.name, event.told["subject"]) == ("5", "event.corrected", event_id(FIRST, meeting()))
    assert event.told["data"]["correction"]["machine"]["type"] == "CONSULT"


def test_who_comes_back_gets_rows_as_they_were_told_then(service: Service) -> None:
    tell(service)
    history = History(service.log.read())
    history.corrected(FIRST, event=meeting(day=MONDAY), verdict=Judgement.WRONG, revision=1)
    history.received(FIRST)
    history.append_to(service.log)
    service.project()
    with listening(service.client, after=0, wrong="shown") as events:
        assert [(event.id, event.told["data"]["wrong"]) for event in told(events, 2)] == [("3", False), ("5", True)]


def test_whoever_reconnects_at_any_time_misses_nothing_and_gets_nothing_twice(service: Service) -> None:
    articles = [letter * 26 for letter in "abcdefghijklmnop"]

    def listen(rounds: int) -> list[str]:
        seen: list[Event] = []
        while len(seen) < len(articles):
            last = int(seen[-1].id) if seen else 0
            with listening(service.client, last=last, after=10**6) as events:
                seen += told(events, min(rounds, len(articles) - len(seen)))
        return [event.told["data"]["article"] for event in seen]

    with ThreadPoolExecutor(4) as threads:
        lists = [threads.submit(listen, rounds) for rounds in (1, 2, 3, 16)]
        for article in articles:
            tell(service, article)
        assert [each.result(timeout=60) for each in lists] == [articles] * 4


@pytest.mark.parametrize("remembered", ["x", "-1", "1.5", "1" * 19, "\u0661", "1\x01", "0x1", "12 ", "999999"])
def test_what_is_no_position_of_this_log_is_refused(service: Service, remembered: str) -> None:
    head = f"GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: {remembered}\r\n\r\n".encode()
    with connected(service.port) as connection:
        connection.sendall(head)
        begun = connection.recv(65_536)
    assert begun.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in begun


@pytest.mark.parametrize(
    "query", ["limit=1", "cursor=x", "as_of=1", "sort=oldest", "fields=id", "kind=AID", "after=-1"]
)
def test_what_a_stream_cannot_be_asked_is_refused(service: Service, query: str) -> None:
    refused = service.client.get(f"/v1/stream?{query}")
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")


def test_a_quiet_stream_gives_signs_of_life(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "HEARTBEAT_SECONDS", 0.05)
    tell(service)
    with listening(service.client, type="ASSAULT") as events:
        signs = [next(events) for _ in range(3)]
    assert {(sign.id, sign.data) for sign in signs} == {("4", "")}


def test_a_stream_ends_as_it_should_when_the_service_stops(tmp_path: Path) -> None:
    with running_service(tmp_path / "other") as other, connected(other.port) as connection:
        connection.sendall(b"GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        other.stop()
        assert whole(connection).endswith(b"0\r\n\r\n")


def whole(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    read = b""
    while piece := connection.recv(65_536):
        read += piece
    return read
