"""Database connections that are lent out for one call at a time and never cross a fork."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """What can be let go of."""

    def close(self) -> object:
        """Let go of it."""


C = TypeVar("C", bound=Closable)


class Connections(Generic[C]):
    """As many connections as are in use at once, opened by `connect` when no idle one is `usable`."""

    def __init__(self, connect: Callable[[], C], usable: Callable[[C], bool] = lambda _: True) -> None:
        self._connect = connect
        self._usable = usable
        self._process = os.getpid()
        self._idle: deque[C] = deque()
        self._inherited: list[deque[C]] = []

    @contextmanager
    def lend(self) -> Iterator[C]:
        """A connection for the length of a with-block; one that met an error is closed and not lent again."""
        connection = self._take() or self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._here().append(connection)

    def close(self) -> None:
        """Close every idle connection; later calls open new ones."""
        while connection := self._pop():
            connection.close()

    def _take(self) -> C | None:
        """The idle connection that was used last, without those that broke meanwhile."""
        while connection := self._pop():
            if self._usable(connection):
                return connection
            connection.close()
        return None

    def _pop(self) -> C | None:
        try:
            return self._here().pop()
        except IndexError:
            return None

    def _here(self) -> deque[C]:
        """This process's idle ones. A parent's stay untouched: to close them here would disturb the parent."""
        if self._process != os.getpid():
            self._inherited.append(self._idle)
            self._idle, self._process = deque(), os.getpid()
        return self._idle
