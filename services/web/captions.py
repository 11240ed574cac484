"""Reading captions: the photo captions kept beside the articles' bodies."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from schemas.readmodel import CAPTIONS, CaptionRow
from services import readmodels
from services.readmodels import Condition
from services.web.description import lists, refuses
from services.web.lists import Filters, answer
from services.web.site import Site


class CaptionFilters(Filters):
    """Which captions to list."""

    article: Annotated[str | None, Field(max_length=64, description="on the page of this article")] = None


def routes(site: Site) -> APIRouter:
    """The address of captions."""
    router = APIRouter(tags=["reading"])

    @router.get(
        "/v1/captions",
        summary="Photo captions, by article and place on the page",
        responses=lists(CaptionRow) | refuses(400, 406, 422, 503),
    )
    def list_captions(filters: Annotated[CaptionFilters, Query()], request: Request) -> Response:
        where = (Condition("article", "=", filters.article),) if filters.article else ()
        query = readmodels.Query(table=CAPTIONS, where=where, order=CAPTIONS.key)
        return answer(site, request, filters, query)

    return router
