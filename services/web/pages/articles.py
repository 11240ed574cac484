"""The articles: a list of all, and one as it was posted, with what was made of it."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from schemas.identity import stream_of
from schemas.record import Record
from services.ingest.standing import State, standing
from services.web import lists
from services.web.articles import ArticleFilters, known_shape, newest_first, not_found
from services.web.pages.changes import changes
from services.web.pages.elsewhere import elsewhere
from services.web.pages.frame import Frame, Visit, filters_of
from services.web.pages.layout import lay_out
from services.web.pages.way import steps
from services.web.problems import Problem
from services.web.revisions import Revision, erased, page_of, revisions
from services.web.site import Site

PATH = "/articles"
ARTICLES_ON_A_PAGE = 50


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the articles' addresses on the router."""

    @router.get(PATH)
    def show_articles(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(ArticleFilters, request)
        found = lists.page(site, PATH, filters, newest_first(filters), ARTICLES_ON_A_PAGE)
        return frame.show(
            visit,
            "articles.html",
            filters=filters,
            faults=faults,
            articles=found.items,
            following=found.next,
            states=list(State),
        )

    @router.get("/articles/{article}")
    def show_article(article: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        records = _records(site, article, visit)
        found = revisions(records)
        shown = _chosen(found, visit.given("revision"))
        is_current = shown is found[0]
        page = page_of(article, records, shown.revision) if shown.cleaned_position else None
        events = visit.events_of(article) if is_current else ()
        return frame.show(
            visit,
            "article.html",
            article=article,
            revisions=found,
            shown=shown,
            is_current=is_current,
            page=page,
            layout=lay_out(page, events, visit.given("event"), visit.given("from_block")) if page else None,
            state=visit.state_of(article),
            aside=next(iter(visit.set_aside(1, stream_of(article))), None),
            steps=list(steps(records, shown.revision)),
            elsewhere=elsewhere(visit, article) if is_current else None,
        )

    @router.get("/articles/{article}/changes")
    def show_changes(article: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        records = _records(site, article, visit)
        found = revisions(records)
        shown = _chosen(found, visit.given("revision"))
        before = next((each for each in found if each.revision < shown.revision), None)
        both = before is not None and before.cleaned_position and shown.cleaned_position
        texts = [page_of(article, records, each.revision).text for each in (before, shown) if each and both]
        return frame.show(
            visit,
            "changes.html",
            article=article,
            revisions=found,
            shown=shown,
            before=before,
            state=visit.state_of(article),
            changes=changes(*texts) if both else None,
        )


def _records(site: Site, article: str, visit: Visit) -> list[Record]:
    """The article's stream up to the moment that is looked at; raises Problem if it has none, or was erased."""
    records = site.log.read_stream(stream_of(known_shape(article)))
    if (now := standing(records)) and now.reached is State.ERASED:
        raise erased(article)
    past = [record for record in records if record.position <= visit.position]
    if not past:
        raise not_found(article)
    return past


def _chosen(found: list[Revision], number: str | None) -> Revision:
    """The revision that an address names, else the current one; raises Problem for one that never was."""
    for revision in found:
        if number in {None, str(revision.revision)}:
            return revision
    raise Problem(HTTPStatus.NOT_FOUND, f"this article has no revision {str(number)[:20]}")
