"""Counts every request that is answered: by the template of its route, never by its path."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.web.metrics.instruments import Instruments

UNMATCHED = "(none)"
UNANSWERED = 499
"""Told of a request whose sender went away before an answer began."""


class Observed:
    """Tells the instruments of each request once it is over."""

    def __init__(self, app: ASGIApp, instruments: Instruments) -> None:
        self._app = app
        self._instruments = instruments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = UNANSWERED

        async def note_and_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, note_and_send)
        finally:
            seconds = time.perf_counter() - began
            self._instruments.answered(scope["method"], _route(scope), status, seconds)
            if reason := scope.get("state", {}).get("refusal"):
                self._instruments.refused(reason)


def _route(scope: Scope) -> str:
    path = getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else UNMATCHED
