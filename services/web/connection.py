"""One client's connection: cut when it takes too long to say what it wants, told so when it makes no sense."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus

import h11
import msgspec
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from services.web.problems import PROBLEM_JSON, ProblemDetails, title_of

LONGEST_HEAD = 32_768
"""Bytes of the head of a request, its address and all its headers included."""
HEAD_END = b"\r\n\r\n"
HEAD_SECONDS = 15.0
"""Time that the head of a request may take to arrive."""
REST_SECONDS = 30.0
"""Time for which the rest of a body that was refused is read and thrown away: a connection that is closed while its
client still sends is reset, and the answer may be lost."""
LINE = "newsfold.line"


class Line:
    """What an answer that lasts has to do with its connection: told that the service stops, and able to cut it."""

    def __init__(self, cut: Callable[[], None] = lambda: None) -> None:
        self.cut = cut
        self._is_closing = False
        self._call: Callable[[], None] | None = None

    def on_closing(self, call: Callable[[], None]) -> None:
        """Call this once the service stops; at once if it does already."""
        self._call = call
        if self._is_closing:
            call()

    def close(self) -> None:
        """The service stops."""
        self._is_closing = True
        if self._call:
            self._call()


def line_of(scope: Scope) -> Line:
    """The line of a request; one without a connection if the server is another."""
    line = scope.get("extensions", {}).get(LINE, {}).get("line")
    return line if isinstance(line, Line) else Line()


class Connection(H11Protocol):
    """Uvicorn's HTTP/1.1 connection, with a time limit for heads and with problems instead of plain text."""

    _clock: asyncio.TimerHandle | None = None
    _rest: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Wait for the first request."""
        super().connection_made(transport)
        self._line = Line(transport.abort)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take in what came, and wait for the rest of a head that is not complete."""
        super().data_received(data)
        if self._rest is not None and not self._is_past_answer():
            self._rest.cancel()
            self._rest = None
        self._watch()

    def handle_events(self) -> None:
        """Begin what was asked for, with the line to whom asked; refuse a head that is too long, all here or not."""
        if self.conn.their_state is h11.IDLE and _is_too_long(self.conn.trailing_data[0]):
            detail = f"the address and the headers of a request may have {LONGEST_HEAD} bytes together"
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, detail)
            return
        super().handle_events()
        if self.scope:
            self.scope.setdefault("extensions", {})[LINE] = {"line": self._line}

    def on_response_complete(self) -> None:
        """Go on to the next request; a body that is not complete by now has some time to end."""
        super().on_response_complete()
        if self._is_past_answer():
            self._rest = self.loop.call_later(REST_SECONDS, self.transport.close)

    def shutdown(self) -> None:
        """Let the request under way finish; an answer that lasts is told to."""
        super().shutdown()
        self._line.close()

    def eof_received(self) -> None:
        """The client sends no more: a body that is not complete never will be."""
        if self.conn.their_state is h11.SEND_BODY:
            self.conn.receive_data(b"")
            self.handle_events()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clocks."""
        self._stop()
        if self._rest is not None:
            self._rest.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, or ends in the middle."""
        self._refuse(HTTPStatus.BAD_REQUEST, f"{msg.rstrip('.')}: it is malformed or ends in the middle")

    def _is_past_answer(self) -> bool:
        """Whether the client still sends what was answered already."""
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._clock is None:
            self._clock = self.loop.call_later(HEAD_SECONDS, self._cut)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _cut(self) -> None:
        """Say why, if anything came at all, and close."""
        if self.transport.is_closing():
            return
        if self.conn.trailing_data[0]:
            detail = f"the head of the request did not arrive within {HEAD_SECONDS:g} seconds"
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, detail)
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        """Send a problem, unless an answer is under way already, and close."""
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = msgspec.json.encode(ProblemDetails(title=title_of(status), status=status, detail=detail))
            headers = [("content-type", PROBLEM_JSON), ("content-length", str(len(body))), ("connection", "close")]
            for event in (
                h11.Response(status_code=status, headers=headers, reason=title_of(status)),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def _is_too_long(received: bytes) -> bool:
    """Whether a head begins here that does not end soon enough."""
    return len(received) > LONGEST_HEAD and HEAD_END not in received[: LONGEST_HEAD + len(HEAD_END)]
