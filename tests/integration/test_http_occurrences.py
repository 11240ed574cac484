"""Occurrences, actors and relations over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.happenings import TUESDAY, Told, article, received
from tests.support.histories import MONDAY, History
from tests.support.service import Service, running_service

FIRST, SECOND, THIRD = "a" * 26, "b" * 26, "c" * 26
LAVROV, LATER = ("Sergei Lavrov", "RUS", "GOV"), ("Sergey Lavrov", "RUS", "GOV")
SWEDEN = ("Sweden", "SWE", None)
STRIKE = Told(sentence="Norwegian jets struck a Swedish radar station on Monday.")
MET = Told(type="CONSULT", source=(LATER,), target=(SWEDEN,), sentence="The two met.", first=TUESDAY)
TALKS = replace(MET, at=1, source=(LAVROV,), sentence="Lavrov met Swedish envoys.")


@contextmanager
def three_articles(folder: Path) -> Iterator[Service]:
    """A service over three articles of two happenings."""
    with running_service(folder) as service:
        history = article(History(), FIRST, STRIKE, TALKS, publisher="The Wire")
        article(history, SECOND, STRIKE, publisher="Daily", published=TUESDAY)
        article(history, THIRD, MET, publisher="Weekly")
        history.append_to(service.log)
        service.project()
        yield service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """To be read from alone."""
    with three_articles(tmp_path_factory.mktemp("occurrences")) as service:
        yield service


def items(service: Service, path: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def item(service: Service, path: str, **parameters: str | int) -> dict[str, Any]:
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["item"]
    return found


def test_each_happening_is_listed_once_newest_first(service: Service) -> None:
    talks, strike = items(service, "/v1/occurrences")
    assert (talks["type"], talks["day"], talks["reports"]) == ("CONSULT", "2026-02-03", 2)
    assert (strike["type"], strike["reports"], strike["articles"], strike["sources"]) == ("ASSAULT", 2, 2, 2)
    assert (strike["first_reported"], strike["last_reported"]) == ("2026-02-02", "2026-02-03")
    assert strike["sentence"] == STRIKE.sentence


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"type": "consult"}, 1),
        ({"quad": "material conflict"}, 1),
        ({"quad": "material conflict", "type": "CONSULT"}, 0),
        ({"actor": "sergey lavrov"}, 1),
        ({"actor": "SWEDEN"}, 2),
        ({"actor": "nobody"}, 0),
        ({"country": "swe"}, 2),
        ({"country": "NOR", "actor": "Sweden"}, 1),
        ({"from": "2026-02-03"}, 1),
        ({"to": "2026-02-02"}, 1),
        ({"modality": "planned"}, 0),
        ({"modality": "actual", "negated": "false"}, 2),
        ({"negated": "true"}, 0),
        ({"min_sources": 2}, 2),
        ({"min_reports": 3}, 0),
    ],
)
def test_filters_choose_among_occurrences(service: Service, parameters: dict[str, str | int], count: int) -> None:
    assert len(items(service, "/v1/occurrences", **parameters)) == count


def test_an_occurrence_is_told_with_the_sentences_of_its_reports(service: Service) -> None:
    _, strike = items(service, "/v1/occurrences")
    told = item(service, f"/v1/occurrences/{strike['id']}")
    assert told["occurrence"] == strike
    assert [(each["event"]["article"], each["voice"], each["reported"]) for each in told["reports"]] == [
        (FIRST, "the wire", "2026-02-02"),
        (SECOND, "daily", "2026-02-03"),
    ]
    assert {each["event"]["sentence"] for each in told["reports"]} == {STRIKE.sentence}
    reports = items(service, f"/v1/occurrences/{strike['id']}/reports", limit=1)
    assert [report["article"] for report in reports] == [FIRST]


def test_an_occurrence_is_shown_as_it_was(service: Service) -> None:
    _, strike = items(service, "/v1/occurrences")
    before = next(position for position in range(1, 20) if items(service, "/v1/occurrences", as_of=position))
    assert [row["reports"] for row in items(service, "/v1/occurrences", as_of=before, country="NOR")] == [1]
    assert item(service, f"/v1/occurrences/{strike['id']}", as_of=before)["occurrence"]["reports"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "/v1/occurrences/nonsense",
        f"/v1/occurrences/{'a' * 36}",
        "/v1/actors/nobody",
        f"/v1/relations/{'a' * 26}/NOR",
        "/v1/relations/NOR/FIN",
        "/v1/relations/norway/FIN",
    ],
)
def test_what_is_not_there_is_not_found(service: Service, path: str) -> None:
    assert service.client.get(path).status_code == 404


def test_actors_are_listed_by_how_often_they_are_mentioned(service: Service) -> None:
    first, *others = items(service, "/v1/actors")
    assert (first["name"], first["mentions"]) == ("Sweden", 4)
    assert {(row["name"], row["mentions"]) for row in others} == {("Sergei Lavrov", 2), ("Norway", 2)}


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"name": "sergey"}, ["Sergei Lavrov"]),
        ({"name": "LAV"}, []),
        ({"country": "nor"}, ["Norway"]),
        ({"role": "gov"}, ["Sergei Lavrov"]),
        ({"name": "s", "role": "MIL"}, []),
    ],
)
def test_actors_are_found_by_any_name_country_and_role(
    service: Service, parameters: dict[str, str], names: list[str]
) -> None:
    assert [row["name"] for row in items(service, "/v1/actors", **parameters)] == names


def test_an_actor_is_told_with_its_names_counterparts_and_days(service: Service) -> None:
    (lavrov,) = items(service, "/v1/actors", name="Sergei")
    told = item(service, f"/v1/actors/{lavrov['id']}")
    assert [(alias["name"], alias["evidence"]) for alias in told["aliases"]] == [
        ("Sergei Lavrov", "name"),
        ("Sergey Lavrov", "spelling"),
    ]
    assert (told["first_day"], told["last_day"]) == ("2026-02-03", "2026-02-03")
    assert [(row["target_name"], row["occurrences"], row["reports"]) for row in told["acts_on"]] == [("Sweden", 1, 2)]
    assert [row["source_name"] for row in told["acted_on_by"]] == ["Sweden"]
    assert [(each["type"], each["source"]) for each in told["actor"]["types"]] == [("CONSULT", 2)]


def test_relations_count_each_happening_once(service: Service) -> None:
    (strike,) = items(service, "/v1/relations", source="NOR")
    assert (strike["target"], strike["target_name"]) == ("SWE", "Sweden")
    assert (strike["occurrences"], strike["reports"], strike["material_conflict"]) == (1, 2, 1)
    assert strike["goldstein"] == -9.0
    assert {row["source"] for row in items(service, "/v1/relations", target="SWE", level="country")} == {"NOR", "RUS"}
    assert all(row["level"] == "actor" for row in items(service, "/v1/relations", level="actor"))


def test_a_relation_is_told_over_time_with_zeros_and_the_number_of_articles(service: Service) -> None:
    told = item(service, "/v1/relations/NOR/SWE", **{"by": "day", "from": "2026-02-01", "to": "2026-02-03"})
    assert [(each["first"], each["occurrences"], each["articles"]) for each in told["periods"]] == [
        ("2026-02-01", 0, 0),
        ("2026-02-02", 1, 2),
        ("2026-02-03", 0, 1),
    ]
    assert [each["balance"] for each in told["periods"]] == [None, -1.0, None]
    (month,) = item(service, "/v1/relations/NOR/SWE")["periods"]
    assert (month["first"], month["last"], month["goldstein_mean"]) == ("2026-02-02", "2026-02-02", -9.0)


def test_what_is_on_no_known_day_counts_in_all_and_in_no_period(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        undated = Told(
            at=5, first=None, historical=True, source=(("Peru", "PER", None),), sentence="Peru struck Sweden."
        )
        article(History(), FIRST, undated).append_to(service.log)
        service.project()
        relation = item(service, "/v1/relations/PER/SWE")
        told = relation["relation"]
        assert (told["occurrences"], told["undated"], told["material_conflict"]) == (1, 1, 1)
        assert relation["periods"] == []
        (given,) = item(service, "/v1/relations/PER/SWE", **{"from": "2026-02-01", "to": "2026-02-03"})["periods"]
        assert given["occurrences"] == 0
        page = service.client.get("/relations/PER/SWE", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "1 happening, 1 on no known day" in page.text
        assert "Peru struck Sweden." in page.text


def test_a_relation_is_told_as_it_was(tmp_path: Path) -> None:
    with three_articles(tmp_path) as service:
        head = service.log.head()
        history = History(service.log.read(limit=100))
        received(history, FIRST, revision=2)
        received(history, SECOND, revision=2)
        history.append_to(service.log)
        service.project()
        assert service.client.get("/v1/relations/NOR/SWE").status_code == 404
        assert item(service, "/v1/relations/NOR/SWE", as_of=head)["relation"]["occurrences"] == 1
        assert items(service, "/v1/actors", country="NOR") == []
        assert len(items(service, "/v1/actors", country="NOR", as_of=head)) == 1


def test_more_periods_than_anybody_reads_are_refused(service: Service) -> None:
    far = {"by": "day", "from": "0001-01-01", "to": str(MONDAY + timedelta(9))}
    assert service.client.get("/v1/relations/NOR/SWE", params=far).status_code == 422


@pytest.mark.parametrize("path", ["/v1/occurrences", "/v1/actors", "/v1/relations"])
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_lists_come_as_files_too(service: Service, path: str, form: str) -> None:
    answer = service.client.get(f"{path}.{form}")
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) >= 2
