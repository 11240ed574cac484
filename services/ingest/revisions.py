"""Revisions: what posts do to an article, given what the log holds of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from schemas.article import Article, Priority
from schemas.codec import ERASED, data_of, encode, words_of
from schemas.errors import LogError
from schemas.identity import article_of, digest, record_id
from schemas.record import ArticleReceived, ArticleReceivedWords, NewRecord, Record
from services.provenance import first


class Verdict(StrEnum):
    """What a post did to its article."""

    NEW = "new"
    REVISION = "revision"
    UNCHANGED = "unchanged"


class Post(Struct, frozen=True, kw_only=True):
    """An article as posted, whether somebody waits for it, and the trace (W3C Trace Context) it belongs to."""

    article: Article
    priority: Priority
    traceparent: str | None = None


class Essence(Struct, frozen=True):
    """What a revision is told from another by. The time of fetching is not: every crawl has its own."""

    body: bytes
    media_type: str
    charset: str | None
    published_at: datetime | None


class Current(Struct, frozen=True):
    """What is known of a stream: its version, and its current revision with the position of its record."""

    version: int = 0
    revision: int = 0
    essence: Essence | None = None
    position: int = 0


class Step(Struct, frozen=True):
    """What a post does; `ordinal` says which of the plan's records is its own, None that the log has it already."""

    revision: int
    verdict: Verdict
    ordinal: int | None


class Plan(Struct, frozen=True):
    """What posts to one stream do, one step each, and the records that this takes."""

    steps: tuple[Step, ...]
    records: tuple[NewRecord, ...]


def plan(stream: str, current: Current, posts: Iterable[Post], secret: bytes = b"") -> Plan:
    """What each post does to the stream, in order, given what is known of the stream.

    The records' ids, which hold hashes of content, are derived with the secret.
    """
    steps: list[Step] = []
    records: list[NewRecord] = []
    revision, essence, ordinal = current.revision, current.essence, None
    for post in posts:
        verdict = Verdict.UNCHANGED
        if _essence(post.article) != essence:
            verdict = Verdict.REVISION if revision else Verdict.NEW
            revision, essence, ordinal = revision + 1, _essence(post.article), len(records)
            records.append(_record(stream, revision, post, secret))
        steps.append(Step(revision, verdict, ordinal))
    return Plan(tuple(steps), tuple(records))


def current_of(records: Sequence[Record]) -> Current:
    """What a stream's records say."""
    received = next((record for record in reversed(records) if record.type == "article.received"), None)
    if received is None:
        return Current(version=records[-1].version if records else 0)
    data = data_of(received)
    if isinstance(data, ArticleReceived) and received.content == ERASED:
        return Current(version=records[-1].version, revision=data.revision, position=received.position)
    words = words_of(received)
    if not isinstance(data, ArticleReceived) or not isinstance(words, ArticleReceivedWords):
        raise LogError(f"record {received.position} is not an article.received")
    return Current(
        version=records[-1].version,
        revision=data.revision,
        essence=Essence(words.body, data.media_type, data.charset, data.published_at),
        position=received.position,
    )


def _essence(article: Article) -> Essence:
    return Essence(article.body, article.media_type, article.charset, article.published_at)


def _record(stream: str, revision: int, post: Post, secret: bytes) -> NewRecord:
    """The `article.received` of a post.

    Its id holds the revision's essence, so that only the same post at the same place passes for a repetition.
    """
    article = post.article
    essence = "\n".join((article.media_type, article.charset or "", str(article.published_at)))
    data = ArticleReceived(
        revision=revision,
        media_type=article.media_type,
        size=len(article.body),
        priority=post.priority,
        charset=article.charset,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        language=article.language,
    )
    words = ArticleReceivedWords(
        body=article.body, url=article.url, source=article.source, title=article.title, tags=article.tags
    )
    step_version = digest(essence.encode() + b"\n" + article.body, secret).hex()
    identity = record_id(stream, revision=revision, step="receive", step_version=step_version)
    return encode(identity, data, words, first(f"{article_of(stream)}:{revision}", post.traceparent))
