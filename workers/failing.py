"""Telling that a stage failed at an article: for workers, and for the feeder, which needs no cleaner for that."""

from __future__ import annotations

from schemas.claim import Claim
from schemas.record import ArticleFailed, ArticleFailedWords, Stage
from services.eventlog import EventLog
from workers.appending import append, record
from workers.faults import ATTEMPTS, TRIES, Failure
from workers.history import History


def fail_article(log: EventLog, stage: Stage, claim: Claim, failure: Failure) -> int:
    """Append `article.failed`, unless the stage is done all the same; after the last attempt it is permanent."""

    def pointless(history: History) -> bool:
        return history.received() is None or history.is_done(stage)

    history = History.read(log, claim)
    received = history.received()
    if received is None or pointless(history):
        return history.position
    reasons = [*history.failures(stage), failure.reason]
    data = ArticleFailed(
        revision=claim.revision,
        stage=stage,
        reason=failure.reason,
        attempt=len(reasons),
        permanent=len(reasons) >= ATTEMPTS or reasons.count(failure.reason) >= TRIES[failure.kind],
    )
    words = ArticleFailedWords(detail=failure.detail, traceback=failure.traceback)
    nth = str(history.version)
    return append(
        log, history, [record(claim, received, data, words, step=f"{stage} failed", step_version=nth)], pointless
    )
