"""How far everything is, asked of the log, the read models and Redis at the moment of looking.

Each look is a handful of look-ups by index and counts of small tables. A part that is away is told so, and the others
are told all the same.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from schemas.article import Priority
from schemas.errors import NewsfoldError
from schemas.record import Stage
from schemas.rows.work import FAILURES, SET_ASIDE, UNFINISHED
from services.counts import OUTCOMES, SECONDS, durations, models, steps
from services.eventlog import EventLog
from services.readmodels import Condition, Generation, Query
from services.web.site import Site

LOGGER = structlog.get_logger("newsfold.metrics")
PROJECTION = "read_models"
"""All read models are folded in one pass with one checkpoint: they are one projection."""
MICROSECONDS = 1_000_000


class State(Collector):
    """The state of one service's parts."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def describe(self) -> list[Metric]:
        """Nothing: registering must not ask anybody."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Everything that can be told just now."""
        parts: dict[str, Callable[[], Iterator[Metric]]] = {
            "log": self._log,
            "read_models": self._readmodels,
            "queue": self._queue,
        }
        reached = GaugeMetricFamily("newsfold_part_up", "Whether a part can be reached.", labels=("part",))
        yield GaugeMetricFamily("newsfold_bytes_in_hand", "Bytes of posts in memory.", self._site.pressure.in_hand)
        for name, tell in parts.items():
            try:
                yield from list(tell())
            except NewsfoldError as error:
                LOGGER.warning("a part cannot be looked at", part=name, reason=str(error))
                reached.add_metric((name,), 0)
            else:
                reached.add_metric((name,), 1)
        yield reached

    def _log(self) -> Iterator[Metric]:
        site, log = self._site, self._site.log
        told = {"version": version("newsfold"), "log": str(log.identity)}
        yield InfoMetricFamily("newsfold", "The program and its log.", told)
        yield CounterMetricFamily("newsfold_log_records", "Records in the log.", log.head())
        sealed = log.last_seal()
        yield GaugeMetricFamily("newsfold_sealed_position", "Up to where it is sealed.", sealed.last if sealed else 0)
        if not site.settings.database_url:
            free = shutil.disk_usage(site.settings.data).free
            yield GaugeMetricFamily("newsfold_disk_free_bytes", "Room on the disk of the data folder.", free)

    def _readmodels(self) -> Iterator[Metric]:
        generation = self._site.readmodels.serving()
        yield from _lag(self._site.log, generation)
        for name, told, table in (
            ("newsfold_unfinished_articles", "Articles with something still to do.", UNFINISHED),
            ("newsfold_failures", "Steps that failed and have not succeeded since.", FAILURES),
            ("newsfold_set_aside_streams", "Streams that could not be folded and are passed over.", SET_ASIDE),
        ):
            yield GaugeMetricFamily(name, told, generation.count(table))
        yield _oldest(self._site.log, generation)

    def _queue(self) -> Iterator[Metric]:
        numbers = self._site.queue.counts()
        yield from _census(self._site)
        yield from _steps(numbers)
        folded = GaugeMetricFamily(
            "newsfold_last_record_processed_timestamp_seconds", "When records were last folded.", labels=("projection",)
        )
        if "folded_at" in numbers:
            folded.add_metric((PROJECTION,), numbers["folded_at"])
        yield folded
        loaded = GaugeMetricFamily("newsfold_model_load_seconds", "Time to load and warm a model.", labels=("model",))
        for model, seconds in models(numbers).items():
            loaded.add_metric((model,), seconds)
        yield loaded


def _lag(log: EventLog, generation: Generation) -> Iterator[Metric]:
    """How far the read models are behind, in records, and in time by the oldest record that is not folded."""
    checkpoint, head, label = generation.checkpoint(), log.head(), (PROJECTION,)
    behind = [record.recorded_at for record in log.read(checkpoint, limit=1)]
    figures = {
        "newsfold_projection_position": ("Up to where the log is folded.", checkpoint),
        "newsfold_projection_lag_records": ("Records that are not folded.", max(0, head - checkpoint)),
        "newsfold_projection_lag_seconds": ("Age of the oldest record not folded.", _age(behind[0]) if behind else 0),
    }
    for name, (told, value) in figures.items():
        family = GaugeMetricFamily(name, told, labels=("projection",))
        family.add_metric(label, value)
        yield family


def _oldest(log: EventLog, generation: Generation) -> Metric:
    """How long the article waits that has waited longest without any failure, by what it waits for."""
    family = GaugeMetricFamily(
        "newsfold_oldest_unfinished_seconds",
        "How long the article has waited that waits longest and has not failed.",
        labels=("stage", "priority"),
    )
    for stage in Stage:
        for priority in Priority:
            family.add_metric((stage.value, priority.value), _waited(log, generation, stage, priority))
    return family


def _waited(log: EventLog, generation: Generation, stage: Stage, priority: Priority) -> float:
    where = (
        Condition("stage", "=", stage.value),
        Condition("priority", "=", priority.value),
        Condition("attempts", "=", 0),
    )
    _, rows = generation.select(Query(table=UNFINISHED, where=where, order=("position",), limit=1))
    records = [record for row in rows for record in log.read(row.position - 1, limit=1)]
    return _age(records[0].recorded_at) if records else 0.0


def _census(site: Site) -> Iterator[Metric]:
    """What the queues hold, and who works on it."""
    jobs = GaugeMetricFamily("newsfold_queue_jobs", "Jobs, by RQ's registries.", labels=("queue", "state"))
    claims = GaugeMetricFamily("newsfold_queue_claims", "Articles held, and those in hand.", labels=("queue", "state"))
    workers = GaugeMetricFamily("newsfold_workers", "Workers, by what they do.", labels=("queue", "state"))
    for census in site.queue.census():
        queue = census.stage.value
        for state, count in census.jobs.items():
            jobs.add_metric((queue, state), count)
        claims.add_metric((queue, "held"), census.held)
        claims.add_metric((queue, "in_hand"), census.in_hand)
        for state, count in census.workers.items():
            workers.add_metric((queue, state), count)
    yield from (jobs, claims, workers)


def _steps(numbers: dict[str, float]) -> Iterator[Metric]:
    """What the workers have counted."""
    done = CounterMetricFamily("newsfold_steps", "Steps, by how they ended.", labels=("stage", "outcome"))
    took = HistogramMetricFamily("newsfold_step_seconds", "Time that a step took.", labels=("stage",))
    for stage in Stage:
        for outcome in OUTCOMES:
            done.add_metric((stage.value, outcome), steps(numbers, stage, outcome))
        known = durations(numbers, stage)
        bounds = [*map(str, SECONDS[:-1]), "+Inf"]
        took.add_metric((stage.value,), list(zip(bounds, known.counts, strict=True)), known.total)
    yield from (done, took)


def _age(recorded_at: int) -> float:
    return max(0.0, time.time() - recorded_at / MICROSECONDS)
