"""The route of a list: its filters are read in one go, and lists are made by turns."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import lru_cache, partial
from typing import Any, get_type_hints

from anyio import CapacityLimiter, to_thread
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams

AT_ONCE = 2
TURNS = CapacityLimiter(AT_ONCE)
"""Lists that are made at once; the others wait without a thread. SQLite gives the interpreter up at every row, and it
is to be had back from every other thread each time: the slowest of lists that are made by turns is done in half the
time of those made together."""


class ListRoute(APIRoute):
    """A route whose endpoint takes `filters`, the request and what its path names, and may wait for its turn.

    FastAPI describes it, and would serve it as well, but looks into the type of every filter at every request.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler; FastAPI's own where the endpoint takes no filters."""
        endpoint, kind = self.endpoint, get_type_hints(self.endpoint).get("filters")
        if kind is None:
            return super().get_route_handler()

        async def handle(request: Request) -> Response:
            await request.app.state.horizon(request)
            filters = filters_of(kind, request.query_params)
            make = partial(endpoint, **request.path_params, filters=filters, request=request)
            return await to_thread.run_sync(make, limiter=TURNS)

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


@lru_cache
def taking_several(kind: type[BaseModel]) -> frozenset[str]:
    """The filters that take any of several values, as they stand in an address."""
    return frozenset(
        field.alias or name for name, field in kind.model_fields.items() if "list[" in str(field.annotation)
    )
