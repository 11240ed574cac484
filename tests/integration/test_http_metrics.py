"""`/metrics`: true at the moment of looking, bounded in its labels, and told even where a part is away."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from schemas.errors import ServiceError
from schemas.record import Stage
from services.counts import count_killed, count_step, note_folded, note_model
from services.queues import Census
from services.web.metrics.instruments import OTHER, SOURCES
from tests.support.queues import FakeQueues
from tests.support.service import Service, running_service

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        yield service


def scrape(service: Service) -> Samples:
    answer = service.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples[name, frozenset(labels.items())]


def post(service: Service, body: str, **fields: str) -> None:
    answer = service.client.post("/v1/articles", json={"body": body, **fields})
    assert answer.is_success


def test_it_tells_how_far_the_read_models_are_behind(service: Service) -> None:
    assert value(scrape(service), "newsfold_projection_lag_seconds", projection="read_models") == 0
    post(service, "Norway thanked Peru.")
    behind = scrape(service)
    assert value(behind, "newsfold_log_records_total") == 1
    assert value(behind, "newsfold_projection_lag_records", projection="read_models") == 1
    assert value(behind, "newsfold_projection_lag_seconds", projection="read_models") > 0
    service.project()
    assert value(scrape(service), "newsfold_projection_lag_records", projection="read_models") == 0


def test_it_tells_what_is_unfinished_and_how_long_it_has_waited(service: Service) -> None:
    post(service, "Norway thanked Peru.")
    service.project()
    samples = scrape(service)
    assert value(samples, "newsfold_unfinished_articles") == 1
    assert value(samples, "newsfold_oldest_unfinished_seconds", stage="clean", priority="live") > 0
    assert value(samples, "newsfold_oldest_unfinished_seconds", stage="extract", priority="live") == 0


def test_what_workers_count_is_told_with_its_histogram(service: Service) -> None:
    for seconds in (0.01, 0.3, 100):
        count_step(service.queues, Stage.EXTRACT, "done", seconds)
    count_killed(service.queues, Stage.EXTRACT)
    note_model(service.queues, "en_core_web_trf", 12.5)
    now = time.time()
    note_folded(service.queues, now)
    samples = scrape(service)
    assert value(samples, "newsfold_steps_total", stage="extract", outcome="done") == 3
    assert value(samples, "newsfold_steps_total", stage="extract", outcome="killed") == 1
    assert value(samples, "newsfold_steps_total", stage="clean", outcome="done") == 0
    assert value(samples, "newsfold_step_seconds_bucket", stage="extract", le="0.02") == 1
    assert value(samples, "newsfold_step_seconds_bucket", stage="extract", le="60.0") == 2
    assert value(samples, "newsfold_step_seconds_count", stage="extract") == 3
    assert value(samples, "newsfold_step_seconds_sum", stage="extract") == pytest.approx(100.31)
    assert value(samples, "newsfold_model_load_seconds", model="en_core_web_trf") == 12.5
    folded = value(samples, "newsfold_last_record_processed_timestamp_seconds", projection="read_models")
    assert folded == pytest.approx(now)


def test_a_source_is_counted_by_what_its_posts_did(service: Service) -> None:
    for body in ("Norway thanked Peru.", "Norway thanked Peru.", "Peru thanked Norway."):
        post(service, body, url="https://news.example/1", source="The  Example\n")
    post(service, "Chad thanked Peru.")
    samples = scrape(service)
    assert value(samples, "newsfold_articles_total", source="The Example", outcome="new") == 1
    assert value(samples, "newsfold_articles_total", source="The Example", outcome="unchanged") == 1
    assert value(samples, "newsfold_articles_total", source="The Example", outcome="revision") == 1
    assert value(samples, "newsfold_articles_total", source="(none)", outcome="new") == 1


def test_sources_without_end_make_no_labels_without_end(service: Service) -> None:
    lines = (json.dumps({"body": f"Report {number}.", "source": f"s{number}"}) for number in range(SOURCES + 50))
    service.client.post("/v1/articles", content="\n".join(lines), headers={"Content-Type": "application/x-ndjson"})
    samples = scrape(service)
    assert len([name for name, _ in samples if name == "newsfold_articles_total"]) == SOURCES + 1
    assert value(samples, "newsfold_articles_total", source=OTHER, outcome="new") == 50


def test_requests_are_counted_by_the_template_of_their_route(service: Service) -> None:
    for path in ("/v1/articles/" + "a" * 26, "/v1/articles/" + "b" * 26, "/nowhere", "/elsewhere"):
        service.client.get(path)
    service.client.request("BREW", "/nowhere")
    samples = scrape(service)
    assert (
        value(samples, "newsfold_http_requests_total", method="GET", route="/v1/articles/{article}", status="404") == 2
    )
    assert value(samples, "newsfold_http_requests_total", method="GET", route="(none)", status="404") == 2
    assert value(samples, "newsfold_http_requests_total", method=OTHER, route="(none)", status="404") == 1
    assert value(samples, "newsfold_http_request_seconds_count", method="GET", route="/v1/articles/{article}") == 2


def test_refusals_are_counted_by_their_reason(service: Service) -> None:
    service.client.post("/v1/articles", json={}, headers={"origin": "https://evil.example"})
    assert value(scrape(service), "newsfold_refusals_total", reason="origin") == 1


class AbsentQueues(FakeQueues):
    """Queues whose server is away."""

    def counts(self) -> dict[str, float]:
        raise ServiceError("Redis is away")

    def census(self) -> list[Census]:
        raise ServiceError("Redis is away")


def test_a_part_that_is_away_is_told_and_takes_no_other_along(tmp_path: Path) -> None:
    with running_service(tmp_path, queues=AbsentQueues()) as service:
        samples = scrape(service)
    assert value(samples, "newsfold_part_up", part="queue") == 0
    assert value(samples, "newsfold_part_up", part="log") == 1
    assert value(samples, "newsfold_log_records_total") == 0
    assert not [name for name, _ in samples if name == "newsfold_queue_jobs"]
