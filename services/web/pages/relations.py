"""Relations: a matrix of who acts on whom, and what one did to another over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Modality
from schemas.rows.occurrences import OCCURRENCE_TERMS, OCCURRENCES, OccurrenceRow, Party
from schemas.rows.relations import RELATIONS, RelationRow
from schemas.rows.row import actor_term, country_term
from services.readmodels import Condition, Listed, Query
from services.web.lists import WALKED
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.pages.histogram import Bar, Histogram
from services.web.relations import Level, Relation, RelationFilters, Time, most_frequent, over_time
from services.web.sameness import same
from services.web.site import Site

PATH = "/relations"
LOOKED_AT = 2_000
"""Relations that the matrix is made of, the most frequent."""
SIDE = 16
"""Rows and columns of the matrix at most."""
SHADES = 5
HAPPENINGS = 30
"""Happenings that are shown of a relation, the latest."""


class Cell(Struct, frozen=True):
    """What one did to another: how often, and as a shade from 1 (seldom) to 5 (as often as any)."""

    row: RelationRow
    shade: int


class Matrix(Struct, frozen=True):
    """Who acts, who is acted on, each as (id, name), the most frequent first, and the cells by both ids."""

    sources: Sequence[tuple[str, str]]
    targets: Sequence[tuple[str, str]]
    cells: dict[tuple[str, str], Cell]


def add(router: APIRouter, _site: Site, frame: Frame) -> None:
    """Put the addresses of relations on the router."""

    @router.get(PATH)
    def show_matrix(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(RelationFilters, request)
        query = most_frequent(visit.generation, filters, visit.as_of)
        rows = visit.rows(replace(query, limit=LOOKED_AT))
        level = filters.level or Level.COUNTRY
        return frame.show(
            visit, "relations.html", filters=filters, faults=faults, matrix=matrix(rows), rows=rows[:100], level=level
        )

    @router.get("/relations/{source}/{target}")
    def show_relation(source: str, target: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        time, faults = filters_of(Time, request)
        _, told = over_time(visit.generation, source, target, time, visit.as_of)
        return frame.show(
            visit,
            "relation.html",
            time=time,
            faults=faults,
            told=told,
            histogram=course(told),
            happenings=_happenings(visit, told.relation, time),
            is_mutual=_is_mutual(visit, told.relation),
        )


def _is_mutual(visit: Visit, relation: RelationRow) -> bool:
    """Whether the other has done anything to the one as well."""
    where = (Condition("id", "=", f"{relation.target} {relation.source}"),)
    return relation.source != relation.target and bool(visit.rows(Query(table=RELATIONS, where=where, limit=1)))


def _happenings(visit: Visit, relation: RelationRow, time: Time) -> list[OccurrenceRow]:
    """What one did to the other, the latest first, out of the happenings that both take part in."""
    source, target = (_ends(visit, relation, end) for end in (relation.source, relation.target))
    term = country_term if relation.level == Level.COUNTRY else actor_term
    days = [Condition("day", sign, day.isoformat()) for sign, day in ((">=", time.first), ("<=", time.last)) if day]
    query = Query(
        table=OCCURRENCES,
        where=(Condition("status", "=", Modality.ACTUAL.value), *days),
        listed=tuple(Listed(OCCURRENCE_TERMS, tuple(map(term, ends))) for ends in (source, target)),
        order=("day", "position"),
        descending=True,
        limit=LOOKED_AT,
        as_of=visit.as_of,
    )
    rows = visit.rows(replace(query, until=visit.generation.reach(query, WALKED)))
    found = (row for row in rows if _is_one(row.source, source) and _is_one(row.target, target))
    return list(islice(found, HAPPENINGS))


def _ends(visit: Visit, relation: RelationRow, end: str) -> list[str]:
    """The country, or the actor and all who are the same."""
    return [end] if relation.level == Level.COUNTRY else same(visit.generation, [end], visit.as_of)


def _is_one(parties: Sequence[Party], ends: Sequence[str]) -> bool:
    """Whether one of the parties is meant, by its actor or its country."""
    return any(party.actor in ends or party.country in ends for party in parties)


def matrix(rows: Sequence[RelationRow]) -> Matrix:
    """The matrix of those who take part most often."""
    most = max((row.occurrences for row in rows), default=1)
    sources, targets = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        sources[row.source, row.source_name] += row.occurrences
        targets[row.target, row.target_name] += row.occurrences
    return Matrix(
        [name for name, _ in sources.most_common(SIDE)],
        [name for name, _ in targets.most_common(SIDE)],
        {(row.source, row.target): Cell(row, _shade(row.occurrences, most)) for row in rows},
    )


def course(told: Relation) -> Histogram:
    """A relation's periods as a chart shows them."""
    bars = (Bar(each.first, each.last, each.cooperation, each.conflict, each.articles) for each in told.periods)
    return Histogram(bars=tuple(bars), step=told.by.value, undated=told.relation.undated)


def _shade(occurrences: int, most: int) -> int:
    """Shades go up with the logarithm, so that few large numbers do not make all others pale."""
    return max(1, round(SHADES * (occurrences.bit_length() / most.bit_length()))) if occurrences else 0
