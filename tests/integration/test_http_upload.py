"""Uploads of many articles: an outcome for each line, in order, as it comes, whatever its neighbours are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from schemas.article import Priority
from schemas.codec import data_of
from schemas.record import ArticleReceived
from tests.support.http import chunk, connected, head
from tests.support.http import outcomes as streamed
from tests.support.service import Service, running_service

NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path, max_article_bytes=10_000, max_upload_lines=5_000) as service:
        yield service


def line(number: int) -> bytes:
    return json.dumps({"body": f"Report {number}.", "url": f"https://news.example/{number}"}).encode()


def upload(service: Service, body: bytes, **headers: str) -> httpx.Response:
    return service.client.post("/v1/articles", content=body, headers=NDJSON | headers)


def outcomes(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(each) for each in answer.text.splitlines()]


def test_every_line_has_its_outcome_in_order(service: Service) -> None:
    found = outcomes(upload(service, b"\n".join(map(line, range(1, 1001)))))
    assert [each["line"] for each in found] == list(range(1, 1001))
    assert {each["outcome"] for each in found} == {"new"}
    assert [each["position"] for each in found] == list(range(1, 1001))
    assert len({each["id"] for each in found}) == 1000


def test_the_articles_of_an_upload_wait_behind_live_ones(service: Service) -> None:
    upload(service, line(1))
    data = data_of(service.log.read()[0])
    assert isinstance(data, ArticleReceived)
    assert data.priority is Priority.BULK
    assert service.queues.jobs == []


def test_revisions_in_an_upload_follow_its_order(service: Service) -> None:
    texts = ["A", "B", "B", "A"]
    body = "\n".join(json.dumps({"body": text, "url": "https://news.example/a"}) for text in texts)
    found = outcomes(upload(service, body.encode()))
    assert [(each["outcome"], each["revision"]) for each in found] == [
        ("new", 1),
        ("revision", 2),
        ("unchanged", 2),
        ("revision", 3),
    ]


def test_line_ends_may_be_crlf_and_blank_lines_count_but_have_no_outcome(service: Service) -> None:
    found = outcomes(upload(service, b"\r\n" + line(1) + b"\r\n\n  \n" + line(2)))
    assert [(each["line"], each["outcome"]) for each in found] == [(2, "new"), (5, "new")]


def test_a_bad_line_among_many_harms_none(service: Service) -> None:
    lines = [line(number) for number in range(2000)]
    lines[1234] = b'{"body": "News.", "published_at": "soon"}'
    found = outcomes(upload(service, b"\n".join(lines)))
    refused = [each for each in found if "id" not in each]
    assert refused == [
        {
            "line": 1235,
            "status": 422,
            "title": "Unprocessable Content",
            "detail": refused[0]["detail"],
            "pointer": "/published_at",
        }
    ]
    assert len(found) == 2000
    assert service.log.head() == 1999


def test_a_line_that_is_too_long_is_refused_and_harms_none(service: Service) -> None:
    long = json.dumps({"body": "a" * 20_000}).encode()
    found = outcomes(upload(service, b"\n".join((line(1), long, line(2), long))))
    assert [each.get("outcome", each.get("status")) for each in found] == ["new", 413, "new", 413]


def test_lines_beyond_the_limit_are_refused_and_those_before_are_kept(service: Service) -> None:
    found = outcomes(upload(service, b"\n".join(map(line, range(5001)))))
    assert [each["line"] for each in found] == list(range(1, 5002))
    assert found[-1]["status"] == 413
    assert service.log.head() == 5000


def test_a_compressed_upload_is_read_as_it_comes(service: Service) -> None:
    body = gzip.compress(b"\n".join(map(line, range(300))))
    assert len(outcomes(upload(service, body, **{"Content-Encoding": "gzip"}))) == 300


def test_a_gzip_bomb_costs_its_limit_and_no_more(tmp_path: Path) -> None:
    with running_service(tmp_path, max_upload_bytes=3_000_000) as service:
        bomb = gzip.compress(line(1) + b"\n" + bytes(100_000_000), 9)
        found = outcomes(upload(service, bomb, **{"Content-Encoding": "gzip"}))
    assert [each.get("outcome", each.get("status")) for each in found] == ["new", 413]


def test_a_compressed_upload_that_breaks_off_says_where(service: Service) -> None:
    body = gzip.compress(b"\n".join(map(line, range(2000))))[:-200]
    found = outcomes(upload(service, body, **{"Content-Encoding": "gzip"}))
    assert found[-1]["status"] == 400
    assert [each["line"] for each in found] == list(range(1, len(found) + 1))


def test_an_outcome_comes_while_the_upload_goes_on(service: Service) -> None:
    with connected(service.port) as connection:
        connection.sendall(head(NDJSON["Content-Type"], Transfer_Encoding="chunked", Connection="close"))
        connection.sendall(chunk(line(1) + b"\n"))
        for outcome in streamed(connection):
            assert outcome["outcome"] == "new"
            connection.sendall(chunk(line(outcome["line"] + 1) + b"\n") if outcome["line"] < 4 else chunk(b""))
    assert service.log.head() == 4


def test_a_client_that_reads_only_in_the_end_hangs_nobody(tmp_path: Path) -> None:
    """More outcomes than the sockets' buffers hold: who waited for the client to read would wait for ever."""
    body = b"".join(b'{"body": "News.", "wrong": %d}\n' % number for number in range(60_000))
    with running_service(tmp_path) as service, connected(service.port) as connection:
        connection.sendall(head(NDJSON["Content-Type"], Content_Length=str(len(body)), Connection="close") + body)
        assert [outcome["line"] for outcome in streamed(connection)] == list(range(1, 60_001))


def test_a_line_that_takes_too_long_ends_the_upload_and_the_lines_before_are_kept(tmp_path: Path) -> None:
    with running_service(tmp_path, upload_seconds=0.5) as service, connected(service.port) as connection:
        connection.sendall(head(NDJSON["Content-Type"], Transfer_Encoding="chunked", Connection="close"))
        connection.sendall(chunk(line(1) + b"\n" + line(2)))
        found = [(each["line"], each.get("outcome", each.get("status"))) for each in streamed(connection)]
        assert found == [(1, "new"), (2, 408)]
        assert service.log.head() == 1


def test_an_upload_that_is_cut_keeps_its_whole_lines_only(service: Service) -> None:
    with connected(service.port) as connection:
        connection.sendall(head(NDJSON["Content-Type"], Content_Length="100000"))
        connection.sendall(line(1) + b"\n" + line(2) + b"\n" + line(3)[:20])
        assert next(each for each in streamed(connection) if each["line"] == 2)
    assert service.client.post("/v1/articles", json={"body": "Other news."}).json()["position"] == 3
