"""What is too much is refused at the door: in time, with when to come again, uploads before live posts."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from services.web.pressure import Load
from tests.support.http import chunk, connected, head, received
from tests.support.http import outcomes as streamed
from tests.support.program import until
from tests.support.service import Service, running_service

NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr("services.web.pressure.MEASURE_SECONDS", 0.01)
    monkeypatch.setattr("services.web.pressure.LOOK_SECONDS", 0.01)
    with running_service(tmp_path, max_backlog=4) as service:
        yield service


def line(number: int) -> bytes:
    return json.dumps({"body": f"Report {number}."}).encode() + b"\n"


def post(service: Service, number: int) -> httpx.Response:
    return service.client.post("/v1/articles", content=line(number), headers={"Content-Type": "application/json"})


def upload(service: Service, *numbers: int) -> httpx.Response:
    return service.client.post("/v1/articles", content=b"".join(map(line, numbers)), headers=NDJSON)


def unfinished(service: Service, number: int) -> None:
    """Have so many articles wait, and the read models know it."""
    for each in range(number):
        post(service, each)
    service.project()


def test_with_too_much_to_do_posts_are_refused_and_told_when_to_come_again(service: Service) -> None:
    unfinished(service, 5)
    until(lambda: post(service, 0).status_code == 503, "the backlog to be noticed")
    refused, head_before = post(service, 99), service.log.head()
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["retry-after"] == "30"
    assert "5 articles wait" in refused.json()["detail"]
    assert service.log.head() == head_before


def test_an_upload_is_refused_before_live_posts_are(service: Service) -> None:
    unfinished(service, 3)
    until(lambda: upload(service, 0).status_code == 503, "the backlog to be noticed")
    assert post(service, 98).status_code == 202


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> list[Load]:
    """The load that is measured, which a test may exchange."""
    loads = [Load()]
    monkeypatch.setattr("services.web.pressure.measure", lambda *_stores: loads[0])
    return loads


def test_an_upload_under_way_waits_and_goes_on_once_there_is_room(service: Service, load: list[Load]) -> None:
    with begun_upload(service) as connection:
        load[0] = Load(backlog=3)
        until(lambda: upload(service, 0).status_code == 503, "the backlog to be noticed")
        connection.sendall(chunk(line(96)))
        load[0] = Load()
        connection.sendall(chunk(b""))
        assert [outcome.get("outcome") for outcome in streamed(connection)] == ["new", "new"]


def test_an_upload_under_way_is_refused_the_rest_if_no_room_comes(service: Service, load: list[Load]) -> None:
    with begun_upload(service) as connection:
        load[0] = Load(backlog=3)
        until(lambda: upload(service, 0).status_code == 503, "the backlog to be noticed")
        connection.sendall(chunk(line(96)) + chunk(b""))
        taken, refused = streamed(connection)
    assert taken["outcome"] == "new"
    assert (refused["line"], refused["status"]) == (2, 503)


@contextmanager
def begun_upload(service: Service) -> Iterator[socket.socket]:
    """An upload of which one line has been taken in."""
    with connected(service.port) as connection:
        began = head("application/x-ndjson", Transfer_Encoding="chunked", Connection="close")
        connection.sendall(began + chunk(line(97)))
        until(lambda: service.log.head() == 1, "the first line to be taken in")
        yield connection


def test_read_models_that_fall_behind_count_too(tmp_path: Path) -> None:
    with running_service(tmp_path, max_lag=2) as service:
        for number in range(3):
            post(service, number)
        until(lambda: post(service, 0).status_code == 503, "the lag to be noticed")
        assert "folded" in post(service, 0).json()["detail"]
        service.project()
        until(lambda: post(service, 0).status_code == 200, "the lag to be gone")


def test_more_than_hands_can_hold_is_refused_while_it_comes(tmp_path: Path) -> None:
    with running_service(tmp_path, max_bytes_in_hand=10_000) as service, connected(service.port) as first:
        body = b"x" * 9_000
        first.sendall(head("text/plain", Content_Length=str(len(body) + 1)) + body)
        until(lambda: post_page(service, b"y" * 5_000).status_code == 503, "the hands to be full")
        assert post_page(service, b"y" * 5_000).headers["retry-after"] == "1"
        first.sendall(b"x")
        answer = received(first)
        assert answer is not None
        assert answer.status == 202
        assert post_page(service, b"y" * 5_000).status_code == 202


def post_page(service: Service, body: bytes) -> httpx.Response:
    return service.client.post("/v1/articles", content=body, headers={"Content-Type": "text/plain"})
