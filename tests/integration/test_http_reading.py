"""Reading over HTTP: what was folded, page by page, and where each article stands even before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from schemas.codec import data_of
from schemas.event import Event
from schemas.identity import stream_of
from schemas.record import RetryRequested, Stage
from services.web import lists
from tests.support.histories import BODY, CREDIT, MONDAY, TEXT, History, meeting
from tests.support.service import Service, running_service

FIRST, SECOND, THIRD = "a" * 26, "b" * 26, "c" * 26
TRIGGERS = ("met", "Ada", "Bob", "Oslo", "Monday")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service to be read from alone, over an article that tells of a meeting on each of three days."""
    with running_service(tmp_path_factory.mktemp("met")) as service:
        told(service, read(History(), FIRST, days(3)))
        yield service


def told(service: Service, history: History, *, projected: bool = True) -> None:
    """Put the history into the log, and fold it."""
    history.append_to(service.log)
    if projected:
        service.project()


def days(count: int) -> list[Event]:
    """A meeting on each of so many days, the first on Monday."""
    return [meeting(trigger, day=MONDAY + timedelta(number)) for number, trigger in enumerate(TRIGGERS[:count])]


def read(history: History, article: str, events: list[Event] | None = None) -> History:
    """A whole article with its events."""
    history.received(article)
    history.cleaned(article)
    history.extracted(article, events=events)
    return history


def items(service: Service, path: str, **parameters: str | int) -> list[dict[str, Any]]:
    answer = service.client.get(path, params=parameters)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_an_event_is_told_with_its_actors_its_sentence_and_its_provenance(service: Service) -> None:
    told(service, read(History(), FIRST))
    answer = service.client.get("/v1/events").json()
    assert (answer["position"], answer["next"]) == (service.log.head(), None)
    (event,) = answer["items"]
    start = TEXT.index("Ada met")
    assert event["source"] == [
        {"text": "Ada", "name": "Ada Lund", "start": start, "end": start + 3, "country": "NOR", "role": "GOV"}
    ]
    assert (event["type"], event["quad"], event["day"]) == ("CONSULT", "verbal cooperation", "2026-02-02")
    assert (event["sentence"], event["place"], event["modality"]) == (BODY, "Oslo, Norway", "actual")
    assert (event["article"], event["revision"], event["extractor"]) == (FIRST, 1, "x1")
    assert (event["negated"], event["historical"]) == (False, False)


def test_events_come_newest_first(service: Service) -> None:
    told(service, read(History(), FIRST, days(3)))
    assert [event["day"] for event in items(service, "/v1/events")] == ["2026-02-04", "2026-02-03", "2026-02-02"]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"type": "CONSULT"}, 3),
        ({"type": "consult"}, 3),
        ({"type": "AID"}, 0),
        ({"actor": "ada LUND"}, 3),
        ({"actor": "ADA"}, 3),
        ({"actor": "Lund"}, 0),
        ({"country": "swe"}, 3),
        ({"country": "RUS"}, 0),
        ({"from": "2026-02-03"}, 2),
        ({"to": "2026-02-03"}, 2),
        ({"from": "2026-02-03", "to": "2026-02-03"}, 1),
        ({"article": FIRST}, 3),
        ({"article": SECOND}, 0),
        ({"type": "CONSULT", "country": "NOR", "actor": "Bob Berg", "from": "2026-02-01"}, 3),
        ({"quad": "verbal cooperation"}, 3),
        ({"quad": "Verbal_Cooperation"}, 3),
        ({"quad": "material-conflict"}, 0),
        ({"quad": "material conflict", "type": "CONSULT"}, 0),
        ({"source_actor": "ada"}, 3),
        ({"source_actor": "Bob Berg"}, 0),
        ({"target_actor": "bob berg"}, 3),
        ({"target_actor": "Ada"}, 0),
        ({"place": "OSLO"}, 3),
        ({"place": "nor"}, 3),
        ({"place": "Bergen"}, 0),
        ({"modality": "actual"}, 3),
        ({"modality": "planned"}, 0),
        ({"negated": "false", "historical": "false"}, 3),
        ({"negated": "true"}, 0),
        ({"historical": "true"}, 0),
        ({"min_confidence": "0.5"}, 3),
        ({"min_confidence": "0.51"}, 0),
        ({"mode": "meet"}, 0),
        ({"source": "Example.ORG"}, 3),
        ({"source": "another.example"}, 0),
        ({"reported_from": "2020-01-01"}, 3),
        ({"reported_from": "2020-01-01", "reported_to": "2020-02-01"}, 0),
        ({"reported_from": "2020-01-01T00:00:00Z", "reported_to": "9999-12-31"}, 3),
        ({"reported_from": "9999-12-31"}, 0),
        ({"reported_to": "2020-01-01"}, 0),
        ({"source": "example.org", "place": "Oslo", "actor": "ada", "country": "SWE", "quad": "verbal cooperation"}, 3),
    ],
)
def test_filters_choose_among_events(met: Service, parameters: dict[str, str], count: int) -> None:
    assert len(items(met, "/v1/events", **parameters)) == count


