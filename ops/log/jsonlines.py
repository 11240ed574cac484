"""Exports of the log as JSON Lines of CloudEvents, written and read in constant memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from uuid import UUID

from schemas.errors import LogError
from schemas.record import Record
from services.eventlog.chain import Head, fingerprint, link
from services.eventlog.cloudevents import (
    head_of,
    identity_of,
    last_line,
    read_line,
    record_line,
    record_of,
    source_of,
)

LONGEST_LINE = 256 * 1024 * 1024
LONGEST_END = 4096
"""Bytes at the end of a file among which its last line is."""


def write_file(path: Path, identity: UUID, records: Iterable[Record], head: Head) -> Head:
    """Write the records that follow a head and a last line with the head after them, which is returned."""
    source = source_of(identity)
    with path.open("wb") as file:
        for record in records:
            file.write(record_line(record, source) + b"\n")
            head = Head(record.position, link(head.hash, fingerprint(record)))
        file.write(last_line(head, source) + b"\n")
    return head


def read_identity(path: Path) -> UUID:
    """The identity of the log that was exported into this file; raises LogError if it is no export."""
    with path.open("rb") as file:
        return identity_of(read_line(file.readline(LONGEST_LINE), 1))


def read_end(path: Path) -> Head:
    """The head that the file's last line tells; raises LogError if it has none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_END))
        *_, last = file.read().splitlines() or [b""]
    try:
        head = head_of(read_line(last, 0))
    except LogError:
        head = None
    if head is None:
        raise LogError(
            f"{path} is no whole export of a log: it does not end with the line that tells the log's head. If it was "
            "one, it is cut off."
        )
    return head


def read_records(path: Path, head: Head) -> Generator[Record, None, Head]:
    """The records that follow a head, and in the end the head after them.

    Raises LogError for anything that is not as it was exported, with its position or line.
    """
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
            event = read_line(line, number)
            if told := head_of(event):
                break
            record = record_of(event)
            head = _after(record, head)
            yield record
    if told != head:
        raise LogError(f"The export {path} comes to the head {head}, but was made from a log at {told}.")
    return head


def _after(record: Record, head: Head) -> Head:
    if record.position != head.position + 1:
        raise LogError(f"In the export position {head.position} is followed by {record.position}: records are missing.")
    return Head(record.position, link(head.hash, fingerprint(record)))
