"""What goes wrong on a page, said on a page."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
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
    looked_at = "text/html" in request.headers.get("accept", "") and not path.startswith("/v1/")
    return Frame.tell(request, problem) if looked_at else problem.response(path)
