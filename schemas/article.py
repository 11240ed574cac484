"""An article as somebody posted it, and what identifies it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Priority(StrEnum):
    """Whether somebody waits for this very article (live) or it is one of many (bulk)."""

    LIVE = "live"
    BULK = "bulk"


class Article(Struct, frozen=True, kw_only=True):
    """A raw page with what its sender knows of it; `body` holds the bytes exactly as they came."""

    body: bytes
    media_type: str = "text/plain"
    charset: str | None = None
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
