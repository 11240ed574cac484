"""Who comes in: keys, scopes, sessions, limits, and what a browser may be tricked into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path

import httpx
import pytest
from starlette.routing import BaseRoute, Route
from structlog.testing import capture_logs

from services.eventlog.sqlite import SqliteLog
from services.keys import Key, Scope, mint
from services.keys.sqlite import SqliteKeys
from services.readmodels.sqlite import SqliteReadModels
from services.settings import Settings
from services.web.door import COOKIE
from services.web.scopes import SAFE, is_open, scopes_for
from services.web.server import build
from tests.support.http import exchange
from tests.support.queues import FakeQueues
from tests.support.service import Service, running_service
from workers.projections import FOLDS_VERSION

ARTICLE = {"body": "Norway thanked Peru on Monday."}
BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("door"), require_keys=True) as service:
        yield service


@pytest.fixture(scope="module")
def open_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One that only this machine reaches."""
    with running_service(tmp_path_factory.mktemp("open")) as service:
        yield service


def key_for(service: Service, *scopes: Scope, lifetime: timedelta | None = None) -> tuple[str, Key]:
    shown, key = mint("test", scopes, datetime.now(UTC), lifetime)
    service.keys.add(key)
    return shown, key


def bearer(shown: str) -> dict[str, str]:
    return {"authorization": f"Bearer {shown}"}


def log_in(service: Service, shown: str) -> httpx.Response:
    return service.client.post("/login", data={"key": shown, "next": "/docs"})


def test_on_loopback_nobody_needs_a_key(open_service: Service) -> None:
    assert open_service.client.get("/v1/articles").is_success


@pytest.mark.parametrize(
    ("path", "method"), [("/v1/articles", "GET"), ("/v1/articles", "POST"), ("/docs", "GET"), ("/nowhere", "GET")]
)
def test_without_a_key_a_program_is_told_that_it_needs_one(service: Service, path: str, method: str) -> None:
    answer = service.client.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="newsfold"'
    assert "Authorization: Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whether_it_is_well_everybody_may_ask(service: Service, path: str) -> None:
    assert service.client.get(path).is_success


@pytest.mark.parametrize("shown", ["nf_0123456789ab_" + "a" * 43, "secret", "nf_" + "é" * 10])
def test_a_key_that_is_none_is_refused(service: Service, shown: str) -> None:
    answer = service.client.get("/v1/articles", headers=httpx.Headers(bearer(shown), encoding="utf-8"))
    assert answer.status_code == 401


def test_a_scheme_other_than_bearer_is_no_key(service: Service) -> None:
    assert service.client.get("/v1/articles", headers={"authorization": "Basic bmY6bmY="}).status_code == 401


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        (Scope.READ, {"GET /v1/events", "GET /docs"}),
        (Scope.INGEST, {"POST /v1/articles"}),
        (Scope.OPERATE, {"POST /v1/failures/x/retry"}),
    ],
)
def test_a_key_allows_what_its_scopes_say_and_nothing_else(service: Service, scope: Scope, allowed: set[str]) -> None:
    shown, _ = key_for(service, scope)
    tried = {"GET /v1/events", "GET /docs", "POST /v1/articles", "POST /v1/failures/x/retry", "DELETE /v1/anything"}
    refused = set()
    for asked in tried:
        method, path = asked.split()
        answer = service.client.request(method, path, headers=bearer(shown), json=ARTICLE if method == "POST" else None)
        if answer.status_code == 403:
            assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]
            refused.add(asked)
    assert tried - refused - {"DELETE /v1/anything"} == allowed


def test_who_posted_an_article_may_see_where_it_stands(service: Service) -> None:
    shown, _ = key_for(service, Scope.INGEST)
    posted = service.client.post("/v1/articles", json=ARTICLE, headers=bearer(shown))
    assert service.client.get(posted.headers["location"], headers=bearer(shown)).is_success
    assert service.client.get("/v1/articles", headers=bearer(shown)).status_code == 403


def test_an_expired_key_is_refused(service: Service) -> None:
    shown, _ = key_for(service, Scope.READ, lifetime=timedelta(seconds=-1))
    answer = service.client.get("/v1/articles", headers=bearer(shown))
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_a_revoked_key_is_refused_once_it_is_looked_up_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, key = key_for(service, Scope.READ)
    assert service.client.get("/v1/articles", headers=bearer(shown)).is_success
    service.keys.end(key.id, datetime.now(UTC))
    monkeypatch.setattr("services.web.recognition.KNOWN_SECONDS", 0)
    assert service.client.get("/v1/articles", headers=bearer(shown)).status_code == 401


