"""Watchlists over HTTP: keeping them, and being told of their events as a stream or as a feed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from msgspec import Meta, Struct

from schemas.moments import moment_of
from schemas.rows.events import EventRow
from schemas.rows.people import WATCHLISTS, WatchlistRow
from schemas.rows.row import Row
from services import readmodels
from services.ingest.revisions import Verdict
from services.ingest.watchlists import Watchlist, find, keep, remove
from services.readmodels import Generation, Told
from services.web.answers import json_answer
from services.web.atom import MEDIA_TYPE, Entry, Feed
from services.web.description import Responses, lists, refuses, returns, takes
from services.web.documents import read_document
from services.web.filters import KEPT, EventFilters
from services.web.lists import Filters, Shown, answer
from services.web.live.routes import Live, streams
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.sameness import widened
from services.web.selection import Given, plain, selection
from services.web.site import Site
from services.web.tags import headers_of, tag_of, unchanged

FEED_DAYS = 14
"""Days of reports that a feed looks back on."""
FEED_EVENTS, FEED_ENTRIES = 1_000, 100
"""Events of these days that are looked at, the latest happenings first; entries of those that were found last."""
ROW = msgspec.json.Decoder(WatchlistRow)
ID = re.compile(r"[a-z2-7]{26}")
EXAMPLE = {
    "by": "r.diaz",
    "name": "Threats against Chad",
    "filters": {"type": ["THREATEN"], "target_actor": "Chad"},
}


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Events that somebody wants to be told of, under a name; the filters are those of the list of events."""

    by: Annotated[str, Meta(min_length=1, max_length=200, description="who wants it")]
    name: Annotated[str, Meta(min_length=1, max_length=200, description="another watchlist has another name")]
    filters: Annotated[dict[str, Given], Meta(description="such as those in the query of /v1/events")]


class WatchlistAnswer(Struct, frozen=True, kw_only=True):
    """A watchlist, where its events are listed and told, and the position of the record that says so.

    Asked for once more it is `unchanged`; with other filters under the same name it is a `revision`.
    """

    id: str
    by: str
    name: str
    filters: dict[str, Any]
    events: str
    stream: str
    feed: str
    position: int
    outcome: Verdict | None = None


class ListedWatchlist(Row, frozen=True, kw_only=True):
    """A watchlist among others: whose, its filters, and where its events are listed and told."""

    id: str
    by: str
    name: str
    filters: dict[str, Any]
    events: str
    stream: str
    feed: str
    position: int
    at: int


class Removed(Struct, frozen=True):
    """A watchlist that is kept no longer, and the position of the record that says so."""

    id: str
    position: int


def routes(site: Site, live: Live) -> APIRouter:
    """The addresses of watchlists."""
    router = APIRouter(tags=["live"], route_class=ListRoute)

    @router.post(
        "/v1/watchlists",
        summary="Keep a watchlist: a new one, or other filters under the same name",
        status_code=HTTPStatus.CREATED,
        responses=returns(WatchlistAnswer, 201) | returns(WatchlistAnswer, 200) | refuses(400, 408, 413, 415, 422),
        openapi_extra=takes(Wanted, EXAMPLE),
    )
    async def keep_watchlist(request: Request) -> Response:
        wanted = await read_document(request, site.settings, Wanted, "a watchlist")
        filters = plain(selection(wanted.filters))
        kept = await to_thread.run_sync(keep, wanted.by, wanted.name, filters, site.log, request.state.traceparent)
        body = told(kept.watchlist, kept.verdict)
        status = HTTPStatus.CREATED if kept.verdict is Verdict.NEW else HTTPStatus.OK
        return json_answer(body, status, {"Location": f"/v1/watchlists/{body.id}"})

    @router.get(
        "/v1/watchlists",
        summary="All watchlists, the last one first",
        responses=lists(ListedWatchlist) | refuses(400, 422),
    )
    def list_watchlists(request: Request, filters: Annotated[Filters, Query()]) -> Response:
        return answer(site, request, filters, last_first(), Shown(ListedWatchlist, _listed))

    @router.get(
        "/v1/watchlists/{watchlist}", summary="One watchlist", responses=returns(WatchlistAnswer) | refuses(404)
    )
    def show_watchlist(watchlist: str) -> Response:
        return json_answer(told(known(watchlist, site)))

    @router.delete(
        "/v1/watchlists/{watchlist}",
        summary="Keep a watchlist no longer",
        responses=returns(Removed) | refuses(404),
    )
    def remove_watchlist(watchlist: str, request: Request) -> Response:
        position = remove(known(watchlist, site).id, site.log, request.state.traceparent)
        if position is None:
            raise _missing(watchlist)
        return json_answer(Removed(watchlist, position))

    @router.get(
        "/v1/watchlists/{watchlist}/stream",
        summary="The watchlist's events as they come (server-sent events)",
        responses=streams() | refuses(404),
    )
    async def stream_watchlist(
        watchlist: str,
        request: Request,
        after: Annotated[int | None, Query(ge=0, le=10**18, description="from after this position on")] = None,
    ) -> Response:
        found = await to_thread.run_sync(known, watchlist, site)
        return await live.stream(request, stored(found), after)

    @router.get(
        "/v1/watchlists/{watchlist}/feed.atom",
        summary="The watchlist's latest events as a feed (RFC 4287)",
        responses=feeds() | refuses(404),
    )
    def feed_watchlist(watchlist: str, request: Request) -> Response:
        return _feed(site, request, known(watchlist, site))

    return router


