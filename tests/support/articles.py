"""Articles put straight into a log, for tests of what comes after."""

from __future__ import annotations

from datetime import UTC, datetime

from schemas.article import Article, Priority
from schemas.claim import Claim
from schemas.codec import encode
from schemas.identity import article_id, record_id, stream_of
from schemas.record import ArticleReceived, ArticleReceivedWords, Meta
from services.eventlog import Appended, EventLog, Write

DEEP = b"[" * 100_000 + b"]" * 100_000
"""JSON that is nested more deeply than a parser's stack."""
LONG_NUMBER = b"9" * 5_000
"""A JSON number with more digits than Python turns into an int."""


def append_received(
    log: EventLog, text: str, *, url: str | None = None, source: str | None = None, revision: int = 1
) -> Claim:
    """Append an `article.received` with this text."""
    article = Article(body=text.encode(), url=url)
    claim = Claim(article_id(article), revision)
    stream = stream_of(claim.article)
    data = ArticleReceived(
        revision=revision,
        media_type="text/plain",
        size=len(article.body),
        priority=Priority.LIVE,
        published_at=datetime(2026, 2, 1, tzinfo=UTC),
    )
    record = encode(
        record_id(stream, revision=revision, step="receive", step_version="1"),
        data,
        ArticleReceivedWords(body=article.body, url=url, source=source),
        Meta(correlation_id=claim.article, producer="test"),
    )
    (outcome,) = log.append([Write(stream=stream, expected_version=len(log.read_stream(stream)), records=(record,))])
    assert isinstance(outcome, Appended)
    return claim
