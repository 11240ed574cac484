"""Reading duplicates: the groups of articles that say the same, and the copies in each."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from schemas.rows.copies import COPIES, DUPLICATES, CopyRow, DuplicateRow
from services import readmodels
from services.readmodels import Condition
from services.web.description import lists, refuses
from services.web.lists import Filters, answer, looked_at
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

GROUP = re.compile(r"[0-9]{1,19}-[0-9]{1,2}")


class DuplicateFilters(Filters):
    """Which groups to list."""

    article: Annotated[str | None, Field(max_length=64, description="with a part of this article")] = None


def routes(site: Site) -> APIRouter:
    """The addresses of groups of copies."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/duplicates",
        summary="Groups of articles that say the same, the latest first copy first",
        responses=lists(DuplicateRow) | refuses(400, 406, 422, 503),
    )
    def list_duplicates(filters: Annotated[DuplicateFilters, Query()], request: Request) -> Response:
        where = (Condition("id", "in", _groups_of(site, filters, filters.article)),) if filters.article else ()
        query = readmodels.Query(table=DUPLICATES, where=where, order=("position", "part"), descending=True)
        return answer(site, request, filters, query)

    @router.get(
        "/v1/duplicates/{group}",
        summary="The copies of a group, in the order in which they came",
        responses=lists(CopyRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_copies(group: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        if not GROUP.fullmatch(group):
            raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of a group; an id is two numbers such as 120-0")
        where = (Condition("group", "=", group),)
        return answer(site, request, filters, readmodels.Query(table=COPIES, where=where, order=("position", "part")))

    return router


def _groups_of(site: Site, filters: Filters, article: str) -> tuple[str, ...]:
    """The groups that an article's parts are in, at the position that the filters look at."""
    generation, as_of = looked_at(site, filters)
    where = (Condition("article", "=", article),)
    _, rows = generation.select(readmodels.Query(table=COPIES, where=where, order=COPIES.key, as_of=as_of))
    return tuple(sorted({row.group for row in rows}))
