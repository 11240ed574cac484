"""What is encoded is decoded as it was; what does not fit is said; old versions come up to date."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas import codec
from schemas.codec import TYPES, RecordType, data_of, encode, known, legible, meta_of, pack, words_of
from schemas.errors import LogError, LogTooNewError
from schemas.record import ArticleCleanedWords, ArticleReceived, ArticleReceivedWords, NoWords, Record, RetryRequested
from tests.support.samples import META, SAMPLES, stored


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
    assert json.loads(new.data) == json.loads(msgspec.json.encode(SAMPLES[kind][0]))
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


@pytest.mark.parametrize("kind", SAMPLES)
def test_both_halves_are_read_together(kind: str) -> None:
    record = stored(encode(b"", *SAMPLES[kind], META))
    assert legible(record) == (data_of(record), words_of(record))


@given(st.text('a\0\\u"é\n'), st.integers(1, 300))
def test_no_text_that_is_to_be_read_holds_nul(text: str, times: int) -> None:
    data, plain = ArticleReceived(revision=1, media_type=text, size=9), text.replace("\0", "\ufffd")
    words = ArticleReceivedWords(body=b"\0", title=text * times, tags=(text, "a"))
    read, said = legible(stored(encode(b"", data, words, META)))
    assert read == replace(data, media_type=plain)
    assert said == replace(words, title=plain * times, tags=(plain, "a"))


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


def retry(**changed: object) -> Record:
    """A stored retry.requested that differs in this."""
    return msgspec.structs.replace(stored(encode(b"", *SAMPLES["retry.requested"], META)), **changed)


@pytest.mark.parametrize("meta", [b"", b"{", b"[]", b'{"producer":"test"}', b"\xff"])
def test_a_provenance_that_cannot_be_read_is_said_with_its_position(meta: bytes) -> None:
    with pytest.raises(LogError, match=r"the provenance of record 5 \(retry\.requested\) cannot be read"):
        meta_of(retry(meta=meta))


def test_a_schema_version_of_a_newer_program_is_said() -> None:
    with pytest.raises(LogTooNewError, match=r"record 5 .* has schema version 9; this program reads up to 1"):
        data_of(retry(schema_version=9))


def test_a_schema_version_that_never_was_is_said() -> None:
    with pytest.raises(LogError, match=r"record 5 .* has schema version 0, which never was"):
        data_of(retry(schema_version=0))


def test_a_type_of_a_newer_program_is_not_guessed_at() -> None:
    record = retry(type="article.weighed")
    for decode in (data_of, words_of):
        with pytest.raises(LogTooNewError, match=r"record 5 is of a type .*: article\.weighed"):
            decode(record)
