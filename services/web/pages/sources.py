"""Sources: what came from each publisher, in which languages, and who has fallen silent."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec.structs import replace

from schemas.rows.sources import SOURCES
from services.readmodels import Condition, Query
from services.web import lists
from services.web.lists import Filters
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.problems import Problem
from services.web.site import Site
from services.web.sources import Source, by_name, days_of, source_at, time_at

PATH = "/sources"
SOURCES_ON_A_PAGE = 100
DAYS_SHOWN = 90
SILENT = 5
"""How many times its usual gap a publisher has to be silent to be marked so."""
STEADY_SECONDS = 60.0
"""The least usual gap of a publisher that posts by itself; articles posted all at once have shorter ones."""


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the address of publishers on the router."""

    @router.get(PATH)
    def show_sources(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        if name := visit.given("name"):
            return _one(frame, visit, name)
        filters, faults = filters_of(Filters, request)
        found = lists.page(site, PATH, filters, by_name(), SOURCES_ON_A_PAGE)
        now = time_at(visit.generation, visit.position)
        sources = [source_at(row, now) for row in found.items]
        return frame.show(
            visit, "sources.html", faults=faults, sources=sources, following=found.next, is_silent=is_silent
        )


def is_silent(source: Source) -> bool:
    """Whether a publisher has been silent for much longer than it uses to be."""
    return (source.silence or 0) >= SILENT and (source.usual_gap or 0) >= STEADY_SECONDS


def _one(frame: Frame, visit: Visit, name: str) -> HTMLResponse:
    """One publisher, day by day."""
    rows = visit.rows(Query(table=SOURCES, where=(Condition("name", "=", name),), limit=1))
    if not rows:
        raise Problem(HTTPStatus.NOT_FOUND, "nothing came from a publisher of this name")
    source = source_at(rows[0], time_at(visit.generation, visit.position))
    days = visit.rows(replace(days_of(name), limit=DAYS_SHOWN))
    return frame.show(visit, "source.html", source=source, days=days, is_silent=is_silent, most=DAYS_SHOWN)
