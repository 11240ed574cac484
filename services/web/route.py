"""The route of a list: its filters are read in one go, and lists are made by turns."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import Any, get_type_hints

from anyio import to_thread
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams

from services.web.query import check_query, taking_several
from services.web.readers import Readers


class ListRoute(APIRoute):
    """A route whose endpoint takes `filters`, the request and what its path names, and may wait for its turn.

    FastAPI describes it, and would serve it as well, but looks into the type of every filter at every request.
    """

    @cached_property
    def filters(self) -> type[BaseModel] | None:
        """The type of the filters, None if the endpoint takes none."""
        return get_type_hints(self.endpoint).get("filters")

    def make(self, request: Request) -> Response:
        """The list that is asked for; raises RequestValidationError as FastAPI would, and what the endpoint raises."""
        assert self.filters  # noqa: S101  # as only such are made here
        filters = filters_of(self.filters, request.query_params)
        made: Response = self.endpoint(**request.path_params, filters=filters, request=request)
        return made

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler; FastAPI's own where the endpoint takes no filters."""
        if self.filters is None:
            return super().get_route_handler()

        async def handle(request: Request) -> Response:
            await check_query(request)
            await request.app.state.horizon(request)
            readers: Readers = request.app.state.readers
            async with readers.turns:
                made = await readers.make(self.unique_id, request)
                return await to_thread.run_sync(self.make, request) if made is None else made

        return handle


def filters_of(kind: type[BaseModel], given: QueryParams) -> BaseModel:
    """The filters that an address gives; raises RequestValidationError as FastAPI would."""
    several = taking_several(kind)
    values = {name: given.getlist(name) if name in several else given[name] for name in given}
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise RequestValidationError([{**fault, "loc": ("query", *fault["loc"])} for fault in faults]) from error
