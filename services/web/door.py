"""Who comes in: this machine's users on loopback, elsewhere who shows a key; and nothing that tricks a browser."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.keys import Key
from services.settings import Settings, is_loopback
from services.web.problems import Problem
from services.web.rates import Allowance, Rates
from services.web.recognition import Recognition
from services.web.scopes import SAFE, is_open, scopes_for

COOKIE = "newsfold_session"
REALM = 'Bearer realm="newsfold"'
MINUTE = 60.0
FAILURES_PER_MINUTE = 30
"""Keys that are none, shown from one address in a minute, after which no other is looked up from there."""
NETWORK_BITS = 64
"""IPv6 addresses are handed out by networks of this length, so one visitor has them all."""


class Door:
    """Lets a request in, or answers it: 401 without a key, 403 with one that is not enough, 429 with one too often."""

    def __init__(self, app: ASGIApp, settings: Settings, recognition: Recognition) -> None:
        self._app = app
        self._settings = settings
        self._recognition = recognition
        self._rates = Rates(settings.requests_per_minute, MINUTE)
        self._failures = Rates(FAILURES_PER_MINUTE, MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        self._check_browser(request)
        if not self._settings.asks_for_keys:
            await self._app(scope, receive, send)
        elif is_open(scope["path"]):
            self._check_failures(request)
            await self._app(scope, receive, self._counting_failures(request, send))
        elif wants_login(request) and not shown_by(request):
            await _to_login(request)(scope, receive, send)
        else:
            allowance = await self._admit(request)
            await self._app(scope, receive, _with_headers(send, self._rates.headers(allowance)))

    def _check_browser(self, request: Request) -> None:
        """Raises Problem if somebody else's page has a browser ask: across sites, by a name of its own, or by two."""
        if len(request.headers.getlist("host")) > 1:
            raise _refused(request, "host", HTTPStatus.BAD_REQUEST, "a request has one header Host, not several")
        if not self._settings.asks_for_keys and not self._is_own_name(request):
            detail = (
                f"without keys this service answers to localhost and {self._settings.host} alone; "
                "behind a proxy of another name set NEWSFOLD_REQUIRE_KEYS=true"
            )
            raise _refused(request, "host", HTTPStatus.MISDIRECTED_REQUEST, detail)
        if request.method not in SAFE and "authorization" not in request.headers and is_cross_site(request):
            detail = "a page of another site sent this; send it from here, or with a key in the header Authorization"
            raise _refused(request, "origin", HTTPStatus.FORBIDDEN, detail)

    def _is_own_name(self, request: Request) -> bool:
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname
        return name is None or is_loopback(name) or name == self._settings.host

    async def _admit(self, request: Request) -> Allowance:
        """Whose turn it is; raises Problem if it is nobody's."""
        key = await self._key(request)
        request.state.key = key
        needed = scopes_for(request.method, request.url.path)
        if not needed & key.scopes:
            raise _not_enough(request, " or ".join(sorted(needed)))
        allowance = self._rates.take(key.parent or key.id)
        if not allowance.granted:
            detail = f"this key has come more than {self._settings.requests_per_minute} times in a minute"
            raise _refused(
                request, "rate", HTTPStatus.TOO_MANY_REQUESTS, detail, headers=self._rates.headers(allowance)
            )
        return allowance

    async def _key(self, request: Request) -> Key:
        """The key that the request shows; raises Problem if it shows none that holds."""
        shown = shown_by(request)
        if not shown:
            detail = "show an API key: Authorization: Bearer nf_…; `newsfold keys create` makes one"
            raise _refused(request, "key", HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": REALM})
        if not self._recognition.is_known(shown):
            self._check_failures(request)
        key = await self._recognition.recognise(shown)
        if key is None:
            self._failures.take(address_of(request))
            challenge = {"WWW-Authenticate": f'{REALM}, error="invalid_token"'}
            detail = "this API key is not known here, has expired or was revoked"
            raise _refused(request, "key", HTTPStatus.UNAUTHORIZED, detail, headers=challenge)
        return key

    def _check_failures(self, request: Request) -> None:
        """Raises Problem if too many wrong keys came from where this request comes from."""
        allowance = self._failures.look(address_of(request))
        if not allowance.granted:
            detail = "too many keys from this address were none; wait a little"
            headers = {"Retry-After": str(allowance.next_seconds)}
            raise _refused(request, "failures", HTTPStatus.TOO_MANY_REQUESTS, detail, headers=headers)

    def _counting_failures(self, request: Request, send: Send) -> Send:
        """Count an answer that refuses a key, as the login page may."""

        async def count_and_send(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.UNAUTHORIZED:
                self._failures.take(address_of(request))
            await send(message)

        return count_and_send


def shown_by(request: Request) -> str | None:
    """The key in the header Authorization, else the session in the cookie."""
    given = request.headers.get("authorization")
    if given is None:
        return request.cookies.get(COOKIE)
    kind, _, shown = given.partition(" ")
    return shown.strip() if kind.lower() == "bearer" else None


def is_cross_site(request: Request) -> bool:
    """Whether a browser says that a page of another origin sent the request (Fetch Metadata, else Origin)."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def wants_login(request: Request) -> bool:
    """Whether a person is looking for a page."""
    is_page = request.method == "GET" and not request.url.path.startswith("/v1/")
    return is_page and "text/html" in request.headers.get("accept", "")


def address_of(request: Request) -> str:
    """Where a request comes from, as far as it tells visitors apart."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network((address, NETWORK_BITS), strict=False))
    return host


def _to_login(request: Request) -> Response:
    path, query = request.url.path, request.url.query
    return RedirectResponse(f"/login?next={quote(f'{path}?{query}' if query else path, safe='')}", 303)


def _not_enough(request: Request, needed: str) -> Problem:
    challenge = {"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{needed}"'}
    detail = f"this API key does not allow that: it takes the scope {needed}"
    return _refused(request, "scope", HTTPStatus.FORBIDDEN, detail, headers=challenge)


def _refused(
    request: Request, reason: str, status: HTTPStatus, detail: str, *, headers: dict[str, str] | None = None
) -> Problem:
    """The problem, its reason noted for who counts refusals."""
    request.state.refusal = reason
    return Problem(status, detail, headers=headers)


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    async def add_and_send(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return add_and_send
