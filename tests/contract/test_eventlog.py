"""What every event log promises, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import signal
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import LogError
from services.eventlog import Appended, Conflict, EventLog, Outcome, Write
from tests.support.logs import ENCRYPTED, create_log, new_record, new_write, open_log, start_writer, unstorable

APPENDS = 10_000
FOREVER = 60.0
"""Seconds of patience where a record is sure to come."""


@pytest.fixture(params=["sqlite", "postgres", "encrypted sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    kind: str = request.param
    prefix = ENCRYPTED if kind.startswith("encrypted") else ""
    if kind.endswith("sqlite"):
        return f"{prefix}{tmp_path / 'log.sqlite'}"
    return prefix + str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def log(address: str) -> Iterator[EventLog]:
    log = create_log(address)
    yield log
    log.close()


def numbers(log: EventLog, stream: str) -> list[int]:
    """The numbers of a stream's records, by version."""
    return [int.from_bytes(record.id, "big") for record in log.read_stream(stream)]


def assert_whole(log: EventLog, head: int) -> None:
    """The log has each position from 1 to its head once, and each stream each version."""
    records = log.read(limit=head + 1)
    assert [record.position for record in records] == list(range(1, head + 1))
    versions = defaultdict(list)
    for record in records:
        versions[record.stream].append(record.version)
    assert all(seen == list(range(1, len(seen) + 1)) for seen in versions.values())


# One write


def test_a_new_log_is_empty(log: EventLog) -> None:
    assert log.head() == 0
    assert log.read() == []
    assert log.read_stream("a") == []


def test_an_appended_record_is_read_as_it_was_written(log: EventLog) -> None:
    written = new_record(7, kind="article.received", content=b"\x00\xff words")
    assert log.append([Write(stream="a", expected_version=0, records=(written,))]) == [
        Appended(first=1, last=1, version=1)
    ]
    (record,) = log.read()
    assert (record.position, record.stream, record.version) == (1, "a", 1)
    assert (record.id, record.type, record.schema_version) == (written.id, written.type, written.schema_version)
    assert (record.data, record.content, record.meta) == (written.data, written.content, written.meta)


def test_an_outcome_tells_the_positions_and_the_version(log: EventLog) -> None:
    log.append([new_write("a", 0, 1, 2)])
    assert log.append([new_write("b", 0, 3)]) == [Appended(first=3, last=3, version=1)]
    assert log.append([new_write("a", 2, 4, 5, 6)]) == [Appended(first=4, last=6, version=5)]


def test_a_write_that_expects_another_version_is_a_conflict_and_appends_nothing(log: EventLog) -> None:
    log.append([new_write("a", 0, 1, 2)])
    assert log.append([new_write("a", 1, 3)]) == [Conflict(version=2)]
    assert log.append([new_write("a", 3, 3)]) == [Conflict(version=2)]
    assert log.append([new_write("b", 1, 3)]) == [Conflict(version=0)]
    assert log.head() == 2


def test_a_write_repeated_exactly_is_recognised(log: EventLog) -> None:
    log.append([new_write("other", 0, 9), new_write("a", 0, 1, 2)])
    log.append([new_write("a", 2, 3)])
    assert log.append([new_write("a", 0, 1, 2)]) == [Appended(first=2, last=3, version=3, repeated=True)]
    assert log.append([new_write("a", 2, 3)]) == [Appended(first=4, last=4, version=3, repeated=True)]
    assert log.head() == 4


def test_a_write_repeated_in_part_is_a_conflict(log: EventLog) -> None:
    log.append([new_write("a", 0, 1, 2)])
    assert log.append([new_write("a", 0, 1)]) == [Appended(first=1, last=1, version=2, repeated=True)]
    assert log.append([new_write("a", 0, 1, 2, 3)]) == [Conflict(version=2)]
    assert log.append([new_write("a", 0, 2, 1)]) == [Conflict(version=2)]


