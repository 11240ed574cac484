"""A small TCP proxy that can do to connections what networks do: reset, delay, swallow, close one way."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

PIECE = 65_536
NO_LINGER = struct.pack("ii", 1, 0)
"""Closing then sends a reset instead of what is left (socket(7), SO_LINGER)."""


class Proxy:
    """Passes connections on from a loopback port of its own to a port there, or to a socket in the file system."""

    def __init__(self, target: int | Path) -> None:
        self._target = target
        self.delay = 0.0
        self._speech = asyncio.Event()
        self._speech.set()
        self._writers = set[asyncio.StreamWriter]()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        self._server: asyncio.Server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]

    def reset(self) -> None:
        """Break every connection off, as a machine does that has forgotten it."""
        self._do(self._each(_reset))

    def half_close(self) -> None:
        """Close every connection one way only."""
        self._do(self._each(_write_eof))

    def fall_silent(self) -> None:
        """Swallow what comes until healed, and close nothing."""
        self._loop.call_soon_threadsafe(self._speech.clear)

    def heal(self) -> None:
        """Pass everything on again at once."""
        self.delay = 0.0
        self._loop.call_soon_threadsafe(self._speech.set)

    def close(self) -> None:
        """Stop listening and break everything off."""
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        await self._each(_reset)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _do(self, task: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401  # whatever the task gives
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(10)

    async def _each(self, deed: Any) -> None:  # noqa: ANN401  # a function of a writer
        for writer in list(self._writers):
            with suppress(OSError, RuntimeError):
                deed(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await self._connect()
        except OSError:
            _reset(writer)
            return
        self._writers |= {writer, there[1]}
        await asyncio.gather(self._pass(reader, there[1]), self._pass(there[0], writer))
        for each in (writer, there[1]):
            self._writers.discard(each)
            each.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._target, Path):
            return await asyncio.open_unix_connection(self._target)
        return await asyncio.open_connection("127.0.0.1", self._target)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes until the sender has no more, then say so."""
        with suppress(OSError, RuntimeError):
            while data := await reader.read(PIECE):
                await self._speech.wait()
                await asyncio.sleep(self.delay)
                writer.write(data)
                await writer.drain()
        with suppress(OSError, RuntimeError):
            _write_eof(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    if connection.family == socket.AF_INET:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    writer.transport.abort()


def _write_eof(writer: asyncio.StreamWriter) -> None:
    if writer.can_write_eof():
        writer.write_eof()
