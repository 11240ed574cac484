"""What every request gets: an id, a line in the log, and headers that keep browsers from guessing."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.keys import Key
from services.tracing import read_traceparent

LOGGER = structlog.get_logger("newsfold.access")
PROBES = frozenset({"/healthz", "/readyz"})
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What pages may load and run: this service's own files, and nothing that stands in the page itself."""
SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
SHOWN = 200
"""Characters of a path that the log repeats."""


class Access:
    """Names each request and logs it once it is answered: ids and sizes, never a query or a body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id, traceparent = request_id_of(headers), traceparent_of(headers)
        state = scope.setdefault("state", {})
        state["traceparent"] = traceparent
        began = time.perf_counter()
        status = None

        async def name_and_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                sent = MutableHeaders(scope=message)
                sent["X-Request-ID"] = request_id
                sent.update(SECURITY)
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id, **_given(traceparent=traceparent)):
            try:
                await self._app(scope, receive, name_and_send)
            finally:
                log = LOGGER.debug if scope["path"] in PROBES else LOGGER.info
                log(
                    "request",
                    method=scope["method"],
                    path=scope["path"][:SHOWN],
                    status=status,
                    milliseconds=round((time.perf_counter() - began) * 1000, 1),
                    **_given(article=state.get("article"), lines=state.get("lines"), key=_id(state.get("key"))),
                )


def request_id_of(headers: Headers) -> str:
    """The id that the sender gave the request, else a new one."""
    given = headers.get("x-request-id", "")
    return given if REQUEST_ID.fullmatch(given) else uuid4().hex


def traceparent_of(headers: Headers) -> str | None:
    """The trace that the sender says the request belongs to, if the header is valid."""
    given = headers.getlist("traceparent")
    return read_traceparent(given[0]) if len(given) == 1 else None


def _id(key: Key | None) -> str | None:
    return key.id if key else None


def _given(**notes: object) -> dict[str, object]:
    return {name: note for name, note in notes.items() if note is not None}
