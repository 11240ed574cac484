"""Adding the records of a step to its article's stream, whoever else writes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schemas.claim import Claim
from schemas.codec import encode
from schemas.errors import LogError
from schemas.identity import record_id, stream_of
from schemas.record import Data, NewRecord, Record, Words
from services.eventlog import Appended, EventLog, Write
from services.eventlog.turns import RACES
from services.provenance import caused_by
from workers.history import History


def append(log: EventLog, history: History, records: Sequence[NewRecord], pointless: Callable[[History], bool]) -> int:
    """Append to the stream, unless somebody else did the same or made it pointless meanwhile."""
    for _ in range(RACES):
        stream = stream_of(history.claim.article)
        write = Write(stream=stream, expected_version=history.version, records=tuple(records))
        (outcome,) = log.append([write])
        if isinstance(outcome, Appended):
            return outcome.last
        history = History.read(log, history.claim)
        if pointless(history):
            return history.position
    raise LogError(f"article {history.claim.article} is written to by too many others at once")


def record(
    claim: Claim, cause: Record, data: Data, words: Words, *, step: str, step_version: str, ordinal: int = 0
) -> NewRecord:
    """A record whose id is derived from what it is about, so that doing a step twice makes the same record."""
    stream = stream_of(claim.article)
    identity = record_id(stream, revision=claim.revision, step=step, step_version=step_version, ordinal=ordinal)
    return encode(identity, data, words, caused_by(cause))
