"""Saying over HTTP that two actors are one, and reading them as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.identity import actor_id
from services.ingest.requests import LONGEST
from services.web import identities
from tests.support.happenings import Told, article
from tests.support.histories import History, quotation
from tests.support.service import Service, running_service
from tests.support.streams import listening
from tests.support.streams import told as next_told

FIRST, SECOND = "a" * 26, "b" * 26
ANNA, LUND, CARL = ("Anna Berg", "NOR", "GOV"), ("Anna Lund", "NOR", "GOV"), ("Carl Falk", "SWE", "GOV")
LOUND = ("Anna Lound", "NOR", "GOV")
ANNA_ID, LUND_ID, CARL_ID = (actor_id(name.lower(), country) for name, country, _ in (ANNA, LUND, CARL))
SAID: dict[str, str | None] = {"by": "r.diaz", "same_as": ANNA_ID, "why": "It is her maiden name."}
APART: dict[str, str | None] = {"by": "r.diaz", "same_as": None}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        history = article(History(), FIRST, Told(source=(ANNA,), target=(CARL,)), publisher="The Wire")
        article(history, SECOND, Told(at=1, type="AID", source=(LUND,), target=(CARL,)), publisher="Daily")
        history.append_to(service.log)
        service.project()
        yield service


def told(service: Service, path: str, **parameters: str | int) -> Any:  # noqa: ANN401  # as JSON has it
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return body["items"] if "items" in body else body["item"]


def say(service: Service, actor: str, body: dict[str, str | None], status: int = 202) -> dict[str, Any]:
    answer = service.client.post(f"/v1/actors/{actor}/corrections", json=body)
    assert answer.status_code == status, answer.text
    service.project()
    found: dict[str, Any] = answer.json()
    return found


def test_joined_actors_are_read_as_one_everywhere(service: Service) -> None:
    assert say(service, LUND_ID, SAID)["outcome"] == "new"
    assert {row["name"]: row["mentions"] for row in told(service, "/v1/actors")} == {"Anna Berg": 2, "Carl Falk": 2}
    assert [row["name"] for row in told(service, "/v1/actors", name="anna l")] == ["Anna Berg"]
    for asked in ("Anna Lund", "anna berg"):
        assert len(told(service, "/v1/events", actor=asked)) == 2
        assert len(told(service, "/v1/events", source_actor=asked)) == 2
        assert told(service, "/v1/events", target_actor=asked) == []
        assert len(told(service, "/v1/occurrences", actor=asked)) == 2
        assert len(told(service, "/v1/search", q="struck", actor=asked)) == 2
    assert len(told(service, "/v1/occurrences", actor=LUND_ID)) == 2
    (relation,) = told(service, "/v1/relations", source=LUND_ID)
    assert (relation["source_name"], relation["occurrences"]) == ("Anna Berg", 2)
    assert told(service, f"/v1/relations/{LUND_ID}/{CARL_ID}")["relation"]["occurrences"] == 2


def test_an_actor_shows_what_was_read_and_what_people_say(service: Service) -> None:
    say(service, LUND_ID, SAID)
    anna, lund = told(service, f"/v1/actors/{ANNA_ID}"), told(service, f"/v1/actors/{LUND_ID}")
    assert (anna["actor"]["mentions"], lund["actor"]["mentions"]) == (2, 1)
    assert {alias["name"] for alias in anna["aliases"]} == {"Anna Berg", "Anna Lund"}
    ((joined),) = anna["joined"]
    assert joined["actor"]["name"] == "Anna Lund"
    assert (joined["join"]["by"], joined["join"]["why"]) == ("r.diaz", SAID["why"])
    assert lund["join"]["same_as"] == ANNA_ID
    assert [row["occurrences"] for row in lund["acts_on"]] == [2]


def test_who_is_said_to_be_whom_is_listed_the_last_said_first(service: Service) -> None:
    say(service, LUND_ID, SAID)
    say(service, CARL_ID, {"by": "k.oduya", "same_as": LUND_ID})
    listed = told(service, "/v1/identities")
    assert [(row["actor"], row["same_as"], row["by"]) for row in listed] == [
        (CARL_ID, ANNA_ID, "k.oduya"),
        (LUND_ID, ANNA_ID, "r.diaz"),
    ]
    say(service, CARL_ID, APART)
    assert [row["actor"] for row in told(service, "/v1/identities")] == [LUND_ID]


def test_the_past_knows_them_apart(service: Service) -> None:
    before = service.log.head()
    say(service, LUND_ID, SAID)
    say(service, LUND_ID, APART)
    joined = service.log.head() - 1
    for as_of, count in ((before, 1), (joined, 2), (joined + 1, 1)):
        assert len(told(service, "/v1/events", actor="Anna Lund", as_of=as_of)) == count
        assert len(told(service, "/v1/actors", as_of=as_of)) == 4 - count
        assert len(told(service, "/v1/relations", level="actor", as_of=as_of)) == 3 - count
        assert told(service, f"/v1/actors/{ANNA_ID}", as_of=as_of)["actor"]["mentions"] == count
    assert len(told(service, "/v1/actors")) == 3


def test_the_same_said_again_changes_nothing(service: Service) -> None:
    said = say(service, LUND_ID, SAID)
    again = say(service, LUND_ID, SAID, 200)
    assert (again["outcome"], again["position"]) == ("unchanged", said["position"])


def test_a_join_survives_a_new_extraction(service: Service) -> None:
    say(service, LUND_ID, SAID)
    records = service.log.read(0, limit=1_000)
    history = History(records)
    history.reprocessed(SECOND)
    history.extracted(SECOND, extractor="2", events=(), quotations=(quotation(),))
    history.append_to(service.log)
    service.project()
    article(more := History(service.log.read(0, limit=1_000)), "c" * 26, Told(source=(LUND,), target=(CARL,)))
    more.append_to(service.log)
    service.project()
    assert {row["name"]: row["mentions"] for row in told(service, "/v1/actors")} == {"Anna Berg": 2, "Carl Falk": 2}


@pytest.mark.parametrize(
    ("actor", "same_as", "status", "what"),
    [
        ("z" * 26, ANNA_ID, 404, "no actor of this id"),
        ("nobody", ANNA_ID, 404, "no actor of this id"),
        (LUND_ID, LUND_ID, 422, "the same as itself"),
        (LUND_ID, "z" * 26, 422, "no actor"),
    ],
)
def test_what_cannot_be_so_is_refused(service: Service, actor: str, same_as: str, status: int, what: str) -> None:
    assert what in say(service, actor, {"by": "r.diaz", "same_as": same_as}, status)["detail"]


def test_whoever_others_are_the_same_as_is_not_joined_itself(service: Service) -> None:
    say(service, LUND_ID, SAID)
    assert "others are the same" in say(service, ANNA_ID, {"by": "r.diaz", "same_as": CARL_ID}, 422)["detail"]
    assert say(service, CARL_ID, {"by": "r.diaz", "same_as": LUND_ID})["same_as"] == ANNA_ID


def test_an_actor_with_many_reports_is_not_moved(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identities, "MOST_MENTIONS", 0)
    assert "join the smaller one" in say(service, LUND_ID, SAID, 409)["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b'{"by":"x"}', 422),
        (b'{"by":" ","same_as":null}', 422),
        (b'{"by":"x","same_as":null,"more":1}', 422),
        (b" " * (LONGEST + 1), 413),
    ],
)
def test_a_body_that_says_nothing_of_use_is_refused(service: Service, body: bytes, status: int) -> None:
    answer = service.client.post(
        f"/v1/actors/{LUND_ID}/corrections", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == status, answer.text


def test_actors_are_joined_and_taken_apart_on_their_page(service: Service) -> None:
    client = service.client
    page = client.post(
        f"/actors/{LUND_ID}/join",
        data={"by": "r.diaz", "same_as": f"http://127.0.0.1/actors/{ANNA_ID}?as_of=9", "why": "her maiden name"},
        follow_redirects=False,
    )
    assert page.status_code == 303
    assert page.headers["Location"].startswith(f"/actors/{ANNA_ID}?min_position=")
    service.project()
    anna, lund = client.get(f"/actors/{ANNA_ID}").text, client.get(f"/actors/{LUND_ID}").text
    assert "Is also" in anna
    assert "her maiden name" in anna
    assert "Take them apart" in lund
    assert client.post(f"/actors/{LUND_ID}/join", data={"by": "r.diaz"}, follow_redirects=False).status_code == 303
    service.project()
    assert "Is also" not in client.get(f"/actors/{ANNA_ID}").text


def test_what_people_say_is_shown_as_the_text_it_is(service: Service) -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    say(service, LUND_ID, {"by": evil, "same_as": ANNA_ID, "why": evil * 20})
    for actor in (ANNA_ID, LUND_ID):
        page = service.client.get(f"/actors/{actor}").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_form_with_a_mistake_shows_the_page_again(service: Service) -> None:
    page = service.client.post(f"/actors/{LUND_ID}/join", data={"by": "r.diaz", "same_as": LUND_ID})
    assert page.status_code == 422
    assert "the same as itself" in page.text


def test_who_listens_to_an_actor_learns_of_a_name_that_it_goes_by_from_now_on(service: Service) -> None:
    with listening(service.client, actor="Anna Berg") as events:
        next(events)
        say(service, LUND_ID, SAID)
        history = article(History(service.log.read()), "c" * 26, Told(at=2, source=(LUND,), target=(CARL,)))
        history.append_to(service.log)
        service.project()
        (event,) = next_told(events, 1)
    assert event.told["data"]["source"][0]["name"] == "Anna Lund"


def test_who_listens_to_joined_actors_learns_of_a_name_that_one_of_them_is_met_under_later(service: Service) -> None:
    say(service, LUND_ID, SAID)
    with listening(service.client, actor="Anna Berg") as events:
        next(events)
        history = article(History(service.log.read()), "c" * 26, Told(at=2, source=(LOUND,), target=(CARL,)))
        history.append_to(service.log)
        service.project()
        assert len(told(service, "/v1/events", actor="Anna Berg")) == 3
        (event,) = next_told(events, 1)
    assert event.told["data"]["source"][0]["name"] == "Anna Lound"
