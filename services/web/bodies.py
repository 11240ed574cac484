"""Request bodies, read in bounded memory and time: never more than asked for, whatever the headers claim."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import Request

from services.ingest.gunzip import Gunzip
from services.settings import Settings
from services.web.pressure import Hand
from services.web.problems import Problem

PIECES_A_TURN = 16
"""Pieces after which others have their turn: a small body may expand to much, or to many pieces with little in them."""


async def read_whole(request: Request, settings: Settings, limit: int | None = None, hand: Hand | None = None) -> bytes:
    """The decompressed body, of an article unless `limit` says otherwise, held in `hand` while it comes.

    Raises Problem if it is too large or too slow, or if hands are full.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(settings.upload_seconds):
            async for piece in pieces(request, limit or settings.max_article_bytes):
                body += piece
                if hand:
                    hand.hold(len(body))
    except TimeoutError:
        raise too_slow(settings) from None
    return bytes(body)


async def pieces(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes, decompressed; raises Problem once more than `limit` bytes come or come out."""
    _check_framing(request)
    gunzip = _gunzip(request)
    if int(request.headers.get("content-length", 0)) > limit:
        raise _too_large(limit)
    received = expanded = 0
    async for data in request.stream():
        received += len(data)
        for number, piece in enumerate(gunzip.feed(data) if gunzip else (data,)):
            expanded += len(piece)
            if max(received, expanded) > limit:
                raise _too_large(limit)
            yield piece
            if number % PIECES_A_TURN == 0:
                await asyncio.sleep(0)
    if gunzip:
        gunzip.finish()


def _check_framing(request: Request) -> None:
    """Raises Problem if a body has two ends: who reads the other one sees another request (RFC 9112, section 6.3)."""
    if {"content-length", "transfer-encoding"} <= set(request.headers):
        detail = "a body has either a Content-Length or a Transfer-Encoding"
        raise Problem(HTTPStatus.BAD_REQUEST, detail, headers={"Connection": "close"})


def too_slow(settings: Settings) -> Problem:
    """The problem of an article that takes too long to arrive."""
    return Problem(
        HTTPStatus.REQUEST_TIMEOUT,
        f"the article did not arrive within {settings.upload_seconds:g} seconds",
        headers={"Connection": "close"},
    )


def _too_large(limit: int) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is larger than {limit} bytes, the limit here")


def _gunzip(request: Request) -> Gunzip | None:
    """How to decompress the body; raises Problem for any encoding but gzip, once."""
    encoding = ", ".join(request.headers.getlist("content-encoding")).strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return Gunzip()
    raise Problem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"the body is encoded as {encoding[:60]!r}; send it plain or as gzip, once",
        headers={"Accept-Encoding": "gzip"},
    )
