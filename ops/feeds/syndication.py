"""Feeds as sites publish them: RSS and Atom (RFC 4287), an article for each entry. Nothing is fetched."""

from __future__ import annotations

import time
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any, BinaryIO

import feedparser

from schemas.errors import InputError

Json = dict[str, Any]
LARGEST_FEED = 50_000_000
HTML = "text/html"


def articles(file: BinaryIO) -> Iterator[Json | InputError]:
    """An article for each entry that has words; raises InputError if the file is no feed."""
    content = file.read(LARGEST_FEED + 1)
    if len(content) > LARGEST_FEED:
        raise InputError(f"it has more than {LARGEST_FEED:,} bytes, which is too much for a feed")
    feed = feedparser.parse(content)
    if not feed.get("version"):
        raise InputError("it is neither an RSS nor an Atom feed")
    return (_article(entry, feed.feed) for entry in feed.entries)


def _article(entry: Any, feed: Any) -> Json | InputError:  # noqa: ANN401  # feedparser's own dictionaries
    """The entry's words as a page under its title."""
    title, text = entry.get("title", "").strip(), _text(entry)
    if not text:
        return InputError(f"the entry {entry.get('link') or title or 'without a title'} has no words")
    return {
        name: value
        for name, value in {
            "body": f"<h1>{escape(title)}</h1>\n{text}" if title else text,
            "media_type": HTML,
            "url": entry.get("link"),
            "title": title,
            "source": feed.get("title", "").strip(),
            "published_at": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
            "language": entry.get("language") or feed.get("language"),
            "tags": [tag.term for tag in entry.get("tags", []) if tag.get("term")],
        }.items()
        if value
    }


def _text(entry: Any) -> str:  # noqa: ANN401  # as above
    """The fullest text that the entry has, as HTML."""
    texts = [*entry.get("content", []), entry.get("summary_detail") or {"value": entry.get("summary", "")}]
    fullest = max(texts, key=lambda each: len(each.get("value", "")))
    value: str = fullest.get("value", "").strip()
    return f"<p>{escape(value)}</p>" if value and fullest.get("type") == "text/plain" else value


def _moment(parsed: time.struct_time | None) -> str | None:
    """The time in ISO 8601; feedparser gives it in UTC."""
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None
