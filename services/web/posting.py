"""Posting articles: one as JSON or as a bare page, many as NDJSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from schemas.article import Article, Priority
from schemas.charset import codec
from schemas.errors import ArticleError, InputError
from services import tracing
from services.ingest.acceptance import Accepted
from services.ingest.document import read_document
from services.ingest.fields import HTML, TEXT, Value
from services.ingest.intake import Submission
from services.ingest.page import metadata_of, read_page
from services.ingest.revisions import Verdict
from services.web.answers import PostAnswer, json_answer
from services.web.bodies import read_whole
from services.web.description import posted, posting
from services.web.problems import Problem
from services.web.site import Site
from services.web.upload import Upload

JSON = "application/json"
NDJSON = "application/x-ndjson"
HEADER_PREFIX = "newsfold-"
POLL_SECONDS = 1


def routes(site: Site) -> APIRouter:
    """The address that articles are posted to."""
    router = APIRouter(tags=["posting"])

    @router.post(
        "/v1/articles",
        summary="Post an article, or many",
        status_code=HTTPStatus.ACCEPTED,
        responses=posted(),
        openapi_extra=posting(),
    )
    async def post_articles(request: Request) -> Response:
        media_type, charset = content_type(request)
        if media_type != NDJSON:
            site.pressure.check(Priority.LIVE)
        if media_type in {TEXT, HTML}:
            return await _page(request, media_type, charset)
        _expect_utf8(charset)
        _expect_no_query(request)
        if media_type == NDJSON:
            return Upload(request, site)
        if media_type == JSON:
            with site.pressure.hand(Priority.LIVE) as hand:
                body = await read_whole(request, site.settings, hand=hand)
                return await _take_in(request, partial(read_document, body))
        raise _unsupported(f"{media_type[:60]!r} is not taken")

    async def _page(request: Request, media_type: str, charset: str | None) -> Response:
        metadata = _metadata(request)
        with site.pressure.hand(Priority.LIVE) as hand:
            body = await read_whole(request, site.settings, hand=hand)
            read = partial(read_page, body, media_type=media_type, charset=charset, metadata=metadata)
            return await _take_in(request, read)

    async def _take_in(request: Request, read: Callable[[], Article]) -> Response:
        with tracing.span("accept", request.state.traceparent) as traceparent:
            submission = Submission(read=read, priority=Priority.LIVE, traceparent=traceparent)
            (reception,) = await site.intake.take_in([submission])
        if isinstance(reception, Exception):
            raise reception
        request.state.article = reception.claim.article
        return _answer(reception)

    return router


def content_type(request: Request) -> tuple[str, str | None]:
    """The media type and the charset of the body; raises Problem if there is no type or the charset is not read."""
    given = request.headers.getlist("content-type")
    if len(given) != 1:
        raise _unsupported("a body needs one Content-Type")
    media_type, *parameters = given[0].split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip('"') for name, _, value in pairs if name.strip().lower() == "charset"), None)
    if charset is not None:
        try:
            codec(charset)
        except ArticleError as error:
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, error.detail) from error
    return media_type.strip().lower(), charset


def _unsupported(reason: str) -> Problem:
    taken = f"{JSON}, {TEXT}, {HTML}, {NDJSON}"
    return Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{reason}; post one of {taken}", headers={"Accept-Post": taken})


def _expect_utf8(charset: str | None) -> None:
    if charset is not None and codec(charset) != "utf-8":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON is in UTF-8 (RFC 8259); send it so")


def _expect_no_query(request: Request) -> None:
    if request.url.query:
        raise InputError("a JSON article says everything in its fields; leave the query out")


def _metadata(request: Request) -> dict[str, Value]:
    """The metadata of a bare page: in the query, or in headers such as Newsfold-Published-At; in UTF-8 both."""
    try:
        pairs = parse_qsl(request.scope["query_string"].decode(), keep_blank_values=True, errors="strict")
        pairs += [
            (name.decode().removeprefix(HEADER_PREFIX).replace("-", "_"), value.decode())
            for name, value in request.headers.raw
            if name.decode("latin-1").startswith(HEADER_PREFIX)
        ]
    except ValueError as error:
        raise InputError("the query or a Newsfold header is not in UTF-8; percent-encode the query") from error
    return metadata_of(pairs)


def _answer(accepted: Accepted) -> Response:
    """202 with the address that tells how it goes on; 200 if there is nothing to do."""
    claim = accepted.claim
    headers = {"Location": f"/v1/articles/{claim.article}"}
    body = PostAnswer(claim.article, claim.revision, accepted.verdict, accepted.position)
    if accepted.verdict is Verdict.UNCHANGED:
        return json_answer(body, HTTPStatus.OK, headers)
    return json_answer(body, HTTPStatus.ACCEPTED, headers | {"Retry-After": str(POLL_SECONDS)})
