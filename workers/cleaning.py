"""The cleaning step: read what was posted, clean it, append `article.cleaned`.

A step that was done before is recognised and not done again; a step for a revision that is no longer current has
nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable

from schemas.article import Article
from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.record import ArticleCleaned, ArticleCleanedWords, NewRecord, Record, Stage
from services.eventlog import EventLog
from workers.appending import append, record
from workers.clean import CLEANER_VERSION, clean
from workers.clean.fingerprints import fingerprints
from workers.clean.pictures import pictures
from workers.history import History
from workers.limits import CLEANING_PACE, processor_time
from workers.steps import posted, step_name, traced


def clean_article(log: EventLog, claim: Claim, cleaner: Callable[[Article], CleanedPage] = clean) -> int:
    """Clean the claim's page and append `article.cleaned`; the position up to which the claim is done."""

    def pointless(history: History) -> bool:
        return history.received() is None or history.is_done(Stage.CLEAN, CLEANER_VERSION)

    history = History.read(log, claim)
    received = history.received()
    if received is None or pointless(history):
        return history.position
    with traced(Stage.CLEAN, claim, received):
        page = cleaner(posted(received))
        return append(log, history, [_cleaned(history, received, page)], pointless)


def clean_in_time(article: Article) -> CleanedPage:
    """The cleaned page; ends the process rather than never come back."""
    with processor_time(len(article.body) * CLEANING_PACE):
        return clean(article)


def _cleaned(history: History, received: Record, page: CleanedPage) -> NewRecord:
    """The record of a page as it was cleaned."""
    claim = history.claim
    data = ArticleCleaned(
        revision=claim.revision, cleaner=CLEANER_VERSION, parts=page.parts, blocks=page.blocks, renderer=page.renderer
    )
    words = ArticleCleanedWords(text=page.text, fingerprints=fingerprints(page), pictures=pictures(page))
    return record(claim, received, data, words, step=step_name(Stage.CLEAN, history), step_version=CLEANER_VERSION)
