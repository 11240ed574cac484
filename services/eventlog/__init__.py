"""The event log: an append-only, totally ordered record of all that was learned.

One interface, two stores: SQLite on one machine, PostgreSQL when workers span machines. Both pass
tests/contract/test_eventlog.py.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from schemas.record import NewRecord, Record
from services.eventlog.chain import Seal


class Write(Struct, frozen=True, kw_only=True):
    """Records for one stream, appended all or none, if the stream is still at `expected_version` (0: is new)."""

    stream: str
    expected_version: int
    records: tuple[NewRecord, ...]


class Appended(Struct, frozen=True, kw_only=True):
    """The write is durable; its records hold the positions from `first` to `last`, the stream is at `version`.

    `repeated` says that exactly these records were there before: the write had already been done.
    """

    first: int
    last: int
    version: int
    repeated: bool = False


class Conflict(Struct, frozen=True, kw_only=True):
    """The stream was at another version, so nothing of this write was appended."""

    version: int


Outcome = Appended | Conflict


class EventLog(Protocol):
    """The verbs of the log. Positions start at 1, have no gaps and are assigned in commit order.

    Threads may share a log, and so may a process and its forked children. Each verb raises LogError, with a sentence
    that says what to do, if the store does not do what was asked.
    """

    @property
    def identity(self) -> UUID:
        """The log's own name, from its creation."""

    @property
    def encrypted(self) -> bool:
        """Whether its content is to be encrypted, from its creation."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        """Append the writes in one durable transaction and give an outcome for each, in order.

        A conflict is that write's outcome and harms no other; a later write of the same call sees the earlier. A write
        that finds exactly its own records in its place, recognised by their ids, is a repeated one.
        """

    def restore(self, records: Sequence[Record]) -> None:
        """Put records back as they were, positions and times too, in one durable transaction.

        Raises LogError, and stores nothing, unless they follow the head.
        """

    def read(self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None) -> list[Record]:
        """At most `limit` records after a position, in order of position; of these types only, if given."""

    def read_back(
        self, before: int | None = None, *, limit: int = 1000, types: Collection[str] | None = None
    ) -> list[Record]:
        """At most `limit` records before a position, else the end, the latest first; of these types only, if given."""

    def read_stream(self, stream: str, *, after: int = 0, limit: int | None = None) -> list[Record]:
        """The records of one stream after a version, in order of version; all of them without a limit."""

    def head(self) -> int:
        """The highest position, 0 for an empty log."""

    def subscribe(
        self, after: int = 0, *, limit: int = 1000, types: Collection[str] | None = None, patience: float = 1.0
    ) -> Generator[list[Record]]:
        """Every record after a position, as it comes, in batches; never ends by itself.

        An empty batch says that nothing came for `patience` seconds, so that the reader can look around. Whoever stops
        reading closes it: it holds a connection.
        """

    def add_seal(self, seal: Seal) -> None:
        """Keep a seal that begins right after the last one; one that does not is not kept, as somebody was quicker."""

    def last_seal(self) -> Seal | None:
        """The seal of the highest positions."""

    def seals(self, after: int = 0, *, limit: int = 100) -> list[Seal]:
        """At most so many seals of positions after one, in order."""

    def close(self) -> None:
        """Let go of every connection; the log can be opened again."""
