"""An article's revisions as its stream tells them: what was posted, what it became, and when each step was done."""

from __future__ import annotations

from msgspec import Struct

from schemas.block import CleanedPage
from schemas.charset import decode
from schemas.codec import data_of, known, meta_of, words_of
from schemas.errors import ArticleError, LogError
from schemas.identity import stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleFailed,
    ArticleReceived,
    ArticleReceivedWords,
    ExtractionCompleted,
    Record,
)
from services.eventlog import EventLog


class Step(Struct, frozen=True, kw_only=True):
    """A record of the article's way: when it was appended, how long after the one before, by which program."""

    position: int
    type: str
    at: int
    took: int | None
    producer: str
    told: str = ""
    failed: bool = False


class Revision(Struct, kw_only=True):
    """What was posted, and the page it was cleaned into last; no words where they were erased or cannot be read."""

    number: int
    position: int
    at: int
    received: ArticleReceived
    words: ArticleReceivedWords
    page: CleanedPage | None = None
    cleaner: str | None = None
    extraction: ExtractionCompleted | None = None
    steps: list[Step]

    @property
    def text(self) -> str:
        """The page text; before it is cleaned that of a plain body, else empty."""
        if self.page or self.received.media_type != "text/plain":
            return self.page.text if self.page else ""
        try:
            return decode(self.words.body, declared=self.received.charset, html=False)
        except ArticleError:
            return ""


def read_revisions(log: EventLog, article: str, position: int) -> list[Revision]:
    """The revisions up to a position of the log, in order."""
    found: dict[int, Revision] = {}
    for record in log.read_stream(stream_of(article)):
        if record.position <= position and known(record) and record.type != "event.extracted":
            _take(record, found)
    return [found[number] for number in sorted(found)]


def _take(record: Record, found: dict[int, Revision]) -> None:
    """Add what a record tells; one that cannot be read tells nothing here, as in the folds."""
    try:
        data = data_of(record)
    except LogError:
        return
    if isinstance(data, ArticleReceived):
        found[data.revision] = _received(record, data)
    revision = found.get(data.revision)
    if revision is None:
        return
    if isinstance(data, ArticleCleaned):
        words = _words(record)
        text = words.text if isinstance(words, ArticleCleanedWords) else ""
        revision.page = CleanedPage(text=text, parts=data.parts, blocks=data.blocks, renderer=data.renderer)
        revision.cleaner = data.cleaner
    if isinstance(data, ExtractionCompleted):
        revision.extraction = data
    revision.steps.append(_step(record, revision, data))


def _received(record: Record, data: ArticleReceived) -> Revision:
    words = _words(record)
    return Revision(
        number=data.revision,
        position=record.position,
        at=record.recorded_at,
        received=data,
        words=words if isinstance(words, ArticleReceivedWords) else ArticleReceivedWords(body=b""),
        steps=[],
    )


def _words(record: Record) -> object:
    try:
        return words_of(record)
    except LogError:
        return None


def _step(record: Record, revision: Revision, data: object) -> Step:
    before = revision.steps[-1].at if revision.steps else None
    try:
        producer = meta_of(record).producer
    except LogError:
        producer = "not known"
    return Step(
        position=record.position,
        type=record.type,
        at=record.recorded_at,
        took=None if before is None else record.recorded_at - before,
        producer=producer,
        told=_told(data),
        failed=isinstance(data, ArticleFailed),
    )


def _told(data: object) -> str:
    match data:
        case ArticleReceived(size=size):
            return f"{size:,} bytes"
        case ArticleCleaned(parts=parts, blocks=blocks):
            return f"{len(parts)} parts, {len(blocks)} blocks"
        case ExtractionCompleted(events=events, sentences=sentences):
            return f"{events} events in {sentences} sentences"
        case ArticleFailed(stage=stage, reason=reason, attempt=attempt):
            return f"{stage} failed: {reason}, attempt {attempt}"
        case _:
            return ""