def last_first() -> readmodels.Query[WatchlistRow]:
    """All watchlists, the last one first."""
    return readmodels.Query(table=WATCHLISTS, order=("position",), descending=True)


def _feed(site: Site, request: Request, watchlist: Watchlist) -> Response:
    generation = site.readmodels.serving()
    position = generation.checkpoint()
    tag = tag_of(site, request, max(position, watchlist.position), generation=generation, form="atom")
    if same := unchanged(request, tag):
        return same
    feed = Feed(
        log=site.log.identity,
        name=watchlist.id,
        title=watchlist.name,
        home=str(request.base_url).rstrip("/"),
        address=request.url.path,
        began=moment_of(watchlist.at),
        entries=[Entry(event, _found_at(site, event)) for event in _latest(generation, stored(watchlist))],
    )
    return Response(feed.render(), headers=headers_of(tag), media_type=MEDIA_TYPE)


def _latest(generation: Generation, filters: EventFilters) -> list[EventRow]:
    """The events of the last days that were found, or corrected, last."""
    recent = datetime.now(UTC).date() - timedelta(FEED_DAYS)
    if filters.reported_from is None:
        filters = filters.model_copy(update={"reported_from": recent})
    query = msgspec.structs.replace(widened(generation, None, filters).query(), limit=FEED_EVENTS)
    events = generation.select(query)[1]
    return sorted(events, key=lambda event: event.position, reverse=True)[:FEED_ENTRIES]


def _found_at(site: Site, event: EventRow) -> datetime:
    """The time of the record that found, or corrected, the event last."""
    (record,) = site.log.read(event.position - 1, limit=1)
    return moment_of(record.recorded_at)


def feeds() -> Responses:
    """What a feed is answered with."""
    content = {MEDIA_TYPE: {"schema": {"type": "string"}}}
    return {200: {"description": "An Atom feed, the latest first", "content": content}}


def known(watchlist: str, site: Site) -> Watchlist:
    """The watchlist of this id; raises Problem if there is none."""
    found = find(watchlist, site.log) if ID.fullmatch(watchlist) else None
    if found is None:
        raise _missing(watchlist)
    return found


def stored(watchlist: Watchlist) -> EventFilters:
    """The filters of a watchlist."""
    return EventFilters.model_validate(msgspec.json.decode(watchlist.filters or "{}"), context=KEPT)


def told(watchlist: Watchlist, verdict: Verdict | None = None) -> WatchlistAnswer:
    """The watchlist with its addresses."""
    here = f"/v1/watchlists/{watchlist.id}"
    filters = stored(watchlist)
    query = urlencode(filters.given())
    return WatchlistAnswer(
        id=watchlist.id,
        by=watchlist.by,
        name=watchlist.name,
        filters=msgspec.json.decode(plain(filters)),
        events=f"/v1/events?{query}" if query else "/v1/events",
        stream=f"{here}/stream",
        feed=f"{here}/feed.atom",
        position=watchlist.position,
        outcome=verdict,
    )


def _listed(stored_row: Told) -> ListedWatchlist:
    row = ROW.decode(msgspec.json.encode(stored_row))
    one = told(Watchlist(id=row.id, by=row.by, name=row.name, filters=row.filters, position=row.position))
    return ListedWatchlist(
        id=one.id,
        by=one.by,
        name=one.name,
        filters=one.filters,
        events=one.events,
        stream=one.stream,
        feed=one.feed,
        position=one.position,
        at=row.at,
    )


def _missing(watchlist: str) -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, f"there is no watchlist {watchlist[:60]}; GET /v1/watchlists lists them")
