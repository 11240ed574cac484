"""Reading figures: what numbers are claimed of, where the sources contradict one another first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field

from schemas.rows.figures import FIGURES, SUBJECT_TERMS, SUBJECTS, FigureRow, SubjectRow
from schemas.terms import telling_words, word_term
from services import readmodels
from services.readmodels import Condition, Listed
from services.web.description import lists, refuses
from services.web.filters import Day, LastDay
from services.web.lists import Filters, answer, looked_at
from services.web.problems import Problem
from services.web.route import ListRoute
from services.web.site import Site

SUBJECT = re.compile(r"[a-z2-7]{16}")
LONGEST_TEXT = 300
MOST = 1_000
"""Figures of an article whose subjects are looked for."""


def searchable(text: str) -> str:
    """The text, if it has a word to look for; raises ValueError otherwise."""
    if not telling_words(text):
        raise ValueError("there is no word to look for: a word has three letters, and is not such as stands everywhere")
    return text


Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(searchable)]


class SubjectFilters(Filters):
    """Which subjects of figures to list; several filters have to hold at once."""

    unit: Annotated[
        str | None, Field(max_length=LONGEST_TEXT, description="what is counted, such as killed, dollars or missile")
    ] = None
    subject: Annotated[
        Text | None, Field(description="words of the subject, its country or its unit, all of these")
    ] = None
    first: Annotated[Day | None, Field(alias="from", description="with a figure of this day or later")] = None
    last: Annotated[LastDay, Field(alias="to", description="with a figure of this day or earlier")] = None
    min_claims: Annotated[int | None, Field(ge=1, le=2**31, description="claimed so often at least")] = None
    contested: Annotated[bool | None, Field(description="whether sources contradict one another")] = None
    article: Annotated[str | None, Field(max_length=64, description="with a figure in this article")] = None

    def conditions(self) -> Iterator[Condition]:
        """What columns of a subject have to hold."""
        if self.unit:
            yield Condition("unit", "=", self.unit.lower())
        if self.first:
            yield Condition("last_day", ">=", self.first.isoformat())
        if self.last:
            yield Condition("first_day", "<=", self.last.isoformat())
        if self.min_claims:
            yield Condition("claims", ">=", self.min_claims)
        if self.contested is not None:
            yield Condition("contradictions", ">" if self.contested else "=", 0)

    def listed(self) -> tuple[Listed, ...]:
        """The lists that the subjects are in."""
        return tuple(Listed(SUBJECT_TERMS, word_term(word)) for word in telling_words(self.subject or ""))


def routes(site: Site) -> APIRouter:
    """The addresses of figures."""
    router = APIRouter(tags=["reading"], route_class=ListRoute)

    @router.get(
        "/v1/figures",
        summary="What numbers are claimed of, the contested first, then the newest",
        responses=lists(SubjectRow) | refuses(400, 406, 422, 503),
    )
    def list_subjects(filters: Annotated[SubjectFilters, Query()], request: Request) -> Response:
        return answer(site, request, filters, contested_first(site, filters))

    @router.get(
        "/v1/figures/{subject}",
        summary="The figures of a subject, each with its sentence, the latest first",
        responses=lists(FigureRow) | refuses(400, 404, 406, 422, 503),
    )
    def list_figures(subject: str, filters: Annotated[Filters, Query()], request: Request) -> Response:
        return answer(site, request, filters, figures_of(subject))

    return router


def contested_first(site: Site, filters: SubjectFilters) -> readmodels.Query[SubjectRow]:
    """The subjects that meet the filters, those with the most contradictions first, then the newest."""
    where = tuple(filters.conditions())
    if filters.article:
        where += (Condition("id", "in", _subjects_of(site, filters, filters.article)),)
    return readmodels.Query(
        table=SUBJECTS,
        where=where,
        listed=filters.listed(),
        order=("contradictions", "first_seen", "id"),
        descending=True,
    )


def figures_of(subject: str) -> readmodels.Query[FigureRow]:
    """The figures of a subject, the latest first; raises Problem for what is no id of one."""
    if not SUBJECT.fullmatch(subject):
        raise Problem(HTTPStatus.NOT_FOUND, "this is not the id of a subject; an id has 16 letters and digits")
    return readmodels.Query(
        table=FIGURES,
        where=(Condition("subject_id", "=", subject),),
        order=("day", "position", "id"),
        descending=True,
    )


def _subjects_of(site: Site, filters: Filters, article: str) -> tuple[str, ...]:
    """The subjects of an article's figures, at the position that the filters look at."""
    generation, as_of = looked_at(site, filters)
    where = (Condition("article", "=", article),)
    query = readmodels.Query(table=FIGURES, where=where, order=("id",), limit=MOST, as_of=as_of)
    _, rows = generation.select(query)
    return tuple(sorted({row.subject_id for row in rows}))
