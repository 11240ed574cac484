"""The extraction step: read the cleaned page, find what it tells, append it.

A step that was done before is recognised and not done again; a step for a revision that is no longer current has
nothing to do.
"""

from __future__ import annotations

from msgspec.structs import replace

from schemas.claim import Claim
from schemas.errors import LogError
from schemas.event import Extraction, FoundEvent
from schemas.identity import event_id
from schemas.record import (
    Data,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    NewRecord,
    Record,
    Stage,
    Words,
)
from services.eventlog import EventLog
from workers.appending import append, record
from workers.history import History
from workers.projections.moved import replaced
from workers.steps import Extractor, cleaned_page, step_name, traced


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
    with traced(Stage.EXTRACT, claim, cleaned):
        extraction = extractor.extract(cleaned_page(cleaned))
        findings = _findings(history, cleaned, extraction, extractor.version)
        return append(log, history, findings, pointless)


def _findings(history: History, cleaned: Record, extraction: Extraction, extractor: str) -> list[NewRecord]:
    """A record for every event, and the one that says that these are all, with the quotations and figures."""
    claim, step = history.claim, step_name(Stage.EXTRACT, history)
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
