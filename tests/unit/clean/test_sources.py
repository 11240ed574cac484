"""Where the blocks of an HTML page stand in its bytes."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.block import Block, CleanedPage
from schemas.charset import byte_offsets
from tests.support.cleaning import LEDE, MORE, page, text_of
from workers.clean import clean

HTML = f"""<html><body><article><h1> Caf\u00e9 in Marfa&nbsp;opens </h1>
<figure><img alt=x><figcaption>The caf\u00e9 &amp; its <b>owner</b>.</figcaption></figure>
<p>
  {LEDE}
</p><p>{MORE[:40]}<a href="/x">{MORE[40:60]}</a>{MORE[60:]}</p><script>no()</script></article></body></html>"""


def cleaned(body: bytes, charset: str | None = None) -> CleanedPage:
    return clean(Article(body=body, media_type="text/html", charset=charset))


def written(body: bytes, block: Block, charset: str) -> str:
    """The block's bytes as text, without tags and entities."""
    assert block.source is not None
    source = body[block.source.start : block.source.end].decode(charset)
    return " ".join(unescape(re.sub("<[^>]*>", "", source)).split())


@pytest.mark.parametrize(
    ("charset", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b""), ("gb18030", b"")],
)
def test_a_block_is_found_in_the_body_in_any_charset(charset: str, mark: bytes) -> None:
    body = mark + HTML.encode(charset)
    found = cleaned(body, charset)
    assert len(found.blocks) == 4
    for block in found.blocks:
        assert written(body, block, charset) == text_of(found, block)


def test_a_block_begins_with_its_first_word_and_ends_with_its_last() -> None:
    body = HTML.encode()
    sources = [block.source for block in cleaned(body).blocks if block.source]
    assert LEDE.encode() in [body[source.start : source.end] for source in sources]


def test_a_plain_page_has_none() -> None:
    assert {block.source for block in page("Harbour reopens", LEDE, MORE).blocks} == {None}


@pytest.mark.parametrize(
    ("body", "charset", "offsets"),
    [(b"\xef\xbb\xbfab", "utf-8-sig", [3, 4]), (b"ab", "utf-8-sig", [0, 1]), (b"\xff\xfea\0b\0", "utf-16", [2, 4])],
)
def test_a_byte_order_mark_comes_before_the_text(body: bytes, charset: str, offsets: list[int]) -> None:
    assert byte_offsets(body, "ab", charset, [0, 1]) == offsets


def test_a_charset_that_does_not_give_its_bytes_back_tells_nothing() -> None:
    shifted = "\u6f22\u5b57a".encode("iso2022_jp")
    assert byte_offsets(shifted, shifted.decode("iso2022_jp"), "iso2022_jp", [1, 2]) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=8))
def test_sources_lie_within_the_body_and_follow_each_other(texts: list[str]) -> None:
    body = "".join(f"<p>{text}</p>" for text in texts).encode()
    spans = [block.source for block in cleaned(body, "utf-8").blocks if block.source]
    assert all(0 <= span.start < span.end <= len(body) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("label", ["utf8mb4", "none", "x-unknown"])
def test_a_charset_that_a_page_names_and_nobody_reads_is_passed_over(label: str) -> None:
    assert cleaned(f"<meta charset={label}><p>Ships in Mårfa wait</p>".encode()).text == "Ships in Mårfa wait"


def test_of_the_charsets_that_a_page_names_the_first_that_is_read_counts() -> None:
    head = "<meta name=about content='charset=none'><meta charset=windows-1252>"
    assert cleaned(f"{head}<p>Ships in Mårfa wait</p>".encode("cp1252")).text == "Ships in Mårfa wait"
