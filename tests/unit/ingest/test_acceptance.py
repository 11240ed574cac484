"""A post is new, a revision or unchanged; whatever happens at once, each revision is in the log once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from schemas.article import Article, Priority
from schemas.codec import data_of, meta_of, words_of
from schemas.errors import LogError
from schemas.identity import article_id, stream_of
from schemas.record import ArticleReceived, ArticleReceivedWords, Record
from services.eventlog import Outcome, Write
from services.eventlog.sqlite import SqliteLog
from services.ingest.acceptance import Acceptance, Accepted, accept
from services.ingest.revisions import Post, Verdict

URL = "https://news.example/talks"
FIRST = Article(body=b"The talks began.", url=URL, charset="utf-8")
SECOND = replace(FIRST, body=b"The talks ended.")
NEW, REVISION, UNCHANGED = Verdict


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqliteLog]:
    log = SqliteLog.create(tmp_path / "log.sqlite")
    yield log
    log.close()


def posted(*articles: Article) -> list[Post]:
    return [Post(article=article, priority=Priority.LIVE) for article in articles]


def revisions(records: Sequence[Record]) -> list[int]:
    """The revisions that the records open."""
    return [data.revision for data in map(data_of, records) if isinstance(data, ArticleReceived)]


def accepted(outcomes: Sequence[Acceptance]) -> list[Accepted]:
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    return [outcome for outcome in outcomes if isinstance(outcome, Accepted)]


def said(outcomes: Sequence[Acceptance]) -> list[tuple[Verdict, int]]:
    return [(outcome.verdict, outcome.claim.revision) for outcome in accepted(outcomes)]


def received(log: SqliteLog) -> list[Record]:
    return log.read(types={"article.received"})


def test_a_new_article_is_in_the_log_as_it_was_posted(log: SqliteLog) -> None:
    article = Article(
        body="Ça commence.".encode(),
        media_type="text/html",
        charset="utf-8",
        url=URL,
        source="news.example",
        title="Talks",
        published_at=datetime(2026, 2, 3, tzinfo=UTC),
        fetched_at=datetime(2026, 2, 4, tzinfo=UTC),
        language="fr",
        tags=("talks",),
    )
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    (outcome,) = accepted(accept([Post(article=article, priority=Priority.BULK, traceparent=trace)], log))
    (record,) = received(log)
    assert (outcome.verdict, outcome.claim.article, outcome.position) == (NEW, article_id(article), record.position)
    assert data_of(record) == ArticleReceived(
        revision=1,
        media_type="text/html",
        size=len(article.body),
        priority=Priority.BULK,
        charset="utf-8",
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        language="fr",
    )
    assert words_of(record) == ArticleReceivedWords(
        body=article.body, url=URL, source="news.example", title="Talks", tags=("talks",)
    )
    assert meta_of(record).traceparent == trace
    assert meta_of(record).correlation_id == f"{outcome.claim.article}:1"


def test_the_same_again_changes_nothing(log: SqliteLog) -> None:
    first = accepted(accept(posted(FIRST), log))
    again = accepted(accept(posted(FIRST), log))
    assert said(again) == [(UNCHANGED, 1)]
    assert again[0].position == first[0].position
    assert log.head() == 1


def test_going_back_to_an_earlier_text_is_a_third_revision(log: SqliteLog) -> None:
    outcomes = [said(accept(posted(article), log)) for article in (FIRST, SECOND, FIRST)]
    assert outcomes == [[(NEW, 1)], [(REVISION, 2)], [(REVISION, 3)]]
    assert len(received(log)) == 3


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIRST, published_at=datetime(2026, 2, 3, tzinfo=UTC)),
        replace(FIRST, media_type="text/html"),
        replace(FIRST, charset="cp1252"),
    ],
)
def test_another_date_or_another_way_to_read_the_body_is_a_revision(log: SqliteLog, changed: Article) -> None:
    accept(posted(FIRST), log)
    assert said(accept(posted(changed), log)) == [(REVISION, 2)]


@pytest.mark.parametrize(
    "again",
    [
        replace(FIRST, fetched_at=datetime(2026, 2, 4, tzinfo=UTC)),
        replace(FIRST, title="Another title", source="another.example", tags=("crawl 2",)),
        replace(FIRST, url=URL + "?utm_source=feed#top"),
    ],
)
def test_another_crawl_of_the_same_page_is_no_revision(log: SqliteLog, again: Article) -> None:
    accept(posted(FIRST), log)
    assert said(accept(posted(again), log)) == [(UNCHANGED, 1)]


def test_posts_of_one_call_are_taken_in_order(log: SqliteLog) -> None:
    other = Article(body=b"Other news.")
    outcomes = accept(posted(FIRST, other, SECOND, SECOND, FIRST), log)
    assert said(outcomes) == [(NEW, 1), (NEW, 1), (REVISION, 2), (UNCHANGED, 2), (REVISION, 3)]
    records = received(log)
    assert revisions(records) == [1, 2, 3, 1]
    assert [outcome.position for outcome in accepted(outcomes)] == [1, 4, 2, 2, 3]


def test_posts_of_one_call_share_a_commit(log: SqliteLog, tmp_path: Path) -> None:
    counting = Counting(tmp_path / "log.sqlite")
    accept(posted(FIRST, SECOND, Article(body=b"Other news.")), counting)
    assert counting.appends == 1
    assert log.head() == 3
    counting.close()


def test_twenty_posts_at_once_make_one_revision(log: SqliteLog) -> None:
    with ThreadPoolExecutor(20) as threads:
        outcomes = [
            outcome for each in threads.map(lambda _: accept(posted(FIRST), log), range(20)) for outcome in each
        ]
    assert sorted(said(outcomes)) == [(NEW, 1)] + [(UNCHANGED, 1)] * 19
    assert len(received(log)) == 1


def test_different_posts_at_once_are_all_kept_in_some_order(log: SqliteLog) -> None:
    articles = [replace(FIRST, body=f"Version {number}.".encode()) for number in range(12)]
    with ThreadPoolExecutor(12) as threads:
        outcomes = [outcome for each in threads.map(lambda one: accept(posted(one), log), articles) for outcome in each]
    assert sorted(revision for _, revision in said(outcomes)) == list(range(1, 13))
    assert revisions(received(log)) == list(range(1, 13))


def test_a_record_of_somebody_else_in_between_is_no_hindrance(log: SqliteLog, tmp_path: Path) -> None:
    intruding = Intruding(tmp_path / "log.sqlite")
    accept(posted(FIRST), log)
    assert said(accept(posted(SECOND), intruding)) == [(REVISION, 2)]
    kinds = [record.type for record in log.read_stream(stream_of(article_id(FIRST)))]
    assert kinds == ["article.received", "note", "article.received"]
    intruding.close()


def test_a_log_that_cannot_write_refuses_every_post_of_the_call(log: SqliteLog, tmp_path: Path) -> None:
    full = Full(tmp_path / "log.sqlite")
    outcomes = accept(posted(FIRST, SECOND), full)
    assert all(isinstance(outcome, LogError) for outcome in outcomes)
    assert log.head() == 0
    full.close()


class Counting(SqliteLog):
    """A log that counts its commits."""

    appends = 0

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        self.appends += 1
        return super().append(writes)


class Intruding(SqliteLog):
    """A log to which somebody else appends just before a second revision comes."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        if writes[0].expected_version == 1:
            note = replace(writes[0].records[0], id=b"n" * 16, type="note")
            super().append([replace(writes[0], records=(note,))])
        return super().append(writes)


class Full(SqliteLog):
    """A log whose disk is full."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        raise LogError(f"no space left for {len(writes)} writes")
