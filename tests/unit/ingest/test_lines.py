"""Lines are cut out of a stream however it is chopped up, and a long one costs no memory."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.ingest.lines import Lines

LIMIT = 8


def cut(pieces: list[bytes], limit: int = LIMIT) -> list[bytes | None]:
    lines = Lines(limit)
    return [line for piece in pieces for line in lines.feed(piece)] + list(lines.rest())


def test_lines_end_in_lf_or_crlf_and_the_last_need_not_end() -> None:
    assert cut([b"a\nb\r\n\nc"]) == [b"a", b"b", b"", b"c"]


def test_a_line_that_is_too_long_comes_out_as_none_and_harms_no_neighbour() -> None:
    assert cut([b"a\n", b"123456", b"789", b"0\nb\n", b"0123456789"]) == [b"a", None, b"b", None]


def test_a_line_of_just_the_limit_is_whole() -> None:
    assert cut([b"1234", b"5678\n9"]) == [b"12345678", b"9"]


def test_nothing_is_no_line() -> None:
    assert cut([b""]) == []


@given(st.binary(), st.lists(st.integers(0, 50)))
def test_the_lines_do_not_depend_on_where_the_stream_is_cut(data: bytes, places: list[int]) -> None:
    edges = [0, *sorted(place for place in places if place < len(data)), len(data)]
    pieces = [data[start:end] for start, end in pairwise(edges)]
    assert cut(pieces) == cut([data])
