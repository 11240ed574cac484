"""Watchlists over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from schemas.codec import data_of
from services.web import watchlists
from tests.support.histories import MONDAY, History, meeting
from tests.support.service import Service, running_service
from tests.support.streams import listening, told

AID = {"by": "Eve", "name": "Aid to Bob", "filters": {"type": ["AID"], "target_actor": "Bob Berg"}}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


def keep(service: Service, wanted: object) -> httpx.Response:
    answer = service.client.post("/v1/watchlists", json=wanted)
    service.project()
    return answer


def tell(service: Service, article: str, kind: str) -> None:
    history = History(service.log.read())
    history.received(article)
    history.cleaned(article)
    history.extracted(article, events=[meeting(kind=kind, day=MONDAY)])
    history.append_to(service.log)
    service.project()


def names(service: Service) -> list[str]:
    found: list[dict[str, Any]] = service.client.get("/v1/watchlists").json()["items"]
    return [each["name"] for each in found]


def test_a_watchlist_is_kept_and_says_where_its_events_are(service: Service) -> None:
    answer = keep(service, AID)
    kept = answer.json()
    assert (answer.status_code, kept["outcome"], kept["position"]) == (201, "new", 1)
    assert service.client.get(answer.headers["location"]).json() == kept | {"outcome": None}
    tell(service, "a" * 26, "CONSULT")
    tell(service, "b" * 26, "AID")
    (event,) = service.client.get(kept["events"]).json()["items"]
    assert event["article"] == "b" * 26
    assert names(service) == ["Aid to Bob"]


def test_a_watchlist_in_the_list_says_what_it_says_by_itself(service: Service) -> None:
    for wanted in (AID, {"by": "Eve", "name": "All", "filters": {}}):
        kept = keep(service, wanted).json()
        service.project()
        listed = service.client.get("/v1/watchlists?limit=1").json()["items"][0]
        assert {name: listed[name] for name in kept if name != "outcome"} == {
            name: value for name, value in kept.items() if name != "outcome"
        }
        assert service.client.get(listed["events"]).status_code == 200


def test_a_value_that_is_given_many_times_is_kept_once(service: Service) -> None:
    kept = keep(service, AID | {"filters": {"type": ["AID", "aid"] * 2_000}}).json()
    assert kept["filters"] == {"type": ["AID"]}
    assert service.client.get(kept["events"]).status_code == 200


def test_the_same_again_is_no_record_and_other_filters_take_the_place_of_the_first(service: Service) -> None:
    first = keep(service, AID).json()
    again = keep(service, AID | {"filters": {"target_actor": "Bob Berg", "type": "aid"}})
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    other = keep(service, AID | {"filters": {"type": ["ASSAULT"]}}).json()
    assert (other["id"], other["outcome"], other["filters"]) == (first["id"], "revision", {"type": ["ASSAULT"]})
    assert [record.type for record in service.log.read()] == ["watchlist.created", "watchlist.changed"]


def test_a_watchlist_that_is_removed_is_gone_and_can_be_kept_again(service: Service) -> None:
    address = keep(service, AID).headers["location"]
    assert service.client.delete(address).json()["position"] == 2
    service.project()
    assert service.client.get(address).status_code == 404
    assert service.client.delete(address).status_code == 404
    assert service.client.get(f"{address}/stream").status_code == 404
    assert names(service) == []
    assert keep(service, AID).json()["outcome"] == "new"
    assert names(service) == ["Aid to Bob"]


def test_ten_who_keep_the_same_at_once_keep_it_once(service: Service) -> None:
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: service.client.post("/v1/watchlists", json=AID).status_code, range(10)))
    assert sorted(answers) == [200] * 9 + [201]
    assert len(service.log.read()) == 1


def test_who_and_what_is_watched_are_words(service: Service) -> None:
    keep(service, AID)
    (record,) = service.log.read()
    assert b"Bob" not in record.data + record.meta
    assert b"Eve" not in record.data + record.meta
    assert data_of(record)


def test_a_watchlist_tells_its_events_as_they_come(service: Service) -> None:
    address = keep(service, AID).headers["location"]
    with listening(service.client, f"{address}/stream") as events:
        tell(service, "a" * 26, "CONSULT")
        tell(service, "b" * 26, "AID")
        (event,) = told(events, 1)
    assert event.told["data"]["article"] == "b" * 26
    with listening(service.client, f"{address}/stream", last=1) as events:
        assert told(events, 1) == [event]


def test_a_feed_holds_the_events_found_last_and_is_not_sent_twice(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchlists, "FEED_DAYS", 100_000)
    address = keep(service, AID).headers["location"]
    tell(service, "a" * 26, "AID")
    tell(service, "b" * 26, "AID")
    answer = service.client.get(f"{address}/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text.count("<entry>") == 2
    assert answer.text.index("/articles/bbb") < answer.text.index("/articles/aaa")
    same = service.client.get(f"{address}/feed.atom", headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        (AID | {"filters": {"type": ["DANCE"]}}, "/filters/type/0"),
        (AID | {"filters": {"type": 5}}, "/filters/type/0"),
        (AID | {"filters": {"colour": "red"}}, "/filters/colour"),
        (AID | {"filters": {"limit": "5"}}, "/filters/limit"),
        (AID | {"filters": {"from": "soon"}}, "/filters/from"),
        (AID | {"filters": {"actor": {"name": "Bob"}}}, "/filters/..."),
        (AID | {"name": ""}, "/name"),
        ({"by": "Eve", "filters": {}}, ""),
    ],
)
def test_a_watchlist_that_makes_no_sense_is_refused(service: Service, wanted: object, pointer: str) -> None:
    answer = keep(service, wanted)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [each["pointer"] for each in answer.json().get("errors", ())] == ([pointer] if pointer else [])
    assert service.log.head() == 0


def test_a_watchlist_that_never_was_is_not_found(service: Service) -> None:
    for address in ("x", "a" * 26, "a" * 26 + "/stream", "a" * 26 + "/feed.atom"):
        assert service.client.get(f"/v1/watchlists/{address}").status_code == 404
