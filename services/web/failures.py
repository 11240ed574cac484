"""What failed, and asking for another try."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from schemas.readmodel import FAILURES, FailureRow
from services import readmodels
from services.ingest.retry import retry
from services.readmodels import Condition
from services.web.answers import Page, RetryAnswer, json_answer
from services.web.articles import known_shape, not_found
from services.web.description import refuses, returns
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.site import Site


class FailureFilters(Filters):
    """Which failures to list."""

    article: Annotated[str | None, Field(max_length=64, description="of this article")] = None


def routes(site: Site) -> APIRouter:
    """The addresses of failures."""
    router = APIRouter(tags=["operating"])

    @router.get(
        "/v1/failures",
        summary="Steps that failed, newest first",
        responses=returns(Page[FailureRow]) | refuses(400, 422),
    )
    def list_failures(filters: Annotated[FailureFilters, Query()]) -> Response:
        where = (Condition("article", "=", filters.article),) if filters.article else ()
        query = readmodels.Query(table=FAILURES, where=where, order=("position",), descending=True)
        return answer(site, "/v1/failures", filters, query)

    @router.post(
        "/v1/failures/{article}/retry",
        summary="Try an article's failed steps again",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(RetryAnswer, HTTPStatus.ACCEPTED) | refuses(404, 409),
    )
    def retry_failed(article: str, request: Request) -> Response:
        request.state.article = known_shape(article)
        retried = retry(article, site.log, request.state.traceparent)
        if retried is None:
            raise not_found(article)
        if not retried.stages:
            raise Problem(HTTPStatus.CONFLICT, f"nothing has failed for article {article}, so nothing is tried again")
        body = RetryAnswer(article, retried.claim.revision, retried.stages, retried.position)
        return json_answer(body, HTTPStatus.ACCEPTED, {"Location": f"/v1/articles/{article}"})

    return router