@pytest.mark.parametrize(
    "path", ["/v1/events", "/v1/occurrences", "/v1/quotes", "/v1/figures", "/v1/search", "/v1/relations/NOR/SWE"]
)
def test_a_time_that_ends_before_it_begins_is_refused_with_both_ends(met: Service, path: str) -> None:
    asked = {"from": "2026-05-01", "to": "2026-04-01"} | ({"q": "met"} if path == "/v1/search" else {})
    answer = met.client.get(path, params=asked)
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["parameter"] == "to"
    assert {"2026-05-01", "2026-04-01"} <= set(fault["detail"].replace(",", "").replace(":", "").split())


def test_a_time_of_reports_that_ends_before_it_begins_is_refused(met: Service) -> None:
    asked = {"reported_from": "2026-05-01T12:00:00Z", "reported_to": "2026-04-30"}
    answer = met.client.get("/v1/events", params=asked)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "reported_to")


def test_events_reported_today_are_found_by_the_day(service: Service) -> None:
    told(service, read(History(), FIRST, days(3)))
    (event, *_) = items(service, "/v1/events")
    day = event["reported_at"][:10]
    assert len(items(service, "/v1/events", reported_from=day, reported_to=day)) == 3
    assert len(items(service, "/v1/events", reported_from=event["reported_at"])) == 3
    assert len(items(service, "/v1/events", reported_to=event["reported_at"])) == 3


def test_events_may_come_oldest_first(service: Service) -> None:
    told(service, read(History(), FIRST, days(3)))
    first = service.client.get("/v1/events?sort=oldest&limit=2").json()
    second = service.client.get(first["next"]).json()
    assert [event["day"] for page in (first, second) for event in page["items"]] == [
        *("2026-02-02", "2026-02-03", "2026-02-04")
    ]


