"""Web archives and feeds, read an article at a time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from ops.feeds import FEED, WARC, articles_in
from schemas.errors import InputError

Json = dict[str, Any]

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour Post</title><language>en</language>
<item><title>Ferry strike &amp; talks</title><link>https://post.example/1</link>
<pubDate>Tue, 03 Feb 2026 14:30:00 +0100</pubDate><category>ports</category>
<description>&lt;p&gt;Peru thanked Chile on Tuesday.&lt;/p&gt;</description></item>
<item><title>Nothing in it</title><link>https://post.example/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:x</id><updated>2026-02-03T00:00:00Z</updated>
<entry><id>urn:1</id><title>Short</title><updated>2026-02-03T10:00:00Z</updated><link href="https://wire.example/1"/>
<summary>Short.</summary><content type="html">&lt;p&gt;Norway met Peru in Lima, and it was long.&lt;/p&gt;</content>
</entry></feed>"""
ENTITIES = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>t</title>
<item><title>x</title><description>&a; words</description></item></channel></rss>"""


def record(url: str, payload: bytes, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(payload):036}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-02-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html; charset=latin-1", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def read(content: bytes, kind: str) -> list[Json | InputError]:
    return list(articles_in(BytesIO(content), kind))


def test_every_page_of_an_archive_is_an_article() -> None:
    archive = (
        record("https://a.example/1", answer("<p>Caf\xe9</p>".encode("latin-1")))
        + record("https://a.example/1", b"GET / HTTP/1.1\r\n\r\n", "request")
        + record("https://a.example/logo", answer(b"x", "image/png"))
        + record("https://a.example/gone", answer(b"no", status="404 Not Found"))
        + record("https://a.example/2", answer(b"Plain.", "text/plain"))
    )
    first, second = read(archive, WARC)
    assert first == {
        "body": "<p>Caf\xe9</p>",
        "media_type": "text/html",
        "url": "https://a.example/1",
        "fetched_at": "2026-02-03T10:00:00Z",
    }
    assert isinstance(second, dict)
    assert (second["body"], second["media_type"]) == ("Plain.", "text/plain")


def test_a_page_in_no_known_charset_is_refused_and_its_neighbour_read() -> None:
    archive = record("https://a.example/1", answer(b"\xff\xfe\xfa", "text/html; charset=utf-8")) + record(
        "https://a.example/2", answer(b"<p>Good</p>")
    )
    first, second = read(archive, WARC)
    assert isinstance(first, InputError)
    assert "https://a.example/1" in str(first)
    assert isinstance(second, dict)


def test_what_is_no_archive_is_said_to_be_none() -> None:
    with pytest.raises(InputError, match="no web archive"):
        read(b"this is not an archive at all, not even nearly\n" * 9, WARC)


def test_an_entry_of_a_feed_is_a_page_under_its_title() -> None:
    first, second = read(RSS.encode(), FEED)
    assert first == {
        "body": "<h1>Ferry strike &amp; talks</h1>\n<p>Peru thanked Chile on Tuesday.</p>",
        "media_type": "text/html",
        "url": "https://post.example/1",
        "title": "Ferry strike & talks",
        "source": "Harbour Post",
        "published_at": "2026-02-03T13:30:00+00:00",
        "language": "en",
        "tags": ["ports"],
    }
    assert isinstance(second, InputError)
    assert "https://post.example/2" in str(second)


def test_the_fullest_text_of_an_entry_is_taken() -> None:
    (entry,) = read(ATOM.encode(), FEED)
    assert isinstance(entry, dict)
    assert "it was long" in entry["body"]
    assert entry["published_at"] == "2026-02-03T10:00:00+00:00"


def test_no_file_is_read_for_an_entity_of_a_feed() -> None:
    assert "root:" not in str(read(ENTITIES.encode(), FEED))


@pytest.mark.parametrize("content", [b"", b"<html><body>Hello</body></html>", b"\x00\x01\x02"])
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(InputError, match="neither an RSS nor an Atom feed"):
        read(content, FEED)
