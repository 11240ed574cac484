"""Where an article stands: a fold over its stream, true before any projection has seen it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from schemas.codec import data_of, known, words_of
from schemas.record import (
    ArticleCleaned,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    ExtractionCompleted,
    Record,
    RetryRequested,
    Stage,
)


class State(StrEnum):
    """How far an article has come."""

    RECEIVED = "received"
    CLEANED = "cleaned"
    EXTRACTED = "extracted"
    PROJECTED = "projected"
    FAILED = "failed"


class Failed(Struct, frozen=True):
    """A step that failed and has neither succeeded nor been asked for again since."""

    record: Record
    data: ArticleFailed

    @property
    def detail(self) -> str:
        """The error's own sentence."""
        words = words_of(self.record)
        return words.detail if isinstance(words, ArticleFailedWords) else ""


class Standing(Struct, frozen=True, kw_only=True):
    """An article's current revision, the last record of its stream, and what was done for the revision so far."""

    record: Record
    received: ArticleReceived
    last: Record
    cleaned: ArticleCleaned | None = None
    extracted: ExtractionCompleted | None = None
    extracted_position: int = 0
    failures: tuple[Failed, ...] = ()

    @property
    def words(self) -> ArticleReceivedWords:
        """What the sender wrote."""
        words = words_of(self.record)
        return words if isinstance(words, ArticleReceivedWords) else ArticleReceivedWords(body=b"")

    def state(self, checkpoint: int) -> State:
        """How far the article has come for readers at this position of the read models."""
        if any(failed.data.permanent for failed in self.failures):
            return State.FAILED
        if self.extracted:
            return State.PROJECTED if self.extracted_position <= checkpoint else State.EXTRACTED
        return State.CLEANED if self.cleaned else State.RECEIVED


def standing(records: Sequence[Record]) -> Standing | None:
    """Where the article of this stream stands, None if nothing was received."""
    now: Standing | None = None
    for record in records:
        data = data_of(record) if known(record) and record.type != "event.extracted" else None
        if isinstance(data, ArticleReceived):
            now = Standing(record=record, received=data, last=record)
        elif now is not None:
            now = replace(now, last=record)
            if data is not None and data.revision == now.received.revision:
                now = _after(now, record, data)
    return now


def _after(now: Standing, record: Record, data: Data) -> Standing:
    """The standing after one more record about this revision."""
    match data:
        case ArticleCleaned():
            return replace(now, cleaned=data, extracted=None, failures=_without(now, Stage.CLEAN))
        case ExtractionCompleted():
            failures = _without(now, Stage.EXTRACT)
            return replace(now, extracted=data, extracted_position=record.position, failures=failures)
        case ArticleFailed():
            return replace(now, failures=(*_without(now, data.stage), Failed(record, data)))
        case RetryRequested():
            return replace(now, failures=_without(now, data.stage))
        case _:
            return now


def _without(now: Standing, stage: Stage) -> tuple[Failed, ...]:
    return tuple(failed for failed in now.failures if failed.data.stage != stage)