def test_the_same_records_in_another_stream_are_no_repetition(log: EventLog) -> None:
    log.append([new_write("a", 0, 1)])
    assert log.append([new_write("b", 0, 1)]) == [Appended(first=2, last=2, version=1)]


def test_a_write_without_records_is_refused(log: EventLog) -> None:
    with pytest.raises(LogError, match="holds no records"):
        log.append([new_write("a", 0)])


def test_a_write_of_many_records_is_stored_whole(log: EventLog) -> None:
    assert log.append([new_write("a", 0, *range(1, 1001))]) == [Appended(first=1, last=1000, version=1000)]
    assert numbers(log, "a") == list(range(1, 1001))


def test_a_large_content_comes_back_unchanged(log: EventLog) -> None:
    content = os.urandom(20_000_000)
    log.append([Write(stream="a", expected_version=0, records=(new_record(content=content),))])
    (record,) = log.read()
    assert record.content == content


def test_every_character_of_a_stream_name_counts(log: EventLog) -> None:
    names = ["a", "A", "a ", "ä", "a\u0308", "%", "'; --"]
    log.append([new_write(name, 0, number) for number, name in enumerate(names)])
    assert [numbers(log, name) for name in names] == [[number] for number in range(len(names))]


# Many writes


def test_no_writes_have_no_outcomes(log: EventLog) -> None:
    assert log.append([]) == []


def test_a_conflict_harms_no_other_write_of_the_call(log: EventLog) -> None:
    log.append([new_write("a", 0, 1)])
    outcomes = log.append([new_write("b", 0, 2), new_write("a", 0, 3), new_write("c", 0, 4)])
    assert outcomes == [Appended(first=2, last=2, version=1), Conflict(version=1), Appended(first=3, last=3, version=1)]
    assert_whole(log, 3)


def test_a_later_write_of_a_call_sees_the_earlier(log: EventLog) -> None:
    outcomes = log.append([new_write("a", 0, 1), new_write("a", 1, 2), new_write("a", 1, 3)])
    assert outcomes == [Appended(first=1, last=1, version=1), Appended(first=2, last=2, version=2), Conflict(version=2)]


def test_a_write_repeated_within_a_call_is_recognised(log: EventLog) -> None:
    log.append([new_write("a", 0, 1)])
    outcomes = log.append(
        [new_write("a", 1, 2, 3), new_write("b", 0, 9), new_write("a", 1, 2, 3), new_write("a", 0, 1, 2)]
    )
    assert outcomes[2:] == [
        Appended(first=2, last=3, version=3, repeated=True),
        Appended(first=1, last=2, version=3, repeated=True),
    ]


def test_a_call_of_many_writes_keeps_their_order(log: EventLog) -> None:
    outcomes = log.append([new_write(f"stream {number}", 0, number) for number in range(500)])
    assert outcomes == [Appended(first=number, last=number, version=1) for number in range(1, 501)]
    assert [record.stream for record in log.read(limit=500)] == [f"stream {number}" for number in range(500)]


@pytest.mark.parametrize("before", [(), (new_write("b", 0, 1),)])
def test_a_write_that_cannot_be_stored_leaves_nothing_of_its_call(log: EventLog, before: Sequence[Write]) -> None:
    log.append([new_write("a", 0, 1)])
    with pytest.raises(LogError):
        log.append([*before, unstorable("c")])
    assert log.head() == 1
    assert log.append([new_write("b", 0, 2), new_write("c", 0, 3)]) == [
        Appended(first=2, last=2, version=1),
        Appended(first=3, last=3, version=1),
    ]


