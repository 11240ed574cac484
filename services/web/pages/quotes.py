"""Quotations: who said what."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.web import lists
from services.web.pages.frame import Frame, filters_of
from services.web.quotes import QuoteFilters, latest_first
from services.web.site import Site

PATH = "/quotes"
QUOTES_ON_A_PAGE = 50


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the address of quotations on the router."""

    @router.get(PATH)
    def show_quotes(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(QuoteFilters, request)
        found = lists.page(site, PATH, filters, latest_first(site, filters), QUOTES_ON_A_PAGE)
        return frame.show(
            visit,
            "quotes.html",
            filters=filters,
            faults=faults,
            quotes=found.items,
            titles=visit.titles_of(quote.article for quote in found.items),
            following=found.next,
        )
