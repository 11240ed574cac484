"""Where an article stands: a fold over its stream, true before any projection has seen it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from schemas.codec import ERASED, data_of, known, words_of
from schemas.errors import LogError
from schemas.record import (
    ArticleCleaned,
    ArticleErased,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    ExtractionCompleted,
    OfArticle,
    OfOthers,
    Record,
    ReprocessRequested,
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
    ERASED = "erased"


class Failed(Struct, frozen=True):
    """A step that failed and has not succeeded since; `asked` says that somebody asked to try it again."""

    record: Record
    data: ArticleFailed
    asked: bool = False

    @property
    def detail(self) -> str:
        """The error's own sentence."""
        words = words_of(self.record)
        return words.detail if isinstance(words, ArticleFailedWords) else ""

    @property
    def permanent(self) -> bool:
        """Whether it will not be tried again by itself."""
        return self.data.permanent and not self.asked


class Standing(Struct, frozen=True, kw_only=True):
    """An article's current revision, the last record of its stream, and what was done for the revision so far.

    `reached` never is projected, which depends on the reader; `awaits` is the stage that is still to be done.
    """

    record: Record
    received: ArticleReceived
    last: Record
    reached: State = State.RECEIVED
    awaits: Stage | None = Stage.CLEAN
    cleaned: ArticleCleaned | None = None
    extracted: ExtractionCompleted | None = None
    extracted_position: int = 0
    failures: tuple[Failed, ...] = ()

    @property
    def words(self) -> ArticleReceivedWords:
        """What the sender wrote; nothing once it was erased."""
        return received_words(self.record)

    def state(self, checkpoint: int) -> State:
        """How far the article has come for readers at this position of the read models."""
        projected = self.reached is State.EXTRACTED and self.extracted_position <= checkpoint
        return State.PROJECTED if projected else self.reached


def standing(records: Sequence[Record]) -> Standing | None:
    """Where the article of this stream stands, None if nothing was received."""
    now: Standing | None = None
    for record in records:
        data = said_in(record)
        if isinstance(data, ArticleReceived) and (now is None or _begins(now, data)):
            now = Standing(record=record, received=data, last=record)
        elif now is not None:
            now = replace(now, last=record)
            if data is not None and data.revision == now.received.revision and now.reached is not State.ERASED:
                now = _after(now, record, data)
    return now


def _begins(now: Standing, data: ArticleReceived) -> bool:
    """Whether a revision takes the place of the one there is; what was erased holds no place."""
    return now.reached is State.ERASED or data.revision > now.received.revision


def received_words(record: Record) -> ArticleReceivedWords:
    """What the sender of an `article.received` wrote; nothing once it was erased."""
    words = words_of(record) if record.content != ERASED else None
    return words if isinstance(words, ArticleReceivedWords) else ArticleReceivedWords(body=b"")


def said_in(record: Record) -> OfArticle | None:
    """What the record says of its article; None if it is an event, or cannot be read, so that its stream is aside."""
    if not known(record) or record.type == "event.extracted":
        return None
    try:
        data = data_of(record)
    except LogError:
        return None
    return None if isinstance(data, OfOthers) else data


def _after(now: Standing, record: Record, data: OfArticle) -> Standing:
    """The standing after one more record about this revision, by the rules of the folds."""
    after = now
    match data:
        case ArticleCleaned():
            after = _after_cleaning(now, data)
        case ExtractionCompleted():
            after = _after_extraction(now, record, data)
        case ArticleFailed(stage=stage) if now.awaits == stage:
            after = _after_failure(now, record, data)
        case RetryRequested(stage=stage) if any(failed.data.stage == stage for failed in now.failures):
            after = _after_request(now, stage)
        case ReprocessRequested(stage=stage) if now.reached is State.EXTRACTED and now.awaits is None:
            after = replace(now, awaits=stage)
        case ArticleErased():
            after = replace(now, reached=State.ERASED, awaits=None, failures=())
    return after


def _after_cleaning(now: Standing, data: ArticleCleaned) -> Standing:
    """What is cleaned once more, unasked, when its events are there stays as it is."""
    done = now.reached is State.EXTRACTED
    return replace(
        now,
        reached=State.EXTRACTED if done and now.awaits != Stage.CLEAN else State.CLEANED,
        awaits=None if done and now.awaits is None else Stage.EXTRACT,
        cleaned=data,
        failures=_without(now, Stage.CLEAN),
    )


def _after_extraction(now: Standing, record: Record, data: ExtractionCompleted) -> Standing:
    return replace(
        now,
        reached=State.EXTRACTED,
        awaits=None if now.awaits == Stage.EXTRACT else now.awaits,
        extracted=data,
        extracted_position=record.position,
        failures=_without(now, Stage.EXTRACT),
    )


def _after_failure(now: Standing, record: Record, data: ArticleFailed) -> Standing:
    reached, awaits = (State.FAILED, None) if data.permanent else (now.reached, data.stage)
    return replace(now, reached=reached, awaits=awaits, failures=(*_without(now, data.stage), Failed(record, data)))


def _after_request(now: Standing, stage: Stage) -> Standing:
    return replace(
        now,
        reached=State.RECEIVED if stage == Stage.CLEAN else State.CLEANED,
        awaits=stage,
        failures=tuple(
            replace(failed, asked=True) if failed.data.stage == stage else failed for failed in now.failures
        ),
    )


def _without(now: Standing, stage: Stage) -> tuple[Failed, ...]:
    return tuple(failed for failed in now.failures if failed.data.stage != stage)
