"""Small JSON documents that are posted: what somebody says, or wants to be told of."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request

from services.ingest.requests import LONGEST, Asked, read_request
from services.settings import Settings
from services.web.bodies import read_whole
from services.web.posting import JSON, content_type
from services.web.problems import Problem


async def read_document(request: Request, settings: Settings, kind: type[Asked], called: str) -> Asked:
    """The posted document, `called` so in what is said of it if it is no JSON.

    Raises Problem if it is of another media type, too large or too slow; InputError or ArticleError as `read_request`.
    """
    media_type, _ = content_type(request)
    if media_type != JSON:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{called} is posted as {JSON}")
    return read_request(await read_whole(request, settings, LONGEST), kind)
