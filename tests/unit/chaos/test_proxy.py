"""What the proxy does to connections, as those at either end see it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from ops.chaos.proxy import Proxy

PATIENCE = 10


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """A proxy before a server that repeats what it is sent."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        proxy = Proxy(server.getsockname()[1])
        yield proxy
        proxy.close()


@pytest.fixture
def connection(proxy: Proxy) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE) as connection:
        yield connection


def _serve(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_repeat, args=(connection,), daemon=True).start()


def _repeat(connection: socket.socket) -> None:
    with connection:
        try:
            while data := connection.recv(1000):
                connection.sendall(data)
        except OSError:
            return


def said(connection: socket.socket, words: bytes) -> bytes:
    connection.sendall(words)
    return connection.recv(1000)


def test_what_is_sent_is_passed_on_both_ways(connection: socket.socket) -> None:
    assert said(connection, b"hello") == b"hello"


def test_a_reset_is_seen_as_one(proxy: Proxy, connection: socket.socket) -> None:
    said(connection, b"hello")
    proxy.reset()
    with pytest.raises(ConnectionResetError):
        connection.recv(1000)


def test_a_half_closed_connection_ends_one_way(proxy: Proxy, connection: socket.socket) -> None:
    said(connection, b"hello")
    proxy.half_close()
    assert connection.recv(1000) == b""


def test_silence_swallows_nothing_for_good(proxy: Proxy, connection: socket.socket) -> None:
    said(connection, b"hello")
    proxy.fall_silent()
    connection.sendall(b"again")
    connection.settimeout(0.2)
    with pytest.raises(TimeoutError):
        connection.recv(1000)
    proxy.heal()
    connection.settimeout(PATIENCE)
    assert connection.recv(1000) == b"again"


def test_a_server_that_is_away_is_a_reset() -> None:
    with socket.socket() as away:
        away.bind(("127.0.0.1", 0))  # nobody else can have the port, and nobody listens
        proxy = Proxy(away.getsockname()[1])
        with (
            pytest.raises(ConnectionResetError),  # while it connects, or once it reads
            socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE) as connection,
        ):
            connection.recv(1000)
        proxy.close()
