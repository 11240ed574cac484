"""Which format an answer has: what the address ends in, else what `Accept` prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from re import Pattern

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from services.formats import CSV, FORMATS, NDJSON, PARQUET, Format, parquet
from services.web.problems import Problem

JSON = "json"
MEDIA_TYPES = {"application/json": None} | {each.media_type.split(";")[0]: each for each in (NDJSON, CSV, PARQUET)}
"""What can be asked for, the first where anything will do; None stands for a page of JSON."""
API = "/v1/"
ENDINGS = sorted((JSON, *FORMATS), key=len, reverse=True)
"""The longest first, as one may end in another."""


class Endings:
    """Takes .json at the end of an address of the API, and of one that has files the names of FORMATS as well.

    It is for the format that is wanted.
    """

    def __init__(self, app: ASGIApp, files: Sequence[Pattern[str]]) -> None:
        self._app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; its state keeps the path as it was `asked` for and the `format` that it names."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(API):
            ending = next((each for each in ENDINGS if scope["path"].endswith(f".{each}")), "")
            path = scope["path"].removesuffix(f".{ending}")
            if ending == JSON or (ending and any(each.match(path) for each in self._files)):
                state = scope.setdefault("state", {})
                state["asked"], state["format"] = scope["path"], ending
                scope = {**scope, "path": path, "raw_path": path.encode()}  # the log shows what was asked for
        await self._app(scope, receive, send)


def path_of(request: Request) -> str:
    """The path that was asked for."""
    return str(getattr(request.state, "asked", request.url.path))


def format_of(request: Request) -> Format | None:
    """The format that is wanted, None for a page of JSON; raises Problem if there is none such."""
    ending = getattr(request.state, "format", None)
    chosen = FORMATS.get(ending) if ending else _accepted(request.headers.get("accept", ""))
    if chosen is PARQUET and not parquet.available():
        raise Problem(
            HTTPStatus.NOT_ACCEPTABLE,
            "this service cannot write Parquet: it lacks the package pyarrow, the extra parquet",
        )
    return chosen


def _accepted(header: str) -> Format | None:
    """What the header likes best of what there is; raises Problem if it is none of it."""
    liked = _preferences(header)
    if not liked:
        return None
    ratings = {name: _rating(name, liked) for name in MEDIA_TYPES}
    best = max(ratings, key=lambda name: ratings[name])
    if ratings[best] <= 0:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"there is {', '.join(MEDIA_TYPES)} here, and nothing else")
    return MEDIA_TYPES[best]


def _preferences(header: str) -> dict[str, float]:
    """Media ranges with their quality; one that makes no sense is passed over."""
    liked: dict[str, float] = {}
    for each in header.lower().split(","):
        name, *parameters = (part.strip() for part in each.split(";"))
        quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            liked[name] = float(quality)
        except ValueError:
            continue
    liked.pop("", None)
    return liked


def _rating(name: str, liked: dict[str, float]) -> float:
    """The quality of the narrowest range that holds the media type."""
    for each in (name, f"{name.split('/', maxsplit=1)[0]}/*", "*/*"):
        if each in liked:
            return liked[each]
    return 0.0
