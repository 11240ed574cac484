"""A trace follows an article from its post to its fold, in records and in jobs, with OpenTelemetry and without."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from rq.serializers import JSONSerializer

from schemas.block import CleanedPage
from schemas.claim import Claim
from schemas.codec import meta_of
from schemas.event import Extraction
from schemas.record import Stage
from services import tracing
from services.queues.rq import ListedJob, RqQueues
from tests.support.identity import LOG_ID
from tests.support.program import until
from tests.support.service import Service, running_service
from workers import jobs
from workers.cleaning import clean_article
from workers.extraction import extract_article
from workers.projector import Projector

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
SECRET = "the words of the article"


class NoEvents:
    """Finds nothing, and breaks on pages that say how."""

    version = "none-1"

    def extract(self, page: CleanedPage) -> Extraction:
        if "broken" in page.text:
            raise ZeroDivisionError(page.text)
        return Extraction(events=(), sentences=1, covered=True)


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    tracing.start("test", exporter)
    yield exporter
    tracing.stop()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running_service(tmp_path) as service:
        log = service.log
        steps = {Stage.CLEAN: partial(clean_article, log), Stage.EXTRACT: partial(extract_article, log, NoEvents())}
        jobs.prepare(jobs.Bench(log=log, queues=service.queues, steps=steps))
        yield service


def post(service: Service, body: str, **headers: str) -> Claim:
    posted = service.client.post("/v1/articles", json={"body": body}, headers=headers).json()
    return Claim(posted["id"], posted["revision"])


def work(claim: Claim) -> None:
    jobs.clean([(claim.article, claim.revision)])
    jobs.extract([(claim.article, claim.revision)])


def fold(service: Service) -> None:
    """What the projection worker does, until all is folded."""
    stop = threading.Event()
    projecting = threading.Thread(target=Projector(service.log, service.readmodels).run, args=(stop, lambda: None))
    projecting.start()
    until(lambda: service.readmodels.serving().checkpoint() == service.log.head(), "all to be folded")
    stop.set()
    projecting.join()


def test_the_senders_trace_is_in_every_record_without_opentelemetry(service: Service) -> None:
    work(post(service, "Norway thanked Peru.", traceparent=PARENT))
    records = service.log.read()
    assert [record.type for record in records] == ["article.received", "article.cleaned", "extraction.completed"]
    assert {meta_of(record).traceparent for record in records} == {PARENT}


def test_each_step_is_a_span_of_the_senders_trace(service: Service, spans: InMemorySpanExporter) -> None:
    claim = post(service, "Norway thanked Peru.", traceparent=PARENT)
    work(claim)
    fold(service)
    tracing.flush()
    found = {span.name: span for span in spans.get_finished_spans() if span.context.trace_id == int(TRACE, 16)}
    assert set(found) == {"accept", "clean", "extract", "fold"}
    accepted = found["accept"]
    assert accepted.parent
    assert f"{accepted.parent.span_id:016x}" == "00f067aa0ba902b7"
    for name in ("clean", "extract", "fold"):
        parent = found[name].parent
        assert parent
        assert parent.span_id == accepted.context.span_id
    assert dict(found["extract"].attributes or {}) == {
        "newsfold.article": claim.article,
        "newsfold.revision": claim.revision,
    }


def test_a_post_without_a_trace_begins_one(service: Service, spans: InMemorySpanExporter) -> None:
    post(service, "Norway thanked Peru.")
    (record,) = service.log.read()
    traceparent = meta_of(record).traceparent
    tracing.flush()
    (accepted,) = spans.get_finished_spans()
    assert tracing.read_traceparent(traceparent) == traceparent
    assert f"00-{accepted.context.trace_id:032x}-{accepted.context.span_id:016x}-" in str(traceparent)


def test_a_span_of_a_failed_step_names_the_error_and_repeats_no_words(
    service: Service, spans: InMemorySpanExporter
) -> None:
    work(post(service, f"A broken page. {SECRET}.", traceparent=PARENT))
    tracing.flush()
    (failed,) = [span for span in spans.get_finished_spans() if span.name == "extract"]
    assert (failed.attributes or {})["error.type"] == "ZeroDivisionError"
    assert all(SECRET not in span.to_json() for span in spans.get_finished_spans())


def test_a_trace_that_is_not_to_be_sampled_makes_no_spans(service: Service, spans: InMemorySpanExporter) -> None:
    post(service, "Norway thanked Peru.", traceparent=PARENT[:-1] + "0")
    tracing.flush()
    assert spans.get_finished_spans() == ()


def test_a_job_names_the_trace_of_the_post_that_made_it(redis_url: str) -> None:
    queues = RqQueues(redis_url, LOG_ID)
    queues.connection.flushall()
    queues.offer(Stage.CLEAN, [Claim("a", 1)], traceparent=PARENT)
    (job_id,) = queues.queue(Stage.CLEAN).get_job_ids()
    job = ListedJob.fetch(job_id, connection=queues.connection, serializer=JSONSerializer)
    queues.connection.close()
    assert job.meta == {"traceparent": PARENT}


def test_the_post_hands_its_trace_to_the_queue(service: Service) -> None:
    post(service, "Norway thanked Peru.", traceparent=PARENT)
    until(lambda: service.queues.jobs, "the article to be offered")
    assert service.queues.jobs[0].traceparent == PARENT


@pytest.mark.parametrize("given", [None, 7, "", "00-0-0-01", "ff" + PARENT[2:], {"a": 1}])
def test_what_is_no_trace_is_none(given: object) -> None:
    assert tracing.read_traceparent(given) is None


class Collector(BaseHTTPRequestHandler):
    """Takes what an OpenTelemetry exporter sends."""

    taken: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        return


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """The address of a collector, and what it has taken."""
    Collector.taken = []
    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}", Collector.taken
        server.shutdown()
        serving.join()


def test_spans_go_where_the_endpoint_says(
    collector: tuple[str, list[tuple[str, bytes]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, taken = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
    tracing.configure("extract")
    with tracing.span("clean", PARENT, article="a"):
        pass
    tracing.stop()
    assert [path for path, _ in taken] == ["/v1/traces"]
    assert b"newsfold-extract" in taken[0][1]
    assert bytes.fromhex(TRACE) in taken[0][1]


def test_without_an_endpoint_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    tracing.configure("extract")
    assert not tracing.is_on()
    with tracing.span("clean", PARENT) as traceparent:
        assert traceparent == PARENT
