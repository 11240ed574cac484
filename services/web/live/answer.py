"""One listener's answer: frames as they come, a sign of life when none do, and its last id when it is dropped."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import structlog
from fastapi import Response
from starlette.types import Receive, Scope, Send

from schemas.errors import NewsfoldError
from services.web.connection import line_of
from services.web.live.hub import Choice, Hub
from services.web.live.listener import Listener, sign_of_life

LOGGER = structlog.get_logger("newsfold.live")
MEDIA_TYPE = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
SEND_SECONDS = 30.0
"""Time that a listener may take to read what is sent, before its connection is cut."""
RETRY_MILLISECONDS = 2_000


class Stream(Response):
    """Tells one listener what it asked for, from after its position on; a stream has no end of its own."""

    media_type = MEDIA_TYPE

    def __init__(self, hub: Hub, listener: Listener, name: str, choice: Choice) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._hub = hub
        self._listener = listener
        self._name = name
        self._choice = choice

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the client goes, reads too slowly, or the service stops."""
        async with self._hub.place():
            line = line_of(scope)
            line.on_closing(self._listener.end)
            leaving = asyncio.create_task(self._until_gone(receive))
            try:
                await self._tell(send)
            except (TimeoutError, NewsfoldError) as error:
                LOGGER.warning("listener cut off", reason=type(error).__name__)
                line.cut()
                await asyncio.sleep(0)  # the connection learns that it is gone
            finally:
                leaving.cancel()
                self._hub.leave(self._listener, self._name)

    async def _tell(self, send: Send) -> None:
        """What was missed, then what comes."""
        listener = self._listener
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": self.raw_headers})
        await _put(send, b"retry: %d\n%s" % (RETRY_MILLISECONDS, sign_of_life(listener.position)))
        async for _ in self._hub.missed(listener, self._choice):
            await _put(send, listener.take())
        self._hub.join(listener, self._name, self._choice)
        while not listener.is_over:
            await listener.wait(HEARTBEAT_SECONDS)
            await _put(send, listener.take())
        await _put(send, b"", more=False)

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._listener.end()


async def _put(send: Send, body: bytes, *, more: bool = True) -> None:
    """Raises TimeoutError if the client does not read."""
    async with asyncio.timeout(SEND_SECONDS):
        await send({"type": "http.response.body", "body": body, "more_body": more})
