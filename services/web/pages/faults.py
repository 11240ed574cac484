"""What goes wrong on a page, said on a page."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from schemas.errors import NewsfoldError
from services.web.pages.frame import Frame
from services.web.problems import Problem, problem_of


class PageRoute(APIRoute):
    """A route whose problems are told as a page in place of JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with its problems caught."""
        handle = super().get_route_handler()

        async def handle_or_tell(request: Request) -> Response:
            try:
                return await handle(request)
            except (RequestValidationError, Problem, NewsfoldError) as error:
                return Frame.tell(request, problem_of(error))

        return handle_or_tell


def install(app: FastAPI) -> None:
    """Have an address where nothing is told as a page to a browser; the API's are told as problems to anybody."""
    app.add_exception_handler(HTTPException, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    problem, path = problem_of(error), request.url.path
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED and (methods := _methods(request)):
        problem = _not_allowed(request.method, methods)
    looked_at = "text/html" in request.headers.get("accept", "") and not path.startswith("/v1/")
    return Frame.tell(request, problem) if looked_at else problem.response(path)


def _methods(request: Request) -> str:
    """All methods that an address knows."""
    here = [route for route in request.app.state.routes if route.path_regex.match(request.scope["path"])]
    methods = {method for route in here for method in route.methods}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


def _not_allowed(method: str, methods: str) -> Problem:
    """The problem of a method that is not among those of an address (RFC 9110, section 15.5.6)."""
    detail = f"{method} cannot be asked here, but {methods}; /docs says more"
    return Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": methods})
