"""Figures, quotations and publishers over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.event import FoundFigure, FoundQuotation
from tests.support.histories import BODY, MONDAY, History, quotation, toll
from tests.support.service import Service, running_service

FIRST, SECOND, THIRD = "a" * 26, "b" * 26, "c" * 26


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


def told(service: Service, history: History) -> None:
    """Put the history into the log, and fold it."""
    history.append_to(service.log)
    service.project()


def read(
    history: History,
    article: str,
    *figures: FoundFigure,
    quotations: tuple[FoundQuotation, ...] = (),
    source: str = "example.org",
    covered: bool = True,
) -> History:
    """A whole article of a publisher."""
    history.received(article, source=source)
    history.cleaned(article)
    history.extracted(article, events=[], figures=figures, quotations=quotations, covered=covered)
    return history


def items(service: Service, path: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def contested() -> History:
    """One toll on which two disagree, and one that stands alone."""
    history = read(History(), FIRST, toll(12, "police"), toll(5, "police", subject="children, Norway", at="Bob"))
    return read(history, SECOND, toll(40, "rebels"), source="another.example")


def test_contested_figures_come_first_with_who_holds_which(service: Service) -> None:
    told(service, contested())
    first, second = items(service, "/v1/figures")
    assert (first["subject"], first["unit"], first["contradictions"]) == ("people, Norway", "killed", 1)
    assert (first["claims"], first["lowest"], first["highest"]) == (2, 12, 40)
    assert {(cell["by"], cell["value"]) for cell in first["stances"]} == {("police", 12), ("rebels", 40)}
    assert (second["subject"], second["contradictions"]) == ("children, Norway", 0)


def test_the_figures_of_a_subject_are_each_shown_with_its_sentence(service: Service) -> None:
    told(service, contested())
    subject = items(service, "/v1/figures")[0]["id"]
    found = items(service, f"/v1/figures/{subject}")
    assert [(row["value"], row["claimant"], row["sentence"], row["article"]) for row in found] == [
        (40, "rebels", BODY, SECOND),
        (12, "police", BODY, FIRST),
    ]
    assert service.client.get("/v1/figures/nonsense").status_code == 404


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"unit": "killed"}, 2),
        ({"unit": "dollars"}, 0),
        ({"subject": "NORWAY people"}, 1),
        ({"subject": "Sweden"}, 0),
        ({"min_claims": 2}, 1),
        ({"contested": "true"}, 1),
        ({"contested": "false"}, 1),
        ({"article": FIRST}, 2),
        ({"article": SECOND}, 1),
        ({"article": THIRD}, 0),
        ({"from": MONDAY.isoformat(), "to": MONDAY.isoformat()}, 2),
        ({"from": (MONDAY + timedelta(1)).isoformat()}, 0),
    ],
)
def test_filters_choose_among_subjects(service: Service, parameters: dict[str, str], count: int) -> None:
    told(service, contested())
    assert len(items(service, "/v1/figures", **parameters)) == count


def test_a_search_without_a_word_is_refused(service: Service) -> None:
    assert service.client.get("/v1/figures", params={"subject": "of"}).status_code == 422
    assert service.client.get("/v1/quotes", params={"text": "?!"}).status_code == 422


def test_the_pages_of_subjects_hold_every_one_once(service: Service) -> None:
    told(service, contested())
    whole = [row["id"] for row in items(service, "/v1/figures")]
    seen, path = list[str](), "/v1/figures?limit=1"
    while path:
        page = service.client.get(path).json()
        seen += [row["id"] for row in page["items"]]
        path = page["next"]
    assert seen == whole


def test_figures_are_seen_as_they_were(service: Service) -> None:
    told(service, contested())
    (before,) = items(service, "/v1/figures", as_of=3, subject="people")
    assert (before["claims"], before["contradictions"]) == (1, 0)
    assert items(service, "/v1/figures", as_of=2) == []
    history = History(contested().records)
    history.received(SECOND)
    told(service, history)
    (after,) = items(service, "/v1/figures", subject="people")
    (then,) = items(service, "/v1/figures", subject="people", as_of=6)
    assert (after["claims"], then["claims"], then["contradictions"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({}, 2),
        ({"speaker": "ada lund"}, 1),
        ({"speaker": "Ada"}, 2),
        ({"speaker": "Bob"}, 0),
        ({"country": "nor"}, 1),
        ({"text": "bob MET"}, 1),
        ({"text": "Oslo"}, 1),
        ({"text": "Bergen"}, 0),
        ({"source": "EXAMPLE.org"}, 2),
        ({"source": "another.example"}, 0),
        ({"article": FIRST}, 2),
        ({"article": SECOND}, 0),
        ({"direct": "false"}, 0),
        ({"from": "2026-02-02", "to": "2026-02-02", "text": "oslo", "source": "example.org"}, 1),
        ({"to": "2026-02-01"}, 0),
    ],
)
def test_filters_choose_among_quotations(service: Service, parameters: dict[str, str], count: int) -> None:
    told(service, read(History(), FIRST, quotations=(quotation(), quotation("in Oslo", None))))
    assert len(items(service, "/v1/quotes", **parameters)) == count


def test_a_quotation_tells_its_speaker_and_its_sentence(service: Service) -> None:
    told(service, read(History(), FIRST, quotations=(quotation(),)))
    (row,) = items(service, "/v1/quotes")
    assert (row["speaker"], row["country"], row["content"]) == ("Ada Lund", "NOR", "Ada met Bob")
    assert (row["sentence"], row["publisher"], row["article"]) == (BODY, "example.org", FIRST)


def test_a_publisher_tells_what_of_it_is_read_and_what_is_not(service: Service) -> None:
    history = read(read(History(), FIRST), SECOND, covered=False)
    history.received(THIRD)
    told(service, history)
    (source,) = items(service, "/v1/sources")
    assert (source["name"], source["articles"]) == ("example.org", 3)
    assert (source["covered"], source["uncovered"], source["waiting"]) == (1, 1, 1)
    assert source["languages"] == [
        {"language": "en", "articles": 1, "uncovered": 0},
        {"language": "ru", "articles": 1, "uncovered": 1},
    ]
    assert source["latest"] == THIRD


def test_a_publisher_that_just_wrote_is_not_silent(service: Service) -> None:
    history = History()
    for article in (FIRST, SECOND, THIRD):
        history.received(article)
    told(service, history)
    (source,) = items(service, "/v1/sources", as_of=3)
    assert 0 <= source["silent_for"] < 60


def test_every_field_of_a_publisher_can_be_asked_for_alone(service: Service) -> None:
    told(service, read(History(), FIRST))
    (whole,) = items(service, "/v1/sources", as_of=3)
    for name, value in whole.items():
        assert items(service, "/v1/sources", as_of=3, fields=name) == [{name: value}]
    assert list(items(service, "/v1/sources", fields="silent_for,name")[0]) == ["silent_for", "name"]


def test_the_days_of_a_publisher_are_told_with_what_came(service: Service) -> None:
    told(service, read(read(History(), FIRST), SECOND, covered=False))
    days = items(service, "/v1/sources/example.org")
    assert [sum(row[name] for row in days) for name in ("articles", "covered", "uncovered")] == [2, 1, 1]
    assert items(service, "/v1/sources/nobody.example") == []


@pytest.mark.parametrize("path", ["/v1/figures", "/v1/quotes", "/v1/sources", "/v1/sources/example.org"])
@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_findings_are_handed_over_as_files(service: Service, path: str, form: str) -> None:
    told(service, read(contested(), THIRD, quotations=(quotation(),)))
    answer = service.client.get(f"{path}.{form}")
    assert answer.status_code == 200
    assert len(answer.content) > 50
