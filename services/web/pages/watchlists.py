"""Watchlists: what people want to be told of, with the feed of each, and a form to keep another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from msgspec import Struct

from schemas.errors import ArticleError
from schemas.event import EventType
from schemas.rows.people import WatchlistRow
from services.ingest.watchlists import Watchlist, keep, remove
from services.web import lists
from services.web.filters import EventFilters
from services.web.lists import Filters
from services.web.pages.address import address
from services.web.pages.form import values_of
from services.web.pages.frame import Frame, filters_of
from services.web.problems import Fault
from services.web.selection import OF_LISTS, plain, selection
from services.web.site import Site
from services.web.watchlists import known, last_first, stored

PATH = "/watchlists"
WATCHLISTS_ON_A_PAGE = 50
LONGEST_NAME = 200
SIGNED = ("by", "name")


class Kept(Struct, frozen=True):
    """A watchlist, its filters as they stand in an address, and where its events are."""

    row: WatchlistRow
    filters: Sequence[tuple[str, str]]
    events: str


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the addresses of watchlists on the router."""

    @router.get(PATH)
    def show_watchlists(request: Request) -> HTMLResponse:
        return _show(site, frame, request)

    @router.post(PATH)
    async def keep_watchlist(request: Request) -> Response:
        fields = await values_of(request, site)
        return await to_thread.run_sync(_keep, site, frame, request, fields)

    @router.post("/watchlists/{watchlist}/remove")
    def remove_watchlist(watchlist: str, request: Request) -> Response:
        position = remove(known(watchlist, site).id, site.log, request.state.traceparent)
        return _back(position)


def _show(
    site: Site,
    frame: Frame,
    request: Request,
    fields: Mapping[str, list[str]] | None = None,
    wrong: Fault | None = None,
) -> HTMLResponse:
    """The watchlists, and the form: with the filters of the address, or as it was filled in."""
    visit = frame.visit(request)
    paging, _ = filters_of(Filters, request, *(name for name, _ in visit.here.parameters if name not in OF_LISTS))
    chosen, faults = filters_of(EventFilters, request, "cursor", "limit")
    given = chosen.given() if fields is None else _pairs(fields)
    found = lists.page(site, PATH, paging, last_first(), WATCHLISTS_ON_A_PAGE)
    return frame.show(
        visit,
        "watchlists.html",
        faults=[wrong] if wrong else faults,
        kept=[_kept(row) for row in found.items],
        following=found.next,
        chosen=[(name, value) for name, value in given if name not in (*SIGNED, *OF_LISTS)],
        fields=fields or {},
        types=list(EventType),
        is_chosen=bool(chosen.given()) or bool(fields),
    )


def _pairs(fields: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in fields.items() for value in values]


def _kept(row: WatchlistRow) -> Kept:
    filters = stored(Watchlist(id=row.id, filters=row.filters)).given()
    return Kept(row, filters, f"/?{urlencode(filters)}")


def _keep(site: Site, frame: Frame, request: Request, fields: dict[str, list[str]]) -> Response:
    """Keep a watchlist, and lead to it; the form again if something is wrong with it."""
    by, name = ((fields.get(each) or [""])[-1] for each in SIGNED)
    try:
        _check(by, name)
        given = {
            each: values if len(values) > 1 else values[0] for each, values in fields.items() if each not in SIGNED
        }
        kept = keep(by, name, plain(selection(given)), site.log, request.state.traceparent)
    except ArticleError as error:
        return _show(site, frame, request, fields, Fault(error.detail, parameter=error.pointer.rpartition("/")[2]))
    return _back(kept.watchlist.position)


def _check(by: str, name: str) -> None:
    """Raises ArticleError for what is no name."""
    for field, value in (("by", by), ("name", name)):
        if not 0 < len(value) <= LONGEST_NAME:
            raise ArticleError(f"it takes a name of up to {LONGEST_NAME} characters", f"/{field}")


def _back(position: int | None) -> Response:
    return RedirectResponse(address(PATH, {"min_position": position}), HTTPStatus.SEE_OTHER)
