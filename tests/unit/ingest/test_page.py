"""A bare page is checked as strictly as a JSON document, in whatever charset it is."""

from __future__ import annotations

import codecs

import pytest

from schemas.errors import ArticleError, InputError
from services.ingest.page import metadata_of, read_page


def test_a_page_keeps_its_bytes_and_is_told_its_charset() -> None:
    body = "Ça commence.".encode("cp1252")
    article = read_page(body, media_type="text/plain", charset="ISO-8859-1", metadata={"source": "a.example"})
    assert (article.body, article.charset, article.source) == (body, "cp1252", "a.example")


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", None])
def test_the_same_page_is_the_same_article_however_its_charset_is_written(charset: str | None) -> None:
    article = read_page(b"News.", media_type="text/plain", charset=charset, metadata={})
    assert article == read_page(b"News.", media_type="text/plain", charset="utf-8", metadata={})


def test_a_byte_order_mark_tells_the_charset() -> None:
    article = read_page(
        codecs.BOM_UTF16_LE + "News.".encode("utf-16-le"), media_type="text/plain", charset=None, metadata={}
    )
    assert article.charset == "utf-16-le"


def test_html_may_declare_its_charset_itself() -> None:
    body = '<meta charset="windows-1251"><p>Новости'.encode("cp1251")
    assert read_page(body, media_type="text/html", charset=None, metadata={}).charset == "cp1251"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"", None),
        (b" \r\n ", None),
        (codecs.BOM_UTF8, None),
        (b"caf\xe9", None),
        (b"a\0b", None),
        ("a\0b".encode("utf-16"), "utf-16"),
    ],
)
def test_a_body_that_is_empty_or_no_text_is_refused(body: bytes, charset: str | None) -> None:
    with pytest.raises(ArticleError) as refused:
        read_page(body, media_type="text/plain", charset=charset, metadata={})
    assert refused.value.pointer == "/body"


def test_tags_may_come_more_than_once() -> None:
    assert metadata_of([("tags", "a"), ("title", "T"), ("tags", "b")]) == {"tags": ["a", "b"], "title": "T"}


@pytest.mark.parametrize(("pairs", "pointer"), [([("author", "a")], "/author"), ([("url", "a"), ("url", "b")], "/url")])
def test_metadata_that_is_unknown_or_twice_there_is_refused(pairs: list[tuple[str, str]], pointer: str) -> None:
    with pytest.raises(InputError) as refused:
        metadata_of(pairs)
    assert refused.value.pointer == pointer
