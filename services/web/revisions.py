"""What the log holds of an article's revisions: their pages, and how one became the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from msgspec import Struct
from msgspec.structs import replace

from schemas.block import Block, Part
from schemas.codec import words_of
from schemas.errors import ErasedError
from schemas.moments import moment_of
from schemas.record import ArticleCleaned, ArticleCleanedWords, ArticleReceived, ExtractionCompleted, Record
from services.ingest.standing import received_words, said_in
from services.web.problems import Problem


class Revision(Struct, frozen=True, kw_only=True):
    """A revision of an article as it was received, and what was last made of it, with the positions that say so."""

    revision: int
    position: int
    received_at: datetime
    media_type: str
    size: int
    url: str | None
    source: str | None
    title: str | None
    published_at: datetime | None
    fetched_at: datetime | None
    cleaner: str | None = None
    cleaned_position: int | None = None
    parts: int | None = None
    blocks: int | None = None
    extractor: str | None = None
    extracted_position: int | None = None
    events: int | None = None
    covered: bool | None = None


class ArticlePage(Struct, frozen=True, kw_only=True):
    """A revision's page as it was last cleaned: the text that offsets count in, its parts and its blocks.

    `position` is that of the record that says so.
    """

    id: str
    revision: int
    position: int
    cleaner: str
    renderer: str | None
    text: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]


def revisions(records: Sequence[Record]) -> list[Revision]:
    """The revisions of the article of a stream, the latest first."""
    found: dict[int, Revision] = {}
    for record in records:
        match said_in(record):
            case ArticleReceived() as data if data.revision not in found:
                found[data.revision] = _received(record, data)
            case ArticleCleaned() as data if before := found.get(data.revision):
                found[data.revision] = replace(
                    before,
                    cleaner=data.cleaner,
                    cleaned_position=record.position,
                    parts=len(data.parts),
                    blocks=len(data.blocks),
                )
            case ExtractionCompleted() as data if before := found.get(data.revision):
                found[data.revision] = replace(
                    before,
                    extractor=data.extractor,
                    extracted_position=record.position,
                    events=data.events,
                    covered=data.covered,
                )
    return sorted(found.values(), key=lambda each: -each.revision)


def page_of(article: str, records: Sequence[Record], revision: int | None) -> ArticlePage:
    """The page of a revision, else of the latest; raises Problem if there is none, or none yet."""
    wanted = revision or max((each.revision for each in revisions(records)), default=0)
    for record in reversed(records):
        data = said_in(record)
        if isinstance(data, ArticleCleaned) and data.revision == wanted:
            words = _cleaned_words(article, record)
            return ArticlePage(
                id=article,
                revision=wanted,
                position=record.position,
                cleaner=data.cleaner,
                renderer=data.renderer,
                text=words.text,
                parts=data.parts,
                blocks=data.blocks,
            )
    detail = f"article {article} has no page of revision {wanted}, or it is not cleaned yet"
    raise Problem(HTTPStatus.NOT_FOUND, detail)


def erased(article: str) -> Problem:
    """The problem that nobody can read an article any more."""
    return Problem(HTTPStatus.GONE, f"the words of article {article} were erased; its records stay in the log")


def _received(record: Record, data: ArticleReceived) -> Revision:
    words = received_words(record)
    return Revision(
        revision=data.revision,
        position=record.position,
        received_at=moment_of(record.recorded_at),
        media_type=data.media_type,
        size=data.size,
        url=words.url,
        source=words.source,
        title=words.title,
        published_at=data.published_at,
        fetched_at=data.fetched_at,
    )


def _cleaned_words(article: str, record: Record) -> ArticleCleanedWords:
    """The page text; raises Problem if it was erased."""
    try:
        words = words_of(record)
    except ErasedError as error:
        raise erased(article) from error
    assert isinstance(words, ArticleCleanedWords)  # noqa: S101  # as its type has them
    return words
