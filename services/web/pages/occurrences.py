"""One happening with everything that was reported of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from schemas.rows.events import EventRow
from schemas.rows.occurrences import OCCURRENCES, REPORTS, OccurrenceRow, ReportRow
from services.readmodels import Condition, Query
from services.web.occurrences import reported
from services.web.pages.contested import pieces as figure_pieces
from services.web.pages.frame import Frame, Visit
from services.web.pages.marks import pieces
from services.web.site import Site


def add(router: APIRouter, _site: Site, frame: Frame) -> None:
    """Put the address of happenings on the router."""

    @router.get("/occurrences/{occurrence}")
    def show_occurrence(occurrence: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        _, told = reported(visit.generation, occurrence, visit.as_of)
        return frame.show(
            visit,
            "occurrence.html",
            row=told.occurrence,
            reports=[(each, pieces([each.event])) for each in told.reports],
            figures=[(each, list(figure_pieces(each))) for each in told.figures],
        )


def occurrences_of(visit: Visit, events: Sequence[EventRow]) -> dict[str, OccurrenceRow]:
    """What each of these events is a report of, by the event's id."""
    ids, articles = tuple(event.id for event in events), tuple({event.article for event in events})
    if not ids:
        return {}
    where = (Condition("article", "in", articles), Condition("event", "in", ids))
    reports = visit.rows(Query(table=REPORTS, where=where, order=REPORTS.key, limit=len(ids)))
    of = {report.event: report.occurrence for report in cast("list[ReportRow]", reports)}
    named = (Condition("id", "in", tuple(set(of.values()))),)
    rows = visit.rows(Query(table=OCCURRENCES, where=named, order=("id",), limit=len(ids)))
    by_id = {row.id: row for row in cast("list[OccurrenceRow]", rows)}
    return {event: by_id[occurrence] for event, occurrence in of.items() if occurrence in by_id}