class Model:
    """A log as simple as can be."""

    def __init__(self, head: int) -> None:
        self.head = head
        self.streams: defaultdict[str, list[tuple[bytes, int]]] = defaultdict(list)

    def append(self, write: Write) -> Outcome:
        stream = self.streams[write.stream]
        ids = [record.id for record in write.records]
        if len(stream) == write.expected_version:
            stream.extend((each, self.head + number) for number, each in enumerate(ids, 1))
            first, self.head = self.head + 1, self.head + len(ids)
            return Appended(first=first, last=self.head, version=len(stream))
        there = stream[write.expected_version :][: len(ids)]
        if [each for each, _ in there] == ids:
            return Appended(first=there[0][1], last=there[-1][1], version=len(stream), repeated=True)
        return Conflict(version=len(stream))


WRITES = st.builds(
    lambda stream, expected, numbers: new_write(stream, expected, *numbers),
    st.sampled_from(["a", "b", "c"]),
    st.integers(0, 6),
    st.lists(st.integers(1, 3), min_size=1, max_size=3),
)
EXAMPLES = count()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(calls=st.lists(st.lists(WRITES, max_size=5), max_size=8))
def test_any_calls_do_what_a_simple_model_does(log: EventLog, calls: list[list[Write]]) -> None:
    example = next(EXAMPLES)
    model = Model(log.head())
    for call in calls:
        writes = [
            Write(stream=f"{example} {each.stream}", expected_version=each.expected_version, records=each.records)
            for each in call
        ]
        assert log.append(writes) == [model.append(write) for write in writes]
    assert log.head() == model.head
    for name, stream in model.streams.items():
        assert [(record.id, record.position) for record in log.read_stream(name)] == stream


# Reading