def test_any_of_several_types_may_be_asked_for(service: Service) -> None:
    told(service, read(History(), FIRST, [meeting("met"), meeting("Ada", kind="AID"), meeting("Bob", kind="ASSAULT")]))
    answer = service.client.get("/v1/events?type=AID&type=ASSAULT")
    assert sorted(event["type"] for event in answer.json()["items"]) == ["AID", "ASSAULT"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_the_pages_of_a_list_hold_every_item_once(service: Service, limit: int) -> None:
    told(service, read(read(History(), FIRST, days(3)), SECOND, days(2)))
    whole = [event["id"] for event in items(service, "/v1/events", country="NOR")]
    seen, path = list[str](), f"/v1/events?country=NOR&limit={limit}"
    while path:
        answer = service.client.get(path)
        page = answer.json()
        assert len(page["items"]) <= limit
        link = f'<{page["next"]}>; rel="next"' if page["next"] else None
        assert answer.headers.get("link") == link
        seen += [event["id"] for event in page["items"]]
        path = page["next"]
    assert seen == whole
    assert len(whole) == 5


def test_events_without_a_day_come_last_and_are_paged_over(service: Service) -> None:
    history = History()
    history.received(FIRST)
    history.extracted(FIRST, events=[meeting(trigger) for trigger in TRIGGERS[:3]])
    told(service, read(history, SECOND, days(2)))
    seen, path = list[date | None](), "/v1/events?limit=2"
    while path:
        page = service.client.get(path).json()
        seen += [event["day"] for event in page["items"]]
        path = page["next"]
    assert seen == ["2026-02-03", "2026-02-02", None, None, None]


def test_a_list_of_which_little_is_wanted_is_walked_through_in_stretches(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "WALKED", 3)
    history = History()
    for article in (FIRST, SECOND, THIRD):
        confidence = 0.9 if article == SECOND else 0.5
        read(history, article, [replace(event, confidence=confidence) for event in days(5)])
    told(service, history)
    found, address, answers = list[str](), "/v1/events?min_confidence=0.8", 0
    while address:
        page = service.client.get(address).json()
        found += [event["article"] for event in page["items"]]
        address, answers = page["next"], answers + 1
    assert found == [SECOND] * 5
    assert answers > 3


@pytest.mark.parametrize("address", [f"/v1/events?article={FIRST}", f"/v1/articles/{FIRST}/events"])
def test_an_article_s_events_are_found_at_once_behind_any_number_of_later_ones(
    service: Service, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(lists, "WALKED", 3)
    told(service, read(read(History(), FIRST, days(5)), SECOND, days(5)))
    page = service.client.get(address).json()
    assert [event["article"] for event in page["items"]] == [FIRST] * 5
    assert page["next"] is None


def test_a_cursor_is_of_its_own_list_and_filters_only(service: Service, tmp_path: Path) -> None:
    told(service, read(read(History(), FIRST, days(3)), SECOND))
    following = service.client.get("/v1/events?limit=1&type=CONSULT").json()["next"]
    cursor = following.split("cursor=")[1]
    assert service.client.get("/v1/events", params={"type": "CONSULT", "cursor": cursor}).status_code == 200
    for path, filters in (("events", {}), ("events", {"type": "AID"}), ("articles", {})):
        assert service.client.get(f"/v1/{path}", params={**filters, "cursor": cursor}).status_code == 400
    with running_service(tmp_path / "another") as another:
        assert another.client.get("/v1/events", params={"type": "CONSULT", "cursor": cursor}).status_code == 400


def test_articles_are_listed_newest_first_with_how_far_they_are(service: Service) -> None:
    history = read(History(), FIRST)
    history.received(SECOND)
    history.received(THIRD)
    history.failed(THIRD, attempt=3, permanent=True)
    told(service, history)
    listed = [(article["id"], article["state"]) for article in items(service, "/v1/articles")]
    assert listed == [(THIRD, "failed"), (SECOND, "received"), (FIRST, "projected")]
    assert [article["id"] for article in items(service, "/v1/articles", state="received")] == [SECOND]
    assert len(items(service, "/v1/articles", source="example.org")) == 3
    assert items(service, "/v1/articles", source="another.example") == []


def test_a_caption_is_listed_once_with_its_articles(service: Service) -> None:
    told(service, read(read(History(), FIRST), SECOND))
    (picture,) = items(service, "/v1/captions")
    assert (picture["articles"], picture["first_articles"], picture["repeated"]) == (2, [FIRST, SECOND], True)
    assert (picture["credit"], picture["agency"]) == (CREDIT, "Reuters")
    assert items(service, "/v1/captions", article=SECOND) == [picture]
    pages = items(service, f"/v1/captions/{picture['id']}")
    assert [(page["article"], page["copies"]) for page in pages] == [(FIRST, 2), (SECOND, 2)]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"text": "FERRY of Oslo"}, 1),
        ({"text": "ferry Bergen"}, 0),
        ({"agency": "reuters"}, 1),
        ({"agency": "AFP"}, 0),
        ({"repeated": "true"}, 0),
        ({"repeated": "false", "text": "harbour", "agency": "Reuters", "article": FIRST}, 1),
        ({"article": SECOND}, 0),
    ],
)
def test_filters_choose_among_captions(met: Service, parameters: dict[str, str], count: int) -> None:
    assert len(items(met, "/v1/captions", **parameters)) == count


