"""Database connections: one thread at a time uses each, and none crosses a fork."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet


class Closable(Protocol):
    """What a connection can do, whatever the database."""

    def close(self) -> None:
        """Let go of it; what it had not committed is undone."""


Connection = TypeVar("Connection", bound=Closable)


class Connections(Generic[Connection]):
    """As many connections as threads use at once; each is opened when needed, and rests until the next thread takes it.

    A forked child must neither use nor close its parent's: those that rest are closed just before the fork.
    """

    def __init__(self, connect: Callable[[], Connection], usable: Callable[[Connection], bool] | None = None) -> None:
        self._connect = connect
        self._usable = usable or _always
        self._resting: deque[Connection] = deque()
        self._closed = False
        _ALL.add(self)

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """A connection for this thread alone; closed if an exception passes, so that nothing stays half-done."""
        connection = self._rested() or self._connect()
        process = os.getpid()
        try:
            yield connection
        except BaseException:
            self._drop(connection, process)
            raise
        if self._closed or os.getpid() != process:
            self._drop(connection, process)
        else:
            self._resting.append(connection)

    def rest_none(self) -> None:
        """Close the connections that nobody uses; the next thread opens its own."""
        while self._resting:
            self._resting.pop().close()

    def close(self) -> None:
        """Close the connections that nobody uses now, and the others as soon as they are given back."""
        self._closed = True
        self.rest_none()

    def _rested(self) -> Connection | None:
        while self._resting:
            connection = self._resting.pop()
            if self._usable(connection):
                return connection
            connection.close()
        return None

    @staticmethod
    def _drop(connection: Connection, process: int) -> None:
        if os.getpid() == process:
            connection.close()
        else:
            _INHERITED.append(connection)


_ALL: WeakSet[Connections[Any]] = WeakSet()
_INHERITED: list[Closable] = []
"""Connections of the parent that were in use during a fork: kept, since collecting them would close them."""


def _always(_connection: object) -> bool:
    return True


def _before_fork() -> None:
    for connections in list(_ALL):
        connections.rest_none()


os.register_at_fork(before=_before_fork)
