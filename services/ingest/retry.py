"""Asking for another try of what failed."""

from __future__ import annotations

from msgspec import Struct

from schemas.claim import Claim
from schemas.codec import encode
from schemas.identity import record_id, stream_of
from schemas.record import NewRecord, NoWords, RetryRequested, Stage
from services.eventlog import EventLog
from services.eventlog.turns import Turns
from services.ingest.standing import Failed, Standing, standing
from services.provenance import caused_by


class Retried(Struct, frozen=True, kw_only=True):
    """The stages that will be tried again for a revision, none if nothing had failed; the last record's position."""

    claim: Claim
    stages: tuple[Stage, ...]
    position: int


def retry(article: str, log: EventLog, traceparent: str | None = None) -> Retried | None:
    """Append a `retry.requested` for every failed stage of the current revision; None if there is no such article."""
    turns = Turns(log, stream_of(article))
    while True:
        now = standing(turns.read())
        if now is None:
            return None
        claim = Claim(article, now.received.revision)
        failures = [failed for failed in now.failures if not failed.asked]
        if not failures:
            return Retried(claim=claim, stages=(), position=now.last.position)
        if appended := turns.append(*(_record(claim, now, failed, traceparent) for failed in failures)):
            stages = tuple(failed.data.stage for failed in failures)
            return Retried(claim=claim, stages=stages, position=appended.last)


def _record(claim: Claim, now: Standing, failed: Failed, traceparent: str | None) -> NewRecord:
    """One request; two that answer the same failure are the same record."""
    stage = failed.data.stage
    identity = record_id(
        stream_of(claim.article),
        revision=claim.revision,
        step=f"retry {stage}",
        step_version="1",
        ordinal=now.last.version,
    )
    return encode(
        identity, RetryRequested(revision=claim.revision, stage=stage), NoWords(), caused_by(failed.record, traceparent)
    )
