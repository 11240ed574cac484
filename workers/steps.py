"""One function per stage: read what the log knows of a claim, call the pure part, append what it found.

A step that was done before is recognised and not done again; a step for a revision that is no longer current has
nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec.structs import replace

from schemas.article import Article
from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.codec import data_of, meta_of, words_of
from schemas.errors import LogError
from schemas.event import Extraction, FoundEvent
from schemas.identity import event_id
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Data,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    NewRecord,
    Record,
    Stage,
    Words,
)
from services import tracing
from services.eventlog import EventLog
from workers.appending import append, record
from workers.clean import CLEANER_VERSION, clean
from workers.clean.fingerprints import fingerprints
from workers.clean.pictures import pictures
from workers.history import History
from workers.projections.moved import replaced


class Extractor(Protocol):
    """What finds events on a cleaned page; its version names all that its findings depend on."""

    @property
    def version(self) -> str:
        """The versions of the rules, the lexicon and the model."""

    def extract(self, page: CleanedPage) -> Extraction:
        """All that was found on the page."""


def clean_article(log: EventLog, claim: Claim, cleaner: Callable[[Article], CleanedPage] = clean) -> int:
    """Clean the claim's page and append `article.cleaned`; the position up to which the claim is done."""

    def pointless(history: History) -> bool:
        return history.received() is None or history.is_done(Stage.CLEAN, CLEANER_VERSION)

    history = History.read(log, claim)
    received = history.received()
    if received is None or pointless(history):
        return history.position
    with _traced(Stage.CLEAN, claim, received):
        page = cleaner(posted(received))
        return append(log, history, [_cleaned(history, received, page)], pointless)


def extract_article(log: EventLog, extractor: Extractor, claim: Claim) -> int:
    """Extract the events of the claim's cleaned page and append them; the position up to which the claim is done.

    Raises LogError if the revision was never cleaned.
    """

    def pointless(history: History) -> bool:
        return history.received() is None or history.is_done(Stage.EXTRACT, extractor.version)

    history = History.read(log, claim)
    if pointless(history):
        return history.position
    cleaned = history.cleaned()
    if cleaned is None:
        raise LogError(f"article {claim.article} revision {claim.revision} is to be extracted but was never cleaned")
    with _traced(Stage.EXTRACT, claim, cleaned):
        extraction = extractor.extract(cleaned_page(cleaned))
        findings = _findings(history, cleaned, extraction, extractor.version)
        return append(log, history, findings, pointless)


def _traced(stage: Stage, claim: Claim, cause: Record) -> AbstractContextManager[str | None]:
    """A span for the step, in the trace of the record that it follows from."""
    return tracing.span(stage.value, meta_of(cause).traceparent, article=claim.article, revision=claim.revision)


def _cleaned(history: History, received: Record, page: CleanedPage) -> NewRecord:
    """The record of a page as it was cleaned."""
    claim = history.claim
    data = ArticleCleaned(
        revision=claim.revision, cleaner=CLEANER_VERSION, parts=page.parts, blocks=page.blocks, renderer=page.renderer
    )
    words = ArticleCleanedWords(text=page.text, fingerprints=fingerprints(page), pictures=pictures(page))
    return record(claim, received, data, words, step=_step(Stage.CLEAN, history), step_version=CLEANER_VERSION)


def _step(stage: Stage, history: History) -> str:
    """What the step is called in the ids of its records: done once more it makes other records than the first time."""
    once_more = history.done_once_more(stage)
    return f"{stage} after {once_more}" if once_more else stage.value


def _findings(history: History, cleaned: Record, extraction: Extraction, extractor: str) -> list[NewRecord]:
    """A record for every event, and the one that says that these are all, with the quotations and figures."""
    claim, step = history.claim, _step(Stage.EXTRACT, history)
    completed = ExtractionCompleted(
        revision=claim.revision,
        extractor=extractor,
        events=len(extraction.events),
        sentences=extraction.sentences,
        covered=extraction.covered,
        language=extraction.language,
        notes=extraction.notes,
        quotations=tuple(each.quotation for each in extraction.quotations),
        figures=tuple(each.figure for each in extraction.figures),
    )
    words = ExtractionCompletedWords(
        quotations=tuple(each.words for each in extraction.quotations),
        figures=tuple(each.words for each in extraction.figures),
    )
    read = [_extracted(claim, each, extractor) for each in extraction.events]
    places = replaced(history.found(), read)
    found = [replace(data, instead_of=places[data.event_id]) for data in read]
    told = [each.words for each in extraction.events]
    pairs: list[tuple[Data, Words]] = [*zip(found, told, strict=True), (completed, words)]
    return [
        record(claim, cleaned, data, words, step=step, step_version=extractor, ordinal=ordinal)
        for ordinal, (data, words) in enumerate(pairs)
    ]


def _extracted(claim: Claim, found: FoundEvent, extractor: str) -> EventExtracted:
    identity = event_id(claim.article, found.event)
    return EventExtracted(revision=claim.revision, extractor=extractor, event_id=identity, event=found.event)


def posted(received: Record) -> Article:
    """The article as it was posted; raises LogError if the record is no `article.received`."""
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


def cleaned_page(cleaned: Record) -> CleanedPage:
    """The page as it was cleaned; raises LogError if the record is no `article.cleaned`."""
    data, words = data_of(cleaned), words_of(cleaned)
    if not isinstance(data, ArticleCleaned) or not isinstance(words, ArticleCleanedWords):
        raise LogError(f"record {cleaned.position} is not an article.cleaned")
    return CleanedPage(text=words.text, parts=data.parts, blocks=data.blocks, renderer=data.renderer)
