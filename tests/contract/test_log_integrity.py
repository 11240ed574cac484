"""What sealing and verifying promise, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import cast

import psycopg
import pytest

from schemas.errors import LogError
from services.eventlog import EventLog, sealing, verification
from services.eventlog.chain import STAMP, Head, Seal
from services.eventlog.sealing import keep_sealed, seal, sealed_head
from services.eventlog.verification import MOST_FAULTS, Verdict, verify
from tests.support.logs import create_log, new_write, open_log

Tamper = Callable[[str], None]
RECORDS = 25
MOVED = 1_000_000


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "log.sqlite")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(autouse=True)
def short_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "RANGE", 10)


@pytest.fixture
def log(address: str) -> Iterator[EventLog]:
    """25 records in five streams, of which 20 are sealed."""
    log = create_log(address)
    log.append([new_write(f"s{number % 5}", number // 5, number) for number in range(20)])
    seal(log)
    log.append([new_write(f"s{number % 5}", number // 5, number) for number in range(20, RECORDS)])
    yield log
    log.close()


@pytest.fixture
def tamper(address: str) -> Tamper:
    """What changes the tables behind the log's back."""

    def in_sqlite(statement: str) -> None:
        with closing(sqlite3.connect(address, isolation_level=None)) as connection:
            connection.execute(statement)

    def in_postgres(statement: str) -> None:
        with psycopg.connect(address, autocommit=True, options="-c search_path=newsfold_log") as connection:
            connection.execute(statement.encode())

    return in_postgres if address.startswith("postgresql") else in_sqlite


def faults(log: EventLog, kept: Head | None = None) -> dict[int, str]:
    return {fault.position: fault.detail for fault in verify(log, kept).faults}


def shift(tamper: Tamper, after: int, by: int) -> None:
    """Renumber all records after a position, by way of positions that are free."""
    tamper(f"UPDATE records SET position = position + {MOVED} WHERE position > {after}")
    tamper(f"UPDATE records SET position = position - {MOVED} + {by} WHERE position > {MOVED}")


# A log as it was written


def test_a_whole_log_is_verified(log: EventLog) -> None:
    verdict = verify(log)
    assert verdict == Verdict(verdict.head, sealed=20, faults=())
    assert verdict.head.position == RECORDS


def test_sealing_everything_comes_to_the_head_that_verifying_finds(log: EventLog) -> None:
    found = verify(log).head
    assert seal(log) == found
    assert verify(log, found) == Verdict(found, sealed=RECORDS, faults=())


def test_an_empty_log_is_whole(address: str) -> None:
    log = create_log(address)
    assert seal(log).position == 0
    assert verify(log, seal(log)).faults == ()
    log.close()


