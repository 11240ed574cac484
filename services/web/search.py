"""Full-text search: the events whose sentence, title, actors or place hold some words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response
from msgspec import Raw, Struct
from msgspec.structs import replace
from pydantic import AfterValidator, Field

from schemas.errors import InputError
from schemas.rows.events import EventRow
from schemas.search import Phrase, matches, phrases
from services import readmodels
from services.readmodels import Told
from services.web.description import lists, refuses
from services.web.filters import EventFilters, Sort
from services.web.lists import Shown, answer
from services.web.route import ListRoute
from services.web.sameness import widened_for
from services.web.site import Site


class Match(Struct, frozen=True):
    """Where a word or phrase stands in a text of the event, in code points; `source.0.name` is that of one source."""

    field: str
    start: int
    end: int


class Named(Struct, frozen=True):
    """An actor of an event, of whom the name alone is searched."""

    name: str


NAMED = msgspec.json.Decoder(tuple[Named, ...])
ENCODER = msgspec.json.Encoder()


class Hit(EventRow, frozen=True, kw_only=True):
    """An event that was found, and where its texts hold what was looked for."""

    matches: tuple[Match, ...]


def _question(text: str) -> str:
    """The question, if there is a word in it and not too many; raises ValueError otherwise."""
    try:
        phrases(text)
    except InputError as error:
        raise ValueError(error.detail) from error
    return text


class SearchFilters(EventFilters):
    """What to look for, and among which events."""

    q: Annotated[
        str,
        Field(
            max_length=300,
            description='words in any case, all of them; "words that follow each other"; beginnings of words with nor*',
        ),
        AfterValidator(_question),
    ]
    sort: Annotated[Sort, Field(description="the last found first, or the first found")] = Sort.NEWEST


def routes(site: Site) -> APIRouter:
    """The address of the search."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/search",
        summary="Events whose sentence, title, actors or place hold some words, the last found first",
        responses=lists(Hit) | refuses(400, 406, 422, 503),
    )
    def search(filters: Annotated[SearchFilters, Query()], request: Request) -> Response:
        shown = Shown(Hit, partial(_hit, phrases(filters.q)))
        return answer(site, request, filters, found_by(widened_for(site, filters)), shown)

    return router


def found_by(filters: SearchFilters) -> readmodels.Query[EventRow]:
    """The events that hold what is looked for, the last found first."""
    return replace(filters.query(), search=phrases(filters.q), order=("position",))


def _hit(sought: Sequence[Phrase], row: Told) -> Raw:
    """The event with where it was found, as a `Hit` is written."""
    found = [Match(name, span.start, span.end) for name, text in _texts(row) if text for span in matches(text, sought)]
    return Raw(b'%b,"matches":%b}' % (ENCODER.encode(row)[:-1], ENCODER.encode(found)))


def _texts(row: Told) -> Iterator[tuple[str, str | None]]:
    """The texts of an event that were searched, by where they stand in it."""
    yield from (("sentence", row.sentence), ("title", row.title), ("place", row.place))
    for side, cells in (("source", row.source), ("target", row.target)):
        for number, cell in enumerate(NAMED.decode(cells)):
            yield f"{side}.{number}.name", cell.name
