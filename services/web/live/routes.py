"""Listening to events over HTTP."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from pydantic import Field

from schemas.rows.events import EventRow
from services.web.description import Responses, refuses
from services.web.filters import EventFilters
from services.web.live.answer import MEDIA_TYPE, Stream
from services.web.live.hub import Hub
from services.web.live.items import Source
from services.web.live.listener import Listener
from services.web.problems import Fault, Problem
from services.web.sameness import widened_for
from services.web.selection import OF_LISTS
from services.web.site import Site

NAME = "Last-Event-ID"
POSITION = re.compile(r"[0-9]{1,18}")


class StreamFilters(EventFilters):
    """Which events to be told of, and from where on."""

    after: Annotated[
        int | None, Field(ge=0, le=10**18, description="from after this position on; without it, from now on")
    ] = None


class Chosen:
    """The events that meet the filters, of actors by all the names that they go by."""

    def __init__(self, site: Site, filters: EventFilters) -> None:
        self._site = site
        self._filters = filters
        self.renew()

    def matches(self, row: EventRow) -> bool:
        """Whether the event is meant."""
        return self._widened.matches(row)

    @property
    def is_joined(self) -> bool:
        """Whether an actor that is asked for goes by the names of others as well."""
        return self._widened.goes_by_others

    def renew(self) -> None:
        """Learn by which names actors go by now."""
        self._widened = widened_for(self._site, self._filters)


class Live:
    """The listeners of one service."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._source = Source(site.log, site.readmodels)
        self._hub = Hub(self._source)

    async def stream(self, request: Request, filters: EventFilters, after: int | None) -> Stream:
        """The stream of events that meet the filters, from after the position that the client or `after` names.

        Raises Problem if that is no position of this log.
        """
        listener = Listener(await self._position(request, after))
        choice = await to_thread.run_sync(Chosen, self._site, filters)
        return Stream(self._hub, listener, urlencode(filters.given()), choice)

    async def _position(self, request: Request, after: int | None) -> int:
        """Where to begin; what a client remembers counts more than the address that it began with."""
        remembered = request.headers.get(NAME, "")
        if remembered and not POSITION.fullmatch(remembered):
            raise Problem(HTTPStatus.BAD_REQUEST, f"{NAME} has to be a position of the log, as the stream gave it")
        wanted = int(remembered) if remembered else after
        if wanted is None:
            return await to_thread.run_sync(self._source.reached)
        head = await to_thread.run_sync(self._source.head)
        if wanted > head:
            raise Problem(
                HTTPStatus.BAD_REQUEST, f"the log ends at position {head}, before {wanted}: is it another log?"
            )
        return wanted


def routes(live: Live) -> APIRouter:
    """The address of the stream."""
    router = APIRouter(tags=["live"])

    @router.get("/v1/stream", summary="Events as they come (server-sent events)", responses=streams())
    async def stream_events(request: Request, filters: Annotated[StreamFilters, Query()]) -> Stream:
        refuse_lists(filters)
        return await live.stream(request, filters.model_copy(update={"after": None}), filters.after)

    return router


def refuse_lists(filters: EventFilters) -> None:
    """Raises Problem for a parameter that only a list knows."""
    if given := [name for name in OF_LISTS if name in filters.model_fields_set]:
        faults = [Fault("a stream has no such parameter", parameter=name) for name in given]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"a stream has no {', '.join(given)}", faults=faults)


def streams() -> Responses:
    """What a stream is answered with."""
    told = "CloudEvents 1.0 in JSON, each with the log position as its id; Last-Event-ID goes on where one left off"
    content = {MEDIA_TYPE: {"schema": {"type": "string"}}}
    return {200: {"description": told, "content": content}} | refuses(400, 422, 503)
