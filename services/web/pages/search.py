"""Searching: the sentences that hold some words, with these marked."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from msgspec import Struct

from schemas.errors import InputError
from schemas.rows.events import EventRow
from schemas.search import Phrase, matches, phrases
from services.web import lists
from services.web.filters import EventFilters
from services.web.pages import wording
from services.web.pages.frame import Frame, filters_of
from services.web.pages.marks import LONGEST, Mark, Piece, cut
from services.web.problems import Fault
from services.web.sameness import widened_for
from services.web.search import SearchFilters, found_by
from services.web.site import Site

PATH = "/search"
EVENTS_ON_A_PAGE = 50
LONGEST_TITLE = 110


class Found(Struct, frozen=True):
    """An event, and its sentence and title with the words that were looked for marked."""

    event: EventRow
    sentence: Sequence[Piece]
    title: Sequence[Piece]


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the address of the search on the router."""

    @router.get(PATH)
    def show_search(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        question = visit.given("q") or ""
        filters, faults = filters_of(EventFilters, request, "q")
        sought, wrong = _sought(question)
        rows, following = _found(site, filters, question) if sought else ((), None)
        return frame.show(
            visit,
            "search.html",
            question=question,
            filters=filters,
            faults=[*faults, *wrong],
            found=[_shown(row, sought) for row in rows],
            following=following,
        )


def _sought(question: str) -> tuple[Sequence[Phrase], Sequence[Fault]]:
    """What is looked for, and what is wrong with the question."""
    if not question:
        return (), ()
    try:
        return phrases(question), ()
    except InputError as error:
        return (), [Fault(error.detail, parameter="q")]


def _found(site: Site, filters: EventFilters, question: str) -> tuple[Sequence[EventRow], str | None]:
    """The events of the page, and where the next one is."""
    given = filters.model_dump(by_alias=True, exclude_unset=True)
    asked = SearchFilters.model_validate({**given, "q": question})
    page = lists.page(site, PATH, asked, found_by(widened_for(site, asked)), EVENTS_ON_A_PAGE)
    return page.items, page.next


def _shown(row: EventRow, sought: Sequence[Phrase]) -> Found:
    title = wording.cut(row.title or "Untitled article", LONGEST_TITLE)
    return Found(row, _marked(row.sentence, sought), _marked(title, sought))


def _marked(text: str, sought: Sequence[Phrase]) -> list[Piece]:
    """A text with what was looked for marked."""
    marks = [Mark(span.start, span.end, 0, "found") for span in matches(text, sought)]
    return list(cut(text, marks, 0, min(len(text), LONGEST)))
