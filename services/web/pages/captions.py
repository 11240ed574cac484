"""The catalogue of captions: each picture once, with all articles that show it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec.structs import replace

from services.web import lists
from services.web.captions import CaptionFilters, catalogue, pages_with
from services.web.pages.frame import Frame, filters_of
from services.web.site import Site

PATH = "/captions"
PICTURES_ON_A_PAGE = 60
MOST_PAGES = 500
"""Pages with one caption that are listed."""


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the addresses of captions on the router."""

    @router.get(PATH)
    def show_captions(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(CaptionFilters, request)
        found = lists.page(site, PATH, filters, catalogue(site, filters), PICTURES_ON_A_PAGE)
        return frame.show(
            visit,
            "captions.html",
            filters=filters,
            faults=faults,
            pictures=found.items,
            articles=visit.titles_of(each for picture in found.items for each in picture.first_articles[:3]),
            following=found.next,
        )

    @router.get("/captions/{caption}")
    def show_caption(caption: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        captions = visit.rows(replace(pages_with(caption), limit=MOST_PAGES))
        articles = visit.titles_of(each.article for each in captions)
        return frame.show(visit, "caption.html", captions=captions, articles=articles, most=MOST_PAGES)
