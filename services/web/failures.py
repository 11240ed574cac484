"""What failed, what became of it, and asking for another try."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from schemas.identity import stream_of
from schemas.record import Stage
from schemas.rows.work import FAILURES, FailureRow
from services import readmodels
from services.ingest.retry import retry
from services.readmodels import Condition
from services.web.answers import Page, RetryAnswer, json_answer
from services.web.articles import known_shape, not_found
from services.web.description import lists, refuses, returns
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

RETRIES = 100
"""Articles that one request asks to try again at most; the answer tells how to go on."""

Reason = Annotated[str | None, Field(max_length=200, description="the error's class, such as MemoryError")]
OfStage = Annotated[Stage | None, Field(description="of this stage")]


class FailureFilters(Filters):
    """Which failures to list."""

    article: Annotated[str | None, Field(max_length=64, description="of this article")] = None
    reason: Reason = None
    stage: OfStage = None
    permanent: Annotated[
        bool | None, Field(description="those that are not tried again by themselves, or the rest")
    ] = None
    resolved: Annotated[bool, Field(description="those whose stage has succeeded since, else those that stand")] = False


class Choice(BaseModel):
    """Which articles that failed for good to try again, newest first: all, without a reason or a stage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: Reason = None
    stage: OfStage = None
    before: Annotated[int | None, Field(ge=0, le=2**63 - 1, description="where to go on, out of `next`")] = None

    def given(self) -> dict[str, str | bool]:
        """What failures have to be like."""
        return self.model_dump(exclude={"before"}, exclude_none=True, mode="json")


def routes(site: Site) -> APIRouter:
    """The addresses of failures."""
    router = APIRouter(tags=["operating"], route_class=ListRoute)

    @router.get(
        "/v1/failures",
        summary="Steps that failed, newest first",
        responses=lists(FailureRow) | refuses(400, 406, 422, 503),
    )
    def list_failures(filters: Annotated[FailureFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, newest_failures(filters))

    @router.get(
        "/v1/failures/{article}",
        summary="An article's failures, those that are resolved too",
        responses=lists(FailureRow) | refuses(400, 404, 406, 422, 503),
    )
    def show_failures(article: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        request.state.article = known_shape(article)
        if not site.log.read_stream(stream_of(article), limit=1):
            raise not_found(article)
        return answer(site, request, filters, _newest((Condition("article", "=", article),)))

    @router.post(
        "/v1/failures/retry",
        summary="Try again what failed for good: all, or by reason or stage",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(Page[RetryAnswer], HTTPStatus.ACCEPTED) | refuses(422),
    )
    def retry_chosen(choice: Annotated[Choice, Query()], request: Request) -> Response:
        position, failures = _chosen(site, choice)
        asked = [_retried(site, row.article, request.state.traceparent) for row in failures[:RETRIES]]
        following = None
        if len(failures) > RETRIES:
            after = choice.given() | {"before": failures[RETRIES - 1].position}
            following = f"/v1/failures/retry?{urlencode(after)}"
        page = Page([each for each in asked if each and each.stages], following, position)
        return json_answer(page, HTTPStatus.ACCEPTED)

    @router.post(
        "/v1/failures/{article}/retry",
        summary="Try an article's failed steps again",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(RetryAnswer, HTTPStatus.ACCEPTED) | refuses(404, 409),
    )
    def retry_failed(article: str, request: Request) -> Response:
        request.state.article = known_shape(article)
        retried = _retried(site, article, request.state.traceparent)
        if retried is None:
            raise not_found(article)
        if not retried.stages:
            raise Problem(HTTPStatus.CONFLICT, f"nothing has failed for article {article}, so nothing is tried again")
        return json_answer(retried, HTTPStatus.ACCEPTED, {"Location": f"/v1/articles/{article}"})

    return router


def newest_failures(filters: FailureFilters) -> readmodels.Query[FailureRow]:
    """The failures that meet the filters, newest first."""
    return _newest(filters.equal("article", "reason", "stage", "permanent", "resolved"))


def _newest(where: tuple[Condition, ...]) -> readmodels.Query[FailureRow]:
    return readmodels.Query(table=FAILURES, where=where, order=("position",), descending=True)


def _chosen(site: Site, choice: Choice) -> tuple[int, Sequence[FailureRow]]:
    """The position of the read models, and the failures to try again: those of a request, and one more."""
    given = {"resolved": False, "permanent": True, **choice.given()}
    where = tuple(Condition(name, "=", value) for name, value in given.items())
    if choice.before is not None:
        where = (*where, Condition("position", "<", choice.before))
    position, rows = site.readmodels.serving().select(replace(_newest(where), limit=RETRIES + 1))
    return position, rows


def _retried(site: Site, article: str, traceparent: str | None) -> RetryAnswer | None:
    """What is tried again; None if there is no such article."""
    retried = retry(article, site.log, traceparent)
    return RetryAnswer(article, retried.claim.revision, retried.stages, retried.position) if retried else None
