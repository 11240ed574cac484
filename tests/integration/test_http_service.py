"""The service itself: alive, ready or not, described, and without any request to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schemas.errors import LogError, ServiceError
from services.eventlog.sqlite import SqliteLog
from services.web.description import DESCRIBED
from services.web.examples import PARAMETERS, example_of
from services.web.search import SearchFilters
from tests.support.queues import FakeQueues
from tests.support.service import Service, running_service

ADDRESS = re.compile(r"""(?:src|href|url)\s*[=:(]\s*["']?(?:https?:)?//""", re.IGNORECASE)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="module")
def description(service: Service) -> dict[str, Any]:
    described: dict[str, Any] = service.client.get("/openapi.json").json()
    return described


def test_it_is_alive_and_ready_and_names_its_log(service: Service) -> None:
    assert service.client.get("/healthz").json() == {"status": "alive"}
    ready = service.client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "log": str(service.log.identity), "head": 0, "position": 0}


class AbsentQueues(FakeQueues):
    """Queues whose server is away."""

    def ping(self) -> None:
        raise ServiceError("Redis is away")


class AbsentLog(SqliteLog):
    """A log whose disk is away."""

    def head(self) -> int:
        raise LogError("the disk is away")


def test_it_is_not_ready_without_its_queue_but_alive(tmp_path: Path) -> None:
    with running_service(tmp_path, queues=AbsentQueues()) as service:
        answer = service.client.get("/readyz")
        assert service.client.get("/healthz").is_success
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert answer.json()["parts"] == {"log": "ready", "read_models": "ready", "queue": "away"}


def test_it_is_not_ready_without_its_log(tmp_path: Path) -> None:
    SqliteLog.create(tmp_path / "log.sqlite").close()
    with running_service(tmp_path, log=AbsentLog(tmp_path / "log.sqlite")) as service:
        answer = service.client.get("/readyz")
    assert answer.json()["parts"]["log"] == "away"


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_its_pages_ask_nobody_else_for_anything(service: Service, path: str) -> None:
    page = service.client.get(path)
    assert page.status_code == 200
    assert not ADDRESS.search(page.text)
    for address in re.findall(r"""(?:src|href)=["']([^"']+)""", page.text):
        assert service.client.get(f"/{address.lstrip('/')}").is_success


def test_every_address_is_described_with_its_answers_and_problems(description: dict[str, Any]) -> None:
    assert set(description["paths"]) >= {
        "/v1/articles",
        "/v1/articles/{article}",
        "/v1/captions",
        "/v1/captions/{caption}",
        "/v1/corrections",
        "/v1/duplicates",
        "/v1/duplicates/{group}",
        "/v1/events",
        "/v1/events/{event}",
        "/v1/events/{event}/corrections",
        "/v1/failures",
        "/v1/failures/retry",
        "/v1/failures/{article}",
        "/v1/failures/{article}/retry",
        "/v1/stream",
        "/v1/watchlists",
        "/v1/watchlists/{watchlist}",
        "/v1/watchlists/{watchlist}/feed.atom",
        "/v1/watchlists/{watchlist}/stream",
        "/healthz",
        "/metrics",
        "/readyz",
    }
    for operations in description["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
            for status, answer in operation["responses"].items():
                assert status == "304" or answer.get("content") or "Location" in answer["headers"]


def test_every_answer_in_json_has_an_example(description: dict[str, Any]) -> None:
    bodies = [
        (path, body)
        for path, operations in description["paths"].items()
        for operation in operations.values()
        for answer in operation["responses"].values()
        for media_type, body in answer.get("content", {}).items()
        if media_type in {"application/json", "application/problem+json"}
    ]
    assert [path for path, body in bodies if "example" not in body and path.startswith("/v1/")] == []


def test_every_example_is_of_its_type(description: dict[str, Any]) -> None:  # noqa: ARG001  # which is made first
    for kind in DESCRIBED:
        msgspec.convert(example_of(kind), kind)


def test_what_a_filter_takes_has_an_example_that_it_takes() -> None:
    given = {name: value for name, value in PARAMETERS.items() if name not in {"event", "position"}}
    SearchFilters.model_validate(given)


def test_every_field_of_an_event_says_what_it_means(description: dict[str, Any]) -> None:
    fields = description["components"]["schemas"]["EventRow"]["properties"]
    assert [name for name, field in fields.items() if not field.get("description") and "$ref" not in field] == []


def test_every_reference_in_the_description_leads_somewhere(description: dict[str, Any]) -> None:
    references = set(re.findall(r"'#/components/schemas/([^']+)'", str(description)))
    assert references
    assert references <= set(description["components"]["schemas"])


def test_the_description_names_what_may_be_posted(description: dict[str, Any]) -> None:
    post = description["paths"]["/v1/articles"]["post"]
    assert set(post["requestBody"]["content"]) == {
        "application/json",
        "text/plain",
        "text/html",
        "application/x-ndjson",
    }
    article = description["components"]["schemas"]["Article"]
    assert article["required"] == ["body"]
    assert {parameter["name"] for parameter in post["parameters"]} == set(article["properties"]) - {
        "body",
        "media_type",
    }
