"""Saying that two occurrences are one happening: each report of the one is said to be the same as the other's."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from msgspec import Meta, Struct
from msgspec.structs import replace

from schemas.correction import Changed, Judgement
from schemas.errors import ArticleError
from schemas.rows.occurrences import OCCURRENCES
from services.ingest.corrections import Correction, correct
from services.readmodels import Generation
from services.web.answers import json_answer
from services.web.description import refuses, returns, takes
from services.web.documents import read_document
from services.web.examples import EVENT
from services.web.occurrences import MOST_REPORTS, known_occurrence, reports_of
from services.web.problems import Problem
from services.web.site import Site


class Same(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who says, and why, that an occurrence is the same happening as another."""

    by: Annotated[str, Meta(min_length=1, max_length=200, description="who says so")]
    same_as: Annotated[str, Meta(max_length=60, description="id of the other occurrence")]
    why: Annotated[str, Meta(min_length=1, max_length=2_000)] | None = None


class Joined(Struct, frozen=True):
    """How many events are corrected now, so that two occurrences are one, and the last position that says so."""

    id: str
    same_as: str
    events: int
    position: int


def routes(site: Site) -> APIRouter:
    """The address at which occurrences are joined."""
    router = APIRouter(tags=["correcting"])

    @router.post(
        "/v1/occurrences/{occurrence}/corrections",
        summary="Say that an occurrence is the same happening as another",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(Joined, 202) | refuses(400, 404, 408, 409, 413, 415, 422),
        openapi_extra=takes(Same, {"by": "r.diaz", "same_as": EVENT, "why": "Both tell of the strike at noon."}),
    )
    async def join_occurrences(occurrence: str, request: Request) -> Response:
        same = await read_document(request, site.settings, Same, "a correction")
        joined = await to_thread.run_sync(join, site, occurrence, same, request.state.traceparent)
        return json_answer(joined, HTTPStatus.ACCEPTED, {"Location": f"/v1/occurrences/{joined.same_as}"})

    return router


def join(site: Site, occurrence: str, same: Same, traceparent: str | None) -> Joined:
    """Correct each event of the occurrence; raises Problem if there are too many, or no such occurrence."""
    generation = site.readmodels.serving()
    known_occurrence(occurrence)
    if occurrence == same.same_as:
        raise ArticleError("an occurrence is the same as itself already", "/same_as")
    other = generation.get(OCCURRENCES, (same.same_as,))
    if other is None:
        raise ArticleError(f"there is no occurrence {same.same_as}", "/same_as")
    correction = Correction(by=same.by, verdict=Judgement.CHANGED, why=same.why, changes=Changed(same_as=other.event))
    events = _events(generation, occurrence)
    done = [correct(event, correction, site.log, traceparent) for event in events]
    return Joined(occurrence, other.id, len(events), max(each.position for each in done if each))


def _events(generation: Generation, occurrence: str) -> list[str]:
    _, found = generation.select(replace(reports_of(occurrence), limit=MOST_REPORTS + 1))
    if not found:
        raise Problem(HTTPStatus.NOT_FOUND, f"there is no occurrence {occurrence}")
    if len(found) > MOST_REPORTS:
        detail = f"the occurrence has more than {MOST_REPORTS} reports; join the smaller one to the larger"
        raise Problem(HTTPStatus.CONFLICT, detail)
    return [report.event for report in found]
