"""The codebook: what stands in every column of lists and files."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from services.formats.codebook import CodebookRow, codebook, columns_of
from services.web.answers import Page, json_answer
from services.web.description import lists, refuses
from services.web.negotiation import format_of
from services.web.site import Site


def routes(_site: Site) -> APIRouter:
    """The address of the codebook."""
    router = APIRouter(tags=["reading"])

    @router.get("/v1/codebook", summary="What every column means", responses=lists(CodebookRow) | refuses(406))
    def show_codebook(request: Request) -> Response:
        rows, form = codebook(), format_of(request)
        if form:
            return Response(b"".join(form.write(CodebookRow, [columns_of(rows)], None)), media_type=form.media_type)
        return json_answer(Page(rows, None, 0))

    return router
