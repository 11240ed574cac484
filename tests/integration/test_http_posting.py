"""Posting one article: acknowledged once it is durable, the same in every form, and offered to the queue at once."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from schemas.article import Priority
from schemas.claim import Claim
from schemas.codec import data_of, meta_of, words_of
from schemas.errors import LogError, ServiceError
from schemas.record import ArticleReceived, ArticleReceivedWords, Record, Stage
from services.eventlog import Outcome, Write
from services.eventlog.sqlite import SqliteLog
from tests.support.program import until
from tests.support.queues import FakeQueues
from tests.support.service import Service, running_service

URL = "https://news.example/2026/02/03/talks"
ARTICLE = {
    "body": "Ça commence.",
    "url": URL,
    "source": "news.example",
    "title": "Début",
    "published_at": "2026-02-03T10:00:00Z",
    "language": "fr",
    "tags": ["talks", "geneva"],
}
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


def last(service: Service) -> Record:
    return service.log.read()[-1]


def test_a_new_article_is_acknowledged_once_it_is_in_the_log(service: Service) -> None:
    answer = service.client.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 202
    posted = answer.json()
    assert (posted["revision"], posted["outcome"], posted["position"]) == (1, "new", 1)
    assert answer.headers["location"] == f"/v1/articles/{posted['id']}"
    assert answer.headers["retry-after"] == "1"
    data, words = data_of(last(service)), words_of(last(service))
    assert isinstance(data, ArticleReceived)
    assert (data.priority, data.published_at) == (Priority.LIVE, datetime(2026, 2, 3, 10, tzinfo=UTC))
    assert isinstance(words, ArticleReceivedWords)
    assert (words.body.decode(), words.title, words.tags) == ("Ça commence.", "Début", ("talks", "geneva"))


def test_the_same_again_is_answered_200_and_changes_nothing(service: Service) -> None:
    first = service.client.post("/v1/articles", json=ARTICLE).json()
    again = service.client.post("/v1/articles", json=ARTICLE)
    assert again.status_code == 200
    assert again.json() == first | {"outcome": "unchanged"}
    assert service.log.head() == 1


def test_another_text_is_a_revision_of_the_same_article(service: Service) -> None:
    first = service.client.post("/v1/articles", json=ARTICLE).json()
    second = service.client.post("/v1/articles", json=ARTICLE | {"body": "Ça finit."})
    assert second.status_code == 202
    assert second.json() == {"id": first["id"], "revision": 2, "outcome": "revision", "position": 2}


@pytest.mark.parametrize("content_type", ["text/plain; charset=utf-8", 'text/plain; charset="UTF-8"', "Text/Plain"])
def test_a_bare_page_with_its_metadata_in_the_query_is_the_same_article(service: Service, content_type: str) -> None:
    service.client.post("/v1/articles", json=ARTICLE)
    query = {name: value for name, value in ARTICLE.items() if name != "body"}
    answer = service.client.post(
        "/v1/articles", params=query, content="Ça commence.".encode(), headers={"Content-Type": content_type}
    )
    assert answer.json()["outcome"] == "unchanged"


def test_metadata_may_stand_in_headers(service: Service) -> None:
    headers = {
        b"Content-Type": b"text/html",
        b"Newsfold-Url": URL.encode(),
        b"Newsfold-Title": "Début".encode(),
        b"Newsfold-Published-At": b"2026-02-03",
        b"Newsfold-Tags": b"talks",
    }
    answer = service.client.post("/v1/articles", params={"tags": "geneva"}, content=b"<p>Text</p>", headers=headers)
    assert answer.status_code == 202
    words = words_of(last(service))
    assert isinstance(words, ArticleReceivedWords)
    assert (words.url, words.title, words.tags) == (URL, "Début", ("geneva", "talks"))


def test_a_page_keeps_the_bytes_and_the_charset_it_came_in(service: Service) -> None:
    body = "Новости дня".encode("cp1251")
    answer = service.client.post("/v1/articles", content=body, headers={"Content-Type": "text/html; charset=cp1251"})
    assert answer.status_code == 202
    data, words = data_of(last(service)), words_of(last(service))
    assert isinstance(data, ArticleReceived)
    assert isinstance(words, ArticleReceivedWords)
    assert (data.media_type, data.charset, words.body) == ("text/html", "cp1251", body)


def test_a_body_may_be_compressed(service: Service) -> None:
    packed = gzip.compress(b"News of the day.")
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    assert service.client.post("/v1/articles", content=packed, headers=headers).status_code == 202
    words = words_of(last(service))
    assert isinstance(words, ArticleReceivedWords)
    assert words.body == b"News of the day."


def test_a_sentence_of_a_megabyte_is_taken(service: Service) -> None:
    assert service.client.post("/v1/articles", json={"body": "word " * 200_000}).status_code == 202


def test_twenty_posts_of_one_article_at_once_make_one_revision(service: Service) -> None:
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: service.client.post("/v1/articles", json=ARTICLE), range(20)))
    assert sorted(answer.json()["outcome"] for answer in answers) == ["new"] + ["unchanged"] * 19
    assert sorted({answer.status_code for answer in answers}) == [200, 202]
    assert service.log.head() == 1


def test_a_trace_goes_into_the_record(service: Service) -> None:
    service.client.post("/v1/articles", json=ARTICLE, headers={"traceparent": TRACE})
    assert meta_of(last(service)).traceparent == TRACE


@pytest.mark.parametrize("header", ["00-1-2-3", TRACE.upper(), "ff" + TRACE[2:], TRACE.replace("0af7651916", "\n")])
def test_a_trace_that_is_none_is_left_out(service: Service, header: str) -> None:
    answer = service.client.post("/v1/articles", json=ARTICLE, headers={"traceparent": header.replace("\n", "")})
    assert answer.status_code == 202
    assert meta_of(last(service)).traceparent is None


def test_a_live_article_is_offered_to_the_front_of_the_queue(service: Service) -> None:
    posted = service.client.post("/v1/articles", json=ARTICLE).json()
    until(lambda: service.queues.jobs, "the article to be offered")
    (job,) = service.queues.take()
    assert (job.stage, job.claims, job.urgent) == (Stage.CLEAN, (Claim(posted["id"], 1),), True)


class AbsentQueues(FakeQueues):
    """Queues whose server is away."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def offer(
        self, stage: Stage, claims: Sequence[Claim], *, urgent: bool = False, traceparent: str | None = None
    ) -> bool:
        self.asked += 1
        raise ServiceError(f"Redis is away: {stage} {claims} {urgent} {traceparent}")


