"""One function per stage: what it appends, and that doing it again appends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.block import CleanedPage, Kind, Span
from schemas.claim import Claim
from schemas.codec import data_of, meta_of, words_of
from schemas.errors import LogError
from schemas.event import Actor, ActorWords, Event, EventWords, Extraction, FoundEvent, FoundFigure, FoundQuotation
from schemas.identity import stream_of
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleFailed,
    EventExtracted,
    ExtractionCompleted,
    ExtractionCompletedWords,
    Record,
    Stage,
)
from services.eventlog.sqlite import SqliteLog
from services.ingest.retry import retry
from tests.support.articles import append_received
from tests.support.samples import FIGURE, FIGURE_WORDS, QUOTATION, QUOTATION_WORDS
from workers import faults
from workers.cleaning import clean_article
from workers.extraction import extract_article
from workers.failing import fail_article
from workers.faults import ATTEMPTS, Failure

TEXT = "Peru Thanks Chile\n\nPeru thanked Chile on Monday.\n"
CHANCE = Failure("OSError", "the disk was busy", faults.Kind.TRANSIENT)
CRASH = Failure("Crashed", "a segmentation fault", faults.Kind.OWN)


class FixedExtractor:
    """Finds one event on every page."""

    def __init__(self, version: str = "fixed-1") -> None:
        self.version = version
        self.pages: list[CleanedPage] = []

    def extract(self, page: CleanedPage) -> Extraction:
        self.pages.append(page)
        event = Event(
            part=0,
            block=Kind.PARAGRAPH,
            type="SUPPORT",
            trigger=Span(24, 31),
            sentence=Span(19, 48),
            source=(Actor(start=19, end=23, country="PER"),),
            target=(Actor(start=32, end=37, country="CHL"),),
        )
        words = EventWords(
            trigger="thanked",
            sentence=page.text[19:48],
            source=(ActorWords("Peru", "Peru"),),
            target=(ActorWords("Chile", "Chile"),),
        )
        return Extraction(
            events=(FoundEvent(event, words),),
            sentences=2,
            covered=True,
            language="en",
            quotations=(FoundQuotation(QUOTATION, QUOTATION_WORDS),),
            figures=(FoundFigure(FIGURE, FIGURE_WORDS),),
        )


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


def records(log: SqliteLog, claim: Claim) -> list[Record]:
    return log.read_stream(stream_of(claim.article))


def types(log: SqliteLog, claim: Claim) -> list[str]:
    return [record.type for record in records(log, claim)]


def test_cleaning_appends_the_page_with_its_text_and_names_its_cause(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    position = clean_article(log, claim)
    received, cleaned = records(log, claim)
    data, words = data_of(cleaned), words_of(cleaned)
    assert isinstance(data, ArticleCleaned)
    assert words == ArticleCleanedWords(text=TEXT)
    assert data.revision == 1
    assert position == cleaned.position
    assert meta_of(cleaned).causation_id == received.id.hex()


def test_cleaning_again_appends_nothing(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    assert clean_article(log, claim) == clean_article(log, claim)
    assert types(log, claim) == ["article.received", "article.cleaned"]


def test_a_revision_that_is_no_longer_current_is_not_cleaned(log: SqliteLog) -> None:
    old = append_received(log, TEXT, url="https://news.example/a")
    new = append_received(log, TEXT + "More.\n", url="https://news.example/a", revision=2)
    assert old.article == new.article
    assert clean_article(log, old) == records(log, new)[-1].position
    assert "article.cleaned" not in types(log, new)


def test_an_article_that_the_log_does_not_know_is_an_error(log: SqliteLog) -> None:
    with pytest.raises(LogError, match="right log"):
        clean_article(log, Claim("unknown", 1))


def test_extraction_appends_its_events_and_then_that_it_is_complete(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    clean_article(log, claim)
    position = extract_article(log, FixedExtractor(), claim)
    *_, event, completed = records(log, claim)
    found, done = data_of(event), data_of(completed)
    assert isinstance(found, EventExtracted)
    assert isinstance(done, ExtractionCompleted)
    assert (done.events, done.sentences, done.extractor) == (1, 2, "fixed-1")
    assert position == completed.position


def test_quotations_and_figures_are_in_the_record_that_completes_the_extraction(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    clean_article(log, claim)
    extract_article(log, FixedExtractor(), claim)
    completed = records(log, claim)[-1]
    data, words = data_of(completed), words_of(completed)
    assert isinstance(data, ExtractionCompleted)
    assert (data.quotations, data.figures) == ((QUOTATION,), (FIGURE,))
    assert words == ExtractionCompletedWords(quotations=(QUOTATION_WORDS,), figures=(FIGURE_WORDS,))


def test_extracting_again_appends_nothing_and_reads_nothing(log: SqliteLog) -> None:
    claim, extractor = append_received(log, TEXT), FixedExtractor()
    clean_article(log, claim)
    extract_article(log, extractor, claim)
    before = types(log, claim)
    extract_article(log, extractor, claim)
    assert types(log, claim) == before
    assert len(extractor.pages) == 1


def test_another_extractor_version_appends_findings_of_its_own(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    clean_article(log, claim)
    extract_article(log, FixedExtractor("fixed-1"), claim)
    extract_article(log, FixedExtractor("fixed-2"), claim)
    found = [data_of(record) for record in records(log, claim) if record.type == "event.extracted"]
    assert [data.extractor for data in found if isinstance(data, EventExtracted)] == ["fixed-1", "fixed-2"]
    assert len({data.event_id for data in found if isinstance(data, EventExtracted)}) == 1


def test_an_extractor_whose_findings_another_version_has_superseded_does_not_extract_again(log: SqliteLog) -> None:
    claim, older = append_received(log, TEXT), FixedExtractor("fixed-1")
    clean_article(log, claim)
    extract_article(log, older, claim)
    extract_article(log, FixedExtractor("fixed-2"), claim)
    before = types(log, claim)
    extract_article(log, older, claim)
    assert types(log, claim) == before


def test_a_cleaner_whose_page_another_version_has_superseded_does_not_clean_again(
    log: SqliteLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = append_received(log, TEXT)
    clean_article(log, claim)
    with monkeypatch.context() as newer:
        newer.setattr("workers.cleaning.CLEANER_VERSION", "clean-next")
        clean_article(log, claim)
    before = types(log, claim)
    clean_article(log, claim)
    assert types(log, claim) == before == ["article.received", "article.cleaned", "article.cleaned"]


def test_a_page_that_was_cleaned_anew_is_extracted_once_more_under_ids_of_its_own(
    log: SqliteLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, extractor = append_received(log, TEXT), FixedExtractor()
    clean_article(log, claim)
    extract_article(log, extractor, claim)
    monkeypatch.setattr("workers.cleaning.CLEANER_VERSION", "clean-next")
    clean_article(log, claim)
    for _ in range(2):
        extract_article(log, extractor, claim)
    assert types(log, claim).count("extraction.completed") == 2
    assert len({record.id for record in records(log, claim)}) == len(records(log, claim))


def test_what_was_never_cleaned_cannot_be_extracted(log: SqliteLog) -> None:
    with pytest.raises(LogError, match="never cleaned"):
        extract_article(log, FixedExtractor(), append_received(log, TEXT))


def test_failures_count_attempts_and_the_last_is_permanent(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    for _ in range(ATTEMPTS):
        fail_article(log, Stage.CLEAN, claim, CHANCE)
    failures = [data for record in records(log, claim) if isinstance(data := data_of(record), ArticleFailed)]
    assert [failure.attempt for failure in failures] == [1, 2, 3, 4, 5]
    assert [failure.permanent for failure in failures] == [False] * 4 + [True]


def test_what_the_article_did_to_its_process_twice_is_permanent_whatever_happened_between(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    for failure in (CRASH, CHANCE, CRASH):
        fail_article(log, Stage.CLEAN, claim, failure)
    failures = [data for record in records(log, claim) if isinstance(data := data_of(record), ArticleFailed)]
    assert [(failure.attempt, failure.permanent) for failure in failures] == [(1, False), (2, False), (3, True)]


def test_a_step_that_was_done_all_the_same_has_not_failed(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    clean_article(log, claim)
    fail_article(log, Stage.CLEAN, claim, CHANCE)
    extract_article(log, FixedExtractor(), claim)
    fail_article(log, Stage.EXTRACT, claim, CHANCE)
    assert "article.failed" not in types(log, claim)


def test_a_requested_retry_gives_fresh_attempts(log: SqliteLog) -> None:
    claim = append_received(log, TEXT)
    for _ in range(ATTEMPTS):
        fail_article(log, Stage.CLEAN, claim, CHANCE)
    retry(claim.article, log)
    fail_article(log, Stage.CLEAN, claim, CHANCE)
    last = data_of(records(log, claim)[-1])
    assert isinstance(last, ArticleFailed)
    assert (last.attempt, last.permanent) == (1, False)
