"""Connections are lent to one thread at a time and never cross a fork."""

from __future__ import annotations

import os

import pytest

from services.connections import Connections


class FakeConnection:
    """Counts how often it is closed."""

    def __init__(self) -> None:
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


class FakeDatabase:
    """Remembers the connections it has given."""

    def __init__(self) -> None:
        self.opened: list[FakeConnection] = []
        self.usable = True

    def connect(self) -> FakeConnection:
        self.opened.append(FakeConnection())
        return self.opened[-1]

    def connections(self) -> Connections[FakeConnection]:
        return Connections(self.connect, explain, lambda _: self.usable)


def explain(error: BaseException) -> Exception | None:
    """Only a KeyError has an explanation."""
    return ValueError("explained") if isinstance(error, KeyError) else None


def test_a_connection_is_used_again() -> None:
    connections = FakeDatabase().connections()
    with connections.lend() as first:
        pass
    with connections.lend() as second:
        assert second is first


def test_two_at_a_time_get_two_connections() -> None:
    connections = FakeDatabase().connections()
    with connections.lend() as first, connections.lend() as second:
        assert first is not second


def test_a_connection_is_closed_when_an_exception_passes() -> None:
    database = FakeDatabase()
    connections = database.connections()
    with pytest.raises(RuntimeError), connections.lend():
        raise RuntimeError
    with connections.lend() as fresh:
        assert fresh is not database.opened[0]
    assert [each.closed for each in database.opened] == [1, 0]


def test_an_error_that_can_be_explained_comes_out_so() -> None:
    with pytest.raises(ValueError, match="explained") as raised, FakeDatabase().connections().lend():
        raise KeyError
    assert isinstance(raised.value.__cause__, KeyError)


def test_an_error_on_connecting_is_explained_too() -> None:
    def connect() -> FakeConnection:
        raise KeyError

    with pytest.raises(ValueError, match="explained"), Connections(connect, explain).lend():
        pass


def test_a_connection_that_is_of_no_use_any_more_is_replaced() -> None:
    database = FakeDatabase()
    connections = database.connections()
    with connections.lend():
        pass
    database.usable = False
    with connections.lend() as fresh:
        assert fresh is database.opened[1]
    assert [each.closed for each in database.opened] == [1, 0]


def test_closing_closes_those_that_rest_now_and_those_in_use_later() -> None:
    database = FakeDatabase()
    connections = database.connections()
    with connections.lend():
        with connections.lend():
            pass
        connections.close()
        assert [each.closed for each in database.opened] == [0, 1]
    assert [each.closed for each in database.opened] == [1, 1]


def test_connections_that_rest_are_closed_before_a_fork() -> None:
    database = FakeDatabase()
    connections = database.connections()
    with connections.lend():
        pass
    child = os.fork()
    if child == 0:
        os._exit(database.opened[0].closed)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert database.opened[0].closed == 1


def test_a_child_leaves_alone_what_its_parent_had_in_use() -> None:
    database = FakeDatabase()
    connections = database.connections()
    with connections.lend():
        child = os.fork()
    if child == 0:
        with connections.lend():
            pass
        os._exit(10 * len(database.opened) + database.opened[0].closed)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 20
