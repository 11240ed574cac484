"""What becomes of writes: decided apart from any database, so that both stores decide alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from schemas.errors import LogError
from schemas.record import NewRecord
from services.eventlog import Appended, Conflict, Outcome, Write

Row = tuple[int, int, int, bytes, str, int, int, bytes, bytes, bytes]


class Stored(NamedTuple):
    """A record that the log holds, and where."""

    id: bytes
    position: int


class Accepted(NamedTuple):
    """A write to store, and the position and version of its first record; the others follow."""

    write: Write
    position: int
    version: int

    def placed(self) -> Iterator[tuple[int, int, NewRecord]]:
        """Each record with its position and its version."""
        size = len(self.write.records)
        positions, versions = range(self.position, self.position + size), range(self.version, self.version + size)
        return zip(positions, versions, self.write.records, strict=True)


class Tip(NamedTuple):
    """A stream's key in the database and the version it stands at."""

    key: int
    version: int


class Plan(NamedTuple):
    """An outcome for each write, in order, and what is to be stored for them to be true."""

    outcomes: list[Outcome]
    accepted: list[Accepted]


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
    outcomes: list[Outcome] = []
    accepted: defaultdict[str, list[Accepted]] = defaultdict(list)
    at = {stream: tip.version for stream, tip in tips.items()}
    for write in writes:
        if not write.records:
            raise LogError(f"A write to stream {write.stream} holds no records.")
        version, size = at.get(write.stream, 0), len(write.records)
        if version == write.expected_version:
            accepted[write.stream].append(Accepted(write, head + 1, version + 1))
            outcomes.append(Appended(first=head + 1, last=head + size, version=version + size))
            head, at[write.stream] = head + size, version + size
        else:
            known = [*stored(write.stream, write.expected_version, size), *_after(accepted[write.stream], write)]
            outcomes.append(_late(write, known[:size], version))
    return Plan(outcomes, sorted((each for of_stream in accepted.values() for each in of_stream), key=_position))


def new_keys(accepted: Sequence[Accepted], tips: Mapping[str, Tip], last_key: int) -> dict[str, int]:
    """Keys for the streams that are written to for the first time, counting on from the last one given."""
    names = dict.fromkeys(each.write.stream for each in accepted if each.write.stream not in tips)
    return {name: key for key, name in enumerate(names, last_key + 1)}


def rows(accepted: Sequence[Accepted], keys: Mapping[str, int], recorded_at: int) -> Iterator[Row]:
    """The records as the table of records holds them."""
    for each in accepted:
        key = keys[each.write.stream]
        for position, version, new in each.placed():
            yield (
                position,
                key,
                version,
                new.id,
                new.type,
                new.schema_version,
                recorded_at,
                new.data,
                new.content,
                new.meta,
            )


def _after(accepted: Sequence[Accepted], late: Write) -> list[Stored]:
    """The records of earlier writes of the same call that come after the version the late write expected."""
    return [
        Stored(record.id, position)
        for each in accepted
        for position, version, record in each.placed()
        if version > late.expected_version
    ]


def _late(write: Write, known: Sequence[Stored], version: int) -> Outcome:
    """A write that finds exactly its own records in its place was done before; any other is a conflict."""
    if [record.id for record in known] != [record.id for record in write.records]:
        return Conflict(version=version)
    return Appended(first=known[0].position, last=known[-1].position, version=version, repeated=True)


def _position(accepted: Accepted) -> int:
    return accepted.position
