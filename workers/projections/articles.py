"""The articles, each at its current revision and with how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemas.block import Action, Block
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleErased,
    ArticleFailed,
    ArticleReceived,
    ArticleReceivedWords,
    ExtractionCompleted,
    RetryRequested,
    Stage,
)
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.row import Change, Delete, Put
from workers.projections.entry import Entry
from workers.projections.view import Known

RECEIVED, CLEANED, PROJECTED, FAILED = "received", "cleaned", "projected", "failed"


def fold(entry: Entry, rows: Known) -> Iterator[Change]:
    """The article as it stands after the record."""
    match entry.data, entry.words:
        case ArticleReceived() as data, ArticleReceivedWords() as words:
            yield Put(ARTICLES, _received(entry, data, words, rows.article))
        case ArticleCleaned() as data, ArticleCleanedWords(text=text):
            yield Put(ARTICLES, _cleaned(data, text, rows))
        case ExtractionCompleted() as data, _:
            yield Put(ARTICLES, _extracted(entry, data, rows))
        case ArticleFailed(permanent=True, stage=stage), _ if rows.awaits(stage):
            yield Put(ARTICLES, replace(rows.current, state=FAILED))
        case ArticleErased(), _:
            yield Delete(ARTICLES, (entry.article,))
        case RetryRequested(stage=stage), _ if rows.failed(stage):
            yield Put(ARTICLES, replace(rows.current, state=RECEIVED if stage == Stage.CLEAN else CLEANED))


def kept_characters(blocks: Sequence[Block]) -> int:
    """How much of the page is body text."""
    return sum(block.end - block.start for block in blocks if block.action == Action.KEEP)


def _received(
    entry: Entry, data: ArticleReceived, words: ArticleReceivedWords, before: ArticleRow | None
) -> ArticleRow:
    """The revision, with nothing of the one before it but when that came."""
    return ArticleRow(
        id=entry.article,
        revision=data.revision,
        state=RECEIVED,
        media_type=data.media_type,
        priority=data.priority,
        received_position=entry.position,
        received_at=entry.recorded_at,
        size=data.size,
        url=words.url,
        source=words.source,
        title=words.title,
        published_at=data.published_at,
        fetched_at=data.fetched_at,
        language=data.language,
        first_received_at=before.first_received_at if before else entry.recorded_at,
    )


def _cleaned(data: ArticleCleaned, text: str, rows: Known) -> ArticleRow:
    """A page that is cleaned once more, unasked, when its events are there stays projected."""
    article = rows.current
    unasked = article.state == PROJECTED and not rows.awaits(Stage.CLEAN)
    return replace(
        article,
        state=PROJECTED if unasked else CLEANED,
        page_title=next((text[title.start : title.end] for part in data.parts if (title := part.title)), None),
        cleaner=data.cleaner,
        parts=len(data.parts),
        kept=kept_characters(data.blocks),
    )


def _extracted(entry: Entry, data: ExtractionCompleted, rows: Known) -> ArticleRow:
    """`events` counts rows of the timeline, where an event found twice is one."""
    first = entry.position - data.events
    return replace(
        rows.current,
        state=PROJECTED,
        extractor=data.extractor,
        events=sum(event.position >= first for event in rows.events.values()),
        sentences=data.sentences,
        covered=data.covered,
        language=data.language or rows.current.language,
    )
