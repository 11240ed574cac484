"""The same thing always gets the same name, and no other thing gets it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from schemas.block import Kind, Span
from schemas.event import Event
from schemas.identity import (
    article_id,
    article_of,
    article_of_event,
    canonical_url,
    digest,
    event_id,
    record_id,
    stream_of,
)

PAGE = "https://example.org/world/story?id=7"


def event(*, part: int = 0, start: int = 10, end: int = 15, kind: str = "CONSULT", confidence: float = 0.5) -> Event:
    return Event(
        part=part,
        block=Kind.PARAGRAPH,
        type=kind,
        trigger=Span(start, end),
        sentence=Span(0, 40),
        source=(),
        target=(),
        confidence=confidence,
    )


@pytest.mark.parametrize(
    "same",
    [
        "HTTPS://Example.ORG/world/story?id=7",
        "https://example.org:443/world/story?id=7",
        "https://example.org/world/story?id=7#comments",
        "https://example.org/world/story?utm_source=feed&id=7&utm_medium=rss",
        "https://example.org/world/story?id=7&fbclid=abc&gclid=def",
        "  https://example.org/world/story?id=7\n",
    ],
)
def test_what_does_not_name_the_page_is_left_out_of_its_url(same: str) -> None:
    assert canonical_url(same) == PAGE


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/world/story?id=7",
        "https://example.org:8443/world/story?id=7",
        "https://www.example.org/world/story?id=7",
        "https://example.org/World/story?id=7",
        "https://example.org/world/story?id=8",
        "https://example.org/world/story",
        "https://example.org/world/story/?id=7",
    ],
)
def test_what_names_another_page_is_kept_in_its_url(other: str) -> None:
    assert canonical_url(other) == other


def test_a_query_in_another_charset_is_kept_as_it_is() -> None:
    assert canonical_url("http://example.org/?q=%EF%F0%E8") != canonical_url("http://example.org/?q=%E8%F0%EF")


def test_a_host_alone_has_the_path_of_its_root() -> None:
    assert canonical_url("http://example.org:80") == "http://example.org/"


@given(
    st.from_regex(
        r"https?://[a-z]{1,9}\.org(:[1-9][0-9]{0,3})?(/[a-zA-Z%.]{0,9}){0,3}(\?[a-z=&%]{0,20})?", fullmatch=True
    )
)
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_an_article_with_a_url_is_named_by_it_whatever_its_body() -> None:
    assert article_id(Article(body=b"one", url=PAGE)) == article_id(Article(body=b"two", url=PAGE + "#top"))


def test_an_article_without_a_url_is_named_by_its_body() -> None:
    assert article_id(Article(body=b"one", source="a")) == article_id(Article(body=b"one", source="b"))
    assert article_id(Article(body=b"one")) != article_id(Article(body=b"two"))


def test_a_body_that_looks_like_a_url_is_not_taken_for_one() -> None:
    assert article_id(Article(body=PAGE.encode())) != article_id(Article(body=b"", url=PAGE))


def test_ids_are_letters_and_digits() -> None:
    assert re.fullmatch("[a-z2-7]{26}", article_id(Article(body=b"one")))
    assert re.fullmatch("[a-z2-7]{36}", event_id("a" * 26, event()))


def test_a_stream_tells_its_article() -> None:
    assert article_of(stream_of("abc")) == "abc"


def test_a_step_done_twice_writes_the_same_record() -> None:
    once, twice = (record_id("s", revision=1, step="clean", step_version="2", ordinal=3) for _ in range(2))
    assert once == twice
    assert len(once) == 16


def test_any_part_of_a_records_origin_makes_another_record() -> None:
    ids = {
        record_id("s", revision=1, step="clean", step_version="2", ordinal=3),
        record_id("t", revision=1, step="clean", step_version="2", ordinal=3),
        record_id("s", revision=2, step="clean", step_version="2", ordinal=3),
        record_id("s", revision=1, step="extract", step_version="2", ordinal=3),
        record_id("s", revision=1, step="clean", step_version="3", ordinal=3),
        record_id("s", revision=1, step="clean", step_version="2", ordinal=4),
    }
    assert len(ids) == 6


def test_an_event_keeps_its_id_when_a_later_extractor_is_surer_of_it() -> None:
    assert event_id("a", event(confidence=0.4)) == event_id("a", event(confidence=0.9))


def test_an_event_tells_its_article() -> None:
    assert article_of_event(event_id("abc", event())) == "abc"


def test_another_place_or_type_is_another_event() -> None:
    events = [event(), event(part=1), event(start=9), event(end=16), event(kind="AID")]
    assert len({event_id("a", each) for each in events} | {event_id("b", event())}) == 6


def test_a_digest_tells_contents_apart() -> None:
    assert digest(b"one") == digest(b"one")
    assert digest(b"one") != digest(b"two")
    assert len(digest(b"")) == 32