@pytest.fixture
def filled(log: EventLog) -> EventLog:
    """Ten records: odd ones in stream a, even ones in b, every fifth of another type."""
    for number in range(1, 11):
        kind = "test.fifth" if number % 5 == 0 else "test.happened"
        stream, version = ("b", number // 2 - 1) if number % 2 == 0 else ("a", number // 2)
        log.append([Write(stream=stream, expected_version=version, records=(new_record(number, kind=kind),))])
    return log


def positions(log: EventLog, after: int = 0, *, limit: int = 1000, types: set[str] | None = None) -> list[int]:
    return [record.position for record in log.read(after, limit=limit, types=types)]


def test_reading_begins_after_a_position(filled: EventLog) -> None:
    assert positions(filled, 7) == [8, 9, 10]
    assert positions(filled, 10) == []
    assert positions(filled, 11) == []


def test_reading_stops_at_its_limit(filled: EventLog) -> None:
    assert positions(filled, 2, limit=3) == [3, 4, 5]


def test_reading_some_types_only(filled: EventLog) -> None:
    assert positions(filled, types={"test.fifth"}) == [5, 10]
    assert positions(filled, 5, types={"test.fifth", "test.other"}) == [10]
    assert positions(filled, types={"test.happened"}, limit=5) == [1, 2, 3, 4, 6]
    assert positions(filled, types=set()) == []


def back(log: EventLog, before: int | None = None, *, limit: int = 1000, types: set[str] | None = None) -> list[int]:
    return [record.position for record in log.read_back(before, limit=limit, types=types)]


def test_reading_backwards(filled: EventLog) -> None:
    assert back(filled) == list(range(10, 0, -1))
    assert back(filled, 8, limit=3) == [7, 6, 5]
    assert back(filled, limit=2) == [10, 9]
    assert back(filled, 1) == []
    assert filled.read_back(5, limit=1) == filled.read(3, limit=1)


def test_reading_some_types_backwards(filled: EventLog) -> None:
    assert back(filled, types={"test.fifth"}) == [10, 5]
    assert back(filled, 10, types={"test.fifth", "test.other"}) == [5]
    assert back(filled, types=set()) == []


def test_reading_one_stream(filled: EventLog) -> None:
    assert [(record.version, record.position) for record in filled.read_stream("a")] == [
        (1, 1),
        (2, 3),
        (3, 5),
        (4, 7),
        (5, 9),
    ]
    assert [record.version for record in filled.read_stream("b", after=2)] == [3, 4, 5]
    assert [record.version for record in filled.read_stream("b", after=1, limit=2)] == [2, 3]


# Restoring


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[EventLog]:
    """Another log, empty, in SQLite."""
    log = create_log(str(tmp_path / "copy.sqlite"))
    yield log
    log.close()


@pytest.mark.parametrize("size", [1, 3, 10])
def test_restored_records_are_the_very_same(filled: EventLog, copy: EventLog, size: int) -> None:
    records = filled.read()
    for first in range(0, 10, size):
        copy.restore(records[first : first + size])
    assert copy.read() == records
    assert copy.read_stream("a") == filled.read_stream("a")
    assert copy.append([new_write("a", 5, 11), new_write("c", 0, 12)]) == filled.append(
        [new_write("a", 5, 11), new_write("c", 0, 12)]
    )


def test_a_log_takes_back_what_was_restored_elsewhere(filled: EventLog, copy: EventLog) -> None:
    copy.restore(filled.read())
    copy.append([new_write("a", 5, 11), new_write("c", 0, 12, 13)])
    filled.restore(copy.read(10))
    assert filled.read() == copy.read()


@pytest.mark.parametrize("wrong", [[], [2], [1, 3], [2, 1], [1, 1]])
def test_records_that_do_not_follow_are_not_restored(filled: EventLog, copy: EventLog, wrong: list[int]) -> None:
    records = filled.read()
    copy.restore([])
    if wrong:
        with pytest.raises(LogError, match="cannot be restored"):
            copy.restore([records[position - 1] for position in wrong])
    with pytest.raises(LogError, match="cannot be restored"):
        filled.restore(records[-1:])
    assert (copy.head(), filled.head()) == (0, 10)


# Subscribing


def test_a_subscriber_gets_what_was_there_before(filled: EventLog) -> None:
    batches = islice(filled.subscribe(3, limit=4), 2)
    assert [[record.position for record in batch] for batch in batches] == [[4, 5, 6, 7], [8, 9, 10]]


def test_a_patient_subscriber_hears_that_nothing_came(filled: EventLog) -> None:
    batches = filled.subscribe(10, patience=0.01)
    assert next(batches) == []
    assert next(batches) == []


def test_a_waiting_subscriber_is_woken_by_an_append(log: EventLog) -> None:
    batches = log.subscribe(patience=0)
    assert next(batches) == []  # it has looked, and found nothing
    with ThreadPoolExecutor() as threads:
        coming = threads.submit(lambda: next(log.subscribe(patience=FOREVER)))
        log.append([new_write("a", 0, 1)])
        assert [record.position for record in coming.result()] == [1]
    log.append([new_write("a", 1, 2)])
    assert [record.position for record in next(batches)] == [1, 2]


def test_a_subscriber_to_some_types_gets_no_other(filled: EventLog) -> None:
    batches = filled.subscribe(types={"test.fifth"}, limit=1, patience=0)
    assert [[record.position for record in batch] for batch in islice(batches, 3)] == [[5], [10], []]
    filled.append([new_write("c", 0, 11)])
    assert next(batches) == []
    filled.append([Write(stream="c", expected_version=1, records=(new_record(12, kind="test.fifth"),))])
    assert [record.position for record in next(batches)] == [12]


def test_a_subscriber_ahead_of_the_log_waits_for_it(log: EventLog) -> None:
    batches = log.subscribe(2, patience=0)
    assert next(batches) == []
    log.append([new_write("a", 0, 1, 2, 3)])
    assert [record.position for record in next(batches)] == [3]


# Processes and threads


def test_eight_writing_processes_and_a_reader_that_skips_nothing(log: EventLog, address: str) -> None:
    """Ten thousand appends, some rolled back, some late; how a naive reader fares is in test_eventlog_postgres."""
    appends = APPENDS // 10 if address.startswith(ENCRYPTED) else APPENDS  # a log that stands on one of the others
    writers = [start_writer(address, f"writer {number}", appends // 8) for number in range(8)]
    seen: list[int] = []
    finished = False
    for batch in log.subscribe(limit=50, patience=0.1):
        seen.extend(record.position for record in batch)
        if not batch and finished:
            break
        finished = all(writer.poll() is not None for writer in writers)
    told = [writer.communicate()[0].split() for writer in writers]
    assert sum(map(len, told)) == appends
    acknowledged = sum(int(versions[-1]) for versions in told)
    assert seen == list(range(1, acknowledged + 1))
    assert_whole(log, acknowledged)


def test_threads_share_a_log(log: EventLog) -> None:
    together = threading.Barrier(8)

    def append(stream: str) -> None:
        together.wait()
        for version in range(20):
            log.append([new_write(stream, version, version)])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(append, [f"thread {number}" for number in range(8)]))
    assert_whole(log, 160)


def test_one_of_many_that_expect_the_same_version_wins(log: EventLog) -> None:
    together = threading.Barrier(8)

    def append(number: int) -> Outcome:
        together.wait()
        return log.append([new_write("a", 0, number)])[0]

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(append, range(8)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Appended", *["Conflict"] * 7]


def test_what_was_acknowledged_survives_the_kill_of_its_writer(log: EventLog, address: str) -> None:
    writer = start_writer(address, "a", 10_000)
    assert writer.stdout is not None
    early = [writer.stdout.readline() for _ in range(50)]
    writer.send_signal(signal.SIGKILL)
    acknowledged = int([*early, *writer.communicate()[0].split()][-1])
    kept = numbers(log, "a")
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= acknowledged
    assert log.append([new_write("b", 0, 1)]) == [Appended(first=len(kept) + 1, last=len(kept) + 1, version=1)]


def in_a_fork(act: Callable[[], bool]) -> bool:
    """Whether the act is true in a forked child."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if act() else 1)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_forked_child_and_its_parent_both_append(log: EventLog) -> None:
    log.append([new_write("a", 0, 1)])
    assert in_a_fork(lambda: log.append([new_write("a", 1, 2)]) == [Appended(first=2, last=2, version=2)])
    assert log.append([new_write("a", 2, 3)]) == [Appended(first=3, last=3, version=3)]
    assert in_a_fork(lambda: numbers(log, "a") == [1, 2, 3])


def test_a_subscription_goes_on_in_a_forked_child_and_in_its_parent(log: EventLog) -> None:
    batches = log.subscribe(patience=FOREVER)
    log.append([new_write("a", 0, 1)])
    next(batches)
    log.append([new_write("a", 1, 2)])
    assert in_a_fork(lambda: [record.position for record in next(batches)] == [2])
    assert [record.position for record in next(batches)] == [2]
    log.append([new_write("a", 2, 3)])
    assert [record.position for record in next(batches)] == [3]


# Opening


def test_a_log_opened_again_is_the_same(log: EventLog, address: str) -> None:
    log.append([new_write("a", 0, 1)])
    log.close()
    again = open_log(address)
    assert again.identity == log.identity
    assert numbers(again, "a") == [1]
    assert again.append([new_write("a", 1, 2)]) == [Appended(first=2, last=2, version=2)]
    again.close()


def test_a_log_is_made_only_where_there_is_none(log: EventLog, address: str) -> None:
    with pytest.raises(LogError, match="cannot be made"):
        create_log(address)
    log.append([new_write("a", 0, 1)])
    assert log.head() == 1


def test_two_that_open_a_log_read_what_the_other_wrote(log: EventLog, address: str) -> None:
    other = open_log(address)
    other.append([new_write("a", 0, 1)])
    assert log.append([new_write("a", 1, 2)]) == [Appended(first=2, last=2, version=2)]
    assert numbers(other, "a") == [1, 2]
    other.close()


def test_a_log_may_be_closed_twice_and_while_somebody_subscribes(log: EventLog) -> None:
    log.append([new_write("a", 0, 1)])
    batches = log.subscribe()
    next(batches)
    log.close()
    log.close()
    batches.close()
