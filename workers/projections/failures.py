"""The steps that could not be done for an article's current revision, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from schemas.record import (
    ArticleCleaned,
    ArticleErased,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ExtractionCompleted,
    RetryRequested,
    Stage,
)
from schemas.rows.row import Change, Delete, Put
from schemas.rows.work import FAILURES, FailureRow
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A failure stays, as resolved, once the stage succeeds; one that is told late, after that, never was one."""
    match entry.data, entry.words:
        case ArticleReceived() | ArticleErased(), _:
            yield from (Delete(FAILURES, key) for key in rows.failures)
        case ArticleCleaned(), _ if failed := rows.failed(Stage.CLEAN):
            yield Put(FAILURES, _resolved(entry, failed))
        case ExtractionCompleted(), _ if failed := rows.failed(Stage.EXTRACT):
            yield Put(FAILURES, _resolved(entry, failed))
        case ArticleFailed() as data, ArticleFailedWords() as words if rows.awaits(data.stage):
            yield Put(FAILURES, _row(entry, data, words, rows.failed(data.stage)))
        case RetryRequested(stage=stage), _ if failed := rows.failed(stage):
            yield Put(FAILURES, replace(failed, permanent=False, retry_position=entry.position))


def _resolved(entry: Entry, failed: FailureRow) -> FailureRow:
    return replace(
        failed, permanent=False, resolved=True, resolved_position=entry.position, resolved_at=entry.recorded_at
    )


def _row(entry: Entry, data: ArticleFailed, words: ArticleFailedWords, before: FailureRow | None) -> FailureRow:
    """The failure, after the one before it that was not resolved."""
    return FailureRow(
        article=entry.article,
        stage=data.stage,
        revision=data.revision,
        reason=data.reason,
        detail=words.detail,
        attempt=data.attempt,
        permanent=data.permanent,
        failed_at=entry.recorded_at,
        position=entry.position,
        traceback=words.traceback or None,
        retry_position=before.retry_position if before else None,
    )