def test_captions_are_shown_as_they_were(service: Service) -> None:
    told(service, read(read(History(), FIRST), SECOND))
    (picture,) = items(service, "/v1/captions", text="ferry", article=FIRST, as_of=4)
    assert picture["articles"] == 1
    assert len(items(service, f"/v1/captions/{picture['id']}", as_of=4)) == 1


def status(service: Service, article: str = FIRST) -> dict[str, Any]:
    answer = service.client.get(f"/v1/articles/{article}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_an_article_tells_how_far_it_is_before_anything_is_folded(service: Service) -> None:
    history, states = History(), []
    for step in (History.received, History.cleaned, History.extracted):
        before = len(history.records)
        step(history, FIRST)
        added = History(history.records[:before])
        added.records = history.records[before:]
        told(service, added, projected=False)
        states.append(status(service)["state"])
    assert states == ["received", "cleaned", "extracted"]
    assert status(service)["position"] == 0
    service.project()
    now = status(service)
    assert (now["state"], now["position"], now["last_position"]) == ("projected", 4, 4)
    assert (now["parts"], now["events"], now["sentences"], now["extractor"]) == (1, 1, 3, "x1")
    assert (now["url"], now["source"], now["revision"]) == (f"https://example.org/{FIRST}", "example.org", 1)


def test_an_article_whose_records_cannot_be_folded_is_failed(service: Service) -> None:
    history = History()
    history.received(FIRST)
    history.broken(FIRST)
    told(service, history)
    now = status(service)
    assert (now["state"], now["reason"], now["permanent"]) == ("failed", "SetAside", True)
    (listed,) = service.client.get("/v1/articles").json()["items"]
    assert (listed["id"], listed["state"]) == (FIRST, "received")


def test_an_article_that_was_erased_stays_so_whatever_cannot_be_folded(service: Service) -> None:
    history = History()
    history.received(FIRST)
    history.broken(FIRST)
    history.erased(FIRST)
    told(service, history)
    assert status(service)["state"] == "erased"


def test_a_failure_is_told_retried_and_forgotten_once_the_step_succeeds(service: Service) -> None:
    history = History()
    history.received(FIRST)
    history.failed(FIRST, attempt=3, permanent=True)
    told(service, history)
    now = status(service)
    assert (now["state"], now["stage"], now["reason"]) == ("failed", "clean", "Oops")
    assert (now["detail"], now["attempt"], now["permanent"]) == ("it did not work", 3, True)
    (failure,) = items(service, "/v1/failures")
    assert (failure["article"], failure["stage"], failure["permanent"]) == (FIRST, "clean", True)

    answer = service.client.post(f"/v1/failures/{FIRST}/retry")
    assert answer.status_code == 202
    assert answer.json() == {"id": FIRST, "revision": 1, "stages": ["clean"], "position": 3}
    assert answer.headers["location"] == f"/v1/articles/{FIRST}"
    (record,) = service.log.read_stream(stream_of(FIRST), after=2)
    assert data_of(record) == RetryRequested(revision=1, stage=Stage.CLEAN)
    assert status(service)["state"] == "received"
    assert service.client.post(f"/v1/failures/{FIRST}/retry").status_code == 409

    service.project()
    assert [failure["permanent"] for failure in items(service, "/v1/failures")] == [False]


def test_what_succeeded_when_it_was_tried_again_leaves_a_trace(service: Service) -> None:
    history = History()
    history.received(FIRST)
    failed = history.failed(FIRST, attempt=5, permanent=True, traceback="workers/clean/kinds.py:7 kind_of")
    asked = history.retried(FIRST)
    cleaned = history.cleaned(FIRST)
    told(service, history)
    assert items(service, "/v1/failures") == []
    (trace,) = items(service, "/v1/failures", resolved="true")
    assert items(service, f"/v1/failures/{FIRST}") == [trace]
    assert (trace["position"], trace["retry_position"], trace["resolved_position"]) == (failed, asked, cleaned)
    assert (trace["reason"], trace["traceback"]) == ("Oops", "workers/clean/kinds.py:7 kind_of")
    (before,) = items(service, f"/v1/failures/{FIRST}", as_of=failed)
    assert (before["permanent"], before["resolved"]) == (True, False)


def test_the_failures_of_an_article_that_was_never_posted_are_not_there(service: Service) -> None:
    assert service.client.get(f"/v1/failures/{FIRST}").status_code == 404


def test_failures_are_chosen_by_reason_stage_and_permanence(service: Service) -> None:
    history = History()
    for article, stage, permanent in ((FIRST, Stage.CLEAN, True), (SECOND, Stage.EXTRACT, False)):
        history.received(article)
        if stage is Stage.EXTRACT:
            history.cleaned(article)
        history.failed(article, stage=stage, permanent=permanent)
    told(service, history)

    def chosen(**filters: str) -> list[str]:
        return [failure["article"] for failure in items(service, "/v1/failures", **filters)]

    assert chosen(reason="Oops") == [SECOND, FIRST]
    assert chosen(reason="MemoryError") == []
    assert chosen(stage="extract") == chosen(permanent="false") == [SECOND]
    assert chosen(permanent="true", reason="Oops") == [FIRST]


def test_all_that_failed_for_good_is_tried_again_by_reason_a_hundred_at_a_time(service: Service) -> None:
    history = History()
    articles = [f"{number:026d}".translate(str.maketrans("0189", "abcd")) for number in range(203)]
    for number, article in enumerate(articles):
        history.received(article)
        history.failed(article, permanent=number != 202)
    told(service, history)
    assert service.client.post("/v1/failures/retry", params={"reason": "MemoryError"}).json()["items"] == []

    first = service.client.post("/v1/failures/retry", params={"reason": "Oops"}).json()
    second = service.client.post(first["next"]).json()
    third = service.client.post(second["next"]).json()
    assert [len(page["items"]) for page in (first, second, third)] == [100, 100, 2]
    asked = [retried["id"] for page in (first, second, third) for retried in page["items"]]
    assert asked == articles[201::-1]
    assert third["next"] is None
    assert service.client.post("/v1/failures/retry").json()["items"] == []
    service.project()
    assert items(service, "/v1/failures", permanent="true") == []


def test_nothing_is_retried_where_nothing_failed(service: Service) -> None:
    told(service, read(History(), FIRST))
    answer = service.client.post(f"/v1/failures/{FIRST}/retry")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert service.log.head() == 4


def states(service: Service, **parameters: str | int) -> dict[str, str]:
    return {article["id"]: article["state"] for article in items(service, "/v1/articles", **parameters)}


def test_lists_are_shown_as_they_were_at_a_position(service: Service) -> None:
    history = read(History(), FIRST, days(2))
    before = len(history.records)
    history.extracted(FIRST, extractor="x2", events=days(1))
    history.received(SECOND)
    history.failed(SECOND, attempt=3, permanent=True)
    told(service, history)
    assert len(items(service, "/v1/events")) == 1
    assert {event["extractor"] for event in items(service, "/v1/events", as_of=before)} == {"x1"}
    assert len(items(service, "/v1/events", as_of=before)) == 2
    assert len(items(service, "/v1/events", as_of=before, actor="ada", country="SWE")) == 2
    assert items(service, "/v1/events", as_of=2) == []
    assert states(service) == {FIRST: "projected", SECOND: "failed"}
    assert states(service, as_of=1) == {FIRST: "received"}
    assert [len(items(service, "/v1/captions", as_of=position)) for position in (1, 2)] == [0, 1]
    assert items(service, "/v1/failures", as_of=before) == []
    assert service.client.get(f"/v1/events?as_of={before}").json()["position"] == before


def test_lists_are_shown_as_they_were_at_a_time(service: Service) -> None:
    told(service, read(History(), FIRST))
    then = datetime.fromtimestamp(service.log.read()[-1].recorded_at / 1_000_000, UTC)
    more = History(service.log.read())
    told(service, read(more, SECOND))
    answer = service.client.get("/v1/events", params={"as_of": then.isoformat()}).json()
    assert ([event["article"] for event in answer["items"]], answer["position"]) == ([FIRST], 4)
    answer = service.client.get("/v1/events", params={"as_of": "1999-12-31T23:59:59Z"}).json()
    assert (answer["items"], answer["position"]) == ([], 0)


def test_the_pages_of_a_past_list_stay_at_their_position(service: Service) -> None:
    told(service, read(History(), FIRST, days(3)))
    at = service.log.head()
    page = service.client.get("/v1/events", params={"limit": 1, "as_of": "2100-01-01T00:00:00+00:00"}).json()
    assert page["position"] == at
    assert f"as_of={at}" in page["next"]
    more = History(service.log.read())
    more.extracted(FIRST, extractor="x2", events=[])
    told(service, more)
    assert items(service, "/v1/events") == []
    following = service.client.get(page["next"]).json()
    assert (len(following["items"]), following["position"]) == (1, at)
    assert service.client.get(page["next"].replace(f"as_of={at}", f"as_of={at - 1}")).status_code == 400


@pytest.mark.parametrize("as_of", ["9", "-1", "soon", "2026-02-01", "2026-02-01T12:00:00", "1" * 30, "٣", ""])
@pytest.mark.parametrize("path", ["events", "articles", "captions", "failures"])
def test_what_lies_ahead_or_is_no_position_or_time_is_refused(met: Service, path: str, as_of: str) -> None:
    answer = met.client.get(f"/v1/{path}", params={"as_of": as_of})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "as_of"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("events?type=MARCH", "type: this is none of 'AGREE', "),
        ("events?country=NORWAY", "country: these are not three letters, such as NOR"),
        ("events?limit=0", "limit: this has to be 1 at least"),
        ("events?limit=many", "limit: this is no whole number"),
        ("events?negated=perhaps", "negated: this is neither true nor false"),
        ("events?min_confidence=2", "min_confidence: this may be 1.0 at most"),
        ("search", "q: this has to be given"),
        ("relations?source=Norway", "source: this is neither a country's code such as RUS nor the id of an actor"),
    ],
)
def test_what_is_wrong_with_a_parameter_is_told_in_a_sentence(met: Service, address: str, told: str) -> None:
    answer = met.client.get(f"/v1/{address}")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)


