"""What is still to be done: the stage that each article waits for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from schemas.article import Priority
from schemas.record import (
    ArticleCleaned,
    ArticleErased,
    ArticleFailed,
    ArticleReceived,
    ExtractionCompleted,
    ReprocessRequested,
    RetryRequested,
    Stage,
)
from schemas.rows.articles import ArticleRow
from schemas.rows.row import Change, Delete, Put
from schemas.rows.work import UNFINISHED, UnfinishedRow
from workers.projections.articles import PROJECTED, kept_characters
from workers.projections.entry import Entry
from workers.projections.view import Known


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """The stage that the article waits for after the record, if any; `position` tells since when."""
    waiting = rows.unfinished
    match entry.data:
        case ArticleReceived() as data:
            yield Put(UNFINISHED, _received(entry, data))
        case ArticleCleaned() as data if waiting or rows.current.state != PROJECTED:
            yield Put(UNFINISHED, _cleaned(rows.current, data, waiting))
        case ArticleErased():
            yield Delete(UNFINISHED, (entry.article,))
        case ExtractionCompleted() if rows.awaits(Stage.EXTRACT):
            yield Delete(UNFINISHED, (entry.article,))
        case ArticleFailed(permanent=True, stage=stage) if rows.awaits(stage):
            yield Delete(UNFINISHED, (entry.article,))
        case ArticleFailed(stage=stage, attempt=attempt) if waiting and rows.awaits(stage):
            yield Put(UNFINISHED, replace(waiting, attempts=attempt))
        case RetryRequested(stage=stage) if rows.failed(stage):
            yield Put(UNFINISHED, _asked_again(entry, rows.current, stage, rows.current.priority))
        case ReprocessRequested(stage=stage) if not waiting and rows.current.state == PROJECTED:
            yield Put(UNFINISHED, _asked_again(entry, rows.current, stage, Priority.BULK))


def _received(entry: Entry, data: ArticleReceived) -> UnfinishedRow:
    return UnfinishedRow(
        article=entry.article,
        revision=data.revision,
        stage=Stage.CLEAN,
        priority=data.priority,
        cost=data.size,
        attempts=0,
        position=entry.position,
    )


def _cleaned(article: ArticleRow, data: ArticleCleaned, waiting: UnfinishedRow | None) -> UnfinishedRow:
    """It keeps its place and its priority, which for what is reprocessed is behind all that is live."""
    return UnfinishedRow(
        article=article.id,
        revision=article.revision,
        stage=Stage.EXTRACT,
        priority=waiting.priority if waiting else article.priority,
        cost=kept_characters(data.blocks),
        attempts=0,
        position=waiting.position if waiting else article.received_position,
    )


def _asked_again(entry: Entry, article: ArticleRow, stage: Stage, priority: Priority) -> UnfinishedRow:
    return UnfinishedRow(
        article=article.id,
        revision=article.revision,
        stage=stage,
        priority=priority,
        cost=article.size if stage == Stage.CLEAN else article.kept or 0,
        attempts=0,
        position=entry.position,
    )
