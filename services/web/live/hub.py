"""The one reader behind all listeners: it reads what is new once, and hands it to those who asked for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Protocol

import structlog
from anyio import to_thread

from schemas.errors import NewsfoldError
from schemas.rows.events import EventRow
from services.web.live.items import Item, Page
from services.web.live.listener import Listener
from services.web.problems import AGAIN_SECONDS, Problem

LOGGER = structlog.get_logger("newsfold.live")
MOST_LISTENERS = 2_000
MOST_CATCHING_UP = 4
"""Listeners that read what they missed at the same time."""
POLL_SECONDS = 0.1
AWAY_SECONDS = 1.0


class Readable(Protocol):
    """What the hub reads from."""

    def reached(self) -> int:
        """The position up to which there is something to read."""

    def read(self, after: int, upto: int) -> Page:
        """Items after a position and up to another."""


class Choice(Protocol):
    """What a listener asked for."""

    def matches(self, row: EventRow) -> bool:
        """Whether the event is meant."""

    @property
    def is_joined(self) -> bool:
        """Whether an actor is asked for who is joined with others, of whom each may be met by a new name any time."""

    def renew(self) -> None:
        """Learn by which names actors go by now."""


class Group:
    """Listeners that asked for the same."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.listeners = set[Listener]()


class Hub:
    """All listeners of this process; it reads only while there are any."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._groups: dict[str, Group] = {}
        self._count = 0
        self._position = 0
        self._reading: asyncio.Task[None] | None = None
        self._catching_up = asyncio.Semaphore(MOST_CATCHING_UP)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Room for one more listener; raises Problem if there is none."""
        if self._count >= MOST_LISTENERS:
            detail = f"{MOST_LISTENERS} listen already, which is the limit here; come again later"
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(AGAIN_SECONDS)})
        self._count += 1
        try:
            yield
        finally:
            self._count -= 1

    async def missed(self, listener: Listener, choice: Choice) -> AsyncIterator[None]:
        """Offer a listener, page by page, what came after its position, until it is where the hub is.

        Nothing may come between the end and `join`.
        """
        await self._begin()
        while listener.passed < self._position and not listener.is_over:
            async with self._catching_up:
                page = await to_thread.run_sync(self._source.read, listener.passed, self._position)
                await _renew([choice], page)
            listener.offer([item for item in page.items if choice.matches(item.row)], page.position)
            yield

    def join(self, listener: Listener, name: str, choice: Choice) -> None:
        """Offer a listener what comes from now on; those of one name ask for the same."""
        self._groups.setdefault(name, Group(choice)).listeners.add(listener)

    def leave(self, listener: Listener, name: str) -> None:
        """Offer it nothing more."""
        group = self._groups.get(name)
        if group:
            group.listeners.discard(listener)
            if not group.listeners:
                del self._groups[name]

    async def _begin(self) -> None:
        """Read from where the read models are, unless the hub reads already."""
        if self._is_reading():
            return
        reached = await to_thread.run_sync(self._source.reached)
        if not self._is_reading():  # somebody else may have been quicker
            self._position = max(self._position, reached)
            self._reading = asyncio.create_task(self._follow(), name="live")

    def _is_reading(self) -> bool:
        return self._reading is not None and not self._reading.done()

    async def _follow(self) -> None:
        while self._count:
            try:
                await self._advance()
                await asyncio.sleep(POLL_SECONDS)
            except NewsfoldError as error:
                LOGGER.warning("listeners wait", reason=str(error))
                await asyncio.sleep(AWAY_SECONDS)

    async def _advance(self) -> None:
        """Read up to where the read models are, and hand out what was read."""
        reached = await to_thread.run_sync(self._source.reached)
        while self._position < reached and self._count:
            page = await to_thread.run_sync(self._source.read, self._position, reached)
            renewed = set[Choice]()
            while choices := {group.choice for group in self._groups.values()} - renewed:  # some may come meanwhile
                await _renew(choices, page)
                renewed |= choices
            self._hand_out(page)

    def _hand_out(self, page: Page) -> None:
        self._position = page.position
        for group in list(self._groups.values()):
            chosen: list[Item] = [item for item in page.items if group.choice.matches(item.row)]
            for listener in group.listeners:
                listener.offer(chosen, page.position)


async def _renew(choices: Iterable[Choice], page: Page) -> None:
    """Have choices learn what names there are by the page's end, where it may have brought some that they lack."""
    for choice in choices:
        if page.joins or (page.items and choice.is_joined):
            await to_thread.run_sync(choice.renew)