def test_an_event_is_shown_by_its_id_now_and_as_it_was(service: Service) -> None:
    told(service, read(History(), FIRST))
    (event,) = items(service, "/v1/events")
    assert service.client.get(f"/v1/events/{event['id']}").json() == {"item": event, "position": 4}
    more = History(service.log.read())
    more.extracted(FIRST, extractor="x2", events=[])
    told(service, more)
    assert service.client.get(f"/v1/events/{event['id']}").status_code == 404
    assert service.client.get(f"/v1/events/{event['id']}?as_of=4").json() == {"item": event, "position": 4}
    assert service.client.get(f"/v1/events/{event['id']}?as_of=99").status_code == 422


def test_an_event_that_goes_by_another_id_is_found_by_the_old_one(service: Service) -> None:
    told(service, read(History(), FIRST, [meeting("met")]))
    (old,) = items(service, "/v1/events")
    more = History(service.log.read())
    more.extracted(FIRST, extractor="x2", events=[meeting("Ada")])
    told(service, more)
    (new,) = items(service, "/v1/events")
    answer = service.client.get(f"/v1/events/{old['id']}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/v1/events/{new['id']}")
    assert service.client.get(answer.headers["location"]).json()["item"] == new
    assert service.client.get(f"/v1/events/{old['id']}?as_of=4").json()["item"] == old
    assert service.client.get(f"/v1/events/{old['id']}?as_of=6").headers["location"].endswith(f"{new['id']}?as_of=6")


@pytest.mark.parametrize("event", ["a" * 36, "a", "A" * 36, "a" * 37, "%00"])
def test_an_event_that_never_was_is_not_found(met: Service, event: str) -> None:
    answer = met.client.get(f"/v1/events/{event}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
