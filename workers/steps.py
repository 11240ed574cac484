"""What the steps of both stages have in common: the texts that records hold, what a step is called, and its span."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from schemas.article import Article
from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.codec import data_of, meta_of, words_of
from schemas.errors import LogError
from schemas.event import Extraction
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    Record,
    Stage,
)
from services import tracing
from workers.history import History


class Extractor(Protocol):
    """What finds events on a cleaned page; its version names all that its findings depend on."""

    @property
    def version(self) -> str:
        """The versions of the rules, the lexicon and the model."""

    def extract(self, page: CleanedPage) -> Extraction:
        """All that was found on the page."""


def traced(stage: Stage, claim: Claim, cause: Record) -> AbstractContextManager[str | None]:
    """A span for the step, in the trace of the record that it follows from."""
    return tracing.span(stage.value, meta_of(cause).traceparent, article=claim.article, revision=claim.revision)


def step_name(stage: Stage, history: History) -> str:
    """What the step is called in the ids of its records: done once more it makes other records than the first time."""
    once_more = history.done_once_more(stage)
    return f"{stage} after {once_more}" if once_more else stage.value


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
