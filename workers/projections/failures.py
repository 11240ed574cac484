"""The steps that could not be done for an article's current revision."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from schemas.readmodel import FAILURES, Change, Delete, FailureRow, Put
from schemas.record import (
    ArticleCleaned,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ExtractionCompleted,
    RetryRequested,
    Stage,
)
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """A failure is shown until the stage succeeds; one that is told late, after the stage was done, never was one."""
    match entry.data, entry.words:
        case ArticleReceived(), _:
            yield from (Delete(FAILURES, key) for key in rows.failures)
        case ArticleCleaned(), _ if rows.failed(Stage.CLEAN):
            yield Delete(FAILURES, (entry.article, Stage.CLEAN.value))
        case ExtractionCompleted(), _ if rows.failed(Stage.EXTRACT):
            yield Delete(FAILURES, (entry.article, Stage.EXTRACT.value))
        case ArticleFailed() as data, ArticleFailedWords(detail=detail) if rows.awaits(data.stage):
            yield Put(FAILURES, _row(entry, data, detail))
        case RetryRequested(stage=stage), _ if failed := rows.failed(stage):
            yield Put(FAILURES, replace(failed, permanent=False))


def _row(entry: Entry, data: ArticleFailed, detail: str) -> FailureRow:
    return FailureRow(
        article=entry.article,
        stage=data.stage,
        revision=data.revision,
        reason=data.reason,
        detail=detail,
        attempt=data.attempt,
        permanent=data.permanent,
        failed_at=entry.recorded_at,
        position=entry.position,
    )
