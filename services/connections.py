"""Database connections: one thread at a time uses each, and none crosses a fork."""

from __future__ import annotations

import os
import select
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from weakref import WeakSet

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection


class Closable(Protocol):
    """What a connection can do, whatever the database."""

    def close(self) -> None:
        """Let go of it; what it has not committed is undone."""


Connection = TypeVar("Connection", bound=Closable)


class Connections(Generic[Connection]):
    """As many connections as threads use at once: opened by `connect` when none rests, used again, if `usable`.

    An error that `explain` has an exception for comes out as that one. A forked child must neither use nor close its
    parent's connections, so those that rest are closed just before a fork.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        explain: Callable[[BaseException], Exception | None],
        usable: Callable[[Connection], bool] | None = None,
    ) -> None:
        self.connect = connect
        self.explain = explain
        self.usable = usable
        self.resting: deque[Connection] = deque()
        self.closed = False
        _ALL.add(self)

    def lend(self) -> Loan[Connection]:
        """A connection for the length of a with-block; one that an exception passes through is closed."""
        return Loan(self)

    def close_resting(self) -> None:
        """Close the connections that nobody uses just now."""
        while self.resting:
            self.resting.pop().close()

    def close(self) -> None:
        """Close the connections that nobody uses just now, and the others when they are given back."""
        self.closed = True
        self.close_resting()


class Loan(Generic[Connection]):
    """A connection lent to one thread; a class, as a generator would cost an append a twentieth of its time."""

    __slots__ = ("_connection", "_lender", "_process")

    def __init__(self, lender: Connections[Connection]) -> None:
        self._lender = lender
        self._process = _process[0]

    def __enter__(self) -> Connection:
        """Take a connection that rests, else open one."""
        lender = self._lender
        while lender.resting:
            connection = self._connection = lender.resting.pop()
            if lender.usable is None or lender.usable(connection):
                return connection
            connection.close()
        try:
            self._connection = lender.connect()
        except BaseException as error:
            self._raise_clearly(error)
            raise
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give the connection back, or close it; but never close what a parent process opened."""
        if _process[0] != self._process:
            _INHERITED.append(self._connection)
        elif error is None and not self._lender.closed:
            self._lender.resting.append(self._connection)
        else:
            self._connection.close()
        if error is not None:
            self._raise_clearly(error)

    def _raise_clearly(self, error: BaseException) -> None:
        if clear := self._lender.explain(error):
            raise clear from error


def is_quiet(connection: PostgresConnection) -> bool:
    """Whether the server has said nothing since the last answer; its last word, before it hangs up, is unasked for."""
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return not poll.poll(0)


_ALL: WeakSet[Connections[Any]] = WeakSet()
_INHERITED: list[Closable] = []
"""Connections that were lent during a fork, kept in the child: to collect them would be to close them."""


_process = [os.getpid()]
"""This process, known without asking the system, which is asked at every append otherwise."""


def _before_fork() -> None:
    for connections in list(_ALL):
        connections.close_resting()


def _after_fork() -> None:
    _process[0] = os.getpid()


os.register_at_fork(before=_before_fork, after_in_child=_after_fork)
