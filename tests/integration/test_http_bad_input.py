"""Whatever is sent, the answer is a problem that names what is wrong, in bounded time, and harms no neighbour."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import httpx
import pytest

from schemas.claim import Claim
from schemas.codec import words_of
from schemas.identity import stream_of
from schemas.record import ArticleReceivedWords
from tests.support.http import connected, exchange, head, received
from tests.support.inputs import JSON, NDJSON, REFUSED, TAKEN, TEXT, WAYS, Post, Raw, document
from tests.support.service import Service, running_service
from workers.cleaning import clean_article

NEIGHBOURS = count(1)
UPLOAD_SECONDS = 1.0
NEIGHBOUR = document(url="https://news.example/neighbour")
LINES = {name: bad for name, bad in REFUSED.items() if bad.media_type == JSON and not bad.query and bad.body.strip()}
POSTS = REFUSED | TAKEN
UPLOADS = {
    "no line end after the last line": (b'{"body": "One a."}\n{"body": "Two a."}', ["new", "new"]),
    "line ends of Windows": (b'{"body": "One b."}\r\n{"body": "Two b."}\r\n', ["new", "new"]),
    "blank lines": (b'\n{"body": "One c."}\n\n \r\n{"body": "Two c."}\n\n', ["new", "new"]),
    "separators within a line": ('{"body": "One d.\u2028Two.\x85Three."}\n'.encode(), ["new"]),
    "a line twice": (b'{"body": "One e."}\n{"body": "One e."}\n', ["new", "unchanged"]),
    "a byte order mark": (b'\xef\xbb\xbf{"body": "One f."}\n{"body": "Two f."}\n', ["new", "new"]),
    "an array a line": (b'[{"body": "One g."}]\n{"body": "Two g."}\n', [400, "new"]),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service"), upload_seconds=UPLOAD_SECONDS) as service:
        assert service.client.post("/v1/articles", content=NEIGHBOUR, headers={"Content-Type": JSON}).is_success
        yield service


@pytest.fixture(autouse=True)
def _neighbours_are_none_the_worse(service: Service) -> Iterator[None]:
    """After each test a good article is posted, cleaned and shown."""
    yield
    answer = service.client.post("/v1/articles", json={"body": f"Good news {next(NEIGHBOURS)}."})
    assert answer.status_code == 202
    assert landed(service, answer.json())["state"] == "cleaned"


def landed(service: Service, posted: dict[str, Any]) -> dict[str, Any]:
    """How an article that was taken stands after it was cleaned and folded."""
    clean_article(service.log, Claim(posted["id"], posted["revision"]))
    service.project()
    status: dict[str, Any] = service.client.get(f"/v1/articles/{posted['id']}").json()
    return status


def assert_problem(status: int, headers: httpx.Headers | dict[str, str], body: dict[str, Any]) -> None:
    assert headers["content-type"] == "application/problem+json"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


def send_all(connection: socket.socket, data: bytes, *, times: int) -> None:
    """Send the same again and again; raises ConnectionError once nobody listens."""
    for _ in range(times):
        connection.sendall(data)


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())
def test_a_post_is_refused_with_a_reason_or_taken_as_it_is(service: Service, post: Post) -> None:
    before = service.log.head()
    answer = service.client.post(
        f"/v1/articles{post.query}", content=post.body, headers={"Content-Type": post.media_type, **post.headers}
    )
    assert answer.status_code == post.status
    if post.status == 202:
        (record,) = service.log.read_stream(stream_of(answer.json()["id"]))
        words = words_of(record)
        assert isinstance(words, ArticleReceivedWords)
        assert post.media_type == JSON or words.body == post.body
        assert landed(service, answer.json())["state"] == "cleaned"
        return
    assert service.log.head() == before
    problem = answer.json()
    assert_problem(post.status, answer.headers, problem)
    assert problem["instance"] == "/v1/articles"
    assert [error["pointer"] for error in problem.get("errors", [])] == ([post.pointer] if post.pointer else [])


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_speak_http_that_nobody_should_ends_in_a_problem(service: Service, way: Raw) -> None:
    before = service.log.head()
    answer = exchange(service.port, *way.pieces, ended=way.ended)
    assert answer
    assert answer.status == way.status
    assert_problem(way.status, answer.headers, answer.json())
    assert service.log.head() == before


@pytest.mark.parametrize(("upload", "expected"), UPLOADS.values(), ids=UPLOADS.keys())
def test_an_upload_is_read_line_by_line(service: Service, upload: bytes, expected: list[str | int]) -> None:
    answer = service.client.post("/v1/articles", content=upload, headers={"Content-Type": NDJSON})
    outcomes = [json.loads(line) for line in answer.content.split(b"\n") if line]
    assert [outcome.get("outcome", outcome.get("status")) for outcome in outcomes] == expected


def test_one_bad_line_in_ten_thousand_harms_none_of_the_others(service: Service) -> None:
    lines = [document(body=f"Line {number}.") for number in range(10_000)]
    lines[6_543] = b'{"body": "Line'
    answer = service.client.post("/v1/articles", content=b"\n".join(lines), headers={"Content-Type": NDJSON})
    outcomes = list(map(json.loads, answer.text.splitlines()))
    assert len(outcomes) == 10_000
    assert [outcome for outcome in outcomes if outcome.get("outcome") != "new"] == [outcomes[6_543]]
    assert (outcomes[6_543]["line"], outcomes[6_543]["status"]) == (6_544, 400)


def test_the_same_article_posted_twenty_times_at_once_is_one(service: Service) -> None:
    body = {"url": "https://news.example/at-once", "body": "Peru met Chile."}
    before = service.log.head()
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: service.client.post("/v1/articles", json=body).json(), range(20)))
    assert sorted(answer["outcome"] for answer in answers) == ["new"] + ["unchanged"] * 19
    assert {answer["position"] for answer in answers} == {before + 1}
    assert service.log.head() == before + 1


@pytest.mark.parametrize("bad", LINES.values(), ids=LINES.keys())
def test_the_same_as_a_line_harms_no_neighbour_in_the_upload(service: Service, bad: Post) -> None:
    upload = b"\n".join((NEIGHBOUR, bad.body, NEIGHBOUR))
    answer = service.client.post("/v1/articles", content=upload, headers={"Content-Type": NDJSON})
    before, refused, after = map(json.loads, answer.text.splitlines())
    assert [before["outcome"], after["outcome"]] == ["unchanged", "unchanged"]
    assert (refused["line"], refused["status"], refused.get("pointer")) == (2, bad.status, bad.pointer)


def test_a_post_without_a_type_is_told_which_there_are(service: Service) -> None:
    answer = service.client.post("/v1/articles", content=b"a")
    assert_problem(415, answer.headers, answer.json())
    assert NDJSON in answer.headers["accept-post"]


def test_an_unknown_encoding_is_told_which_there_is(service: Service) -> None:
    answer = service.client.post("/v1/articles", content=b"a", headers={"Content-Type": TEXT, "Content-Encoding": "br"})
    assert answer.headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize("media_type", [JSON, TEXT, NDJSON])
def test_a_client_that_goes_away_leaves_nothing_half_done(service: Service, media_type: str) -> None:
    with connected(service.port) as connection:
        connection.sendall(head(media_type, Content_Length="1000") + b'{"body": "News."')


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /v1/events?actor=" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /v1/stats HTTP/1.1\r\nHost: localhost\r\nNewsfold-Title: " + b"a" * 40_000 + b"\r\n\r\n",
        b"GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: a\r\n" % each for each in range(5_000)),
        b"GET /v1/events?actor=" + b"a" * 40_000,
    ],
)
def test_a_head_that_is_too_long_is_refused_whether_it_has_ended_or_not(service: Service, request_head: bytes) -> None:
    with connected(service.port) as connection:
        connection.sendall(request_head)
        answer = received(connection)
    assert answer
    assert_problem(431, answer.headers, answer.json())
    assert "may have 32768 bytes together" in answer.json()["detail"]


def test_a_head_that_takes_too_long_is_cut(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.web.connection.HEAD_SECONDS", 0.2)
    with connected(service.port) as connection:
        connection.sendall(b"POST /v1/articles HTTP/1.1\r\nHost: lo")
        answer = received(connection)
    assert answer
    assert_problem(408, answer.headers, answer.json())


def test_a_body_that_goes_on_after_its_refusal_is_read_for_a_while_alone(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.web.connection.REST_SECONDS", 0.2)
    with connected(service.port) as connection:
        connection.sendall(head(TEXT, Content_Length=str(10**9)))
        answer = received(connection)
        assert answer
        assert answer.status == 413
        with pytest.raises(ConnectionError):
            send_all(connection, b"a" * 100_000, times=10_000)


def test_a_connection_goes_on_after_a_body_that_was_refused_and_has_ended(service: Service) -> None:
    with connected(service.port) as connection:
        for size, status in ((6_000_000, 413), (1, 202)):
            connection.sendall(head(TEXT, Content_Length=str(size)) + b"a" * size)
            answer = received(connection)
            assert answer
            assert answer.status == status


def test_a_connection_that_says_nothing_is_closed(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.web.connection.HEAD_SECONDS", 0.2)
    with connected(service.port) as connection:
        assert received(connection) is None


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("events", "limit", "0"),
        ("events", "limit", "1001"),
        ("events", "limit", "many"),
        ("events", "type", "WAR"),
        ("events", "from", "2026-02-30"),
        ("events", "to", "1700000000"),
        ("events", "country", "Russia"),
        ("events", "typo", "1"),
        ("articles", "state", "lost"),
        ("captions", "articles", "a"),
        ("captions", "text", "of a"),
        ("duplicates", "sort", "count"),
        ("failures", "offset", "3"),
    ],
)
def test_a_wrong_parameter_is_named(service: Service, path: str, name: str, value: str) -> None:
    answer = service.client.get(f"/v1/{path}", params={name: value})
    assert_problem(422, answer.headers, answer.json())
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize(
    "address", ["events?actor=%00", "search?q=Oslo%1B[2J", "stream?actor=%7F", "codebook?actor=1&actor=%C2%85"]
)
def test_a_control_character_in_a_parameter_is_refused(service: Service, address: str) -> None:
    answer = service.client.get(f"/v1/{address}")
    assert_problem(422, answer.headers, answer.json())
    assert "control character" in answer.json()["detail"]
    assert [error["parameter"] for error in answer.json()["errors"]] == [re.split("[?=]", address)[1]]


@pytest.mark.parametrize("value", ["type=AID", "type=WAR", "typo=1"])
@pytest.mark.parametrize("path", ["/v1/events", "/v1/stream", "/v1/codebook", "/v1/log", "/"])
def test_an_address_of_very_many_values_is_refused_in_a_few_words(service: Service, path: str, value: str) -> None:
    answer = service.client.get(f"{path}?{'&'.join([value] * 2_000)}")
    assert answer.status_code == 422
    assert "address holds 100 values at most" in answer.text
    assert len(answer.content) < 10_000


@pytest.mark.parametrize(
    "address", ["events?country=NOR&country=PER", "stream?limit=1&actor=a&actor=b", "log?limit=1&limit=2"]
)
def test_a_parameter_that_takes_one_value_is_not_given_two(service: Service, address: str) -> None:
    answer = service.client.get(f"/v1/{address}")
    assert_problem(422, answer.headers, answer.json())
    assert "this is taken once only" in answer.json()["detail"]


def test_a_parameter_that_takes_several_values_is_given_many(service: Service) -> None:
    assert service.client.get("/v1/events?type=AID&type=AGREE&quad=verbal+conflict&type=AID").status_code == 200


@pytest.mark.parametrize("path", ["articles/{id}", "articles/{id}/page", "events/{id}", "log/1", "stats", "codebook"])
@pytest.mark.parametrize("name", ["typo", "fields"])
def test_an_address_of_one_thing_takes_no_parameter_that_it_does_not_know(
    service: Service, path: str, name: str
) -> None:
    article = service.client.get("/v1/articles?limit=1").json()["items"][0]["id"]
    answer = service.client.get(f"/v1/{path.format(id=article)}", params={name: "1", "min_position": "1"})
    assert_problem(422, answer.headers, answer.json())
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/articles", "GET, HEAD, POST"),
        ("/pipeline/retry/a", "POST"),
        ("/", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_known_is_told_all_that_are(service: Service, path: str, allowed: str) -> None:
    answer = service.client.delete(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert f"DELETE cannot be asked here, but {allowed}" in answer.json()["detail"]


def test_two_hosts_are_refused(service: Service) -> None:
    answer = exchange(service.port, b"GET /v1/events HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
    assert answer
    assert_problem(400, answer.headers, answer.json())


def test_an_empty_document_is_called_empty(service: Service) -> None:
    answer = service.client.post("/v1/articles", content=b" ", headers={"Content-Type": JSON})
    assert answer.json()["detail"] == "the document is empty; it has to be one JSON object"


def test_a_tab_and_the_end_of_a_line_are_spaces_as_others_are(service: Service) -> None:
    assert service.client.get("/v1/search?q=Oslo%09%0D%0Ameeting").status_code == 200


@pytest.mark.parametrize("cursor", ["a", "%00", "AAAA", "💥", "a" * 10_000, "eyJhIjoxfQ", "../../x"])
def test_a_forged_cursor_is_refused(service: Service, cursor: str) -> None:
    answer = service.client.get("/v1/events", params={"cursor": cursor})
    assert_problem(400, answer.headers, answer.json())


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/articles/" + "a" * 26, 404),
        ("GET", "/v1/articles/..%2f..%2fx", 404),
        ("GET", "/v1/articles/%00", 404),
        ("POST", "/v1/failures/" + "a" * 26 + "/retry", 404),
        ("GET", "/v1/captions/1", 404),
        ("GET", "/v1/duplicates/1-1-1", 404),
        ("POST", "/v1/failures/x/retry", 404),
        ("DELETE", "/v1/articles", 405),
        ("POST", "/v1/events", 405),
    ],
)
def test_an_address_that_is_not_there_is_a_problem_too(service: Service, method: str, path: str, status: int) -> None:
    answer = service.client.request(method, path)
    assert answer.status_code == status
    assert_problem(status, answer.headers, answer.json())