def test_the_use_of_a_key_is_noted_once_not_at_every_request(service: Service) -> None:
    shown, key = key_for(service, Scope.READ)
    noted = []
    for _ in range(3):
        service.client.get("/v1/articles", headers=bearer(shown))
        noted.append(service.keys.find(key.id))
    assert noted[0]
    assert noted[0].used_at
    assert noted == [noted[0]] * 3


def test_a_person_without_a_session_is_led_to_the_login_page_and_back(service: Service) -> None:
    asked = service.client.get("/docs?a=1&b=2", headers=BROWSER)
    assert asked.status_code == 303
    page = service.client.get(asked.headers["location"])
    assert page.is_success
    assert 'value="/docs?a=1&amp;b=2"' in page.text
    shown, _ = key_for(service, Scope.READ)
    let_in = service.client.post("/login", data={"key": shown, "next": "/docs?a=1&b=2"})
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/docs?a=1&b=2")
    assert service.client.get("/docs", headers=BROWSER).is_success
    service.client.cookies.clear()


def test_a_session_is_for_the_browser_alone_and_is_not_the_key(service: Service) -> None:
    shown, _ = key_for(service, Scope.READ)
    cookie = log_in(service, shown).headers["set-cookie"]
    service.client.cookies.clear()
    assert shown not in cookie
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"))
    assert "Secure" not in cookie


def test_over_tls_the_session_stays_with_tls(service: Service) -> None:
    shown, _ = key_for(service, Scope.READ)
    answer = service.client.post("/login", data={"key": shown}, headers={"x-forwarded-proto": "https"})
    service.client.cookies.clear()
    assert "Secure" in answer.headers["set-cookie"]


