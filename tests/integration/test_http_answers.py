"""Answers over HTTP: what is not asked for again, waited for, cut down, or handed over whole in another format."""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.formats import parquet
from services.web import waiting
from tests.support.histories import MONDAY, History, meeting
from tests.support.service import Service, running_service

FIRST, SECOND = "a" * 26, "b" * 26
LISTS = ["events", "articles", "captions", "failures"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        read(service, FIRST, events=3)
        service.project()
        yield service


def read(service: Service, article: str, events: int = 1) -> None:
    """Put an article with so many events into the log."""
    history = History(service.log.read())
    history.received(article)
    history.cleaned(article)
    triggers = ("met", "Ada", "Bob", "Oslo")[:events]
    found = [meeting(trigger, day=MONDAY + timedelta(number)) for number, trigger in enumerate(triggers)]
    history.extracted(article, events=found)
    history.append_to(service.log)


@pytest.mark.parametrize("path", LISTS)
def test_what_has_not_changed_is_not_sent_again(service: Service, path: str) -> None:
    answer = service.client.get(f"/v1/{path}")
    tag = answer.headers["etag"]
    again = service.client.get(f"/v1/{path}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert service.client.get(f"/v1/{path}?limit=5", headers={"If-None-Match": tag}).status_code == 200
    assert service.client.get(f"/v1/{path}.csv", headers={"If-None-Match": tag}).status_code == 200
    read(service, SECOND)
    service.project()
    assert service.client.get(f"/v1/{path}", headers={"If-None-Match": tag}).status_code == 200


def test_the_past_does_not_change(service: Service) -> None:
    tag = service.client.get("/v1/events?as_of=3").headers["etag"]
    read(service, SECOND)
    service.project()
    assert service.client.get("/v1/events?as_of=3", headers={"If-None-Match": tag}).status_code == 304


def test_a_single_event_is_not_sent_again_either(service: Service) -> None:
    (event, *_) = service.client.get("/v1/events").json()["items"]
    tag = service.client.get(f"/v1/events/{event['id']}").headers["etag"]
    assert service.client.get(f"/v1/events/{event['id']}", headers={"If-None-Match": tag}).status_code == 304


def test_an_answer_can_wait_until_ones_own_post_is_folded(service: Service) -> None:
    read(service, SECOND)
    head = service.log.head()
    threading.Timer(0.2, service.project).start()
    answer = service.client.get("/v1/events", params={"min_position": head})
    assert answer.json()["position"] >= head
    assert {event["article"] for event in answer.json()["items"]} == {FIRST, SECOND}


def test_nobody_waits_for_ever(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.1)
    read(service, SECOND)
    answer = service.client.get("/v1/events", params={"min_position": service.log.head()})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_waits_for_what_is_not_there(service: Service) -> None:
    answer = service.client.get("/v1/events", params={"min_position": service.log.head() + 1})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "min_position"


@pytest.mark.parametrize("position", ["-1", "soon", "9" * 40, "٣"])
def test_what_is_no_position_is_refused(service: Service, position: str) -> None:
    answer = service.client.get("/v1/events", params={"min_position": position})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "min_position"


def test_only_the_fields_that_are_asked_for_are_sent(service: Service) -> None:
    page = service.client.get("/v1/events?fields=type,day&limit=1").json()
    assert page["items"] == [{"type": "CONSULT", "day": "2026-02-04"}]
    assert "fields=type%2Cday" in page["next"]
    assert service.client.get(page["next"]).json()["items"] == [{"type": "CONSULT", "day": "2026-02-03"}]


@pytest.mark.parametrize("fields", ["typ", "type,,day", "", "type;day", "since_position"])
def test_a_field_that_there_is_not_is_refused(service: Service, fields: str) -> None:
    answer = service.client.get("/v1/events", params={"fields": fields})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "fields"


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("json", "application/json"),
        ("ndjson", "application/x-ndjson"),
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("parquet", "application/vnd.apache.parquet"),
    ],
)
def test_every_list_is_had_in_a_format_by_ending_or_by_accept(service: Service, ending: str, media_type: str) -> None:
    accept = {"Accept": f"{media_type.split(';', maxsplit=1)[0]}, */*;q=0.1"}
    for path in LISTS:
        by_ending, by_accept = (
            service.client.get(f"/v1/{path}.{ending}"),
            service.client.get(f"/v1/{path}", headers=accept),
        )
        assert by_ending.headers["content-type"] == by_accept.headers["content-type"] == media_type
        assert by_ending.content == by_accept.content


