"""A gzip stream expands piece by piece, and is refused when it is none."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import InputError
from services.ingest.gunzip import PIECE, Gunzip


def expand(*pieces: bytes) -> bytes:
    gunzip = Gunzip()
    expanded = b"".join(part for piece in pieces for part in gunzip.feed(piece))
    gunzip.finish()
    return expanded


@given(st.binary(), st.integers(0, 100))
def test_what_was_packed_comes_out_however_it_is_cut(data: bytes, place: int) -> None:
    packed = gzip.compress(data)
    assert expand(packed[:place], packed[place:]) == data


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_much_comes_out_in_pieces_of_bounded_size(size: int) -> None:
    pieces = list(Gunzip().feed(gzip.compress(bytes(size))))
    assert sum(map(len, pieces)) == size
    assert max(map(len, pieces)) <= PIECE
    assert expand(gzip.compress(bytes(size))) == bytes(size)


def test_members_may_follow_one_another() -> None:
    assert expand(gzip.compress(b"a") + gzip.compress(b"b")) == b"ab"


@pytest.mark.parametrize(
    "packed",
    [b"plain text", gzip.compress(b"a") + b"rubbish", b"\x1f\x8b\x08\xff"],
    ids=["plain text", "rubbish behind a member", "half a head"],  # a member tells when it was made
)
def test_what_is_not_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(InputError):
        expand(packed)


def test_a_stream_that_ends_in_the_middle_is_refused() -> None:
    with pytest.raises(InputError):
        expand(gzip.compress(b"news" * 100)[:-4])
