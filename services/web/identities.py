"""Saying that an actor is the same as another, or apart from it after all."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from msgspec.structs import replace

from schemas.errors import ArticleError
from schemas.rows.actors import ACTOR_JOINS, ACTORS, ActorRow, JoinRow
from services import readmodels
from services.ingest.identities import Identity, identify
from services.ingest.revisions import Verdict
from services.readmodels import Generation
from services.web.actors import ACTOR_ID, missing
from services.web.answers import json_answer
from services.web.description import lists, refuses, returns, takes
from services.web.documents import read_document
from services.web.examples import ARTICLE
from services.web.lists import Filters, answer
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.sameness import joined_with, meant
from services.web.site import Site

MOST_MENTIONS = 10_000
"""Reports of an actor that are counted for another at once."""
SAME_AS = "/same_as"
EXAMPLE = {"by": "r.diaz", "same_as": ARTICLE, "why": "It is her maiden name."}


class IdentityAnswer(Struct, frozen=True):
    """What was said of an actor, new or unchanged, and its record's position."""

    id: str
    same_as: str | None
    outcome: Verdict
    position: int


def routes(site: Site) -> APIRouter:
    """The address at which actors are joined and taken apart."""
    router = APIRouter(tags=["correcting"], route_class=ListRoute)

    @router.post(
        "/v1/actors/{actor}/corrections",
        summary="Say that an actor is the same as another, or apart again",
        status_code=HTTPStatus.ACCEPTED,
        responses=returns(IdentityAnswer, 202)
        | returns(IdentityAnswer, 200)
        | refuses(400, 404, 408, 409, 413, 415, 422),
        openapi_extra=takes(Identity, EXAMPLE),
    )
    async def post_identity(actor: str, request: Request) -> Response:
        identity = await read_document(request, site.settings, Identity, "a correction")
        done = await to_thread.run_sync(say, site, actor, identity, request.state.traceparent)
        status = HTTPStatus.ACCEPTED if done.outcome is Verdict.NEW else HTTPStatus.OK
        return json_answer(done, status, {"Location": f"/v1/actors/{actor}"})

    @router.get(
        "/v1/identities",
        summary="Which actors are said to be the same as others, the last said first",
        responses=lists(JoinRow) | refuses(400, 406, 422, 503),
    )
    def list_identities(filters: Annotated[Filters, Query()], request: Request) -> Response:
        return answer(site, request, filters, last_first())

    return router


def last_first() -> readmodels.Query[JoinRow]:
    """Who is said to be the same as whom, the last said first."""
    return readmodels.Query(table=ACTOR_JOINS, order=("position",), descending=True)


def say(site: Site, actor: str, identity: Identity, traceparent: str | None) -> IdentityAnswer:
    """Append what is said of the actor; raises Problem or ArticleError if it cannot be so."""
    generation = site.readmodels.serving()
    row = _row(generation, actor)
    if row is None:
        raise missing()
    if identity.same_as is not None:
        identity = replace(identity, same_as=_other(generation, row, identity.same_as))
    done = identify(actor, identity, site.log, traceparent)
    return IdentityAnswer(actor, identity.same_as, Verdict.NEW if done.is_new else Verdict.UNCHANGED, done.position)


def _other(generation: Generation, row: ActorRow, same_as: str) -> str:
    """The id of the actor that this one is to be the same as: that which the one named is by what people say."""
    if _row(generation, same_as) is None:
        raise ArticleError(f"no actor {same_as} is spoken of", SAME_AS)
    other = meant(generation, same_as, None)
    if other == row.id:
        raise ArticleError("an actor is the same as itself already", SAME_AS)
    if joined_with(generation, row.id, None):
        raise ArticleError("others are the same as this actor: say that the other one is the same as it", SAME_AS)
    if row.mentions > MOST_MENTIONS:
        detail = f"the actor has more than {MOST_MENTIONS} reports; join the smaller one to the larger"
        raise Problem(HTTPStatus.CONFLICT, detail)
    return other


def _row(generation: Generation, actor: str) -> ActorRow | None:
    return generation.get(ACTORS, (actor,)) if ACTOR_ID.fullmatch(actor) else None
