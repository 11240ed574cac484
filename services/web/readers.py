"""Processes that make lists beside the service, as one interpreter keeps one core busy however many there are.

The service stays one process: it alone lets requests in, counts them, takes articles and keeps listeners. A reader has
stores of its own and is asked for one list at a time over a pair of sockets, in frames of msgpack, each after its
length. It ends when the service does, as its socket does then. Where there is no reader the service makes the list.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

import msgspec
import structlog
from anyio import CapacityLimiter
from fastapi import Request, Response

from services.web.frames import LENGTH_BYTES, Asked, Made, framed

LOGGER = structlog.get_logger("newsfold.readers")
PAUSE_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Time until a reader that ended is followed by another, the longer the more of them did not even begin."""
ANSWER_SECONDS = 30.0
"""How long a list may take; the reader that took longer is taken for stuck, and another is started."""
AT_ONCE = 2
"""Lists that the service makes at once where it has no readers. SQLite gives the interpreter up at every row, and it is
to be had back from every other thread each time: the slowest of lists that are made by turns is done in half the time
of those made together."""
HEADERS = frozenset({b"accept", b"if-none-match"})
STATE = ("asked", "format")
"""What of a request's headers and of its state tells how it is to be answered."""


class Reader:
    """One process, and the service's end of its sockets."""

    def __init__(self, process: SpawnProcess, answers: asyncio.StreamReader, questions: asyncio.StreamWriter) -> None:
        self.process = process
        self.ended = asyncio.Event()
        self._answers = answers
        self._questions = questions

    async def begins(self) -> bool:
        """Wait until it can be asked; False if it ends before."""
        try:
            await self._read()
        except (OSError, EOFError):
            return False
        return True

    async def ask(self, question: bytes) -> Made:
        """What is made of a question; raises OSError or EOFError if the reader is gone or stuck."""
        self._questions.write(framed(question))
        async with asyncio.timeout(ANSWER_SECONDS):
            return msgspec.msgpack.decode(await self._read(), type=Made)

    async def close(self) -> None:
        """Hang up."""
        self._questions.close()
        with suppress(OSError):
            await self._questions.wait_closed()

    async def _read(self) -> bytes:
        length = int.from_bytes(await self._answers.readexactly(LENGTH_BYTES))
        return await self._answers.readexactly(length)


class Readers:
    """So many readers, each started again when it ends; `read` is what they do with their end of the sockets.

    `turns` bounds the lists that are made at once: the others wait, who came first first, without a thread.
    """

    def __init__(self, number: int = 0, read: Callable[[socket.socket], object] = socket.socket.close) -> None:
        self.turns = CapacityLimiter(number or AT_ONCE)
        self._number = number
        self._read = read
        self._free: deque[Reader] = deque()
        self._beginning = asyncio.Lock()

    @property
    def free(self) -> int:
        """Readers that wait for a question."""
        return len(self._free)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep them while the `with` block runs."""
        keeping = [asyncio.create_task(self._keep()) for _ in range(self._number)]
        try:
            yield
        finally:
            for each in keeping:
                each.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)

    async def make(self, route: str, request: Request) -> Response | None:
        """The answer to a request, None if the service is to make it: no reader is free, or it is more than a page."""
        if not self._free:
            return None
        question = msgspec.msgpack.encode(_asked(route, request))
        reader = self._free.popleft()
        try:
            made = await reader.ask(question)
        except (OSError, EOFError):
            reader.ended.set()
            return None
        except BaseException:
            reader.ended.set()  # whose answer would be taken for that to the next question
            raise
        self._free.append(reader)
        if made.article:
            request.state.article = made.article
        return made.response() if made.status else None

    async def _keep(self) -> None:
        ends = 0
        while True:
            async with AsyncExitStack() as stack:
                async with self._beginning:  # one after the other, as the service itself has just begun
                    reader = await stack.enter_async_context(_started(self._read))
                    has_begun = await reader.begins()
                if has_begun:
                    ends = 0
                    self._free.append(reader)
                    await reader.ended.wait()
            pause = PAUSE_SECONDS[min(ends, len(PAUSE_SECONDS) - 1)]
            LOGGER.warning("a reader ended; starting another", process=reader.process.pid, in_seconds=pause)
            await asyncio.sleep(pause)
            ends += 1


@asynccontextmanager
async def _started(read: Callable[[socket.socket], object]) -> AsyncIterator[Reader]:
    """A reader, which ends with the `with` block."""
    ours, its = socket.socketpair()
    with its:
        process = get_context("spawn").Process(target=read, args=(its,), daemon=True)
        process.start()
    reader = Reader(process, *await asyncio.open_connection(sock=ours))
    try:
        yield reader
    finally:
        await reader.close()
        process.kill()  # it has nothing to lose
        await asyncio.to_thread(process.join)


def _asked(route: str, request: Request) -> Asked:
    return Asked(
        route,
        request.path_params,
        request.url.path,
        request.scope["query_string"],
        [(name, value) for name, value in request.scope["headers"] if name in HEADERS],
        {name: value for name in STATE if (value := getattr(request.state, name, None))},
        structlog.contextvars.get_contextvars(),
    )
