"""What people say of events: posting a correction, and reading them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from schemas.correction import Judgement
from schemas.identity import article_of_event
from schemas.rows.people import CORRECTIONS, CorrectionRow
from services import readmodels
from services.ingest.corrections import Correction, correct
from services.ingest.revisions import Verdict
from services.readmodels import Condition
from services.web.answers import CorrectionAnswer, json_answer
from services.web.description import lists, refuses, returns, takes
from services.web.documents import read_document
from services.web.events import known_event
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

EXAMPLE = {
    "by": "r.diaz",
    "verdict": "changed",
    "why": "The ministry answered, it did not threaten.",
    "changes": {"type": "REJECT", "target": [{"name": "Chad", "country": "TCD", "role": "GOV"}], "date": None},
}


class CorrectionFilters(Filters):
    """Which corrections to list."""

    article: Annotated[str | None, Field(max_length=64, description="of this article's events")] = None
    verdict: Annotated[Judgement | None, Field(description="wrong, right, changed or withdrawn")] = None
    lost: Annotated[bool | None, Field(description="whether their event is not on the timeline at present")] = None


def routes(site: Site) -> APIRouter:
    """The addresses of corrections."""
    router = APIRouter(tags=["correcting"], route_class=ListRoute)

    @router.post(
        "/v1/events/{event}/corrections",
        summary="Say that an event is right or wrong, or what it should say",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(CorrectionAnswer, 202)
        | returns(CorrectionAnswer, 200)
        | refuses(400, 404, 408, 413, 415, 422),
        openapi_extra=takes(Correction, EXAMPLE),
    )
    async def post_correction(event: str, request: Request) -> Response:
        request.state.article = article_of_event(known_event(event))
        correction = await read_document(request, site.settings, Correction, "a correction")
        done = await to_thread.run_sync(correct, event, correction, site.log, request.state.traceparent)
        if done is None:
            raise Problem(HTTPStatus.NOT_FOUND, f"no event {event} was ever found here")
        body = CorrectionAnswer(done.id, event, Verdict.NEW if done.is_new else Verdict.UNCHANGED, done.position)
        status = HTTPStatus.ACCEPTED if done.is_new else HTTPStatus.OK
        return json_answer(body, status, {"Location": f"/v1/events/{event}/corrections"})

    @router.get(
        "/v1/events/{event}/corrections",
        summary="What was said of an event, newest first",
        responses=lists(CorrectionRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_of_event(event: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        article = Condition("article", "=", article_of_event(known_event(event)))
        return _listed(request, filters, (article, Condition("event", "=", event)))

    @router.get(
        "/v1/corrections",
        summary="What people said of events, newest first",
        responses=lists(CorrectionRow) | refuses(400, 406, 422, 503),
    )
    def list_corrections(filters: Annotated[CorrectionFilters, Query()], request: Request) -> Response:
        return _listed(request, filters, filters.equal("article", "verdict", "lost"))

    def _listed(request: Request, filters: Filters, where: tuple[Condition, ...]) -> Response:
        query = readmodels.Query(table=CORRECTIONS, where=where, order=("position",), descending=True)
        return answer(site, request, filters, query)

    return router