def test_logging_out_ends_the_session(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.web.recognition.KNOWN_SECONDS", 0)
    shown, _ = key_for(service, Scope.READ)
    log_in(service, shown)
    session = service.client.cookies[COOKIE]
    service.client.post("/logout")
    service.client.cookies.clear()
    assert service.client.get("/v1/articles", headers=bearer(session)).status_code == 401
    assert service.client.get("/v1/articles", headers=bearer(shown)).is_success


def test_a_wrong_key_at_the_login_page_is_said_there(service: Service) -> None:
    answer = log_in(service, "nf_0123456789ab_" + "a" * 43)
    assert answer.status_code == 401
    assert "not known here" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("following", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"])
def test_the_login_page_leads_nowhere_else(service: Service, following: str) -> None:
    shown, _ = key_for(service, Scope.READ)
    answer = service.client.post("/login", data={"key": shown, "next": following})
    service.client.cookies.clear()
    assert answer.headers["location"] == "/"


def test_the_login_page_shows_no_markup_of_others(service: Service) -> None:
    page = service.client.get("/login", params={"next": '/"><script>alert(1)</script>'})
    assert "<script>" not in page.text


def test_a_long_form_is_not_read(service: Service) -> None:
    assert service.client.post("/login", data={"key": "k" * 5_000}).status_code == 413
    assert service.client.post("/login", content="&".join(["a=1"] * 20)).status_code == 400


CROSS_SITE = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
)


@pytest.mark.parametrize("headers", CROSS_SITE)
def test_what_another_sites_page_sends_is_refused(open_service: Service, headers: dict[str, str]) -> None:
    answer = open_service.client.post(
        "/v1/articles", content=b"Planted.", headers={"content-type": "text/plain", **headers}
    )
    assert answer.status_code == 403
    assert open_service.log.head() == 0


def test_another_sites_page_cannot_use_a_session(service: Service) -> None:
    shown, _ = key_for(service, Scope.INGEST)
    log_in(service, shown)
    answer = service.client.post("/v1/articles", json=ARTICLE, headers={"origin": "https://evil.example"})
    service.client.cookies.clear()
    assert answer.status_code == 403


def test_a_page_of_its_own_may_post(open_service: Service) -> None:
    own = {"origin": f"http://127.0.0.1:{open_service.port}", "sec-fetch-site": "same-origin"}
    assert open_service.client.post("/v1/articles", json={"body": "Peru thanked Chad."}, headers=own).is_success


def test_a_foreign_name_for_this_machine_is_not_answered(open_service: Service) -> None:
    """A page whose name was made to lead here (DNS rebinding) could read everything otherwise."""
    answer = exchange(open_service.port, b"GET /v1/articles HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    assert answer is not None
    assert answer.status == 421
    assert b"localhost" in answer.body
    assert b"NEWSFOLD_REQUIRE_KEYS" in answer.body


def test_a_key_that_comes_too_often_is_asked_to_wait(tmp_path: Path) -> None:
    with running_service(tmp_path, require_keys=True, requests_per_minute=2) as service:
        shown, _ = key_for(service, Scope.READ)
        other, _ = key_for(service, Scope.READ)
        answers = [service.client.get("/v1/articles", headers=bearer(shown)) for _ in range(3)]
        assert service.client.get("/v1/articles", headers=bearer(other)).is_success
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"requests";q=2;w=60'
    assert answers[0].headers["ratelimit"].startswith('"requests";r=1;')
    assert int(answers[2].headers["retry-after"]) in range(1, 31)


def test_who_shows_wrong_keys_over_and_over_is_not_looked_up_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.web.recognition.KNOWN_SECONDS", inf)  # the test takes as long as it takes
    monkeypatch.setattr("services.web.door.MINUTE", 3_600.0)
    with running_service(tmp_path, require_keys=True) as service:
        right, _ = key_for(service, Scope.READ)
        assert service.client.get("/v1/articles", headers=bearer(right)).is_success
        wrong = [service.client.get("/v1/articles", headers=bearer("wrong")).status_code for _ in range(32)]
        assert service.client.get("/v1/articles", headers=bearer(right)).is_success
        assert service.client.post("/login", data={"key": "wrong"}).status_code == 429
    assert wrong == [401] * 30 + [429] * 2


@pytest.mark.parametrize("path", ["/v1/articles", "/docs", "/", "/nowhere", "/static/pages.css"])
def test_every_answer_tells_browsers_to_run_nothing_foreign(open_service: Service, path: str) -> None:
    headers = open_service.client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_keys_are_not_logged(service: Service) -> None:
    shown, key = key_for(service, Scope.READ)
    with capture_logs() as logs:
        service.client.get("/v1/articles?key=hidden", headers=bearer(shown))
        log_in(service, shown)
        service.client.cookies.clear()
    told = str(logs)
    assert key.id in told
    assert shown not in told
    assert shown.partition(key.id)[2] not in told
    assert "hidden" not in told


CHANGING = {
    "/login": None,
    "/logout": frozenset(Scope),
    "/v1/articles": frozenset({Scope.INGEST}),
    "/v1/events/{event}/corrections": frozenset({Scope.INGEST}),
    "/v1/occurrences/{occurrence}/corrections": frozenset({Scope.INGEST}),
    "/v1/actors/{actor}/corrections": frozenset({Scope.INGEST}),
    "/v1/watchlists": frozenset({Scope.INGEST}),
    "/v1/watchlists/{watchlist}": frozenset({Scope.INGEST}),
    "/events/{event}/correct": frozenset({Scope.INGEST}),
    "/occurrences/{occurrence}/join": frozenset({Scope.INGEST}),
    "/actors/{actor}/join": frozenset({Scope.INGEST}),
    "/watchlists": frozenset({Scope.INGEST}),
    "/watchlists/{watchlist}/remove": frozenset({Scope.INGEST}),
    "/v1/failures/retry": frozenset({Scope.OPERATE}),
    "/v1/failures/{article}/retry": frozenset({Scope.OPERATE}),
    "/pipeline/retry/{article}": frozenset({Scope.OPERATE}),
}
"""What it takes to change something, address by address: whoever adds one thinks about it here."""


def routes_in(routes: Sequence[BaseRoute]) -> Iterator[Route]:
    """Every route, those of included routers too."""
    for route in routes:
        if isinstance(route, Route):
            yield route
        yield from routes_in(getattr(getattr(route, "original_router", None), "routes", ()))


def test_whatever_changes_something_takes_a_scope_that_was_thought_about(tmp_path: Path) -> None:
    log, keys = SqliteLog.create(tmp_path / "log.sqlite"), SqliteKeys(tmp_path / "keys.sqlite")
    readmodels = SqliteReadModels(tmp_path / "readmodels", FOLDS_VERSION)
    app = build(Settings(data=tmp_path), log, FakeQueues(), readmodels, keys)  # type: ignore[call-arg]  # defaults
    paths = {route.path for route in routes_in(app.routes) if (route.methods or set()) - SAFE}
    log.close()
    assert {path: None if is_open(path) else scopes_for("POST", path) for path in paths} == CHANGING


def test_a_head_without_end_is_refused(open_service: Service) -> None:
    headers = b"".join(b"X-%d: y\r\n" % number for number in range(10_000))
    answer = exchange(open_service.port, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + headers)
    assert answer is not None
    assert answer.status == 431
