"""Records in plain values."""

from __future__ import annotations

import json

import pytest

from schemas.codec import encode
from services.eventlog.plain import plain_record, plain_words
from tests.support.samples import META, SAMPLES, stored


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_record_can_be_written_as_json(kind: str) -> None:
    record = stored(encode(b"0" * 16, *SAMPLES[kind], META))
    assert json.loads(json.dumps(plain_record(record) | {"words": plain_words(record)}))["type"] == kind


def test_a_body_is_shown_as_text() -> None:
    record = stored(encode(b"0" * 16, *SAMPLES["article.received"], META))
    assert plain_words(record)["body"] == "\ufffd\x00a"
