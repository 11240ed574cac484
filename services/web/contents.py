"""Reading an article whole: its page as it was cleaned, its events, its revisions and how they differ."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from pydantic import Field

from schemas.identity import stream_of
from schemas.record import Record
from schemas.rows.events import EventRow
from services.web.answers import One, Page
from services.web.articles import known_shape, not_found
from services.web.description import lists, refuses, returns
from services.web.difference import Passage, difference
from services.web.filters import EventFilters
from services.web.lists import answer
from services.web.revisions import ArticlePage, Revision, page_of, revisions
from services.web.route import ListRoute
from services.web.sameness import widened_for
from services.web.site import Site
from services.web.tags import tag_of, tagged

LAST = 2**31 - 1
Number = Annotated[int, Field(ge=1, le=LAST)]


class Difference(Struct, frozen=True, kw_only=True):
    """How the page of one revision became that of another: passages of lines, in order, with offsets into both."""

    id: str
    before: int
    after: int
    passages: list[Passage]


def routes(site: Site) -> APIRouter:
    """The addresses below an article's."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/articles/{article}/page",
        summary="The page text of a revision, with its parts and blocks",
        responses=returns(One[ArticlePage]) | refuses(404, 410, 422),
    )
    def show_page(
        article: str,
        request: Request,
        revision: Annotated[Number | None, Query(description="this one; the latest without")] = None,
    ) -> Response:
        records = _records(request, article)
        return _tagged(request, records, page_of(article, records, revision))

    @router.get(
        "/v1/articles/{article}/events",
        summary="The events that an article reports, newest first",
        responses=lists(EventRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_events(article: str, filters: Annotated[EventFilters, Query()], request: Request) -> Response:
        _records(request, article, limit=1)
        chosen = widened_for(site, filters).model_copy(update={"article": article})
        return answer(site, request, filters, chosen.query())

    @router.get(
        "/v1/articles/{article}/revisions",
        summary="The revisions of an article, the latest first",
        responses=returns(Page[Revision]) | refuses(404),
    )
    def list_revisions(article: str, request: Request) -> Response:
        records = _records(request, article)
        tag = tag_of(site, request, records[-1].position)
        return tagged(request, tag, Page(revisions(records), None, records[-1].position))

    @router.get(
        "/v1/articles/{article}/difference",
        summary="How the page of one revision became that of another",
        responses=returns(One[Difference]) | refuses(404, 410, 422),
    )
    def show_difference(
        article: str,
        request: Request,
        before: Annotated[Number, Query(description="the one revision")],
        after: Annotated[Number, Query(description="the other")],
    ) -> Response:
        records = _records(request, article)
        old, new = (page_of(article, records, revision).text for revision in (before, after))
        passages = difference(old, new)
        return _tagged(request, records, Difference(id=article, before=before, after=after, passages=passages))

    def _records(request: Request, article: str, limit: int | None = None) -> list[Record]:
        """The article's stream; raises Problem if it has none."""
        request.state.article = known_shape(article)
        records = site.log.read_stream(stream_of(article), limit=limit)
        if not records:
            raise not_found(article)
        return records

    def _tagged(request: Request, records: list[Record], item: Struct) -> Response:
        position = records[-1].position
        return tagged(request, tag_of(site, request, position), One(item, position))

    return router
