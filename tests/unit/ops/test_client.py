"""The client of a service that restarts or has too much to do: it waits, says so, and sends again; not for ever."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ops import client
from ops.client import Client
from schemas.errors import InputError, ServiceError

AWAY = b""
"""Instead of an answer: the connection is cut in the middle of one."""
TAKEN = b'HTTP/1.1 202 Accepted\r\nContent-Length: 17\r\nConnection: close\r\n\r\n{"outcome":"new"}'
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def outcomes(*said: dict[str, object]) -> bytes:
    body = b"".join(json.dumps(each).encode() + b"\n" for each in said)
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body


class Scripted(ThreadingHTTPServer):
    """Answers one request after the other as it is told to, the last answer again and again, and keeps the bodies."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: list[bytes] = []
        self.bodies: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Scripted)
        self.server.bodies.append(self.rfile.read(int(self.headers["content-length"])))
        answers = self.server.answers
        self.wfile.write(answers.pop(0) if len(answers) > 1 else answers[0])

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "WAITS", (0, 0, 0))


@pytest.fixture
def service() -> Iterator[Scripted]:
    with Scripted() as service:
        thread = threading.Thread(target=service.serve_forever)
        thread.start()
        yield service
        service.shutdown()
        thread.join()


def test_what_was_cut_off_is_sent_again_and_that_is_said(service: Scripted, capsys: pytest.CaptureFixture[str]) -> None:
    service.answers = [AWAY, AWAY, TAKEN]
    assert Client(service.url).post(b"Peru thanked Chile.", "text/plain", {}) == {"outcome": "new"}
    assert service.bodies == [b"Peru thanked Chile."] * 3
    assert capsys.readouterr().err.count("does not answer") == 2


def test_a_service_that_stays_away_is_given_up(service: Scripted) -> None:
    service.answers = [AWAY]
    with pytest.raises(ServiceError, match="--server"):
        Client(service.url).post(b"Peru thanked Chile.", "text/plain", {})
    assert len(service.bodies) == 1 + len(client.WAITS)


def test_a_service_that_was_never_there_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    with Scripted() as gone:
        url = gone.url
    with pytest.raises(ServiceError, match="newsfold up"):
        Client(url).post(b"Peru thanked Chile.", "text/plain", {})
    assert not capsys.readouterr().err


def test_a_service_with_too_much_to_do_is_waited_for_and_that_is_said(
    service: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    service.answers = [BUSY, TAKEN]
    assert Client(service.url).post(b"Peru thanked Chile.", "text/plain", {}) == {"outcome": "new"}
    assert "too much to do" in capsys.readouterr().err


def test_lines_that_an_upload_had_no_room_for_are_sent_again(service: Scripted) -> None:
    service.answers = [
        outcomes({"line": 1, "id": "a", "outcome": "new"}, {"line": 2, "status": 503, "detail": "too much to do"}),
        outcomes({"line": 1, "id": "b", "outcome": "new"}, {"line": 2, "status": 400, "detail": "no body"}),
    ]
    lines = [b'{"body": "a"}\n', b'{"body": "b"}\n', b"{}\n"]
    told = [(each["line"], each.get("id")) for each in Client(service.url).post_lines(lines)]
    assert told == [(1, "a"), (2, "b"), (3, None)]
    assert service.bodies[1] == b"".join(lines[1:])


def test_an_upload_that_is_never_let_in_ends_with_what_the_service_says(service: Scripted) -> None:
    service.answers = [outcomes({"line": 1, "status": 503, "detail": "too much to do"})]
    with pytest.raises(InputError, match="line 1 and all that follow were not posted: too much to do"):
        list(Client(service.url).post_lines([b'{"body": "a"}\n', b'{"body": "b"}\n']))
    assert len(service.bodies) == client.TRIES
