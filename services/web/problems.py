"""What is wrong, said so that people and programs understand it: RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import UNSET, Struct, UnsetType
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schemas.errors import ArticleError, InputError, NewsfoldError

LOGGER = structlog.get_logger("newsfold.web")
PROBLEM_JSON = "application/problem+json"
AGAIN_SECONDS = 5
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""What RFC 9110 calls these; Python does since 3.13."""
TOLD = {
    "bool_parsing": "this is neither true nor false",
    "enum": "this is none of {expected}",
    "extra_forbidden": "there is no such parameter",
    "finite_number": "this is no number",
    "float_parsing": "this is no number",
    "greater_than_equal": "this has to be {ge} at least",
    "int_parsing": "this is no whole number",
    "int_parsing_size": "this is no whole number",
    "less_than_equal": "this may be {le} at most",
    "missing": "this has to be given",
    "string_pattern_mismatch": "these are not three letters, such as NOR",
    "string_too_short": "this may not be empty",
    "string_too_long": "this may be {max_length} characters long at most",
    "too_long": "these may be {max_length} at most",
}
"""What is wrong with a parameter, by pydantic's name for it; the one pattern that parameters have is three letters."""


class Fault(Struct, frozen=True, omit_defaults=True):
    """What is wrong with one field of the body (a JSON Pointer, RFC 6901) or one parameter of the query."""

    detail: str
    pointer: str | UnsetType = UNSET
    parameter: str | UnsetType = UNSET


class ProblemDetails(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An RFC 9457 problem; `type` is about:blank, so the title is the status's own."""

    title: str
    status: int
    detail: str
    instance: str | UnsetType = UNSET
    errors: tuple[Fault, ...] = ()
    parts: dict[str, str] | UnsetType = UNSET


class Problem(Exception):  # noqa: N818  # the RFC's word
    """Ends a request with a problem; `faults` name the fields at fault, `parts` the parts of the service."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        parts: dict[str, str] | UnsetType = UNSET,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = headers
        self.parts = parts

    @property
    def title(self) -> str:
        """What the status is called."""
        return title_of(self.status)

    def details(self, path: str) -> ProblemDetails:
        """The problem as it is sent."""
        return ProblemDetails(
            title=self.title,
            status=self.status,
            detail=self.detail,
            instance=path,
            errors=self.faults,
            parts=self.parts,
        )

    def response(self, path: str) -> Response:
        """The problem as an answer to a request for this path."""
        body = msgspec.json.encode(self.details(path))
        return Response(body, self.status, headers=self.headers, media_type=PROBLEM_JSON)


def title_of(status: int) -> str:
    """What a status is called, whatever Python this is."""
    return TITLES.get(status) or HTTPStatus(status).phrase


def misasked(faults: Sequence[Fault]) -> Problem:
    """A question whose parameters have these faults."""
    detail = "; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults)
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=faults)


def told_of(fault: Mapping[str, Any]) -> str:
    """What is wrong with a value, of pydantic's words for it."""
    if told := TOLD.get(fault["type"]):
        return told.format(**fault.get("ctx", {}))
    return str(fault["msg"]).removeprefix("Value error, ")


def problem_of(error: Exception) -> Problem:
    """What an exception means to who sent the request; only what is wrong with that is told in its own words."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException | RequestValidationError):
        return _refused(error)
    if isinstance(error, InputError):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, ArticleError) else HTTPStatus.BAD_REQUEST
        return Problem(status, error.detail, faults=[Fault(error.detail, error.pointer)] if error.pointer else [])
    if isinstance(error, ClientDisconnect):
        return Problem(HTTPStatus.BAD_REQUEST, "the request ended in the middle")
    if isinstance(error, NewsfoldError):
        LOGGER.error("part of the service is away", reason=str(error))
        detail = "a part of the service cannot do its work at the moment; try again later"
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(AGAIN_SECONDS)})
    LOGGER.error("unexpected error", exc_info=error)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the service met an error of its own; its log says which")


def install(app: FastAPI) -> None:
    """Have every error of the application come out as a problem."""
    for kind in (Problem, NewsfoldError, ClientDisconnect, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _answer)
    app.add_middleware(Unexpected)


class Unexpected:
    """Answers an error that nobody expected, so that the connection can go on; once an answer has begun it cannot."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        begun = False

        async def note_and_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, note_and_send)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await problem_of(error).response(scope["path"])(scope, receive, send)


async def _answer(request: Request, error: Exception) -> Response:
    return problem_of(error).response(request.url.path)


def _sentence(error: HTTPException) -> str:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return "there is nothing at this address; /docs lists what there is"
    return f"{error.detail}; /docs says what can be asked here"


def _refused(error: HTTPException | RequestValidationError) -> Problem:
    """The framework's own refusals: no such page, no such method, a parameter of the query that is not as described."""
    if isinstance(error, HTTPException):
        return Problem(HTTPStatus(error.status_code), _sentence(error), headers=error.headers)
    return misasked([Fault(told_of(fault), parameter=str(fault["loc"][1])) for fault in error.errors()])
