"""Holds the log against its seals, and against a head that was kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from schemas.errors import LogError
from services.eventlog import EventLog
from services.eventlog.chain import STAMP, Head, Seal, fingerprint, heads, origin, stamps
from services.eventlog.pages import records_between

RANGE = 1000
"""Records that are not sealed yet and are looked at together."""
MOST_FAULTS = 20
"""The first so many are told: after them looking further says nothing new."""
LOWEST = -(2**62)
"""Below any position that a record could be hidden at."""


class Fault(Struct, frozen=True):
    """What is wrong, and at which position."""

    position: int
    detail: str


class Verdict(Struct, frozen=True):
    """The head of the log as it is, up to where it is sealed, and what is wrong with it, if anything."""

    head: Head
    sealed: int
    faults: tuple[Fault, ...]


class Verifier:
    """Reads a log once, from its first record to its last."""

    def __init__(self, log: EventLog, kept: Head | None, progress: Callable[[int], object]) -> None:
        self._log = log
        self._kept = kept
        self._progress = progress
        self._faults: list[Fault] = []
        self._head = Head(0, origin(log.identity))

    def verdict(self) -> Verdict:
        """What the log is like."""
        end = self._log.head()
        self._look_before_the_first()
        self._check_kept([])
        for seal in self._seals():
            self._check_sealed(seal, self._fingerprints(seal.first - 1, seal.last))
        sealed = self._head.position
        while len(self._faults) < MOST_FAULTS and (found := self._fingerprints(self._head.position)):
            self._check_unsealed(found)
        if self._head.position < end:
            self._find(self._head.position + 1, "the record is missing")
        elif self._kept and self._kept.position > self._head.position:
            self._find(self._head.position + 1, f"the log ends here, but once went up to {self._kept.position}")
        return Verdict(self._head, sealed, tuple(self._faults))

    def _look_before_the_first(self) -> None:
        for record in self._log.read(LOWEST, limit=MOST_FAULTS):
            if record.position > 0:
                break
            self._find(record.position, "a record was put in before the first")

    def _seals(self) -> Iterator[Seal]:
        """Every seal, in order, as long as they follow one another and few faults are found."""
        after = 0
        while seals := self._log.seals(after):
            for seal in seals:
                if len(self._faults) >= MOST_FAULTS:
                    return
                if seal.first != after + 1 or len(seal.stamps) != STAMP * (seal.last - seal.first + 1):
                    self._find(after + 1, "the seal that should begin here is missing or damaged")
                    return
                yield seal
                after = seal.last

    def _check_sealed(self, seal: Seal, found: dict[int, bytes]) -> None:
        fingerprints = list(found.values())
        if len(found) == seal.last - seal.first + 1 and stamps(fingerprints) == seal.stamps:
            self._follow(seal.last, fingerprints)
            if self._head.hash != seal.head:
                self._find(seal.first, f"the records up to {seal.last} are not those that were sealed")
        else:
            self._compare(seal, found)
        self._head = Head(seal.last, seal.head)  # so that what follows is held against its own seal

    def _compare(self, seal: Seal, found: dict[int, bytes]) -> None:
        """Name every position of a range at which the record is not the one that was sealed."""
        sealed_at = {seal.stamp(position): position for position in range(seal.first, seal.last + 1)}
        for position in range(seal.first, seal.last + 1):
            stamp = found[position][:STAMP] if position in found else None
            if stamp is None:
                self._find(position, "the record is missing")
            elif stamp != seal.stamp(position) and stamp in sealed_at:
                self._find(position, f"here stands the record that was sealed at {sealed_at[stamp]}")
            elif stamp != seal.stamp(position):
                self._find(position, "the record is not the one that was sealed")

    def _check_unsealed(self, found: dict[int, bytes]) -> None:
        missing = (number for number, position in enumerate(found, self._head.position + 1) if position != number)
        for position in islice(missing, 1):
            self._find(position, "the record is missing")
        self._follow(max(found), list(found.values()))

    def _follow(self, last: int, fingerprints: Sequence[bytes]) -> None:
        """Go along the chain, past the position of the kept head."""
        chain = heads(self._head.hash, fingerprints)
        self._check_kept(chain)
        self._head = Head(last, chain[-1])

    def _check_kept(self, chain: Sequence[bytes]) -> None:
        """Compare with the kept head, if its position is the present one or among those that follow."""
        if self._kept is None:
            return
        ahead = self._kept.position - self._head.position
        here = [self._head.hash, *chain]
        is_here = 0 < ahead < len(here) or (ahead == 0 and not chain)
        if is_here and here[ahead] != self._kept.hash:
            self._find(self._kept.position, "the head here is not the one that was kept: this log is another")

    def _fingerprints(self, after: int, until: int | None = None) -> dict[int, bytes]:
        """Those of the next records by position; raises LogError that says where a part begins that cannot be read."""
        found: dict[int, bytes] = {}
        try:
            for record in records_between(self._log, after, until or after + RANGE):
                found[record.position] = fingerprint(record)
        except LogError as error:
            raise LogError(f"What follows position {max(found, default=after)} cannot be read. {error}") from error
        if found:
            self._progress(max(found))
        return found

    def _find(self, position: int, detail: str) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(position, detail))


def verify(
    log: EventLog, kept: Head | None = None, progress: Callable[[int], object] = lambda _position: None
) -> Verdict:
    """Hold the log against its seals and a kept head; `progress` is told each position reached.

    Raises LogError if a part of it cannot be read at all.
    """
    return Verifier(log, kept, progress).verdict()
