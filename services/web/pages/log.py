"""The log: its records, one record with its causes and effects, and the way to look at any page's past."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from schemas.codec import TYPES
from schemas.identity import article_of, stream_of
from schemas.record import Record
from services.web.articles import known_shape
from services.web.pages.frame import APART, Frame, Visit, filters_of
from services.web.pages.records import causes, effects, summary, told
from services.web.problems import Problem
from services.web.records import Position
from services.web.site import Site

PATH = "/log"
RECORDS_ON_A_PAGE = 100
MOST_EFFECTS = 200


class LogFilters(BaseModel):
    """Which records the page shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str | None = None
    article: str | None = None
    before: Position | None = None


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the log's addresses on the router."""

    @router.get(PATH)
    def show_log(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(LogFilters, request, *APART)
        kind, article = filters.type, filters.article
        head = site.log.head() if visit.as_of is None else visit.as_of
        before = head + 1 if filters.before is None else min(filters.before, head + 1)
        records = _records(site, kind, article, before)
        return frame.show(
            visit,
            "log.html",
            records=[(record, article_of(record.stream), summary(record)) for record in records[:RECORDS_ON_A_PAGE]],
            following=records[RECORDS_ON_A_PAGE - 1].position if len(records) > RECORDS_ON_A_PAGE else None,
            types=sorted(TYPES),
            type=kind,
            article=article,
            head=head,
            last=site.log.head(),
            faults=faults,
        )

    @router.get("/log/moment")
    def show_moment(request: Request) -> HTMLResponse:
        return frame.show(frame.visit(request), "moment.html")

    @router.get("/log/{position}")
    def show_record(request: Request, position: int) -> HTMLResponse:
        visit = frame.visit(request)
        record = _record(site, position, visit)
        stream = [each for each in site.log.read_stream(record.stream) if _is_past(each, visit)]
        return frame.show(
            visit,
            "record.html",
            told=told(record),
            article=article_of(record.stream),
            causes=[(each, summary(each)) for each in causes(record, stream)],
            effects=[(each, summary(each)) for each in effects(record, stream)][:MOST_EFFECTS],
            head=site.log.head() if visit.as_of is None else visit.as_of,
        )


def _records(site: Site, kind: str | None, article: str | None, before: int) -> Sequence[Record]:
    """The records before a position, the latest first: a page of them and one more."""
    types = [kind] if kind else None
    if article is None:
        return site.log.read_back(before, limit=RECORDS_ON_A_PAGE + 1, types=types)
    stream = site.log.read_stream(stream_of(known_shape(article)))
    return [each for each in reversed(stream) if each.position < before and (not kind or each.type == kind)]


def _record(site: Site, position: int, visit: Visit) -> Record:
    if 0 < position < 2**63:
        for record in site.log.read(position - 1, limit=1):
            if record.position == position and _is_past(record, visit):
                return record
    raise Problem(
        HTTPStatus.NOT_FOUND, f"the log has no record at position {position} yet; its head is {site.log.head()}"
    )


def _is_past(record: Record, visit: Visit) -> bool:
    return visit.as_of is None or record.position <= visit.as_of
