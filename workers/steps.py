"""One function per stage: read what the log knows of a claim, call the pure part, append what it found.

A step that was done before is recognised and not done again; a step for a revision that is no longer current has
nothing to do.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from importlib.metadata import version

from msgspec import Struct

from schemas.article import Article
from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.codec import data_of, encode, words_of
from schemas.errors import InputError, LogError
from schemas.identity import event_id, record_id, stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleFailed,
    ArticleFailedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    Meta,
    NewRecord,
    NoWords,
    Record,
    RetryRequested,
    Stage,
    Words,
)
from services.eventlog import Appended, EventLog, Write
from workers.clean import CLEANER_VERSION, clean
from workers.extract import Extractor

ATTEMPTS = 3
"""How often a step is tried before its failure is permanent."""
RACES = 20
"""How often an append is tried against others that write to the same stream."""
PRODUCER = f"newsfold/{version('newsfold')} {socket.gethostname()}"


class Failure(Struct, frozen=True):
    """Why a step could not be done, and whether trying again could help."""

    reason: str
    detail: str
    permanent: bool


class History(Struct, frozen=True):
    """All records of an article's stream."""

    stream: str
    records: tuple[Record, ...]

    @property
    def version(self) -> int:
        """The stream's version, 0 for none."""
        return self.records[-1].version if self.records else 0

    @property
    def position(self) -> int:
        """The position of the stream's last record."""
        return self.records[-1].position if self.records else 0

    def last(self, kind: str) -> Record | None:
        """The newest record of a type."""
        return next((record for record in reversed(self.records) if record.type == kind), None)

    def received(self, claim: Claim) -> Record | None:
        """The claim's `article.received`, unless a newer revision has taken its place."""
        record = self.last("article.received")
        if record is None:
            raise LogError(f"article {claim.article} is queued but not in the log; is this the right log?")
        return record if _revision(record) == claim.revision else None


def clean_article(log: EventLog, claim: Claim) -> int:
    """Clean the claim's page and append `article.cleaned`; the position up to which the claim is done."""
    history = read_history(log, claim)
    received = history.received(claim)
    if received is None or _cleaned(history, claim) is not None:
        return history.position
    page = clean(_article(received))
    data = ArticleCleaned(
        revision=claim.revision, cleaner=CLEANER_VERSION, parts=page.parts, blocks=page.blocks, renderer=page.renderer
    )
    record = _record(claim, received, data, ArticleCleanedWords(text=page.text), step=f"clean {CLEANER_VERSION}")
    return _append(log, claim, history, [record], _cleaned)


def extract_article(log: EventLog, extractor: Extractor, claim: Claim) -> int:
    """Extract the events of the claim's cleaned page and append them; the position up to which the claim is done."""
    history = read_history(log, claim)

    def done(known: History, claim: Claim) -> Record | None:
        return _extracted(known, claim, extractor.version)

    if history.received(claim) is None or done(history, claim) is not None:
        return history.position
    cleaned = _cleaned(history, claim)
    if cleaned is None:
        raise LogError(f"article {claim.article} revision {claim.revision} is to be extracted but was never cleaned")
    extraction = extractor.extract(_page(cleaned))
    step = f"extract {extractor.version}"
    events = [
        _record(
            claim,
            cleaned,
            EventExtracted(
                revision=claim.revision,
                extractor=extractor.version,
                event_id=event_id(claim.article, found.event),
                event=found.event,
            ),
            found.words,
            step=step,
            ordinal=ordinal,
        )
        for ordinal, found in enumerate(extraction.events, 1)
    ]
    completed = ExtractionCompleted(
        revision=claim.revision,
        extractor=extractor.version,
        events=len(events),
        sentences=extraction.sentences,
        covered=extraction.covered,
        language=extraction.language,
        notes=extraction.notes,
    )
    return _append(log, claim, history, [*events, _record(claim, cleaned, completed, NoWords(), step=step)], done)


