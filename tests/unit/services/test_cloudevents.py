"""A record goes into a line and comes back as the very bytes that it was."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import LogError
from schemas.record import Record
from services.eventlog.chain import Head
from services.eventlog.cloudevents import head_of, identity_of, last_line, read_line, record_line, record_of, source_of
from tests.support.golden import read_golden
from tests.support.identity import LOG_ID

SOURCE = source_of(LOG_ID)
GOLDEN = {name: golden.record for name, golden in read_golden().items()}
HALF = st.binary(max_size=40) | st.sampled_from([b"{}", b'{"a": 1.50, "a":2}', b'{"a":\n1}', b"[]", b'"text"', b" {} "])
RECORDS = st.builds(
    Record,
    st.integers(1, 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers(1, 2**63 - 1),
    st.binary(max_size=20),
    st.just("test.happened"),
    st.integers(1, 2**63 - 1),
    st.integers(-(10**15), 10**17),
    HALF,
    st.binary(max_size=60),
    HALF,
)


def back(line: bytes) -> Record:
    return record_of(read_line(line, 1))


@given(RECORDS)
def test_any_record_comes_back_as_it_was(record: Record) -> None:
    line = record_line(record, SOURCE)
    assert back(line) == record
    assert b"\n" not in line


@pytest.mark.parametrize("name", GOLDEN)
def test_a_line_is_a_cloud_event(name: str) -> None:
    event = json.loads(record_line(GOLDEN[name], SOURCE))
    assert (event["specversion"], event["source"]) == ("1.0", f"urn:uuid:{LOG_ID}")
    assert all(event[name] for name in ("id", "type", "subject", "time", "datacontenttype"))
    assert all(re.fullmatch("[a-z0-9]+", attribute) for attribute in event)
    assert event["data"]["data"] == json.loads(GOLDEN[name].data)


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        (b'"cleaner":"1"', b'"cleaner":"2"'),
        (b'"revision":1,', b'"revision": 1,'),
        (b'"streamversion":1', b'"streamversion":2'),
        (b"article-a", b"article-b"),
        (b"article.cleaned", b"article.altered"),
    ],
)
def test_a_line_that_was_changed_is_refused(written: bytes, changed: bytes) -> None:
    line = record_line(GOLDEN["article.cleaned.1"], SOURCE)
    assert written in line
    with pytest.raises(LogError, match="Record 5 of the export is not as it was exported"):
        back(line.replace(written, changed))


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"\xff", b'{"specversion":"1.0"}', b"x" * 1000])
def test_a_line_that_is_no_event_is_said_with_its_number(line: bytes) -> None:
    with pytest.raises(LogError, match="Line 7 is no event of an exported log"):
        read_line(line, 7)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"id": "seven"},
        {"recordid": "zz"},
        {"time": "2026-01-01T00:00:00"},
        {"streamversion": 2**63},
        {"time": None},
        {"subject": None},
        {"data": None},
    ],
)
def test_an_event_that_is_no_record_is_said(attributes: dict[str, object]) -> None:
    line = json.loads(record_line(GOLDEN["retry.requested.1"], SOURCE))
    wrong = {key: value for key, value in (line | attributes).items() if attributes}
    with pytest.raises(LogError):
        back(msgspec.json.encode(wrong))


def test_the_last_line_tells_the_head() -> None:
    head = Head(7, bytes(32))
    event = read_line(last_line(head, SOURCE), 8)
    assert head_of(event) == head
    assert identity_of(event) == LOG_ID
    assert head_of(read_line(record_line(GOLDEN["article.cleaned.1"], SOURCE), 1)) is None


def test_a_source_that_is_no_log_is_said() -> None:
    event = read_line(record_line(GOLDEN["article.cleaned.1"], "https://news.example/"), 1)
    with pytest.raises(LogError, match="is no log"):
        identity_of(event)
