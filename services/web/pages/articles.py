"""The articles: a list of all, and one as it was posted, with what was made of it."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.ingest.standing import State
from services.web import lists
from services.web.articles import ArticleFilters, known_shape, newest_first, not_found
from services.web.pages.difference import compare
from services.web.pages.frame import Frame, filters_of
from services.web.pages.layout import lay_out
from services.web.pages.revisions import Revision, read_revisions
from services.web.problems import Problem
from services.web.site import Site

PATH = "/articles"
ARTICLES_ON_A_PAGE = 50


def add(router: APIRouter, site: Site, frame: Frame) -> None:
    """Put the articles' addresses on the router."""

    @router.get(PATH)
    def show_articles(request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        filters, faults = filters_of(ArticleFilters, request)
        chosen = filters.model_copy(update={"limit": ARTICLES_ON_A_PAGE})
        found = lists.page(site, PATH, chosen, newest_first(chosen))
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
        revisions = read_revisions(site.log, known_shape(article), visit.position)
        if not revisions:
            raise not_found(article)
        current = revisions[-1]
        shown = _chosen(revisions, request.query_params.get("revision"))
        layout = lay_out(
            shown,
            visit.events_of(article) if shown is current else (),
            request.query_params.get("event"),
            request.query_params.get("from_block"),
        )
        return frame.show(
            visit,
            "article.html",
            article=article,
            revisions=revisions,
            shown=shown,
            is_current=shown is current,
            layout=layout,
            state=visit.state_of(article),
        )

    @router.get("/articles/{article}/changes")
    def show_changes(article: str, request: Request) -> HTMLResponse:
        visit = frame.visit(request)
        revisions = read_revisions(site.log, known_shape(article), visit.position)
        if not revisions:
            raise not_found(article)
        shown = _chosen(revisions, request.query_params.get("revision"))
        at = revisions.index(shown)
        before = revisions[at - 1] if at else None
        return frame.show(
            visit,
            "changes.html",
            article=article,
            revisions=revisions,
            shown=shown,
            before=before,
            difference=compare(before.text, shown.text) if before else None,
        )


def _chosen(revisions: list[Revision], number: str | None) -> Revision:
    """The revision that an address names, else the current one; raises Problem for one that never was."""
    if number is None:
        return revisions[-1]
    for revision in revisions:
        if str(revision.number) == number:
            return revision
    raise Problem(HTTPStatus.NOT_FOUND, f"this article has no revision {number[:20]}")