def fail_article(log: EventLog, stage: Stage, claim: Claim, failure: Failure) -> int:
    """Append `article.failed`; after the last attempt it is permanent."""
    history = read_history(log, claim)
    received = history.received(claim)
    if received is None:
        return history.position
    attempt = 1 + _failures(history, stage, claim)
    data = ArticleFailed(
        revision=claim.revision,
        stage=stage,
        reason=failure.reason,
        attempt=attempt,
        permanent=failure.permanent or attempt >= ATTEMPTS,
    )
    ordinal = len(history.records)
    record = _record(
        claim, received, data, ArticleFailedWords(detail=failure.detail), step=f"{stage} failed", ordinal=ordinal
    )
    return _append(log, claim, history, [record], lambda known, claim: None)


def failure_of(error: BaseException) -> Failure:
    """What an exception means for the article in hand: bad input stays bad, the rest may pass."""
    return Failure(type(error).__name__, str(error) or type(error).__name__, permanent=isinstance(error, InputError))


def read_history(log: EventLog, claim: Claim) -> History:
    """All that the log knows of the claim's article."""
    stream = stream_of(claim.article)
    return History(stream, tuple(log.read_stream(stream)))


def _append(
    log: EventLog,
    claim: Claim,
    history: History,
    records: Sequence[NewRecord],
    done: Callable[[History, Claim], Record | None],
) -> int:
    """Append to the stream, unless somebody else did the same or made it pointless meanwhile."""
    for _ in range(RACES):
        write = Write(stream=history.stream, expected_version=history.version, records=tuple(records))
        (outcome,) = log.append([write])
        if isinstance(outcome, Appended):
            return outcome.last
        history = read_history(log, claim)
        if history.received(claim) is None or done(history, claim) is not None:
            return history.position
    raise LogError(f"article {claim.article} is written to by too many others at once")


def _record(claim: Claim, cause: Record, data: Data, words: Words, *, step: str, ordinal: int = 0) -> NewRecord:
    """A record whose id is derived from what it is about, so that doing a step twice makes the same record."""
    name, _, step_version = step.partition(" ")
    identity = record_id(
        stream_of(claim.article), revision=claim.revision, step=name, step_version=step_version, ordinal=ordinal
    )
    meta = Meta(
        correlation_id=f"{claim.article}:{claim.revision}",
        causation_id=cause.id.hex(),
        producer=f"{PRODUCER}:{os.getpid()}",
    )
    return encode(identity, data, words, meta)


def _article(received: Record) -> Article:
    data, words = data_of(received), words_of(received)
    if not isinstance(data, ArticleReceived) or not isinstance(words, ArticleReceivedWords):
        raise LogError(f"record {received.position} is not an article.received")
    return Article(
        body=words.body,
        media_type=data.media_type,
        charset=data.charset,
        url=words.url,
        source=words.source,
        title=words.title,
        published_at=data.published_at,
        fetched_at=data.fetched_at,
        language=data.language,
        tags=words.tags,
    )


def _page(cleaned: Record) -> CleanedPage:
    data, words = data_of(cleaned), words_of(cleaned)
    if not isinstance(data, ArticleCleaned) or not isinstance(words, ArticleCleanedWords):
        raise LogError(f"record {cleaned.position} is not an article.cleaned")
    return CleanedPage(text=words.text, parts=data.parts, blocks=data.blocks, renderer=data.renderer)


def _cleaned(history: History, claim: Claim) -> Record | None:
    """The newest `article.cleaned` of this revision by this cleaner."""
    record = history.last("article.cleaned")
    data = data_of(record) if record else None
    if isinstance(data, ArticleCleaned) and (data.revision, data.cleaner) == (claim.revision, CLEANER_VERSION):
        return record
    return None


def _extracted(history: History, claim: Claim, extractor: str) -> Record | None:
    """The newest `extraction.completed` of this revision by this extractor."""
    record = history.last("extraction.completed")
    data = data_of(record) if record else None
    if isinstance(data, ExtractionCompleted) and (data.revision, data.extractor) == (claim.revision, extractor):
        return record
    return None


def _failures(history: History, stage: Stage, claim: Claim) -> int:
    """How often this step failed since it was last asked for."""
    count = 0
    for record in history.records:
        data = data_of(record) if record.type in {"article.failed", "retry.requested"} else None
        if isinstance(data, RetryRequested) and data.stage == stage:
            count = 0
        elif isinstance(data, ArticleFailed) and (data.stage, data.revision) == (stage, claim.revision):
            count += 1
    return count


def _revision(received: Record) -> int:
    data = data_of(received)
    return data.revision if isinstance(data, ArticleReceived) else 0
