"""What all pages share: how they are rendered, and the moment of the log that they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.events import EVENTS, EventRow
from schemas.rows.row import AnyRow
from schemas.rows.work import SET_ASIDE, SetAsideRow
from services.readmodels import Condition, Generation, Query
from services.web.articles import ARTICLE_ID
from services.web.aside import set_aside
from services.web.asof import checked, position_of
from services.web.pages import wording
from services.web.pages.address import Here, outward
from services.web.problems import Fault, Problem, told_of
from services.web.query import taking_several
from services.web.site import Site

TEMPLATES = Path(__file__).parent.parent / "templates"
NAVIGATION = (
    ("/", "Timeline"),
    ("/articles", "Articles"),
    ("/actors", "Actors"),
    ("/relations", "Relations"),
    ("/map", "Map"),
    ("/contested", "Contested"),
    ("/quotes", "Quotes"),
    ("/captions", "Captions"),
    ("/sources", "Sources"),
    ("/search", "Search"),
    ("/watchlists", "Watchlists"),
    ("/pipeline", "Pipeline"),
    ("/log", "Log"),
)
MOST_EVENTS = 10_000
"""Events of one article that are shown."""
HEADINGS = {
    400: "This address cannot be read",
    401: "A key is asked for here",
    403: "This is not allowed",
    404: "Nothing is here",
    405: "This cannot be done here",
    410: "This was erased",
    422: "This address cannot be read",
    429: "Too much at a time",
    500: "Something went wrong",
    503: "This cannot be shown at the moment",
}
"""What a page says above a problem; of others the status' name."""
APART = frozenset({"as_of", "cursor", "min_position"})
"""Parameters that say when and where to read, not what."""
AnyFilters = TypeVar("AnyFilters", bound=BaseModel)


def _environment() -> Environment:
    """Every value is escaped; a name that a template spells wrong is an error and not a blank."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= wording.FILTERS | {"outward": outward, "is_article": ARTICLE_ID.fullmatch}
    environment.globals["navigation"] = NAVIGATION
    return environment


ENVIRONMENT = _environment()


class Visit(Struct, frozen=True):
    """A request for a page: where the reader is, and the read models as of `as_of`, None for the present.

    A fragment goes into a page that is there already.
    """

    here: Here
    generation: Generation
    as_of: int | None
    position: int
    is_fragment: bool = False

    def rows(self, query: Query[AnyRow]) -> list[AnyRow]:
        """The rows of a query as they were at the moment looked at."""
        return self.generation.select(replace(query, as_of=self.as_of))[1]

    def given(self, name: str) -> str | None:
        """The value of a parameter, None if it is blank or not there."""
        return dict(self.here.parameters).get(name)

    def events_of(self, article: str) -> list[EventRow]:
        """The events that an article's current revision reports."""
        where = (Condition("article", "=", article),)
        return self.rows(Query(table=EVENTS, where=where, order=EVENTS.key, limit=MOST_EVENTS))

    def titles_of(self, articles: Iterable[str]) -> dict[str, ArticleRow]:
        """The rows of these articles, by their ids."""
        ids = tuple(dict.fromkeys(articles))
        query = Query(table=ARTICLES, where=(Condition("id", "in", ids),), order=("id",), limit=len(ids))
        return {row.id: row for row in self.rows(query)} if ids else {}

    def set_aside(self, limit: int, stream: str | None = None) -> list[SetAsideRow]:
        """The streams that were set aside, or this one if it was."""
        where = (Condition("stream", "=", stream),) if stream else ()
        return self.rows(Query(table=SET_ASIDE, where=where, order=("stream",), limit=limit))

    def state_of(self, article: str) -> ArticleRow | None:
        """The article's row."""
        found = self.rows(Query(table=ARTICLES, where=(Condition("id", "=", article),), order=("id",), limit=1))
        return found[0] if found else None


class Frame:
    """Renders the pages of one service."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def visit(self, request: Request) -> Visit:
        """The moment that a request asks for; raises Problem if it is none, or is not reached yet."""
        generation = self._site.readmodels.serving()
        given = [(name, value) for name, value in request.query_params.multi_items() if value.strip()]
        as_of = _position(dict(given).get("as_of"), self._site, generation)
        reached = generation.checkpoint()
        here = Here(
            request.url.path,
            tuple(pair for pair in given if pair[0] not in APART),
            None if as_of is None else str(as_of),
        )
        is_fragment = "hx-request" in request.headers
        return Visit(here, generation, as_of, reached if as_of is None else as_of, is_fragment)

    def show(
        self, visit: Visit, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> HTMLResponse:
        """A page with these values; with `faults` among them it says of the address that it is not right."""
        if values.get("faults"):
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        common = {
            "here": visit.here,
            "position": visit.position,
            "as_of": visit.as_of,
            "as_of_time": self._time(visit.as_of),
            "is_fragment": visit.is_fragment,
            "missing": 0 if visit.is_fragment else set_aside(visit.generation, visit.as_of),
        }
        return HTMLResponse(ENVIRONMENT.get_template(template).render(common | values), status)

    @staticmethod
    def tell(request: Request, problem: Problem) -> HTMLResponse:
        """A problem as a page."""
        heading = HEADINGS.get(problem.status, problem.title)
        values = {
            "here": Here(request.url.path),
            "as_of": None,
            "position": None,
            "missing": 0,
            "problem": problem,
            "heading": heading,
        }
        text = ENVIRONMENT.get_template("problem.html").render(values)
        return HTMLResponse(text, problem.status, headers=problem.headers)

    def _time(self, position: int | None) -> int | None:
        """When the record at a position was appended."""
        records = self._site.log.read(position - 1, limit=1) if position else ()
        return records[0].recorded_at if records else None


def filters_of(kind: type[AnyFilters], request: Request, *besides: str) -> tuple[AnyFilters, Sequence[Fault]]:
    """The filters that a page's address states without those that are blank, and what is wrong with others left out.

    Parameters named `besides` are none.
    """
    given: dict[str, object] = {}
    several = taking_several(kind)
    for name in request.query_params:
        values = [value.strip() for value in request.query_params.getlist(name) if value.strip()]
        if values and name not in besides:
            given[name] = values if name in several else values[-1]
    try:
        return kind.model_validate(given), ()
    except ValidationError as error:
        wrong = {str(fault["loc"][0]): told_of(fault) for fault in error.errors()}
        sound = {name: value for name, value in given.items() if name not in wrong}
        return kind.model_validate(sound), [left_out(name, told) for name, told in wrong.items()]


def left_out(name: str, told: str) -> Fault:
    """What is wrong with a parameter that a page does without."""
    return Fault(f"{told}; it is left out here", parameter=name)


def _position(as_of: str | None, site: Site, generation: Generation) -> int | None:
    if as_of is None:
        return None
    try:
        return position_of(checked(as_of.strip()), site.log, generation)
    except ValueError as error:
        fault = Fault(str(error), parameter="as_of")
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"as_of: {error}", faults=[fault]) from error
