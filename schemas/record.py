"""The entries of the event log: what each type says, and the envelope every one travels in.

`data` is structure (ids, offsets, codes, dates); `words` is every word of the article or about a named person.
The two are stored apart, so that words can be erased while the log keeps its order.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from schemas.article import Priority
from schemas.block import Block, Part
from schemas.correction import ActorCorrected, ActorCorrectedWords, EventCorrected, EventCorrectedWords
from schemas.event import Event, EventWords, Figure, FigureWords, Quotation, QuotationWords
from schemas.fingerprint import Fingerprint, Picture


class Stage(StrEnum):
    """A step of an article's way that a worker does."""

    CLEAN = "clean"
    EXTRACT = "extract"


class NoWords(Struct, frozen=True):
    """The words of a record that has none."""


class ArticleReceived(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A new revision of an article was accepted; `size` counts the bytes of its body."""

    revision: int
    media_type: str
    size: int
    priority: Priority = Priority.LIVE
    charset: str | None = None
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str | None = None


class ArticleReceivedWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the sender wrote."""

    body: bytes
    url: str | None = None
    source: str | None = None
    title: str | None = None
    tags: tuple[str, ...] = ()


class ArticleCleaned(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The page was taken apart into parts and blocks; offsets count code points of the page text."""

    revision: int
    cleaner: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    renderer: str | None = None


class ArticleCleanedWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The page text, and what its parts and captions are compared with those of other articles by.

    A hash tells who guesses the text that the guess is right, so it is erased with the words.
    """

    text: str
    fingerprints: tuple[Fingerprint, ...] = ()
    pictures: tuple[Picture, ...] = ()


class EventExtracted(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The news reports an event; `event_id` is its public id, which outlives extractor versions.

    `instead_of` names events of the extraction before that this one is found in the place of.
    """

    revision: int
    extractor: str
    event_id: str
    event: Event
    instead_of: tuple[str, ...] = ()


class ExtractionCompleted(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """All events of this extraction are in the log, directly before this record; all else that it found is here."""

    revision: int
    extractor: str
    events: int
    sentences: int
    covered: bool = True
    language: str | None = None
    notes: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()


class ExtractionCompletedWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The words of the quotations and figures, in the same order as their codes."""

    quotations: tuple[QuotationWords, ...] = ()
    figures: tuple[FigureWords, ...] = ()


class ArticleFailed(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A step could not be done; `reason` is the error's class, `attempt` counts from 1.

    Permanent means that it will not be tried again by itself.
    """

    revision: int
    stage: Stage
    reason: str
    attempt: int
    permanent: bool


class ArticleFailedWords(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The error's own sentence, which may quote the article, and where in the program it happened, a frame a line."""

    detail: str
    traceback: str = ""


class RetryRequested(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Somebody asked to try a failed step again, with fresh attempts."""

    revision: int
    stage: Stage


class ReprocessRequested(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Somebody asked to do a step once more that was done, and what follows it, as it would be done today."""

    revision: int
    stage: Stage


class ArticleErased(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Every word of the article up to here, and about it, was erased; its structure stays."""

    revision: int


class WatchlistCreated(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody wants to be told of certain events; `watchlist` is the id of what they keep under a name."""

    watchlist: str


class WatchlistChanged(Struct, frozen=True, kw_only=True, gc=False):
    """They want to be told of other events under the same name."""

    watchlist: str


class WatchlistWords(Struct, frozen=True, kw_only=True, gc=False):
    """Whose list it is, how they call it, and the filters of its events as a JSON object."""

    by: str
    name: str
    filters: str


class WatchlistRemoved(Struct, frozen=True, kw_only=True, gc=False):
    """The list is kept no longer."""

    watchlist: str


OfArticle = (
    ArticleReceived
    | ArticleCleaned
    | EventExtracted
    | ExtractionCompleted
    | ArticleFailed
    | RetryRequested
    | ReprocessRequested
    | EventCorrected
    | ArticleErased
)
"""What is said of an article, in its stream."""
OfWatchlist = WatchlistCreated | WatchlistChanged | WatchlistRemoved
"""What is said of a watchlist, in its stream."""
OfOthers = OfWatchlist | ActorCorrected
"""What is said of something else than an article, in a stream of its own."""
Data = OfArticle | OfOthers
Words = (
    ArticleReceivedWords
    | ArticleCleanedWords
    | EventWords
    | ExtractionCompletedWords
    | ArticleFailedWords
    | EventCorrectedWords
    | ActorCorrectedWords
    | WatchlistWords
    | NoWords
)


class Meta(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a record comes from: the flow it belongs to, the record that caused it, the program that wrote it.

    `traceparent` is that of W3C Trace Context.
    """

    correlation_id: str
    producer: str
    causation_id: str | None = None
    traceparent: str | None = None


class NewRecord(Struct, frozen=True, kw_only=True, gc=False):
    """A record to append: `data` is JSON, `content` is the codec's bytes, `id` is 16 derived bytes."""

    id: bytes
    type: str
    schema_version: int
    data: bytes
    content: bytes
    meta: bytes


class Record(Struct, frozen=True, gc=False):
    """A record as the log holds it; `recorded_at` counts microseconds since 1970 in UTC."""

    position: int
    stream: str
    version: int
    id: bytes
    type: str
    schema_version: int
    recorded_at: int
    data: bytes
    content: bytes
    meta: bytes
