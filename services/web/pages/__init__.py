"""The pages that people look at: the same rows as the API's, as HTML that reads without any script.

Read in this order: frame renders, address keeps filters and the looked-at position in every link, marks colours a
sentence; then a module a page. Text of articles reaches a page through Jinja's escaping alone.
"""

from __future__ import annotations

from fastapi import APIRouter

from services.web.pages import (
    actors,
    articles,
    captions,
    contested,
    corrections,
    log,
    occurrences,
    pipeline,
    places,
    quotes,
    relations,
    search,
    sources,
    timeline,
    watchlists,
)
from services.web.pages.faults import PageRoute
from services.web.pages.frame import Frame
from services.web.site import Site

PAGES = (
    timeline,
    occurrences,
    articles,
    corrections,
    actors,
    relations,
    places,
    contested,
    quotes,
    captions,
    sources,
    search,
    watchlists,
    pipeline,
    log,
)


def routes(site: Site) -> APIRouter:
    """The addresses of all pages."""
    router = APIRouter(include_in_schema=False, route_class=PageRoute)
    frame = Frame(site)
    for page in PAGES:
        page.add(router, site, frame)
    return router
