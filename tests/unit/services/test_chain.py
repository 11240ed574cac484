"""The chain stands for every byte and for the order."""

from __future__ import annotations

import hashlib
from uuid import UUID

import msgspec
import pytest

from schemas.errors import InputError
from schemas.record import Record
from services.eventlog.chain import Head, fingerprint, heads, link, origin, read_head

RECORD = Record(7, "a", 1, b"i" * 16, "test.happened", 1, 5, b"data", b"content", b"meta")
CHANGES: dict[str, object] = {
    "stream": "b",
    "version": 2,
    "id": b"j" * 16,
    "type": "test.other",
    "schema_version": 2,
    "recorded_at": 6,
    "data": b"Data",
    "content": b"conten",
    "meta": b"metb",
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_fingerprint_changes_with_every_field(field: str) -> None:
    assert fingerprint(msgspec.structs.replace(RECORD, **{field: CHANGES[field]})) != fingerprint(RECORD)


def test_bytes_that_move_from_one_field_to_the_next_change_the_fingerprint() -> None:
    moved = msgspec.structs.replace(RECORD, data=b"dat", content=b"acontent")
    assert fingerprint(moved) != fingerprint(RECORD)


def test_a_fingerprint_is_the_same_for_ever() -> None:
    assert fingerprint(RECORD).hex() == "b79c9ace5fc310b4dbdaddd76ab34bf2a176bbf72d9cdb1e64869b5b404dd3a0"


def test_heads_depend_on_the_order_and_on_the_log() -> None:
    one, two = hashlib.sha256(b"1").digest(), hashlib.sha256(b"2").digest()
    start, other = origin(UUID(int=1)), origin(UUID(int=2))
    assert heads(start, [one, two]) == [link(start, one), link(link(start, one), two)]
    assert heads(start, [one, two])[-1] != heads(start, [two, one])[-1]
    assert heads(start, [one])[-1] != heads(other, [one])[-1]


def test_a_head_is_read_as_it_is_written() -> None:
    head = Head(12, bytes(range(32)))
    assert read_head(f" {head}\n") == head


@pytest.mark.parametrize(
    "text", ["", "@", "00@1", f"{'00' * 32}@", f"{'00' * 32}@-1", f"{'00' * 32}", f"{'0g' * 32}@1"]
)
def test_a_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no head of a log"):
        read_head(text)
