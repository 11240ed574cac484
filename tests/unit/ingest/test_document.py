"""A posted JSON document is read strictly, and whoever sent a wrong one learns which field is wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.errors import ArticleError, InputError
from services.ingest.document import read_document
from tests.support.articles import DEEP, LONG_NUMBER

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


def test_a_document_becomes_an_article() -> None:
    document = {
        "body": "The talks began.",
        "media_type": "text/html",
        "url": "https://news.example/talks",
        "source": "news.example",
        "title": "Talks",
        "published_at": "2026-02-03T14:30:00+02:00",
        "fetched_at": "2026-02-03T20:00:00Z",
        "language": "en",
        "tags": ["a", "b"],
    }
    assert read_document(json.dumps(document).encode()) == Article(
        body=b"The talks began.",
        media_type="text/html",
        charset="utf-8",
        url="https://news.example/talks",
        source="news.example",
        title="Talks",
        published_at=datetime(2026, 2, 3, 14, 30, tzinfo=timezone(timedelta(hours=2))),
        fetched_at=datetime(2026, 2, 3, 20, tzinfo=UTC),
        language="en",
        tags=("a", "b"),
    )


def test_a_body_is_enough() -> None:
    assert read_document(b'{"body": "News."}') == Article(body=b"News.", charset="utf-8")


def test_an_empty_or_null_value_says_nothing() -> None:
    document = b'{"body": "News.", "title": "", "source": null, "url": " ", "published_at": "", "tags": null}'
    assert read_document(document) == Article(body=b"News.", charset="utf-8")


def test_a_byte_order_mark_before_a_document_says_nothing() -> None:
    assert read_document(b'\xef\xbb\xbf{"body": "News."}') == read_document(b'{"body": "News."}')


@given(TEXT.filter(str.strip), TEXT)
def test_any_text_comes_through_unchanged(body: str, title: str) -> None:
    article = read_document(json.dumps({"body": body, "title": title[:1000]}).encode())
    assert article.body.decode() == body
    assert (article.title or "") == title[:1000].strip()


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        (b"", ""),
        (b'{"body": "a"', "/body"),
        (b'{"body": "a"} {"body": "b"}', ""),
        (b'{"body": NaN}', "/body"),
        (b'{"body": "a", "title": Infinity}', "/title"),
        (b'{"body": "a\nb"}', "/body"),
        (b'{"body": "a\0b"}', "/body"),
        (b'{"body": "\\ud83d"}', "/body"),
        (b'{"body": "a", "title": "\\ude00 alone"}', "/title"),
        (b'{"body": "a", "title": "\xff"}', "/title"),
        (b'{"body": "\xed\xa0\x80"}', "/body"),
        (b'{"body": "\xc0\xaf"}', "/body"),
        ('{"body": "a"}'.encode("utf-16"), ""),
        (b'["body"]', ""),
        (b"null", ""),
        (DEEP, ""),
        (b'{"body": ' + DEEP + b"}", "/body"),
    ],
)
def test_what_is_not_one_json_object_is_refused(document: bytes, pointer: str) -> None:
    with pytest.raises(InputError) as refused:
        read_document(document)
    assert refused.value.pointer == pointer
    assert not isinstance(refused.value, ArticleError)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        (b"{}", "/body"),
        (b'{"body": null}', "/body"),
        (b'{"body": "\\n \\t"}', "/body"),
        (b'{"body": "a\\u0000"}', "/body"),
        (b'{"body": 18446744073709551616}', "/body"),
        (b'{"body": ' + LONG_NUMBER + b"}", "/body"),
        (b'{"body": 1e999}', "/body"),
        (b'{"body": {"text": "a"}}', "/body"),
        (b'{"body": "a", "body": "b"}', "/body"),
        (b'{"body": "a", "b\\u006fdy": "b"}', "/body"),
        (b'{"body": "a", "author": "b"}', "/author"),
        (b'{"body": "a", "a/b~c": 1}', "/a~1b~0c"),
        (b'{"body": "a", "x": ' + DEEP + b"}", "/x"),
        (b'{"body": "a", "media_type": "image/png"}', "/media_type"),
        (b'{"body": "a", "tags": "b"}', "/tags"),
        (b'{"body": "a", "tags": ["b", 1]}', "/tags/1"),
        (b'{"body": "a", "tags": ["b", "' + b"c" * 101 + b'"]}', "/tags/1"),
        (b'{"body": "a", "tags": [' + b'"b", ' * 50 + b'"c"]}', "/tags"),
        (b'{"body": "a", "title": "' + b"t" * 1001 + b'"}', "/title"),
        (b'{"body": "a", "title": "a\\u0000"}', "/title"),
        (b'{"body": "a", "language": "english, please"}', "/language"),
        (b'{"body": "a", "published_at": 1700000000}', "/published_at"),
        (b'{"body": "a", "published_at": "2026-02-30"}', "/published_at"),
        (b'{"body": "a", "published_at": "yesterday"}', "/published_at"),
        (b'{"body": "a", "published_at": "0000-01-01"}', "/published_at"),
        (b'{"body": "a", "published_at": "0001-01-01T00:00:00+14:00"}', "/published_at"),
        (b'{"body": "a", "fetched_at": "9999-12-31T23:59:59-14:00"}', "/fetched_at"),
        (b'{"body": "a", "url": "javascript:alert(1)"}', "/url"),
        (b'{"body": "a", "url": "/2026/02/03"}', "/url"),
        (b'{"body": "a", "url": "https://"}', "/url"),
        (b'{"body": "a", "url": "https://[::1"}', "/url"),
        (b'{"body": "a", "url": "https://a.example:99999/"}', "/url"),
        (b'{"body": "a", "url": "https://a.example/b c"}', "/url"),
        (b'{"body": "a", "url": "https://me:secret@a.example/"}', "/url"),
        (b'{"body": "a", "url": "https://a.example/' + b"b" * 2048 + b'"}', "/url"),
    ],
)
def test_a_wrong_field_is_named(document: bytes, pointer: str) -> None:
    with pytest.raises(ArticleError) as refused:
        read_document(document)
    assert refused.value.pointer == pointer


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-02-01", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026-02-01T09:30:00", datetime(2026, 2, 1, 9, 30, tzinfo=UTC)),
        ("2026-02-01t09:30:00.250z", datetime(2026, 2, 1, 9, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-02-01 09:30+01:00", datetime(2026, 2, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_dates_are_iso_8601_and_in_utc_unless_they_say_otherwise(written: str, meant: datetime) -> None:
    article = read_document(json.dumps({"body": "a", "published_at": written}).encode())
    assert article.published_at == meant


@given(st.binary())
def test_any_bytes_are_an_article_or_refused(data: bytes) -> None:
    with suppress(InputError):
        assert read_document(data).body
