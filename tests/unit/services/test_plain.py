"""Records in plain values."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.codec import encode
from services.eventlog.plain import plain_half, plain_record, plain_words, stored_half
from tests.support.samples import META, SAMPLES, stored


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_record_can_be_written_as_json(kind: str) -> None:
    record = stored(encode(b"0" * 16, *SAMPLES[kind], META))
    assert json.loads(json.dumps(plain_record(record) | {"words": plain_words(record)}))["type"] == kind


def test_a_body_is_shown_as_text() -> None:
    record = stored(encode(b"0" * 16, *SAMPLES["article.received"], META))
    assert plain_words(record)["body"] == "\ufffd\x00a"


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_record_is_written_as_it_is_stored_with_the_same_json(kind: str) -> None:
    record = stored(encode(b"0" * 16, *SAMPLES[kind], META))
    assert msgspec.json.decode(msgspec.json.encode(plain_record(record, stored_half))) == plain_record(record)


@given(st.binary(max_size=12) | st.text(max_size=12).map(lambda text: f'{{"a":{text}}}'.encode()))
@example(b'{"a":"\xff"}')
@example(b'{"a":[1,2]}')
def test_whatever_is_stored_is_written_as_json_or_said_to_be_unreadable(half: bytes) -> None:
    written = json.loads(msgspec.json.encode(stored_half(half)))
    assert isinstance(written, dict)
    assert written == plain_half(half) or "unreadable" in plain_half(half)
