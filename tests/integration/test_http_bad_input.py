"""Whatever is sent, the answer is a problem that names what is wrong, in bounded time, and harms no neighbour."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest
from msgspec import Struct

from tests.support.articles import DEEP, LONG_NUMBER
from tests.support.http import chunk, connected, exchange, head, received
from tests.support.service import Service, running_service

JSON, TEXT, HTML, NDJSON = "application/json", "text/plain", "text/html", "application/x-ndjson"
NEIGHBOURS = count(1)
UPLOAD_SECONDS = 1.0


class Bad(Struct, frozen=True):
    """A post that is refused, with this status and a pointer to this field."""

    body: bytes
    status: int
    pointer: str | None = None
    media_type: str = JSON
    headers: dict[str, str] = {}
    query: str = ""


def document(**fields: object) -> bytes:
    return json.dumps({"body": "News.", **fields}).encode()


BAD = {
    "an empty body": Bad(b"", 400),
    "a body of blanks": Bad(b" \n", 422, "/body", TEXT),
    "an empty text": Bad(b"", 422, "/body", TEXT),
    "no JSON": Bad(b"News!", 400),
    "truncated JSON": Bad(b'{"body": "News', 400, "/body"),
    "two documents": Bad(b'{"body": "a"}{"body": "b"}', 400),
    "a top-level array": Bad(b'[{"body": "a"}]', 400),
    "a top-level string": Bad(b'"News."', 400),
    "NaN": Bad(b'{"body": NaN}', 400, "/body"),
    "minus infinity": Bad(b'{"body": "a", "title": -Infinity}', 400, "/title"),
    "a lone surrogate": Bad(b'{"body": "\\ud800"}', 400, "/body"),
    "a lone low surrogate": Bad(b'{"body": "a", "title": "\\udfff!"}', 400, "/title"),
    "a raw NUL in JSON": Bad(b'{"body": "a\0"}', 400, "/body"),
    "an escaped NUL": Bad(b'{"body": "a\\u0000"}', 422, "/body"),
    "a NUL in a title": Bad(b'{"body": "a", "title": "\\u0000"}', 422, "/title"),
    "a NUL in text": Bad(b"a\0b", 422, "/body", TEXT),
    "a NUL in a query": Bad(b"a", 422, "/title", TEXT, query="?title=%00"),
    "2 ** 64": Bad(b'{"body": 18446744073709551616}', 422, "/body"),
    "1e999": Bad(b'{"body": "a", "title": 1e999}', 422, "/title"),
    "5,000 digits": Bad(b'{"body": "a", "title": ' + LONG_NUMBER + b"}", 422, "/title"),
    "depth 100,000": Bad(DEEP, 400),
    "depth 100,000 in the body": Bad(b'{"body": ' + DEEP + b"}", 400, "/body"),
    "depth 100,000 in an unknown field": Bad(b'{"x": ' + DEEP + b"}", 422, "/x"),
    "a million keys": Bad(b"{" + b",".join(b'"%d":0' % key for key in range(400_000)) + b"}", 422, "/0"),
    "a key twice": Bad(b'{"body": "a", "body": "b"}', 422, "/body"),
    "an unknown field": Bad(document(author="a"), 422, "/author"),
    "a missing body": Bad(b'{"title": "a"}', 422, "/body"),
    "a number as body": Bad(b'{"body": 1}', 422, "/body"),
    "a day that does not exist": Bad(document(published_at="2026-02-30"), 422, "/published_at"),
    "the year 0": Bad(document(published_at="0000-01-01"), 422, "/published_at"),
    "the year 1": Bad(document(fetched_at="0001-01-01T00:00:00+14:00"), 422, "/fetched_at"),
    "seconds since 1970": Bad(document(published_at=10**18), 422, "/published_at"),
    "a date in words": Bad(document(published_at="last Tuesday"), 422, "/published_at"),
    "a wrong date in a query": Bad(b"a", 422, "/published_at", TEXT, query="?published_at=2026-13-01"),
    "a wrong date in a header": Bad(b"a", 422, "/published_at", TEXT, {"Newsfold-Published-At": "soon"}),
    "a javascript URL": Bad(document(url="javascript:alert(1)"), 422, "/url"),
    "a relative URL": Bad(document(url="../../etc/passwd"), 422, "/url"),
    "a URL with a password": Bad(document(url="https://a:b@news.example/"), 422, "/url"),
    "a URL of 100 KB": Bad(document(url="https://news.example/" + "a" * 100_000), 422, "/url"),
    "a title of 100 KB": Bad(document(title="a" * 100_000), 422, "/title"),
    "a thousand tags": Bad(document(tags=["a"] * 1000), 422, "/tags"),
    "a tag that is a number": Bad(document(tags=["a", 1]), 422, "/tags/1"),
    "an unknown media type": Bad(document(media_type="application/pdf"), 422, "/media_type"),
    "metadata beside JSON": Bad(document(), 400, query="?title=a"),
    "unknown metadata": Bad(b"a", 400, "/author", TEXT, query="?author=a"),
    "metadata twice": Bad(b"a", 400, "/url", TEXT, {"Newsfold-Url": "https://a.example"}, "?url=https://b.example"),
    "a query that is not UTF-8": Bad(b"a", 400, None, TEXT, query="?title=%ff"),
    "text that is not UTF-8": Bad(b"caf\xe9", 422, "/body", TEXT),
    "overlong UTF-8": Bad(b"\xc0\xaf", 422, "/body", HTML),
    "UTF-16 as UTF-8": Bad("News.".encode("utf-16-le"), 422, "/body", TEXT),
    "JSON in UTF-16": Bad('{"body": "a"}'.encode("utf-16"), 400),
    "a charset that does not exist": Bad(b"a", 415, None, "text/plain; charset=klingon"),
    "a codec that is no charset": Bad(b"a", 415, None, "text/plain; charset=base64"),
    "JSON in another charset": Bad(document(), 415, None, "application/json; charset=latin-1"),
    "an image": Bad(b"\x89PNG", 415, None, "image/png"),
    "a form": Bad(b"body=a", 415, None, "application/x-www-form-urlencoded"),
    "nonsense for a type": Bad(b"a", 415, None, ";;;="),
    "a body of 50 MB": Bad(b"a" * 50_000_000, 413, None, TEXT),
    "JSON of 6 MB": Bad(document(title="a" * 6_000_000), 413),
    "a gzip bomb": Bad(gzip.compress(bytes(200_000_000), 9), 413, None, TEXT, {"Content-Encoding": "gzip"}),
    "gzip in gzip": Bad(gzip.compress(gzip.compress(b"a")), 415, None, TEXT, {"Content-Encoding": "gzip, gzip"}),
    "brotli": Bad(b"a", 415, None, TEXT, {"Content-Encoding": "br"}),
    "no gzip": Bad(b"News.", 400, None, TEXT, {"Content-Encoding": "gzip"}),
    "half a gzip": Bad(gzip.compress(b"News." * 99)[:-9], 400, None, TEXT, {"Content-Encoding": "gzip"}),
    "an upload of nothing": Bad(b"", 400, None, NDJSON),
    "an upload of blank lines": Bad(b"\n\r\n \n", 400, None, NDJSON),
    "an upload that is no gzip": Bad(b'{"body": "a"}\n', 400, None, NDJSON, {"Content-Encoding": "gzip"}),
}
NEIGHBOUR = document(url="https://news.example/neighbour")
LINES = {name: bad for name, bad in BAD.items() if bad.media_type == JSON and not bad.query and bad.body.strip()}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service"), upload_seconds=UPLOAD_SECONDS) as service:
        assert service.client.post("/v1/articles", content=NEIGHBOUR, headers={"Content-Type": JSON}).is_success
        yield service


@pytest.fixture(autouse=True)
def _neighbours_are_none_the_worse(service: Service) -> Iterator[None]:
    """After each test, all that is in the log is a good article posted right then."""
    before = service.log.head()
    yield
    answer = service.client.post("/v1/articles", json={"body": f"Good news {next(NEIGHBOURS)}."})
    assert answer.status_code == 202
    assert service.log.head() == before + 1


def assert_problem(status: int, headers: httpx.Headers | dict[str, str], body: dict[str, Any]) -> None:
    assert headers["content-type"] == "application/problem+json"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_post_is_refused_and_told_why(service: Service, bad: Bad) -> None:
    answer = service.client.post(
        f"/v1/articles{bad.query}", content=bad.body, headers={"Content-Type": bad.media_type, **bad.headers}
    )
    assert answer.status_code == bad.status
    problem = answer.json()
    assert_problem(bad.status, answer.headers, problem)
    assert problem["instance"] == "/v1/articles"
    assert [error["pointer"] for error in problem.get("errors", [])] == ([bad.pointer] if bad.pointer else [])


@pytest.mark.parametrize("bad", LINES.values(), ids=LINES.keys())
def test_the_same_as_a_line_harms_no_neighbour_in_the_upload(service: Service, bad: Bad) -> None:
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


def test_a_body_that_lies_about_its_length_is_cut_at_the_limit(service: Service) -> None:
    pieces = [chunk(b"a" * 1_000_000)] * 6
    answer = exchange(service.port, head(TEXT, Transfer_Encoding="chunked"), *pieces)
    assert answer
    assert_problem(413, answer.headers, answer.json())


@pytest.mark.parametrize("media_type", [JSON, TEXT, NDJSON])
def test_a_truncated_chunked_body_leaves_nothing_half_done(service: Service, media_type: str) -> None:
    whole = chunk(b'{"body": "N')
    answer = exchange(service.port, head(media_type, Transfer_Encoding="chunked"), whole, b"ff\r\news", ended=True)
    assert answer
    assert_problem(400, answer.headers, answer.json())


@pytest.mark.parametrize("media_type", [JSON, TEXT, NDJSON])
def test_a_body_shorter_than_its_length_leaves_nothing_half_done(service: Service, media_type: str) -> None:
    answer = exchange(service.port, head(media_type, Content_Length="1000"), b'{"body": "News."}', ended=True)
    assert answer
    assert_problem(400, answer.headers, answer.json())


@pytest.mark.parametrize("media_type", [JSON, TEXT, NDJSON])
def test_a_client_that_goes_away_leaves_nothing_half_done(service: Service, media_type: str) -> None:
    with connected(service.port) as connection:
        connection.sendall(head(media_type, Content_Length="1000") + b'{"body": "News."')


@pytest.mark.parametrize("media_type", [JSON, TEXT, NDJSON])
def test_a_body_that_takes_too_long_is_cut(service: Service, media_type: str) -> None:
    with connected(service.port) as connection:
        connection.sendall(head(media_type, Content_Length="1000") + b'{"body": "Ne')
        answer = received(connection)
    assert answer
    assert_problem(408, answer.headers, answer.json())


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS?\r\n\r\n",
        b"GET /\r\n\r\n",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\n",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /v1/articles HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        head(TEXT, Transfer_Encoding="chunked") + b"zz\r\n",
    ],
)
def test_what_is_not_http_is_refused_with_a_problem(service: Service, request_bytes: bytes) -> None:
    answer = exchange(service.port, request_bytes)
    assert answer
    assert_problem(answer.status, answer.headers, answer.json())
    assert 400 <= answer.status < 500


def test_a_head_that_takes_too_long_is_cut(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.web.connection.HEAD_SECONDS", 0.2)
    with connected(service.port) as connection:
        connection.sendall(b"POST /v1/articles HTTP/1.1\r\nHost: lo")
        answer = received(connection)
    assert answer
    assert_problem(408, answer.headers, answer.json())


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
        ("failures", "offset", "3"),
    ],
)
def test_a_wrong_parameter_is_named(service: Service, path: str, name: str, value: str) -> None:
    answer = service.client.get(f"/v1/{path}", params={name: value})
    assert_problem(422, answer.headers, answer.json())
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


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
        ("POST", "/v1/failures/x/retry", 404),
        ("DELETE", "/v1/articles", 405),
        ("POST", "/v1/events", 405),
    ],
)
def test_an_address_that_is_not_there_is_a_problem_too(service: Service, method: str, path: str, status: int) -> None:
    answer = service.client.request(method, path)
    assert answer.status_code == status
    assert_problem(status, answer.headers, answer.json())
