"""Reading articles: where one stands, and the list of all."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from msgspec.structs import replace
from pydantic import Field

from schemas.identity import stream_of
from schemas.moments import moment_of
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.work import SET_ASIDE
from services import readmodels
from services.ingest.standing import Standing, State, standing
from services.web.answers import ArticleStatus, json_answer
from services.web.description import lists, refuses, returns
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

ARTICLE_ID = re.compile(r"[a-z2-7]{26}")


class ArticleFilters(Filters):
    """Which articles to list."""

    source: Annotated[str | None, Field(max_length=300, description="who published it, as posted")] = None
    state: Annotated[State | None, Field(description="how far it has come in the read models")] = None


def routes(site: Site) -> APIRouter:
    """The addresses of articles."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/articles",
        summary="The articles, newest first",
        responses=lists(ArticleRow) | refuses(400, 406, 422, 503),
    )
    def list_articles(filters: Annotated[ArticleFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, newest_first(filters))

    @router.get(
        "/v1/articles/{article}",
        summary="Where an article stands",
        responses=returns(ArticleStatus) | refuses(404),
    )
    def show_article(article: str, request: Request) -> Response:
        request.state.article = known_shape(article)
        return json_answer(_status(site, article))

    return router


def newest_first(filters: ArticleFilters) -> readmodels.Query[ArticleRow]:
    """The articles that meet the filters, the one received last first."""
    where = filters.equal("source", "state")
    return readmodels.Query(table=ARTICLES, where=where, order=("received_position",), descending=True)


def known_shape(article: str) -> str:
    """The id, if it could be one; raises Problem otherwise."""
    if not ARTICLE_ID.fullmatch(article):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of an article; an id has 26 letters and digits")
    return article


def not_found(article: str) -> Problem:
    """The problem that the log knows nothing of an article."""
    return Problem(HTTPStatus.NOT_FOUND, f"no article {article} was ever posted here")


def _status(site: Site, article: str) -> ArticleStatus:
    """The read models are asked before the log, so that nothing is called projected that is not."""
    stream, generation = stream_of(article), site.readmodels.serving()
    position, set_aside = generation.checkpoint(), generation.get(SET_ASIDE, (stream,))
    now = standing(site.log.read_stream(stream))
    if now is None:
        raise not_found(article)
    status = _told(article, now, position)
    if set_aside and now.reached is not State.ERASED:
        told = {"state": State.FAILED, "reason": "SetAside", "detail": set_aside.error, "permanent": True}
        return replace(status, **told)
    return status


def _told(article: str, now: Standing, position: int) -> ArticleStatus:
    received, words, failed = now.received, now.words, now.failures[-1] if now.failures else None
    cleaned, extracted = now.cleaned, now.extracted
    return ArticleStatus(
        id=article,
        state=now.state(position),
        revision=received.revision,
        position=position,
        last_position=now.last.position,
        received_at=moment_of(now.record.recorded_at),
        media_type=received.media_type,
        size=received.size,
        url=words.url,
        source=words.source,
        title=words.title,
        published_at=received.published_at,
        fetched_at=received.fetched_at,
        language=(extracted.language if extracted else None) or received.language,
        tags=words.tags,
        cleaner=cleaned.cleaner if cleaned else None,
        parts=len(cleaned.parts) if cleaned else None,
        extractor=extracted.extractor if extracted else None,
        sentences=extracted.sentences if extracted else None,
        events=extracted.events if extracted else None,
        covered=extracted.covered if extracted else None,
        stage=failed.data.stage if failed else None,
        reason=failed.data.reason if failed else None,
        detail=failed.detail if failed else None,
        attempt=failed.data.attempt if failed else None,
        permanent=failed.permanent if failed else None,
    )