def test_the_head_does_not_depend_on_when_it_was_sealed(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = [seal(log)]
    log.append([new_write("t", 0, *range(100))])
    monkeypatch.setattr(sealing, "RANGE", 7)
    heads.append(seal(log))
    assert all(verify(log, head).faults == () for head in heads)


def test_many_that_seal_at_once_seal_each_record_once(log: EventLog) -> None:
    log.append([new_write("t", 0, *range(200))])
    with ThreadPoolExecutor(4) as threads:
        heads = list(threads.map(lambda _: seal(log), range(4)))
    assert len(set(map(str, heads))) == 1
    seals = log.seals()
    assert [each.first for each in seals] == [1, *(each.last + 1 for each in seals[:-1])]
    assert log.last_seal() == seals[-1]


def test_a_seal_that_does_not_follow_the_last_is_not_kept(log: EventLog) -> None:
    before = log.seals()
    for first in (1, 20, 22):
        log.add_seal(Seal(first, first, b"s" * STAMP, b"h" * 32))
    assert log.seals() == before


def test_seals_are_read_in_pages(log: EventLog) -> None:
    assert [each.last for each in log.seals(limit=1)] == [10]
    assert [each.last for each in log.seals(10)] == [20]
    assert log.seals(20) == []


class Stumbling:
    """A log that fails once and is itself again."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._failed = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._log, name)

    def last_seal(self) -> Seal | None:
        if not self._failed:
            self._failed = True
            raise LogError("The log is away.")
        return self._log.last_seal()


def test_a_log_is_sealed_by_itself_and_waited_for(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PERIOD_SECONDS", 0.01)
    stop = threading.Event()
    with ThreadPoolExecutor() as threads:
        sealing_it = threads.submit(keep_sealed, cast("EventLog", Stumbling(log)), stop)
        while sealed_head(log).position < RECORDS:
            assert not sealing_it.done()
        stop.set()
    assert verify(log).sealed == RECORDS


# A log that was tampered with


@pytest.mark.parametrize("column", ["data", "content", "meta", "id"])
def test_a_flipped_bit_is_found(log: EventLog, tamper: Tamper, address: str, column: str) -> None:
    binary = "'\\x01'::bytea" if address.startswith("postgresql") else "x'01'"
    tamper(f"UPDATE records SET {column} = {binary} WHERE position = 13")
    assert faults(log) == {13: "the record is not the one that was sealed"}


@pytest.mark.parametrize("change", ["recorded_at = recorded_at + 1", "schema_version = 2", "type = 'test.other'"])
def test_a_changed_field_is_found(log: EventLog, tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE records SET {change} WHERE position = 20")
    assert faults(log) == {20: "the record is not the one that was sealed"}


def test_a_stream_that_was_renamed_is_found(log: EventLog, tamper: Tamper, address: str) -> None:
    log.close()
    tamper("UPDATE streams SET name = 'another' WHERE name = 's2'")
    log = open_log(address)
    assert faults(log) == dict.fromkeys((3, 8, 13, 18), "the record is not the one that was sealed")
    log.close()


def test_a_missing_record_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("DELETE FROM records WHERE position = 7")
    assert faults(log) == {7: "the record is missing"}


def test_a_record_missing_where_nothing_is_sealed_yet_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("DELETE FROM records WHERE position = 22")
    assert faults(log) == {22: "the record is missing"}


def test_a_wide_gap_where_nothing_is_sealed_yet_is_found(
    log: EventLog, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "RANGE", 2)
    tamper("DELETE FROM records WHERE position BETWEEN 21 AND 24")
    assert faults(log) == {21: "the record is missing"}


def test_a_record_taken_out_without_a_gap_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("DELETE FROM records WHERE position = 7")
    shift(tamper, 7, -1)
    found = faults(log)
    assert min(found) == 7
    assert found[7] == "here stands the record that was sealed at 8"


def test_a_record_put_in_between_is_found(log: EventLog, tamper: Tamper) -> None:
    shift(tamper, 6, 1)
    tamper("INSERT INTO records SELECT 7, 1, 99, 1, 1, id, type, data, meta, content FROM records WHERE position = 1")
    found = faults(log)
    assert min(found) == 7
    assert found[8] == "here stands the record that was sealed at 7"


def test_a_record_put_in_before_the_first_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("INSERT INTO records SELECT -3, 1, 99, 1, 1, id, type, data, meta, content FROM records WHERE position = 1")
    assert faults(log) == {-3: "a record was put in before the first"}


def test_two_records_in_each_other_s_place_are_found(log: EventLog, tamper: Tamper) -> None:
    tamper(f"UPDATE records SET position = {MOVED} WHERE position = 4")
    tamper("UPDATE records SET position = 4 WHERE position = 9")
    tamper(f"UPDATE records SET position = 9 WHERE position = {MOVED}")
    assert faults(log) == {
        4: "here stands the record that was sealed at 9",
        9: "here stands the record that was sealed at 4",
    }


def test_a_log_cut_off_within_its_seals_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("DELETE FROM records WHERE position > 18")
    assert faults(log) == {19: "the record is missing", 20: "the record is missing"}


def test_a_log_cut_off_with_its_seals_is_found_by_a_head_that_was_kept(log: EventLog, tamper: Tamper) -> None:
    kept = seal(log)
    tamper("DELETE FROM records WHERE position > 10")
    tamper("DELETE FROM seals WHERE first > 10")
    assert faults(log) == {}
    assert faults(log, kept) == {11: "the log ends here, but once went up to 25"}


def test_a_log_rewritten_with_its_seals_is_found_by_a_head_that_was_kept(log: EventLog, tamper: Tamper) -> None:
    kept = seal(log)
    tamper("UPDATE records SET recorded_at = 1 WHERE position = 5")
    tamper("DELETE FROM seals")
    seal(log)
    assert faults(log) == {}
    assert faults(log, kept) == {25: "the head here is not the one that was kept: this log is another"}


def test_a_head_of_another_log_is_found(log: EventLog) -> None:
    assert faults(log, Head(0, b"0" * 32)) == {0: "the head here is not the one that was kept: this log is another"}


@pytest.mark.parametrize("change", ["DELETE FROM seals WHERE first = 1", "UPDATE seals SET last = 9 WHERE first = 1"])
def test_a_damaged_seal_is_found(log: EventLog, tamper: Tamper, change: str) -> None:
    tamper(change)
    assert faults(log) == {1: "the seal that should begin here is missing or damaged"}


def test_a_seal_with_another_head_is_found(log: EventLog, tamper: Tamper) -> None:
    tamper("UPDATE seals SET head = stamps WHERE first = 11")
    assert faults(log) == {11: "the records up to 20 are not those that were sealed"}


def test_no_more_faults_are_told_than_help(log: EventLog, tamper: Tamper) -> None:
    log.append([new_write("t", 0, *range(100))])
    seal(log)
    tamper("UPDATE records SET recorded_at = 1")
    assert [fault.position for fault in verify(log).faults] == list(range(1, MOST_FAULTS + 1))


def test_progress_is_told_to_the_last_position(log: EventLog) -> None:
    told: list[int] = []
    verify(log, progress=told.append)
    assert (told[-1], told) == (RECORDS, sorted(told))


def test_a_part_that_cannot_be_read_is_said_with_its_position(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    read = log.read

    def fail(after: int = 0, *, limit: int = 1000) -> object:
        if after >= 10:
            raise LogError("The file is damaged.")
        return read(after, limit=limit)

    monkeypatch.setattr(log, "read", fail)
    with pytest.raises(LogError, match=r"What follows position 10 cannot be read\. The file is damaged"):
        verify(log)
