"""Taking in what people say of events: each is a record in the stream of the event's article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, UnsetType

from schemas.codec import data_of, encode, known, words_of
from schemas.correction import (
    Changed,
    EventCorrected,
    EventCorrectedWords,
    Judgement,
    changed_of,
    codes_of,
    words_of_change,
)
from schemas.errors import ArticleError
from schemas.identity import article_of_event, correction_id, digest, record_id, stream_of
from schemas.record import ArticleReceived, EventExtracted, NewRecord, Record
from services.eventlog import EventLog
from services.eventlog.encrypted import secret_of
from services.eventlog.turns import Turns
from services.provenance import caused_by

SAME_AS = "/changes/same_as"
ERASED = "article.erased"
RELEVANT = frozenset({"article.received", "event.extracted", "event.corrected"})


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement of an event: whose, which, why, and what the event should say instead.

    A correction that is withdrawn is named by its id.
    """

    by: Annotated[str, Meta(min_length=1, max_length=200, description="who says so")]
    verdict: Judgement
    why: Annotated[str, Meta(min_length=1, max_length=2_000)] | None = None
    changes: Changed = Changed()
    withdraws: Annotated[str, Meta(max_length=60)] | None = None


class Corrected(Struct, frozen=True, kw_only=True):
    """A correction that stands in the log at this position; `is_new` unless the last one said the very same."""

    id: str
    position: int
    is_new: bool


class Said(Struct, frozen=True):
    """A correction as the log holds it."""

    record: Record
    data: EventCorrected
    words: EventCorrectedWords


class Known(Struct, frozen=True, kw_only=True):
    """What the log knows of an event: its article's revision, the record that found it, the article's corrections."""

    revision: int
    found: Record
    corrections: tuple[Said, ...]

    def of(self, event: str) -> list[Said]:
        """The corrections of one event."""
        return [said for said in self.corrections if said.data.event_id == event]


def correct(event: str, correction: Correction, log: EventLog, traceparent: str | None = None) -> Corrected | None:
    """Append the correction, unless the event's last one says the very same; None if there never was such an event.

    Raises ArticleError naming the field if the correction cannot be what it says.
    """
    _check(correction)
    _check_same(event, correction.changes.same_as, log)
    turns = Turns(log, _stream(event))
    while True:
        now = _known(event, turns.read())
        if now is None:
            return None
        if same := _same(event, now, correction):
            return Corrected(id=same.data.correction, position=same.record.position, is_new=False)
        identity = correction_id(event, len(now.of(event)) + 1)
        said = digest(msgspec.json.encode(correction), secret_of(log)).hex()
        if appended := turns.append(_record(event, identity, now, correction, said, traceparent)):
            return Corrected(id=identity, position=appended.last, is_new=not appended.repeated)


def _check(correction: Correction) -> None:
    """Whether verdict, changes and the correction that is withdrawn go together."""
    changes = any(value is not msgspec.UNSET for value in msgspec.structs.astuple(correction.changes))
    if changes != (correction.verdict is Judgement.CHANGED):
        raise ArticleError('changes belong to the verdict "changed", and it to them', "/changes")
    if (correction.withdraws is not None) != (correction.verdict is Judgement.WITHDRAWN):
        raise ArticleError('"withdraws" names a correction, for the verdict "withdrawn" alone', "/withdraws")
    days = correction.changes.date
    if days and days.last < days.first:
        raise ArticleError("the last day is before the first", "/changes/date/last")
    if not correction.by.strip():
        raise ArticleError("by has to say who it is", "/by")


def _check_same(event: str, other: str | UnsetType | None, log: EventLog) -> None:
    """Whether there is an event that this one is to report the same happening as."""
    if other == event:
        raise ArticleError("an event reports the same happening as itself; null says that it is one apart", SAME_AS)
    if isinstance(other, str) and _known(other, log.read_stream(_stream(other))) is None:
        raise ArticleError(f"no event {other} was ever found here", SAME_AS)


def _known(event: str, records: Sequence[Record]) -> Known | None:
    erased = max((record.version for record in records if record.type == ERASED), default=0)
    records = [record for record in records if record.version > erased]
    told = [(record, data_of(record)) for record in records if record.type in RELEVANT and known(record)]
    found = [record for record, data in told if isinstance(data, EventExtracted) and data.event_id == event]
    if not found:
        return None
    return Known(
        revision=max(data.revision for _, data in told if isinstance(data, ArticleReceived)),
        found=found[-1],
        corrections=tuple(
            Said(record, data, words)
            for record, data in told
            if isinstance(data, EventCorrected) and isinstance(words := words_of(record), EventCorrectedWords)
        ),
    )


def _same(event: str, now: Known, correction: Correction) -> Said | None:
    """What already says this: the event's last correction, or one that withdrew the same.

    Raises ArticleError if what is to be withdrawn is no correction of the article's.
    """
    if correction.withdraws is None:
        last = now.of(event)[-1:]
        return next((said for said in last if _correction(said) == correction), None)
    judgements = {said.data.correction for said in now.corrections if said.data.withdraws is None}
    if correction.withdraws not in judgements:
        raise ArticleError("the article's events have no correction of this id", "/withdraws")
    return next((said for said in now.corrections if said.data.withdraws == correction.withdraws), None)


def _correction(said: Said) -> Correction:
    data, words = said.data, said.words
    changes = changed_of(data.changes, words)
    return Correction(by=words.by, verdict=data.verdict, why=words.why, changes=changes, withdraws=data.withdraws)


def _record(
    event: str, identity: str, now: Known, correction: Correction, said: str, traceparent: str | None
) -> NewRecord:
    """The correction; said at once by two who say the very same, told by `said`, it is the same record."""
    data = EventCorrected(
        revision=now.revision,
        event_id=event,
        correction=identity,
        verdict=correction.verdict,
        changes=codes_of(correction.changes),
        withdraws=correction.withdraws,
    )
    words = words_of_change(correction.changes, correction.by, correction.why)
    named = record_id(_stream(event), revision=now.revision, step=f"correct {identity}", step_version=said)
    return encode(named, data, words, caused_by(now.found, traceparent))


def _stream(event: str) -> str:
    return stream_of(article_of_event(event))