def test_a_queue_that_is_away_fails_no_post(tmp_path: Path) -> None:
    queues = AbsentQueues()
    with running_service(tmp_path, queues=queues) as service:
        assert service.client.post("/v1/articles", json=ARTICLE).status_code == 202
        until(lambda: queues.asked, "the article to be offered")
        assert service.client.post("/v1/articles", json={"body": "More news."}).status_code == 202
        assert service.log.head() == 2


class FullLog(SqliteLog):
    """A log whose disk is full."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        raise LogError(f"no space left on /srv/secret/place for {len(writes)} writes")


def test_a_log_that_cannot_write_is_503_and_tells_no_internals(tmp_path: Path) -> None:
    SqliteLog.create(tmp_path / "log.sqlite").close()
    with running_service(tmp_path, log=FullLog(tmp_path / "log.sqlite")) as service:
        answer = service.client.post("/v1/articles", json=ARTICLE)
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"]
        assert "secret" not in answer.text


class BrokenLog(SqliteLog):
    """A log with a programming error."""

    def append(self, writes: Sequence[Write]) -> list[Outcome]:
        raise ZeroDivisionError(len(writes))


def test_an_error_of_our_own_is_a_problem_without_its_words_and_in_the_log(tmp_path: Path) -> None:
    SqliteLog.create(tmp_path / "log.sqlite").close()
    with capture_logs() as logged, running_service(tmp_path, log=BrokenLog(tmp_path / "log.sqlite")) as service:
        answer = service.client.post("/v1/articles", json=ARTICLE)
        assert service.client.get("/healthz").is_success
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "ZeroDivisionError" not in answer.text
    (error,) = [entry for entry in logged if entry["log_level"] == "error"]
    assert isinstance(error["exc_info"], ZeroDivisionError)


def test_a_request_is_logged_with_ids_and_without_any_text(tmp_path: Path) -> None:
    with capture_logs(processors=[merge_contextvars]) as logged, running_service(tmp_path) as service:
        posted = service.client.post(
            "/v1/articles",
            params={"title": "A secret title"},
            content=b"A secret body.",
            headers={"Content-Type": "text/plain", "X-Request-ID": "crawl-7", "traceparent": TRACE},
        )
    assert posted.headers["x-request-id"] == "crawl-7"
    (entry,) = [entry for entry in logged if entry["event"] == "request"]
    assert entry["milliseconds"] > 0
    assert {name: entry[name] for name in ("method", "path", "status", "article", "request", "traceparent")} == {
        "method": "POST",
        "path": "/v1/articles",
        "status": 202,
        "article": posted.json()["id"],
        "request": "crawl-7",
        "traceparent": TRACE,
    }
    assert "secret" not in str(logged)
