"""Files that hold many articles in a format of their own: web archives and feeds, read an article at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, BinaryIO, cast

from schemas.errors import InputError
from services.extras import missing

Json = dict[str, Any]
Reader = Callable[[BinaryIO], Iterator[Json | InputError]]
"""What reads a file: an article as it is posted, or why one cannot be."""
WARC, FEED = "application/warc", "application/feed"
FEEDS: Mapping[str, str] = {
    ".warc": WARC,
    ".warc.gz": WARC,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
}
"""What a file is, by its ending."""
SYNONYMS: Mapping[str, str] = {
    "application/rss+xml": FEED,
    "application/atom+xml": FEED,
    "application/xml": FEED,
    "text/xml": FEED,
}
MODULES = {WARC: "ops.feeds.warc", FEED: "ops.feeds.syndication"}


def kind_of_feed(media_type: str) -> str | None:
    """WARC or FEED, if a media type is for files of many articles."""
    plain = media_type.partition(";")[0].strip().lower()
    kind = SYNONYMS.get(plain, plain)
    return kind if kind in MODULES else None


def articles_in(file: BinaryIO, kind: str) -> Iterator[Json | InputError]:
    """The articles of a WARC file or of an RSS or Atom feed.

    Raises InputError if it is none, or if the packages that read such files are not installed: other files can be read.
    """
    try:
        reader = import_module(MODULES[kind])
    except ModuleNotFoundError as error:
        raise InputError(missing(str(error.name), "feeds")) from error
    return cast("Reader", reader.articles)(file)
