"""Reading captions: the catalogue of pictures, and the pages that each stands on."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field

from schemas.rows.captions import CAPTIONS, PICTURE_TERMS, PICTURES, CaptionRow, PictureRow
from schemas.terms import agency_term, caption_terms
from services import readmodels
from services.readmodels import Condition, Listed
from services.web.description import lists, refuses
from services.web.lists import Filters, answer, looked_at
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

MOST_CAPTIONS = 1000
"""Captions of an article that have a place in the catalogue."""
PICTURE = re.compile(r"[a-z2-7]{26}")


def _words(text: str) -> str:
    if not caption_terms(text):
        raise ValueError("captions are found by words of three letters or more that do not stand in every text")
    return text


class CaptionFilters(Filters):
    """Which pictures to list."""

    article: Annotated[str | None, Field(max_length=64, description="on the page of this article")] = None
    agency: Annotated[str | None, Field(max_length=100, description="taken by this agency, in any case")] = None
    text: Annotated[
        str | None,
        Field(max_length=200, description="with all these words in its caption, those apart that stand in every text"),
        AfterValidator(_words),
    ] = None
    repeated: Annotated[bool | None, Field(description="in several articles, or in one alone")] = None

    def conditions(self) -> tuple[Condition, ...]:
        """What columns of a picture have to hold, the article apart."""
        return () if self.repeated is None else (Condition("repeated", "=", self.repeated),)

    def listed(self) -> tuple[Listed, ...]:
        """The lists that the picture is in."""
        terms = [*caption_terms(self.text or ""), *([agency_term(self.agency)] if self.agency else [])]
        return tuple(Listed(PICTURE_TERMS, (term,)) for term in terms)


def routes(site: Site) -> APIRouter:
    """The addresses of captions."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/captions",
        summary="Photo captions, each once with its articles, the latest first",
        responses=lists(PictureRow) | refuses(400, 406, 422, 503),
    )
    def list_captions(filters: Annotated[CaptionFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, catalogue(site, filters))

    @router.get(
        "/v1/captions/{caption}",
        summary="The pages that a photo's caption stands on, in the order in which they came",
        responses=lists(CaptionRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_pages(caption: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        return answer(site, request, filters, pages_with(caption))

    return router


def catalogue(site: Site, filters: CaptionFilters) -> readmodels.Query[PictureRow]:
    """The pictures that meet the filters, the latest first."""
    where = filters.conditions()
    if filters.article:
        where = (*where, Condition("id", "in", _pictures_of(site, filters, filters.article)))
    return readmodels.Query(table=PICTURES, where=where, listed=filters.listed(), order=("number",), descending=True)


def pages_with(caption: str) -> readmodels.Query[CaptionRow]:
    """The captions of a picture, in the order in which they came; raises Problem for what is no id of one."""
    if not PICTURE.fullmatch(caption):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of a caption; an id has 26 letters and digits")
    return readmodels.Query(table=CAPTIONS, where=(Condition("caption", "=", caption),), order=("number",))


def _pictures_of(site: Site, filters: Filters, article: str) -> tuple[str, ...]:
    """The pictures that an article shows, at the position that the filters look at."""
    generation, as_of = looked_at(site, filters)
    where = (Condition("article", "=", article),)
    query = readmodels.Query(table=CAPTIONS, where=where, order=CAPTIONS.key, limit=MOST_CAPTIONS, as_of=as_of)
    _, rows = generation.select(query)
    return tuple(sorted({row.caption for row in rows if row.caption}))
