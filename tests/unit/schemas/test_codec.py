"""What is encoded is decoded as it was; what does not fit is said; old versions come up to date."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import codec
from schemas.article import Priority
from schemas.block import Action, Block, Evidence, Kind, Part, Published, Span
from schemas.codec import TYPES, RecordType, data_of, encode, known, meta_of, pack, words_of
from schemas.errors import LogError
from schemas.event import Actor, ActorWords, DateRange, Event, EventWords, Modality, Place, PlaceWords
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    Meta,
    NewRecord,
    NoWords,
    Record,
    RetryRequested,
    Stage,
    Words,
)

META = Meta(correlation_id="a:1", producer="test", causation_id="00", traceparent="00-1-2-01")
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
DAY = date(2026, 2, 1)
PUBLISHED = Published(day=DAY, evidence=Evidence.DATELINE, confidence=0.9)
EVENT = Event(
    part=0,
    block=Kind.PARAGRAPH,
    type="CONSULT",
    trigger=Span(4, 7),
    sentence=Span(0, 30),
    source=(Actor(start=0, end=3, country="NOR", role="GOV"),),
    target=(),
    date=DateRange(start=8, end=14, first=DAY, last=DAY),
    place=Place(start=15, end=19, country="NOR", latitude=59.9, longitude=10.7),
    modality=Modality.PLANNED,
    attribution=Span(20, 25),
)
SAMPLES: dict[str, tuple[Data, Words]] = {
    "article.received": (
        ArticleReceived(
            revision=2, media_type="text/html", size=3, priority=Priority.BULK, published_at=NOON, language="en"
        ),
        ArticleReceivedWords(body=b"\xff\x00a", url="https://example.org/", title="Ünïcode", tags=("a", "b")),
    ),
    "article.cleaned": (
        ArticleCleaned(
            revision=1,
            cleaner="1",
            parts=(Part(start=0, end=6, title=Span(0, 5), published=PUBLISHED),),
            blocks=(Block(start=0, end=4, kind=Kind.HEADING, action=Action.KEEP, part=0, credit=Span(1, 2)),),
        ),
        ArticleCleanedWords(text="Talks\n\U0001f600"),
    ),
    "event.extracted": (
        EventExtracted(revision=1, extractor="1", event_id="e", event=EVENT),
        EventWords(
            trigger="met",
            sentence="Ada met Bob",
            source=(ActorWords("Ada", "Ada L."),),
            target=(),
            place=PlaceWords("Oslo", "Oslo"),
        ),
    ),
    "extraction.completed": (
        ExtractionCompleted(revision=1, extractor="1", events=1, sentences=9, covered=False, notes=("cut",)),
        NoWords(),
    ),
    "article.failed": (
        ArticleFailed(revision=1, stage=Stage.CLEAN, reason="InputError", attempt=3, permanent=True),
        ArticleFailedWords(detail="said what it could not read"),
    ),
    "retry.requested": (RetryRequested(revision=1, stage=Stage.EXTRACT), NoWords()),
}


def stored(new: NewRecord) -> Record:
    """The record as a log gives it back."""
    return Record(5, "article-a", 1, new.id, new.type, new.schema_version, 0, new.data, new.content, new.meta)


def test_there_is_a_sample_of_every_type() -> None:
    assert SAMPLES.keys() == TYPES.keys()


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_record_is_decoded_as_it_was_encoded(kind: str) -> None:
    data, words = SAMPLES[kind]
    record = stored(encode(b"i" * 16, data, words, META))
    assert (record.type, record.id) == (kind, b"i" * 16)
    assert (data_of(record), words_of(record), meta_of(record)) == (data, words, META)


@pytest.mark.parametrize("kind", SAMPLES)
def test_data_and_meta_are_json_for_any_reader(kind: str) -> None:
    new = encode(b"", *SAMPLES[kind], META)
    assert json.loads(new.data)["revision"] == SAMPLES[kind][0].revision
    assert json.loads(new.meta)["producer"] == "test"


@pytest.mark.parametrize("kind", SAMPLES)
def test_no_word_of_an_article_stands_in_the_data(kind: str) -> None:
    data, words = SAMPLES[kind]
    written = encode(b"", data, words, META).data.decode()
    assert not [text for text in texts(msgspec.to_builtins(words)) if len(text) > 2 and text in written]


def texts(value: object) -> list[str]:
    """Every string in a structure of dicts and lists."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for each in inner for text in texts(each)]


def test_a_record_without_words_stores_none() -> None:
    assert pack(NoWords()) == b""


def test_long_words_are_compressed_and_short_ones_are_not() -> None:
    assert len(pack(ArticleCleanedWords(text="All quiet. " * 1000))) < 200
    assert b"All quiet." in pack(ArticleCleanedWords(text="All quiet."))


@given(st.text(), st.integers(1, 400))
def test_any_text_comes_back_unchanged(text: str, times: int) -> None:
    words = ArticleCleanedWords(text=text * times)
    data, _ = SAMPLES["article.cleaned"]
    assert words_of(stored(encode(b"", data, words, META))) == words


@given(st.binary(max_size=2000))
def test_any_bytes_come_back_unchanged(body: bytes) -> None:
    words = ArticleReceivedWords(body=body)
    data, _ = SAMPLES["article.received"]
    assert words_of(stored(encode(b"", data, words, META))) == words


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"revision":"one"}', b'{"stage":"clean"}', b"\xff"])
def test_data_that_does_not_fit_its_type_is_said_with_its_position(data: bytes) -> None:
    record = msgspec.structs.replace(stored(encode(b"", *SAMPLES["retry.requested"], META)), data=data)
    with pytest.raises(LogError, match=r"record 5 \(retry\.requested\) cannot be read"):
        data_of(record)


@pytest.mark.parametrize("content", [b"\x00", b"\x00\xc1", b"\x01not zstandard", b"\x01", b"\x00\x80", b"\x7f\x80"])
def test_words_that_do_not_fit_their_type_are_said_with_their_position(content: bytes) -> None:
    record = msgspec.structs.replace(stored(encode(b"", *SAMPLES["article.cleaned"], META)), content=content)
    with pytest.raises(LogError, match=r"the words of record 5 \(article\.cleaned\) cannot be read"):
        words_of(record)


def test_a_type_of_a_newer_program_is_not_known() -> None:
    record = stored(encode(b"", *SAMPLES["retry.requested"], META))
    assert known(record)
    assert not known(msgspec.structs.replace(record, type="article.weighed"))


def test_a_field_of_a_newer_program_is_passed_over() -> None:
    record = stored(encode(b"", *SAMPLES["retry.requested"], META))
    newer = msgspec.structs.replace(record, data=b'{"revision":1,"stage":"extract","colour":"blue"}')
    assert data_of(newer) == data_of(record)


def test_old_versions_are_brought_up_to_date_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    upcasters = {
        1: lambda data: {"revision": data["rev"], "stage": data["step"]},
        2: lambda data: data | {"stage": data["stage"].lower()},
    }
    kind = RecordType("retry.requested", 3, RetryRequested, NoWords, upcasters)
    monkeypatch.setitem(codec.TYPES, kind.name, kind)
    record = stored(encode(b"", *SAMPLES["retry.requested"], META))
    assert record.schema_version == 3
    first = msgspec.structs.replace(record, schema_version=1, data=b'{"rev":1,"step":"EXTRACT"}')
    second = msgspec.structs.replace(record, schema_version=2, data=b'{"revision":1,"stage":"EXTRACT"}')
    assert data_of(first) == data_of(second) == data_of(record)
