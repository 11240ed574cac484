"""The way in for people: a page that takes a key and leaves the browser a session."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from services.keys import SESSION, open_session
from services.web.door import COOKIE
from services.web.pages.address import Here
from services.web.pages.frame import ENVIRONMENT
from services.web.problems import Problem
from services.web.recognition import Recognition
from services.web.site import Site

LONGEST_FORM = 4_000
MOST_FIELDS = 10
WRONG = "That key is not known here, has expired or was revoked."


def routes(site: Site, recognition: Recognition) -> APIRouter:
    """The addresses of logging in and out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def show_login(request: Request, following: Annotated[str, Query(alias="next")] = "/") -> Response:
        return _page(request, following) if site.settings.asks_for_keys else RedirectResponse("/", HTTPStatus.SEE_OTHER)

    @router.post("/login")
    async def log_in(request: Request) -> Response:
        form = await _form(request)
        following = form.get("next", "/")
        key = await recognition.recognise(form.get("key", "").strip())
        if key is None:
            return _page(request, following, WRONG, HTTPStatus.UNAUTHORIZED)
        session = await to_thread.run_sync(partial(open_session, site.keys, key, datetime.now(UTC)))
        answer = RedirectResponse(_own(following), HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            COOKIE,
            session,
            max_age=int(SESSION.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    @router.post("/logout")
    def log_out(request: Request) -> Response:
        key = getattr(request.state, "key", None)
        if key and key.parent:
            site.keys.end(key.id, datetime.now(UTC))
        answer = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
        answer.delete_cookie(COOKIE)
        return answer

    return router


async def _form(request: Request) -> dict[str, str]:
    """The fields of a short form; raises Problem if it is long."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "this form holds a key and nothing else")
    try:
        fields = parse_qs(body.decode(), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "this is not the form of the login page") from error
    return {name: values[-1] for name, values in fields.items()}


def _own(following: str) -> str:
    """An address of this service; anything else leads home, wherever it may point."""
    is_own = following.startswith("/") and not following.startswith(("//", "/\\")) and following.isprintable()
    return following if is_own else "/"


def _page(request: Request, following: str, message: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    values = {
        "here": Here("/login"),
        "as_of": None,
        "position": None,
        "missing": 0,
        "is_inside": COOKIE in request.cookies,
    }
    text = ENVIRONMENT.get_template("login.html").render(values, following=_own(following), message=message)
    return HTMLResponse(text, status)
