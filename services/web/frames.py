"""What the service and its readers say to each other, in frames of msgpack, each after its length."""

from __future__ import annotations

from fastapi import Response
from msgspec import Struct

LENGTH_BYTES = 4


class Asked(Struct, frozen=True, array_like=True):
    """A request for a list: its route, what its path names, what else an answer depends on, and what logs tell."""

    route: str
    parameters: dict[str, str]
    path: str
    query: bytes
    headers: list[tuple[bytes, bytes]]
    state: dict[str, str]
    logged: dict[str, str]


class Made(Struct, frozen=True, array_like=True):
    """An answer, and the article that it is about, if it is about one; no status where it is more than a page."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = []
    body: bytes = b""
    article: str | None = None

    def response(self) -> Response:
        """The answer as it is sent."""
        response = Response(self.body, self.status)
        response.raw_headers = self.headers
        return response


def framed(frame: bytes) -> bytes:
    """A frame after its length."""
    return len(frame).to_bytes(LENGTH_BYTES) + frame
