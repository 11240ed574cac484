"""Web archives (WARC, ISO 28500), plain or gzipped: every page that a server answered with."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from schemas.charset import decode
from schemas.errors import ArticleError, InputError

Json = dict[str, Any]
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
FOUND = "200"
LARGEST_PAGE = 20_000_000
"""Bytes read of one page; the service has a smaller limit of its own, which it says."""


def articles(file: BinaryIO) -> Iterator[Json | InputError]:
    """An article for each page of the archive, with its address and when it was fetched.

    Raises InputError if the file is no web archive, or is cut off.
    """
    whole = False
    try:
        for record in ArchiveIterator(file):
            if record.format != "warc":
                break
            whole = True
            if _is_page(record):
                yield _article(record)
    except (ArchiveLoadFailed, EOFError, zlib.error) as error:
        raise InputError(f"it is no web archive, or it is damaged: {error}") from error
    if not whole:
        raise InputError("it is no web archive")


def _is_page(record: ArcWarcRecord) -> bool:
    """Whether it is a page that the server had, in a type that newsfold reads."""
    answered = record.rec_type == "response" and record.http_headers is not None
    return answered and record.http_headers.get_statuscode() == FOUND and _media_type(record)[0] in PAGES


def _media_type(record: ArcWarcRecord) -> tuple[str, str | None]:
    """The media type and its charset (RFC 9110, section 8.3)."""
    header = Message()
    header["content-type"] = record.http_headers.get_header("Content-Type") or "application/octet-stream"
    charset = header.get_param("charset")
    return header.get_content_type(), charset if isinstance(charset, str) else None


def _article(record: ArcWarcRecord) -> Json | InputError:
    media_type, charset = _media_type(record)
    url = record.rec_headers.get_header("WARC-Target-URI")
    is_text = media_type == "text/plain"
    try:
        body = decode(record.content_stream().read(LARGEST_PAGE), declared=charset, html=not is_text)
    except ArticleError as error:
        return InputError(f"{url}: {error}")
    return {
        "body": body,
        "media_type": "text/plain" if is_text else "text/html",
        "url": url,
        "fetched_at": record.rec_headers.get_header("WARC-Date"),
    }
