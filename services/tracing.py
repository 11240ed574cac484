"""Traces: where an article's time goes, from the post to the fold, for OpenTelemetry.

W3C Trace Context travels with the records, so a trace outlives a flushed queue, and in a job's meta, so a job can be
found from the post that made it. Spans are made only with the extra `telemetry` and an OTEL_EXPORTER_OTLP_ENDPOINT;
without it a trace that somebody began is handed on all the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from schemas.errors import SettingsError
from services.extras import missing

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
"""W3C Trace Context, section 3.2; newer versions may say more after these four fields, which is left out."""
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
FLUSH_MILLISECONDS = 5_000
FOLDED = 50
"""Traces of one batch of records that are told of its fold, at most."""

_PROVIDER: list[TracerProvider] = []


def configure(process: str) -> None:
    """Send spans where OTEL_EXPORTER_OTLP_ENDPOINT says, if it is set; raises SettingsError without the extra."""
    if not any(os.environ.get(name) for name in ENDPOINTS):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise SettingsError(f"{ENDPOINTS[0]} is set. {missing('opentelemetry', 'telemetry')}") from error
    start(process, OTLPSpanExporter())


def start(process: str, exporter: SpanExporter) -> None:
    """Send the spans of this process, and of those that it forks, to an exporter."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415  # an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415  # an extra
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415  # an extra

    provider = TracerProvider(resource=Resource.create({"service.name": f"newsfold-{process}"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _PROVIDER[:] = [provider]


def stop() -> None:
    """Send what is left, and make no more spans."""
    while _PROVIDER:
        _PROVIDER.pop().shutdown()


def flush() -> None:
    """Send what there is now: a horse ends without looking back."""
    for provider in _PROVIDER:
        provider.force_flush(FLUSH_MILLISECONDS)


@contextmanager
def span(name: str, parent: str | None, **attributes: str | int) -> Iterator[str | None]:
    """A span for the block, and the traceparent of what it causes: without tracing, the parent's own."""
    if not _PROVIDER:
        yield parent
        return
    tracer = _PROVIDER[0].get_tracer("newsfold")
    begun = tracer.start_span(name, context=_context(parent), attributes=_named(attributes))
    context = begun.get_span_context()
    try:
        yield f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
    except BaseException as error:
        begun.set_attribute("error.type", type(error).__name__)  # its message may hold words of the article
        raise
    finally:
        begun.end()


def is_on() -> bool:
    """Whether spans are made."""
    return bool(_PROVIDER)


def tell_folded(parents: Collection[str], began: int, ended: int) -> None:
    """A span in each of these traces for a fold between two times, in nanoseconds since 1970."""
    for provider in _PROVIDER:
        tracer = provider.get_tracer("newsfold")
        for parent in sorted(parents)[:FOLDED]:
            tracer.start_span("fold", context=_context(parent), start_time=began).end(ended)


def read_traceparent(given: object) -> str | None:
    """The traceparent in what somebody gave, if it is valid."""
    found = TRACEPARENT.match(given) if isinstance(given, str) else None
    return found[0] if found else None


def _context(parent: str | None) -> Context:
    from opentelemetry.context import Context  # noqa: PLC0415  # an extra
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415  # an extra

    return TraceContextTextMapPropagator().extract({"traceparent": parent} if parent else {}, context=Context())


def _named(attributes: dict[str, str | int]) -> dict[str, str | int]:
    return {f"newsfold.{name}": value for name, value in attributes.items()}
