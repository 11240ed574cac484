"""Database connections that are lent out one call at a time and never cross a fork."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be let go of."""

    def close(self) -> None:
        """Let go of it."""


C = TypeVar("C", bound=Closable)


class Connections(Generic[C]):
    """As many connections as are in use at once, opened by `connect` when none is idle."""

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._process = os.getpid()
        self._idle: deque[C] = deque()
        self._inherited: list[deque[C]] = []

    @contextmanager
    def lend(self) -> Iterator[C]:
        """A connection for the length of a with-block; one that met an error is closed and not lent again."""
        idle = self._idle_here()
        try:
            connection = idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        idle.append(connection)

    def close(self) -> None:
        """Close every idle connection; later calls open new ones."""
        idle = self._idle_here()
        while idle:
            idle.pop().close()

    def _idle_here(self) -> deque[C]:
        """This process's own. A parent's are kept untouched: to close them here would disturb the parent."""
        if self._process != os.getpid():
            self._inherited.append(self._idle)
            self._idle, self._process = deque(), os.getpid()
        return self._idle