def test_a_list_is_had_as_a_spreadsheet_which_is_told_from_other_csv(service: Service) -> None:
    csv_file, sheet = service.client.get("/v1/events.csv"), service.client.get("/v1/events.sheet.csv")
    assert sheet.content == "\ufeff".encode() + csv_file.content
    assert sheet.headers["content-type"] == csv_file.headers["content-type"]
    assert sheet.headers["content-disposition"].endswith('.sheet.csv"')
    assert sheet.headers["etag"] != csv_file.headers["etag"]


def test_a_file_holds_the_whole_list_at_one_position(service: Service) -> None:
    answer = service.client.get("/v1/events.csv?from=2026-02-03")
    assert answer.headers["newsfold-position"] == str(service.log.head())
    assert answer.headers["content-disposition"] == f'attachment; filename="events-{service.log.head()}.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["Event Date"] for row in rows] == ["2026-02-04", "2026-02-03"]
    table = importlib.import_module("pyarrow.parquet").read_table(
        io.BytesIO(service.client.get("/v1/events.parquet").content)
    )
    assert table.num_rows == 3


def test_a_file_is_longer_than_any_page(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.readmodels.scan.PAGE", 2)
    assert len(service.client.get("/v1/events.ndjson").content.splitlines()) == 3
    assert len(service.client.get("/v1/events.ndjson?limit=3").content.splitlines()) == 3
    assert len(service.client.get("/v1/events.ndjson?limit=1").content.splitlines()) == 1


def test_a_file_of_the_past_is_as_it_was(service: Service) -> None:
    before = service.client.get("/v1/events.csv").content
    at = service.log.head()
    read(service, SECOND)
    service.project()
    assert service.client.get(f"/v1/events.csv?as_of={at}").content == before
    assert service.client.get("/v1/events.csv").content != before


def test_the_pages_of_json_keep_the_ending_of_their_address(service: Service) -> None:
    following = service.client.get("/v1/events.json?limit=2").json()["next"]
    assert following.startswith("/v1/events.json?")
    assert len(service.client.get(following).json()["items"]) == 1


def test_a_file_has_no_pages(service: Service) -> None:
    following = service.client.get("/v1/events?limit=1").json()["next"]
    assert service.client.get(following.replace("events?", "events.csv?")).status_code == 422


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("image/png", 406),
        ("application/json;q=0", 406),
        ("text/html, application/xhtml+xml, */*;q=0.8", 200),
        ("application/*", 200),
        ("nonsense", 406),
        (";q=x,,", 200),
    ],
)
def test_what_cannot_be_had_is_not_acceptable(service: Service, accept: str, status: int) -> None:
    answer = service.client.get("/v1/events", headers={"Accept": accept})
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["content-type"] == "application/json"


def test_without_pyarrow_parquet_is_not_acceptable(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "available", lambda: False)
    answer = service.client.get("/v1/events.parquet")
    assert answer.status_code == 406
    assert "pyarrow" in answer.json()["detail"]


def test_long_answers_are_compressed_for_who_takes_it(service: Service) -> None:
    with service.client.stream("GET", "/v1/events.ndjson", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        packed = b"".join(answer.iter_raw())
    plain = service.client.get("/v1/events.ndjson", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/v1/log", "/v1/stats", "/v1/events/x"])
def test_what_is_no_list_of_rows_is_no_file(service: Service, path: str) -> None:
    assert service.client.get(f"{path}.csv").status_code == 404


@pytest.mark.parametrize(
    "path", ["/v1/events", "/v1/events.csv", "/v1/events/x", "/v1/stream", "/", "/static/pages.css"]
)
def test_head_is_answered_as_get_without_the_content(service: Service, path: str) -> None:
    head = service.client.head(path)
    assert head.content == b""
    with service.client.stream("GET", path) as got:
        assert head.status_code == got.status_code
        for name in ("content-type", "etag", "link", "newsfold-position"):
            assert head.headers.get(name) == got.headers.get(name)


def test_an_ending_means_nothing_outside_the_api(service: Service) -> None:
    assert service.client.get("/openapi.json").json()["info"]["title"] == "newsfold"
    assert service.client.get("/v1/nothing.csv").status_code == 404
