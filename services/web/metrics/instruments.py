"""What is counted as it passes through this process; labels take a bounded number of values, whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import Counter, Histogram
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from services.ingest.revisions import Verdict

SECONDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "(other)"
NONE = "(none)"
SOURCES = 200
"""Sources that are counted by name, the first that come; all others are one."""
LONGEST_SOURCE = 100


class Instruments(Collector):
    """Requests, refusals, and what posts did by source."""

    def __init__(self) -> None:
        self._requests = Counter(
            "newsfold_http_requests", "Requests answered.", ("method", "route", "status"), registry=None
        )
        self._seconds = Histogram(
            "newsfold_http_request_seconds",
            "Time until a request was answered.",
            ("method", "route"),
            buckets=SECONDS,
            registry=None,
        )
        self._articles = Counter(
            "newsfold_articles", "Posted articles, by what became of them.", ("source", "outcome"), registry=None
        )
        self._sources: set[str] = set()
        self._refusals = Counter("newsfold_refusals", "Requests refused at the door.", ("reason",), registry=None)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        known = method if method in METHODS else OTHER
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def refused(self, reason: str) -> None:
        """A request was refused at the door."""
        self._refusals.labels(reason).inc()

    def posted(self, source: str | None, verdict: Verdict) -> None:
        """An article was taken in, or was there already."""
        self._articles.labels(self._label(source), verdict.value).inc()

    def collect(self) -> Iterator[Metric]:
        """All that was counted."""
        for metric in (self._requests, self._seconds, self._articles, self._refusals):
            yield from metric.collect()

    def _label(self, source: str | None) -> str:
        name = " ".join((source or "").split())[:LONGEST_SOURCE] or NONE
        if name not in self._sources and len(self._sources) >= SOURCES:
            return OTHER
        self._sources.add(name)
        return name
