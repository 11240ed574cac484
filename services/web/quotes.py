"""Reading quotations: who said what."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from schemas.rows.quotes import QUOTE_TERMS, QUOTES, QuoteRow
from schemas.rows.row import country_term, name_term
from schemas.terms import publisher_term, telling_words, word_term
from services import readmodels
from services.readmodels import Condition, Listed
from services.web.description import lists, refuses
from services.web.figures import Text
from services.web.filters import Code, Day, LastDay, Name
from services.web.lists import Filters, answer
from services.web.route import ListRoute
from services.web.sameness import names_for
from services.web.site import Site


class QuoteFilters(Filters):
    """Which quotations to list; several filters have to hold at once."""

    speaker: Annotated[Name, Field(description="the speaker's name, full or as printed, in any case")] = None
    country: Annotated[Code, Field(description="the speaker's country, ISO 3166-1 alpha-3")] = None
    text: Annotated[Text | None, Field(description="words of what was said, all of these")] = None
    source: Annotated[Name, Field(description="who published the article, as posted, in any case")] = None
    first: Annotated[Day | None, Field(alias="from", description="published on this day or later")] = None
    last: Annotated[LastDay, Field(alias="to", description="published on this day or earlier")] = None
    direct: Annotated[bool | None, Field(description="whether it stands in quotation marks")] = None
    article: Annotated[str | None, Field(max_length=64, description="read in this article")] = None

    def conditions(self) -> Iterator[Condition]:
        """What columns of a quotation have to hold."""
        if self.first:
            yield Condition("day", ">=", self.first.isoformat())
        if self.last:
            yield Condition("day", "<=", self.last.isoformat())
        if self.direct is not None:
            yield Condition("direct", "=", self.direct)
        if self.article:
            yield Condition("article", "=", self.article)

    def terms(self, speakers: Collection[str]) -> Iterator[str | tuple[str, ...]]:
        """What the quotations are listed under, the shorter lists first as a rule, by all names of the speaker."""
        yield from map(word_term, telling_words(self.text or ""))
        if speakers:
            yield tuple(dict.fromkeys(map(name_term, speakers)))
        if self.country:
            yield country_term(self.country)
        if self.source:
            yield publisher_term(self.source)


def routes(site: Site) -> APIRouter:
    """The address of quotations."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/quotes",
        summary="Who said what, newest first",
        responses=lists(QuoteRow) | refuses(400, 406, 422, 503),
    )
    def list_quotes(filters: Annotated[QuoteFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, latest_first(site, filters))

    return router


def latest_first(site: Site, filters: QuoteFilters) -> readmodels.Query[QuoteRow]:
    """The quotations that meet the filters, newest first."""
    speakers = names_for(site, filters, filters.speaker) if filters.speaker else ()
    return readmodels.Query(
        table=QUOTES,
        where=tuple(filters.conditions()),
        listed=tuple(Listed(QUOTE_TERMS, term) for term in filters.terms(speakers)),
        order=("day", "position", "id"),
        descending=True,
    )
