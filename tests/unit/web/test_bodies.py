"""A body is read by turns with everybody else's."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from fastapi import Request
from starlette.types import Message

from services.web.bodies import PIECES_A_TURN, pieces

MEMBERS = 20 * PIECES_A_TURN


async def turns_while_reading(body: bytes) -> int:
    """How often others have their turn while a gzip body is read."""
    turns = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    request = Request({"type": "http", "headers": [(b"content-encoding", b"gzip")]}, receive)
    others = asyncio.create_task(take_turns())
    async for _ in pieces(request, 10**9):
        pass
    others.cancel()
    return turns


@pytest.mark.parametrize(
    "body",
    [gzip.compress(bytes(MEMBERS * 65_536), 1), gzip.compress(b"a") * MEMBERS, gzip.compress(b"") * MEMBERS],
    ids=["one large member", "members of a byte", "members of nothing"],
)
def test_others_have_their_turn_now_and_then_however_a_body_expands(body: bytes) -> None:
    assert 20 <= asyncio.run(turns_while_reading(body)) <= 30
