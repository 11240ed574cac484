"""What senders send that is bad, or only looks so: what each is answered with, at whatever door it comes in."""

from __future__ import annotations

import gzip
import json

from msgspec import Struct

from tests.support.articles import DEEP, LONG_NUMBER
from tests.support.http import chunk, head

JSON, TEXT, HTML, NDJSON = "application/json", "text/plain", "text/html", "application/x-ndjson"


class Post(Struct, frozen=True):
    """What is posted, the status it is answered with, and the field at fault that the problem points to."""

    body: bytes
    status: int
    pointer: str | None = None
    media_type: str = JSON
    headers: dict[str, str] = {}
    query: str = ""


class Raw(Struct, frozen=True):
    """What is sent by hand, as no client library would, and the status it is answered with."""

    pieces: tuple[bytes, ...]
    status: int
    ended: bool = False


def raw(head_and_body: bytes, status: int) -> Raw:
    """A whole request of a few lines."""
    return Raw((head_and_body,), status)


def document(**fields: object) -> bytes:
    return json.dumps({"body": "News.", **fields}).encode()


REFUSED = {
    "an empty body": Post(b"", 400),
    "a body of blanks": Post(b" \n", 422, "/body", TEXT),
    "an empty text": Post(b"", 422, "/body", TEXT),
    "no JSON": Post(b"News!", 400),
    "truncated JSON": Post(b'{"body": "News', 400, "/body"),
    "two documents": Post(b'{"body": "a"}{"body": "b"}', 400),
    "a top-level array": Post(b'[{"body": "a"}]', 400),
    "a top-level string": Post(b'"News."', 400),
    "NaN": Post(b'{"body": NaN}', 400, "/body"),
    "minus infinity": Post(b'{"body": "a", "title": -Infinity}', 400, "/title"),
    "a lone surrogate": Post(b'{"body": "\\ud800"}', 400, "/body"),
    "a lone low surrogate": Post(b'{"body": "a", "title": "\\udfff!"}', 400, "/title"),
    "a raw NUL in JSON": Post(b'{"body": "a\0"}', 400, "/body"),
    "an escaped NUL": Post(b'{"body": "a\\u0000"}', 422, "/body"),
    "a NUL in a title": Post(b'{"body": "a", "title": "\\u0000"}', 422, "/title"),
    "a NUL in text": Post(b"a\0b", 422, "/body", TEXT),
    "a NUL in a query": Post(b"a", 422, "/title", TEXT, query="?title=%00"),
    "2 ** 64": Post(b'{"body": 18446744073709551616}', 422, "/body"),
    "1e999": Post(b'{"body": "a", "title": 1e999}', 422, "/title"),
    "5,000 digits": Post(b'{"body": "a", "title": ' + LONG_NUMBER + b"}", 422, "/title"),
    "depth 100,000": Post(DEEP, 400),
    "depth 100,000 in the body": Post(b'{"body": ' + DEEP + b"}", 400, "/body"),
    "depth 100,000 in an unknown field": Post(b'{"x": ' + DEEP + b"}", 422, "/x"),
    "400,000 keys": Post(b"{" + b",".join(b'"%d":0' % key for key in range(400_000)) + b"}", 422, "/0"),
    "a million keys": Post(b"{" + b",".join(b'"%d":0' % key for key in range(1_000_000)) + b"}", 413),
    "a key twice": Post(b'{"body": "a", "body": "b"}', 422, "/body"),
    "an unknown field": Post(document(author="a"), 422, "/author"),
    "a missing body": Post(b'{"title": "a"}', 422, "/body"),
    "a number as body": Post(b'{"body": 1}', 422, "/body"),
    "a day that does not exist": Post(document(published_at="2026-02-30"), 422, "/published_at"),
    "the year 0": Post(document(published_at="0000-01-01"), 422, "/published_at"),
    "the year 1": Post(document(fetched_at="0001-01-01T00:00:00+14:00"), 422, "/fetched_at"),
    "seconds since 1970": Post(document(published_at=10**18), 422, "/published_at"),
    "seconds since 1970 as a real number": Post(document(published_at=1e18), 422, "/published_at"),
    "a leap second": Post(document(published_at="2026-06-30T23:59:60Z"), 422, "/published_at"),
    "an offset of a hundred hours": Post(document(published_at="2026-06-30T23:59:00+99:59"), 422, "/published_at"),
    "the last moment there is": Post(document(published_at="9999-12-31T23:59:59-14:00"), 422, "/published_at"),
    "a latitude of 91 degrees": Post(document(latitude=91), 422, "/latitude"),
    "a Turkish capital I for a language": Post(document(language="\u0130"), 422, "/language"),
    "a date in words": Post(document(published_at="last Tuesday"), 422, "/published_at"),
    "a wrong date in a query": Post(b"a", 422, "/published_at", TEXT, query="?published_at=2026-13-01"),
    "a wrong date in a header": Post(b"a", 422, "/published_at", TEXT, {"Newsfold-Published-At": "soon"}),
    "a javascript URL": Post(document(url="javascript:alert(1)"), 422, "/url"),
    "a relative URL": Post(document(url="../../etc/passwd"), 422, "/url"),
    "a URL with a line end": Post(document(url="https://news.example/a\nb"), 422, "/url"),
    "a URL with a port of 99999": Post(document(url="https://news.example:99999/"), 422, "/url"),
    "a URL with half an IPv6 address": Post(document(url="http://[::1/"), 422, "/url"),
    "a URL with a password": Post(document(url="https://a:b@news.example/"), 422, "/url"),
    "a URL of 100 KB": Post(document(url="https://news.example/" + "a" * 100_000), 422, "/url"),
    "a title of 100 KB": Post(document(title="a" * 100_000), 422, "/title"),
    "a thousand tags": Post(document(tags=["a"] * 1000), 422, "/tags"),
    "a tag that is a number": Post(document(tags=["a", 1]), 422, "/tags/1"),
    "an unknown media type": Post(document(media_type="application/pdf"), 422, "/media_type"),
    "metadata beside JSON": Post(document(), 400, query="?title=a"),
    "unknown metadata": Post(b"a", 400, "/author", TEXT, query="?author=a"),
    "metadata twice": Post(b"a", 400, "/url", TEXT, {"Newsfold-Url": "https://a.example"}, "?url=https://b.example"),
    "a query that is not UTF-8": Post(b"a", 400, None, TEXT, query="?title=%ff"),
    "text that is not UTF-8": Post(b"caf\xe9", 422, "/body", TEXT),
    "overlong UTF-8": Post(b"\xc0\xaf", 422, "/body", HTML),
    "UTF-16 as UTF-8": Post("News.".encode("utf-16-le"), 422, "/body", TEXT),
    "JSON in UTF-16": Post('{"body": "a"}'.encode("utf-16"), 400),
    "a charset that does not exist": Post(b"a", 415, None, "text/plain; charset=klingon"),
    "a codec that is no charset": Post(b"a", 415, None, "text/plain; charset=base64"),
    "JSON in another charset": Post(document(), 415, None, "application/json; charset=latin-1"),
    "an image": Post(b"\x89PNG", 415, None, "image/png"),
    "a form": Post(b"body=a", 415, None, "application/x-www-form-urlencoded"),
    "nonsense for a type": Post(b"a", 415, None, ";;;="),
    "a body of 50 MB": Post(b"a" * 50_000_000, 413, None, TEXT),
    "JSON of 6 MB": Post(document(title="a" * 6_000_000), 413),
    "a gzip bomb": Post(gzip.compress(bytes(200_000_000), 9), 413, None, TEXT, {"Content-Encoding": "gzip"}),
    "gzip in gzip": Post(gzip.compress(gzip.compress(b"a")), 415, None, TEXT, {"Content-Encoding": "gzip, gzip"}),
    "brotli": Post(b"a", 415, None, TEXT, {"Content-Encoding": "br"}),
    "no gzip": Post(b"News.", 400, None, TEXT, {"Content-Encoding": "gzip"}),
    "half a gzip": Post(gzip.compress(b"News." * 99)[:-9], 400, None, TEXT, {"Content-Encoding": "gzip"}),
    "an upload of nothing": Post(b"", 400, None, NDJSON),
    "an upload of blank lines": Post(b"\n\r\n \n", 400, None, NDJSON),
    "an upload that is no gzip": Post(b'{"body": "a"}\n', 400, None, NDJSON, {"Content-Encoding": "gzip"}),
}
TAKEN = {
    name: Post(text.encode(), 202, None, TEXT)
    for name, text in {
        "a byte order mark": "\ufeffPeru met Chile.",
        "text from right to left": "Peru met \u202eelihC\u202c on Monday.",
        "zero-width spaces and joiners": "Pe\u200bru m\u200det Chi\u2060le.",
        "composed letters": "A caf\u00e9 in Peru.",
        "the same letters decomposed": "A cafe\u0301 in Peru.",
        "letters under a heap of marks": "P" + "\u0300\u0323\u0489" * 300 + "eru met Chile.",
        "emoji and flags within names": "Peru\U0001f1f5\U0001f1ea met \U0001f469\u200d\U0001f680 Chile.",
        "commands to a terminal": "Peru \x1b[31mmet\x1b[0m Chile.\x1b]0;title\x07 \x9b2J",
        "line and paragraph separators": "Peru met Chile.\u2028Chile\u2029thanked Peru.\x85\x0b\x0c",
        "a Turkish capital I": "\u0130stanbul: PER\u0130 met Chile.",
        "private and unassigned characters": "Peru \ue000 met \u0378 Chile \uffff.",
        "a formula": '=HYPERLINK("http://a.example","Peru met Chile.")',
        "a way out of the folder": "../../x",
        "a script": "<script>alert(1)</script>Peru met Chile.",
        "a template": "{{7*7}} ${7*7} %s %n {0} Peru met Chile.",
        "a query": "'; DROP TABLE records; -- Peru met Chile.",
    }.items()
} | {
    "JSON after a byte order mark": Post(b"\xef\xbb\xbf" + document(url="https://news.example/mark"), 202),
    "a formula for a title": Post(document(title="=HYPERLINK(1)"), 202),
    "commands to a terminal in a title": Post(document(title="\x1b]0;x\x07", url="https://news.example/escape"), 202),
    "a line end in a source": Post(document(source="a\r\nSet-Cookie: b", url="https://news.example/line"), 202),
    "a way out of the folder for a title": Post(document(title="../../x", url="https://news.example/path"), 202),
    "an international URL": Post(document(url="https://m\u00fcnchen.example/\u00fc"), 202),
    "UTF-16 that says so": Post("Peru met Chile.".encode("utf-16-be"), 202, None, "text/plain; charset=utf-16-be"),
    "a page of tags that never close": Post(b"<div>" * 10_000 + b"Peru met Chile.", 202, None, HTML),
    "a trace that is none": Post(document(url="https://news.example/1"), 202, headers={"traceparent": "00-zz-1"}),
    "a trace of zeros": Post(
        document(url="https://news.example/2"), 202, headers={"traceparent": f"00-{'0' * 32}-{'0' * 16}-00"}
    ),
    "a trace of 5,000 digits": Post(document(url="https://news.example/3"), 202, headers={"traceparent": "0" * 5_000}),
    "an event id that is none": Post(document(url="https://news.example/4"), 202, headers={"Last-Event-ID": "'\x01--"}),
}
"""Odd, and taken as it is."""
WAYS = {
    "TLS": raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS?\r\n\r\n", 400),
    "HTTP of 1991": raw(b"GET /\r\n\r\n", 400),
    "a negative length": raw(head(TEXT, Content_Length="-1"), 400),
    "a length with a plus": raw(head(TEXT, Content_Length="+4") + b"News", 400),
    "two lengths": raw(head(TEXT, Content_Length="1, 2"), 400),
    "a length of twenty digits": raw(head(TEXT, Content_Length="9" * 20), 413),
    "a length and chunks": raw(
        head(TEXT, Content_Length="4", Transfer_Encoding="chunked") + chunk(b"News") + chunk(b""), 400
    ),
    "an unknown transfer encoding": raw(head(TEXT, Transfer_Encoding="gzip"), 400),
    "a header of 200 KB": raw(head(TEXT, X="a" * 200_000), 431),
    "a header that is not text": raw(head(TEXT).replace(b"localhost", b"localhost\r\nX: \xff\x00"), 400),
    "no host": raw(b"GET /v1/events HTTP/1.1\r\n\r\n", 400),
    "another host": raw(b"GET /v1/events HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    "chunks without a size": raw(head(TEXT, Transfer_Encoding="chunked") + b"zz\r\n", 400),
    "a chunk of a petabyte": raw(head(TEXT, Transfer_Encoding="chunked") + b"f" * 20 + b"\r\nNews", 408),
    "chunks beyond the limit": Raw((head(TEXT, Transfer_Encoding="chunked"), *[chunk(b"a" * 1_000_000)] * 6), 413),
    **{
        f"chunks that break off, {media_type}": Raw(
            (head(media_type, Transfer_Encoding="chunked"), chunk(b'{"body": "N'), b"ff\r\news"), 400, ended=True
        )
        for media_type in (JSON, TEXT, NDJSON)
    },
    **{
        f"a body shorter than its length, {media_type}": Raw(
            (head(media_type, Content_Length="1000"), b'{"body": "News."}'), 400, ended=True
        )
        for media_type in (JSON, TEXT, NDJSON)
    },
    **{
        f"a body that takes too long, {media_type}": Raw(
            (head(media_type, Content_Length="1000"), b'{"body": "Ne'), 408
        )
        for media_type in (JSON, TEXT, NDJSON)
    },
}
"""Ways to speak HTTP that nobody should."""
