"""Full-text search over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.histories import BODY, MONDAY, History, meeting
from tests.support.service import Service, running_service

ARTICLE = "a" * 26


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(Path(tmp_path_factory.mktemp("search"))) as service:
        history = History()
        history.received(ARTICLE)
        history.cleaned(ARTICLE)
        triggers = ("met", "Ada", "Bob")
        events = [meeting(trigger, day=MONDAY + timedelta(number)) for number, trigger in enumerate(triggers)]
        history.extracted(ARTICLE, events=events)
        history.append_to(service.log)
        service.project()
        yield service


def found(service: Service, q: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = service.client.get("/v1/search", params={"q": q, **parameters})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.mark.parametrize(
    ("q", "parameters", "count"),
    [
        ("met monday", {}, 3),
        ('"Bob in Oslo"', {}, 3),
        ('"Oslo in Bob"', {}, 0),
        ("lund norway resume", {}, 3),
        ("nor* berg", {}, 3),
        ("met", {"from": "2026-02-03"}, 2),
        ("met", {"type": "CONSULT", "source_actor": "ada", "source": "example.org"}, 3),
        ("met", {"type": "AID"}, 0),
        ("met", {"as_of": 3}, 1),
        ("met", {"as_of": 2}, 0),
        ("nobody", {}, 0),
        ("met' OR 1=1; DROP TABLE events --", {}, 0),
    ],
)
def test_events_are_found_by_words(service: Service, q: str, parameters: dict[str, str | int], count: int) -> None:
    assert len(found(service, q, **parameters)) == count


def test_a_hit_tells_where_its_texts_hold_the_words(service: Service) -> None:
    (hit, *_) = found(service, '"met bob" lund')
    assert [(match["field"], match["start"], match["end"]) for match in hit["matches"]] == [
        ("sentence", BODY.index("met"), BODY.index("met") + len("met Bob")),
        ("source.0.name", len("Ada "), len("Ada Lund")),
    ]


def test_hits_come_last_found_first_and_page_by_page(service: Service) -> None:
    whole = [hit["position"] for hit in found(service, "met")]
    assert whole == sorted(whole, reverse=True)
    assert [hit["position"] for hit in found(service, "met", sort="oldest")] == whole[::-1]
    page = service.client.get("/v1/search", params={"q": "met", "limit": 2}).json()
    following = service.client.get(page["next"]).json()
    assert [hit["position"] for each in (page, following) for hit in each["items"]] == whole
    assert len(service.client.get("/v1/search.csv?q=met").text.splitlines()) == 4
    assert found(service, "met", fields="type", limit=1) == [{"type": "CONSULT"}]
    assert [match["field"] for match in found(service, "met", fields="matches", limit=1)[0]["matches"]] == ["sentence"]


@pytest.mark.parametrize("q", ["", "*", '"', "a " * 30, "a" * 301])
def test_a_question_without_words_or_with_too_many_is_refused(service: Service, q: str) -> None:
    answer = service.client.get("/v1/search", params={"q": q})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "q"
    assert service.client.get("/v1/search").status_code == 422


@pytest.mark.parametrize(
    "q", ["\0", "met\0", "\ud7ff", "(", ")", "^", "^met", "met:", "-met", "+met", "'", '"met', "%", "_"]
)
def test_no_question_does_any_harm(service: Service, q: str) -> None:
    assert service.client.get("/v1/search", params={"q": q}).status_code in {200, 422}
