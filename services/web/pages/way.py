"""An article's way: the steps of each revision, when each was done and how long it took. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.codec import meta_of
from schemas.counting import counted
from schemas.errors import LogError
from schemas.record import ArticleCleaned, ArticleFailed, ArticleReceived, Data, ExtractionCompleted, Record
from services.ingest.standing import said_in


class Step(Struct, frozen=True, kw_only=True):
    """A record of the way: when it was appended and by which program, how long after the one before, microseconds."""

    position: int
    type: str
    at: int
    took: int | None
    producer: str
    told: str
    failed: bool


def steps(records: Sequence[Record], revision: int) -> Iterator[Step]:
    """The steps of a revision in the stream of its article; what cannot be read is passed over, as in the folds."""
    before: int | None = None
    for record in records:
        data = said_in(record)
        if data is None or data.revision != revision:
            continue
        yield Step(
            position=record.position,
            type=record.type,
            at=record.recorded_at,
            took=None if before is None else record.recorded_at - before,
            producer=_producer(record),
            told=_told(data),
            failed=isinstance(data, ArticleFailed),
        )
        before = record.recorded_at


def _producer(record: Record) -> str:
    try:
        return meta_of(record).producer
    except LogError:
        return "not known"


def _told(data: Data) -> str:
    match data:
        case ArticleReceived(size=size):
            return counted(size, "byte")
        case ArticleCleaned(parts=parts, blocks=blocks):
            return f"{counted(len(parts), 'part')}, {counted(len(blocks), 'block')}"
        case ExtractionCompleted(events=events, sentences=sentences):
            return f"{counted(events, 'event')} in {counted(sentences, 'sentence')}"
        case ArticleFailed(stage=stage, reason=reason, attempt=attempt):
            return f"{stage} failed: {reason}, attempt {attempt}"
        case _:
            return ""
