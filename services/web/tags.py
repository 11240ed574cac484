"""Entity tags: an answer is as it was while the read models stand where they stood (RFC 9110, section 8.8.3)."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from fastapi import Request, Response
from msgspec import Struct

from services.readmodels import Generation
from services.web.answers import json_answer
from services.web.negotiation import path_of
from services.web.site import Site

TAG_BYTES = 12
KNOWN = "if-none-match"


def tag_of(
    site: Site, request: Request, position: int, *, generation: Generation | None = None, form: str = "json"
) -> str:
    """The tag of the answer to this request at a position of a generation, or of the log itself.

    It is weak, as the same answer may go out compressed.
    """
    asked = "\n".join(
        (
            str(site.log.identity),
            str(generation.number if generation else 0),
            str(position),
            form,
            path_of(request),
            request.url.query,
        )
    )
    return f'W/"{hashlib.blake2b(asked.encode(), digest_size=TAG_BYTES).hexdigest()}"'


def asks_whether_changed(request: Request) -> bool:
    """Whether the client has an answer already."""
    return KNOWN in request.headers


def unchanged(request: Request, tag: str) -> Response | None:
    """304 for a client that has the answer of this tag."""
    known = request.headers.get(KNOWN, "")
    if known.strip() == "*" or tag.removeprefix("W/") in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(None, HTTPStatus.NOT_MODIFIED, headers_of(tag))
    return None


def tagged(request: Request, tag: str, body: Struct) -> Response:
    """The answer with its tag, or that it has not changed."""
    return unchanged(request, tag) or json_answer(body, headers=headers_of(tag))


def headers_of(tag: str) -> dict[str, str]:
    """What an answer with a tag says: it may be kept, and is to be asked for again before it is used."""
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
