"""Pieces that are made while others are sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from services.web.ahead import made_ahead

PATIENCE = 30.0


def test_a_piece_is_made_while_the_one_before_is_sent() -> None:
    second_was_asked_for = threading.Event()

    def pieces() -> Iterator[bytes]:
        yield b"first"
        second_was_asked_for.set()
        yield b""
        yield b"last"

    async def send() -> list[bytes]:
        sent = list[bytes]()
        async for piece in made_ahead(pieces()):
            assert await asyncio.to_thread(second_was_asked_for.wait, PATIENCE)
            sent.append(piece)
        return sent

    assert asyncio.run(send()) == [b"first", b"", b"last"]


def test_what_goes_wrong_is_raised_where_the_piece_is_wanted() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"first"
        raise OSError("the disk is gone")

    sent = list[bytes]()

    async def send() -> None:
        async for piece in made_ahead(pieces()):
            sent.append(piece)  # what came before the error is to be seen

    with pytest.raises(OSError, match="the disk is gone"):
        asyncio.run(send())
    assert sent == [b"first"]
