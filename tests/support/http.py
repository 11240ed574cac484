"""HTTP by hand, for what no client library would send."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import Any

import msgspec
from msgspec import Struct

PATIENCE = 20.0


class Answer(Struct, frozen=True):
    """A response: its status, headers (names in lower case) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401  # a JSON document may be anything
        return msgspec.json.decode(self.body)


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    """A connection to the service."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        yield connection


def exchange(port: int, *pieces: bytes, ended: bool = False) -> Answer | None:
    """What the service answers to these bytes, None if it closes without a word; `ended` says no more will come."""
    with connected(port) as connection:
        for piece in pieces:
            connection.sendall(piece)
        if ended:
            connection.shutdown(socket.SHUT_WR)
        return received(connection)


def received(connection: socket.socket) -> Answer | None:
    """The next response on a connection."""
    with HTTPResponse(connection) as response:
        try:
            response.begin()
        except ConnectionError:
            return None
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read())


def outcomes(connection: socket.socket) -> Iterator[dict[str, Any]]:
    """The outcomes of an upload, as they come, until the service closes the connection."""
    with connection.makefile("rb") as answers:
        for line in answers:
            if line.startswith(b'{"line"'):
                yield msgspec.json.decode(line)


def head(media_type: str = "application/json", **headers: str) -> bytes:
    """The head of a post, without the length of its body; underscores in names stand for hyphens."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(
        ["POST /v1/articles HTTP/1.1", "Host: localhost", f"Content-Type: {media_type}", *lines, "", ""]
    ).encode()


def chunk(data: bytes) -> bytes:
    """A chunk of a chunked body; an empty one ends it (RFC 9112, section 7.1)."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
