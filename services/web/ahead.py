"""Pieces that are made while others are sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from anyio import to_thread


async def made_ahead(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces, each made in a thread while the one before is sent, so that two are held at most."""
    following = asyncio.ensure_future(to_thread.run_sync(next, pieces, None))
    try:
        while (piece := await following) is not None:
            following = asyncio.ensure_future(to_thread.run_sync(next, pieces, None))
            yield piece
    finally:
        following.cancel()  # who asked is gone, and nobody looks at what comes of it
