"""The pipeline: what waits, who works, how far behind the views are, what failed and why."""

from __future__ import annotations

import time
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from msgspec import Struct

from schemas.errors import ServiceError
from schemas.identity import article_of
from schemas.rows.articles import ARTICLES
from schemas.rows.work import FAILURES, MOMENTS, SET_ASIDE, UNFINISHED, MomentRow
from services.ingest.retry import retry
from services.queues import Census
from services.readmodels import Condition, Generation, Query
from services.web import lists
from services.web.articles import known_shape, not_found
from services.web.asof import MINUTE
from services.web.failures import FailureFilters, newest_failures
from services.web.pages.address import address
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.site import Site
from services.web.stats import unknown_types

PATH = "/pipeline"
FAILURES_ON_A_PAGE = 50
ASIDE_SHOWN = 100
"""Streams that were set aside, as many as are named."""
MINUTES = 60
STALLED_AFTER = 30_000_000
"""Microseconds that a record waits to be folded after which the views are said to stand still."""


class Lag(Struct, frozen=True, kw_only=True):
    """How far the views are behind the log: in records, and how long the first of these has waited, microseconds."""

    head: int
    position: int
    waited: int | None

    @property
    def records(self) -> int:
        """Records that are not folded yet."""
        return self.head - self.position

    @property
    def is_stalled(self) -> bool:
        """Whether a record has waited longer than it should."""
        return (self.waited or 0) > STALLED_AFTER


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the pipeline's addresses on the router."""

    @router.get(PATH)
    def show_pipeline(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(FailureFilters, request, "retried")
        failures = lists.page(site, PATH, filters, newest_failures(filters), FAILURES_ON_A_PAGE)
        now = time.time_ns() // 1_000
        return frame.show(
            visit,
            "pipeline.html",
            filters=filters,
            faults=faults,
            lag=_lag(site, visit.generation, now),
            stages=_stages(site),
            articles=visit.generation.count(ARTICLES),
            unfinished=_unfinished(visit.generation),
            set_aside=visit.generation.count(SET_ASIDE),
            aside=[(row, article_of(row.stream)) for row in visit.set_aside(ASIDE_SHOWN)],
            unknown=unknown_types(visit.generation),
            throughput=throughput(_moments(visit.generation), visit.generation.checkpoint(), now),
            failures=failures.items,
            following=failures.next,
            reasons=_reasons(visit),
            uncovered=_uncovered(visit),
            retried=request.query_params.get("retried"),
        )

    @router.post("/pipeline/retry/{article}")
    def retry_article(article: str, request: Request) -> Response:
        request.state.article = known_shape(article)
        if retry(article, site.log, request.state.traceparent) is None:
            raise not_found(article)
        return RedirectResponse(address(PATH, {"retried": article}), HTTPStatus.SEE_OTHER)


def throughput(moments: Sequence[MomentRow], position: int, now: int) -> list[int]:
    """Records appended in each of the last minutes, the present one last.

    `moments` are the last ones, in order; `now` counts microseconds since 1970.
    """
    ends = [*(each.position for each in moments), position + 1]
    counts = {each.minute: end - each.position for each, end in zip(moments, ends[1:], strict=True)}
    last = now // MINUTE
    return [counts.get(minute, 0) for minute in range(last - MINUTES + 1, last + 1)]


def _lag(site: Site, generation: Generation, now: int) -> Lag:
    """The read models are asked before the log, so that they are never ahead of it."""
    position = generation.checkpoint()
    waiting = site.log.read(position, limit=1)
    waited = max(0, now - waiting[0].recorded_at) if waiting else None
    return Lag(head=site.log.head(), position=position, waited=waited)


def _stages(site: Site) -> list[Census] | None:
    """Who and what is there of every stage, None while the queue's server is away."""
    try:
        return site.queue.census()
    except ServiceError:
        return None


def _moments(generation: Generation) -> list[MomentRow]:
    _, rows = generation.select(Query(table=MOMENTS, order=("minute",), descending=True, limit=MINUTES + 1))
    return rows[::-1]


def _unfinished(generation: Generation) -> dict[str, int]:
    """Articles that wait for each stage, or are in it."""
    counted = generation.tally(Query(table=UNFINISHED), ("stage",))
    return {str(stage): int(number or 0) for stage, number in counted}


def _reasons(visit: Visit) -> list[tuple[str, str, int]]:
    """Stage, reason and number of what has failed and stands, the most frequent first."""
    standing = Query(table=FAILURES, where=(Condition("resolved", "=", False),), as_of=visit.as_of)
    counted = visit.generation.tally(standing, ("stage", "reason"))
    found = [(str(stage), str(reason), int(number or 0)) for stage, reason, number in counted]
    return sorted(found, key=lambda each: (-each[2], each))


def _uncovered(visit: Visit) -> list[tuple[str, int]]:
    """Languages that the model does not read, with their articles, the most frequent first."""
    query = Query(table=ARTICLES, where=(Condition("covered", "=", False),), as_of=visit.as_of)
    counted = visit.generation.tally(query, ("language",))
    found = [(str(language or "not known"), int(number or 0)) for language, number in counted]
    return sorted(found, key=lambda each: (-each[1], each[0]))
