"""What sources do not agree on: figures of one thing that cannot all be right, and days of one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from schemas.rows.figures import FIGURES, FigureRow, StanceCell, SubjectRow
from schemas.rows.occurrences import OCCURRENCES, OccurrenceRow
from services.readmodels import Condition, Query
from services.web import lists
from services.web.figures import SubjectFilters, contested_first
from services.web.pages.differing import differing_days
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.pages.marks import LONGEST, Mark, Piece, cut
from services.web.site import Site

PATH = "/contested"
SUBJECTS_ON_A_PAGE = 25
STANCES_SHOWN = 12
OCCURRENCES_LOOKED_AT, OCCURRENCES_SHOWN = 500, 20


class Stance(Struct, frozen=True, kw_only=True):
    """What somebody holds, with the sentence that says so, and where it lies between lowest (0) and highest (1)."""

    cell: StanceCell
    row: FigureRow | None
    sentence: Sequence[Piece]
    at: float


class Subject(Struct, frozen=True):
    """Figures that speak of the same, the lowest first."""

    row: SubjectRow
    stances: Sequence[Stance]


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the address of what is contested on the router."""

    @router.get(PATH)
    def show_contested(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        is_any = visit.given("contested") == "any"
        filters, faults = filters_of(SubjectFilters, request, *(["contested"] if is_any else ()))
        contested = None if is_any else filters.contested is not False
        chosen = filters.model_copy(update={"contested": contested})
        found = lists.page(site, PATH, chosen, contested_first(site, chosen), SUBJECTS_ON_A_PAGE)
        following = found.next and (f"{found.next}&contested=any" if is_any else found.next)
        return frame.show(
            visit,
            "contested.html",
            filters=filters,
            faults=faults,
            contested=contested,
            subjects=list(_subjects(visit, found.items)),
            following=following,
            occurrences=_of_contested_days(visit) if not visit.here.parameters else [],
        )


def _subjects(visit: Visit, rows: Sequence[SubjectRow]) -> Iterator[Subject]:
    ids = tuple(cell.figure for row in rows for cell in row.stances[:STANCES_SHOWN])
    query = Query(table=FIGURES, where=(Condition("id", "in", ids),), order=("id",), limit=len(ids))
    figures = {row.id: row for row in visit.rows(query)} if ids else {}
    for row in rows:
        stances = [_stance(row, cell, figures.get(cell.figure)) for cell in row.stances[:STANCES_SHOWN]]
        yield Subject(row, sorted(stances, key=lambda stance: (stance.cell.value, stance.cell.by)))


def _stance(subject: SubjectRow, cell: StanceCell, row: FigureRow | None) -> Stance:
    spread = subject.highest - subject.lowest
    at = (cell.value - subject.lowest) / spread if spread else 0.5
    return Stance(cell=cell, row=row, sentence=list(pieces(row)) if row else [], at=min(max(at, 0.0), 1.0))


def pieces(row: FigureRow) -> Iterator[Piece]:
    """A figure's sentence with its number marked."""
    mark = Mark(row.start - row.sentence_start, row.end - row.sentence_start, 0, "trigger")
    yield from cut(row.sentence, [mark], 0, min(len(row.sentence), LONGEST))


def _of_contested_days(visit: Visit) -> list[OccurrenceRow]:
    """Of the newest happenings those that reports put on different days."""
    query = Query(table=OCCURRENCES, order=("day", "position"), descending=True, limit=OCCURRENCES_LOOKED_AT)
    rows = visit.rows(query)
    return [row for row in rows if differing_days(row.dates)][:OCCURRENCES_SHOWN]
