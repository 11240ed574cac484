"""What was ever stored is read as it was meant."""

from __future__ import annotations

import msgspec
import pytest

from schemas.codec import TYPES, data_of, encode, meta_of, words_of
from tests.support.golden import Golden, read_golden

GOLDEN = read_golden()
PRESENT = [name for name, golden in GOLDEN.items() if TYPES[golden.record.type].version == golden.record.schema_version]


def test_there_is_a_stored_sample_of_every_version_of_every_type() -> None:
    versions = {(kind.name, version) for kind in TYPES.values() for version in range(1, kind.version + 1)}
    assert {golden.written for golden in GOLDEN.values()} == versions, "run python -m tests.support.golden"


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN)
def test_a_stored_record_means_what_it_meant(golden: Golden) -> None:
    record = golden.record
    read = {"data": data_of(record), "words": words_of(record), "meta": meta_of(record)}
    assert msgspec.json.decode(msgspec.json.encode(read)) == golden.meaning


@pytest.mark.parametrize("name", PRESENT)
def test_a_record_is_written_today_as_its_version_was_first_written(name: str) -> None:
    """Else the version must be raised, with an upcaster from the one before."""
    record = GOLDEN[name].record
    again = encode(record.id, data_of(record), words_of(record), meta_of(record))
    assert (again.schema_version, again.data, again.meta) == (record.schema_version, record.data, record.meta)


def test_compressed_words_are_among_the_samples() -> None:
    assert {golden.record.content[:1] for golden in GOLDEN.values()} == {b"", b"\x00", b"\x01"}
