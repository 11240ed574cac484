"""One who listens: what waits to be sent, and how far what was sent goes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import msgspec

from services.web.live.items import Item, frame

MOST_WAITING = 1_000
"""Frames that may wait for a listener that reads too slowly; more than are read at once."""
DROPPED = "dropped"


class Listener:
    """Is offered items in the order of the log, and gives each out once.

    Nothing up to `position` is left to be sent, nothing up to `passed` to be offered.
    """

    def __init__(self, position: int) -> None:
        self.position = position
        self.passed = position
        self.is_over = False
        self._is_dropped = False
        self._waiting: list[bytes] = []
        self._woken = asyncio.Event()

    def offer(self, items: Iterable[Item], passed: int) -> None:
        """These items are all that is meant for the listener up to the position `passed`."""
        self._waiting += [item.frame for item in items if item.position > self.passed]
        self.passed = max(self.passed, passed)
        if len(self._waiting) > MOST_WAITING:
            self._is_dropped = True
            self._waiting.clear()
        if self._waiting or self._is_dropped:
            self._woken.set()

    def end(self) -> None:
        """Nothing more is to be sent."""
        self.is_over = True
        self._woken.set()

    async def wait(self, patience: float) -> None:
        """Until there is something to send, for so many seconds at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._woken.wait()

    def take(self) -> bytes:
        """What waits; a sign of life if nothing does; the last id, and nothing more, of one that was dropped."""
        self._woken.clear()
        if self._is_dropped:
            self.is_over = True
            return frame(_last_words(self.position), self.position, DROPPED)
        frames = b"".join(self._waiting)
        self._waiting.clear()
        self.position = self.passed
        return frames or sign_of_life(self.position)


def sign_of_life(position: int) -> bytes:
    """A comment, and an id that moves a client's `Last-Event-ID` on without telling it anything."""
    return b": listening\nid: %d\n\n" % position


def _last_words(position: int) -> bytes:
    detail = f"this listener reads too slowly; come again with Last-Event-ID {position}"
    return msgspec.json.encode({"last": position, "detail": detail})
