"""Reading over HTTP: an article whole, the log, how much there is, and what the columns mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.formats.codebook import DESCRIBED, codebook
from services.web import records
from tests.support.histories import MONDAY, TEXT, TITLE, History, meeting
from tests.support.service import Service, running_service

FIRST, SECOND = "a" * 26, "b" * 26


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        history = History()
        history.received(FIRST)
        history.cleaned(FIRST)
        history.extracted(FIRST, events=[meeting("met", day=MONDAY), meeting("Ada", day=MONDAY + timedelta(1))])
        history.received(FIRST)
        history.cleaned(FIRST, revision=2, text=TEXT.replace(TITLE, "Talks resume again"), captions=())
        history.received(SECOND)
        history.append_to(service.log)
        service.project()
        yield service


def got(service: Service, path: str) -> dict[str, Any]:
    answer = service.client.get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_an_article_shows_its_page_with_parts_and_blocks(service: Service) -> None:
    page = got(service, f"/v1/articles/{FIRST}/page?revision=1")["item"]
    assert (page["id"], page["revision"], page["text"], page["cleaner"]) == (FIRST, 1, TEXT, "1")
    assert [(block["kind"], block["action"]) for block in page["blocks"]] == [
        ("paragraph", "keep"),
        ("caption", "metadata"),
        ("caption", "drop"),
    ]
    assert page["parts"][0]["title"] == {"start": 0, "end": len(TITLE)}
    assert got(service, f"/v1/articles/{FIRST}/page")["item"]["revision"] == 2


def test_an_article_lists_its_revisions_and_how_they_differ(service: Service) -> None:
    revisions = got(service, f"/v1/articles/{FIRST}/revisions")["items"]
    assert [(each["revision"], each["cleaned_position"], each["events"]) for each in revisions] == [
        (2, 7, None),
        (1, 2, 2),
    ]
    difference = got(service, f"/v1/articles/{FIRST}/difference?before=1&after=2")["item"]
    assert [each["edit"] for each in difference["passages"]] == ["removed", "added", "kept"]
    assert difference["passages"][1]["text"] == "Talks resume again\n"


def test_an_article_lists_its_events_in_the_one_language_of_filters(service: Service) -> None:
    events = f"/v1/articles/{FIRST}/events"
    assert got(service, events)["items"] == []
    assert [event["day"] for event in got(service, f"{events}?as_of=5")["items"]] == ["2026-02-03", "2026-02-02"]
    assert len(got(service, f"{events}?as_of=5&to=2026-02-02&article={SECOND}")["items"]) == 1
    assert service.client.get(f"{events}.csv?as_of=5").headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("path", ["page", "revisions", "events", "difference?before=1&after=1"])
def test_of_an_article_that_never_was_nothing_is_found(service: Service, path: str) -> None:
    assert service.client.get(f"/v1/articles/{'c' * 26}/{path}").status_code == 404
    assert service.client.get(f"/v1/articles/nothing/{path}").status_code == 404


@pytest.mark.parametrize("path", [f"{SECOND}/page", f"{FIRST}/page?revision=3", f"{FIRST}/difference?before=1&after=9"])
def test_a_page_that_is_not_there_yet_is_not_found(service: Service, path: str) -> None:
    assert service.client.get(f"/v1/articles/{path}").status_code == 404


def positions(service: Service, query: str) -> list[int]:
    return [record["position"] for record in got(service, f"/v1/log?{query}")["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("after=6", [7, 8]),
        ("before=4", [3, 2, 1]),
        ("before=99&limit=2", [8, 7]),
        ("type=article.received", [1, 6, 8]),
        ("type=article.received&type=article.cleaned&after=1&limit=2", [2, 6]),
        ("type=nothing", []),
        (f"article={SECOND}", [8]),
        (f"article={FIRST}&after=2&type=article.cleaned", [7]),
        (f"article={FIRST}&before=7&type=article.cleaned", [2]),
        (f"article={'c' * 26}", []),
    ],
)
def test_records_of_the_log_are_listed(service: Service, query: str, expected: list[int]) -> None:
    assert positions(service, query) == expected


@pytest.mark.parametrize("start", ["limit=3", "limit=3&before=99", f"limit=3&article={FIRST}&words=true"])
def test_the_pages_of_the_log_hold_every_record_once(service: Service, start: str) -> None:
    seen, path = list[int](), f"/v1/log?{start}"
    while path:
        page = got(service, path)
        seen += [record["position"] for record in page["items"]]
        path = page["next"]
    whole = positions(service, start.removeprefix("limit=3").removeprefix("&"))
    assert seen == whole


def test_words_of_records_come_only_where_they_are_asked_for(service: Service) -> None:
    (record,) = got(service, "/v1/log?limit=1")["items"]
    assert (record["type"], record["data"]["revision"], record["meta"]["producer"]) == ("article.received", 1, "test")
    assert "words" not in record
    (record,) = got(service, "/v1/log?limit=1&words=true")["items"]
    assert record["words"]["url"] == f"https://example.org/{FIRST}"
    assert got(service, "/v1/log/1")["item"] == record
    assert service.client.get("/v1/log/99").status_code == 404
    assert service.client.get("/v1/log/0").status_code == 404


def test_a_page_of_large_records_is_shorter(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_BYTES", 1)
    page = got(service, "/v1/log")
    assert len(page["items"]) == 1
    assert got(service, page["next"])["items"][0]["position"] == 2


def test_it_is_told_how_much_there_is(service: Service) -> None:
    stats = got(service, "/v1/stats")
    assert (stats["head"], stats["position"], stats["log"]) == (8, 8, str(service.log.identity))
    assert (stats["rows"]["articles"], stats["rows"]["events"], stats["types"]) == (2, 0, {})


def test_events_are_counted_by_type_with_their_days(tmp_path: Path) -> None:
    with running_service(tmp_path / "another") as service:
        history = History()
        history.received()
        history.extracted(events=[meeting("met", day=MONDAY), meeting("Ada"), meeting("Bob", kind="AID")])
        history.unknown()
        history.append_to(service.log)
        service.project()
        stats = got(service, "/v1/stats")
        assert stats["types"] == {"AID": 1, "CONSULT": 2}
        assert stats["unknown"] == {"article.praised": 1}
        assert "article.praised" in service.client.get("/pipeline", headers={"accept": "text/html"}).text
        assert (stats["first_day"], stats["last_day"]) == ("2026-02-02", "2026-02-02")


def test_the_codebook_says_what_every_column_means(service: Service) -> None:
    entries = got(service, "/v1/codebook")["items"]
    assert {(entry["table"], entry["column"]) for entry in entries} >= {
        ("events", "modality"),
        ("events.csv", "Event ID"),
    }
    (modality,) = (entry for entry in entries if (entry["table"], entry["column"]) == ("events", "modality"))
    assert modality["values"] == ["actual", "planned", "possible", "requested"]
    table = list(csv.DictReader(io.StringIO(service.client.get("/v1/codebook.csv").text)))
    assert [row["column"] for row in table] == [entry["column"] for entry in entries]


@pytest.mark.parametrize("table", DESCRIBED, ids=lambda table: str(table.name))
def test_no_column_of_these_is_left_undescribed(table: Any) -> None:  # noqa: ANN401  # a table
    assert [row.column for row in codebook() if row.table == table.name and not row.description] == []


def test_lists_say_that_something_was_set_aside(service: Service) -> None:
    lists = ("/v1/events", "/v1/articles", f"/v1/articles/{FIRST}/events", "/v1/failures", "/v1/search?q=Ada")
    assert not any("set_aside" in got(service, path) for path in lists)
    before = service.log.head()
    history = History(service.log.read())
    history.broken(SECOND)
    history.append_to(service.log)
    service.project()
    assert [got(service, path)["set_aside"] for path in lists] == [1] * len(lists)
    assert "set_aside" not in got(service, f"/v1/events?as_of={before}")
