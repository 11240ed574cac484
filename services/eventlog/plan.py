"""What becomes of writes: decided apart from any database, so that both stores decide alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from schemas.errors import LogError
from schemas.record import Record
from services.eventlog import Appended, Conflict, Outcome, Write

Row = tuple[int, int, int, int, int, bytes, str, bytes, bytes, bytes]
"""A row of the table of records: position, stream, version, schema_version, recorded_at, id, type, data, meta, content.

Content comes last, so that a database which stores long rows in pieces need not fetch it to get at the rest.
"""


class Stored(NamedTuple):
    """A record that the log holds, and where."""

    id: bytes
    position: int


class Tip(NamedTuple):
    """The end of a stream: the version it stands at, and the stream's key, the position of its first record."""

    key: int
    version: int


class Accepted(NamedTuple):
    """A write to store: its stream's key, and its first record's position and version, which the others follow."""

    write: Write
    key: int
    position: int
    version: int


class Plan(NamedTuple):
    """An outcome for each write, in order, and what is to be stored for them to be true."""

    outcomes: list[Outcome]
    accepted: list[Accepted]

    def streams(self) -> list[tuple[int, str]]:
        """The key and the name of each stream that begins."""
        return [(each.key, each.write.stream) for each in self.accepted if each.version == 1]

    def rows(self, recorded_at: int) -> list[Row]:
        """Every record to store, in order of position."""
        return [
            (
                each.position + number,
                each.key,
                each.version + number,
                new.schema_version,
                recorded_at,
                new.id,
                new.type,
                new.data,
                new.meta,
                new.content,
            )
            for each in self.accepted
            for number, new in enumerate(each.write.records)
        ]


def plan(
    writes: Sequence[Write],
    *,
    head: int,
    tips: Mapping[str, Tip],
    stored: Callable[[str, int, int], Sequence[Stored]],
) -> Plan:
    """Decide on writes to a log that ends at `head`; a stream that `tips` does not name is new.

    `stored` looks up a stream's records after a version, at most so many; it is asked only where a write expected
    another version than there is. Raises LogError for a write without records.
    """
    planned = Plan([], [])
    now = dict(tips)
    for write in writes:
        size = len(write.records)
        if not size:
            raise LogError(f"A write to stream {write.stream} holds no records.")
        key, version = now.get(write.stream) or (head + 1, 0)
        if version != write.expected_version:
            planned.outcomes.append(_late(write, version, planned.accepted, stored))
            continue
        planned.accepted.append(Accepted(write, key, head + 1, version + 1))
        planned.outcomes.append(Appended(first=head + 1, last=head + size, version=version + size))
        now[write.stream] = Tip(key, version + size)
        head += size
    return planned


def restored(
    records: Sequence[Record], *, head: int, keys: Mapping[str, int]
) -> tuple[list[tuple[int, str]], list[Row]]:
    """The streams and rows that put records back at their own positions, into a log that ends at `head`.

    `keys` are those of their streams that the log has already. Raises LogError for records that do not follow.
    """
    known, streams, rows = dict(keys), [], []
    for expected, record in enumerate(records, head + 1):
        if record.position != expected or (record.stream in known) == (record.version == 1):
            raise LogError(
                f"Record {record.position} ({record.stream}@{record.version}) cannot be restored: it does not follow "
                f"what the log holds up to {expected - 1}."
            )
        if record.version == 1:
            known[record.stream] = record.position
            streams.append((record.position, record.stream))
        rows.append(_row(record, known[record.stream]))
    return streams, rows


def _row(record: Record, key: int) -> Row:
    return (
        record.position,
        key,
        record.version,
        record.schema_version,
        record.recorded_at,
        record.id,
        record.type,
        record.data,
        record.meta,
        record.content,
    )


def _late(
    write: Write, version: int, accepted: Sequence[Accepted], stored: Callable[[str, int, int], Sequence[Stored]]
) -> Outcome:
    """A write that finds exactly its own records in its place was done before; any other is a conflict."""
    before = stored(write.stream, write.expected_version, len(write.records))
    known = [*before, *_from_this_call(accepted, write)][: len(write.records)]
    if [record.id for record in known] != [record.id for record in write.records]:
        return Conflict(version=version)
    return Appended(first=known[0].position, last=known[-1].position, version=version, repeated=True)


def _from_this_call(accepted: Sequence[Accepted], late: Write) -> Iterator[Stored]:
    """The stream's records by earlier writes of the same call, after the version that the late write expected."""
    for each in accepted:
        if each.write.stream == late.stream:
            known = max(0, late.expected_version + 1 - each.version)
            for number, record in enumerate(each.write.records[known:], known):
                yield Stored(record.id, each.position + number)
