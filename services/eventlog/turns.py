"""Writing to a stream that others write to as well: what it holds decides, and once more if somebody was quicker."""

from __future__ import annotations

from schemas.errors import LogError
from schemas.record import NewRecord, Record
from services.eventlog import Appended, EventLog, Write

RACES = 20
"""How often an append is tried against others that write to the same stream."""


class Turns:
    """Attempts to append to a stream, each on what it holds by then."""

    def __init__(self, log: EventLog, stream: str) -> None:
        self._log = log
        self._stream = stream
        self._version = self._tries = 0

    def read(self) -> list[Record]:
        """The stream as it stands; raises LogError if others were quicker too often."""
        if self._tries == RACES:
            raise LogError(f"the stream {self._stream} is written to by too many others at once; ask again")
        self._tries += 1
        records = self._log.read_stream(self._stream)
        self._version = records[-1].version if records else 0
        return records

    def append(self, *records: NewRecord) -> Appended | None:
        """Append to the stream as it was read last; None, and nothing is stored, if it has grown since."""
        write = Write(stream=self._stream, expected_version=self._version, records=records)
        (outcome,) = self._log.append([write])
        return outcome if isinstance(outcome, Appended) else None
