"""Reading the log itself: its records, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from itertools import takewhile
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from msgspec import UNSET, Struct, UnsetType
from pydantic import BaseModel, ConfigDict, Field

from schemas.identity import stream_of
from schemas.record import Record
from services.eventlog.plain import plain_record, plain_words, stored_half
from services.web.answers import One, Page, json_answer
from services.web.articles import known_shape
from services.web.description import refuses, returns
from services.web.problems import Problem
from services.web.site import Site
from services.web.tags import headers_of, tag_of, tagged, unchanged

LAST = 2**63 - 1
READ = 50
"""Records read at once, at most: few, as each may be a large article."""
MOST_BYTES = 4_000_000
"""Content of the records of one page, as stored, after which the page ends."""
Position = Annotated[int, Field(ge=0, le=LAST)]


class RecordItem(Struct, frozen=True, kw_only=True):
    """A record of the log; `data` and `meta` as they are stored, `words` if they were asked for."""

    position: int
    time: datetime
    type: str
    schema_version: int
    stream: str
    version: int
    id: str
    data: dict[str, Any]
    meta: dict[str, Any]
    words: dict[str, Any] | UnsetType = UNSET


class RecordFilters(BaseModel):
    """Which records to list; in order after a position, or the latest first before one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Annotated[list[str] | None, Field(max_length=20, description="types of record, any of these")] = None
    article: Annotated[str | None, Field(max_length=64, description="of this article")] = None
    after: Annotated[Position, Field(description="after this position, in order")] = 0
    before: Annotated[Position | None, Field(description="before this position, the latest first")] = None
    limit: Annotated[int, Field(ge=1, le=1_000, description="records on the page; fewer where they are large")] = 100
    words: Annotated[bool, Field(description="with what they say in words")] = False

    def following(self, last: int) -> str:
        """The address of the page that goes on after, or before, a position."""
        given = self.model_dump(exclude={"after", "before"}, exclude_defaults=True, mode="json")
        given |= {"limit": self.limit, "after" if self.before is None else "before": last}
        return f"/v1/log?{urlencode({name: _shown(value) for name, value in given.items()}, doseq=True)}"


def routes(site: Site) -> APIRouter:
    """The addresses of the log's records."""
    router = APIRouter(tags=["reading"])

    @router.get(
        "/v1/log",
        summary="The records of the log, in order",
        responses=returns(Page[RecordItem]) | refuses(404, 422),
    )
    def list_records(filters: Annotated[RecordFilters, Query()], request: Request) -> Response:
        head = site.log.head()
        tag = tag_of(site, request, head)
        if same := unchanged(request, tag):
            return same
        records, more = _page(_records(filters), filters.limit)
        following = filters.following(records[-1].position) if more else None
        headers = headers_of(tag) | ({"Link": f'<{following}>; rel="next"'} if following else {})
        items = [_item(record, words=filters.words) for record in records]
        return json_answer(Page(items, following, head), headers=headers)

    @router.get(
        "/v1/log/{position}",
        summary="One record, with what it says in words",
        responses=returns(One[RecordItem]) | refuses(404, 422),
    )
    def show_record(position: Position, request: Request) -> Response:
        found = [each for each in site.log.read(max(position - 1, 0), limit=1) if each.position == position]
        if not found:
            raise Problem(HTTPStatus.NOT_FOUND, f"there is no position {position}; the log ends at {site.log.head()}")
        return tagged(request, tag_of(site, request, position), One(_item(found[0], words=True), position))

    def _records(filters: RecordFilters) -> Iterator[Record]:
        """The records that are meant, one after the other, as they are read."""
        if filters.article:
            yield from _of_article(filters, site.log.read_stream(stream_of(known_shape(filters.article))))
            return
        after, before = filters.after, filters.before
        for left in range(filters.limit + 1, 0, -READ):
            wanted = min(left, READ)
            if before is None:
                records = site.log.read(after, limit=wanted, types=filters.type)
            else:
                records = site.log.read_back(before, limit=wanted, types=filters.type)
            yield from records
            if len(records) < wanted:
                return
            after, before = records[-1].position, None if before is None else records[-1].position

    return router


def _of_article(filters: RecordFilters, records: list[Record]) -> Iterator[Record]:
    chosen = (record for record in records if not filters.type or record.type in filters.type)
    if filters.before is None:
        yield from (record for record in chosen if record.position > filters.after)
    else:
        before = filters.before
        yield from reversed(list(takewhile(lambda record: record.position < before, chosen)))


def _page(records: Iterator[Record], limit: int) -> tuple[list[Record], bool]:
    """As many as fit a page, at least one, and whether there are more."""
    page, size = list[Record](), 0
    for record in records:
        size += len(record.content)
        if len(page) == limit or (page and size > MOST_BYTES):
            return page, True
        page.append(record)
    return page, False


def _item(record: Record, *, words: bool) -> dict[str, Any]:
    return plain_record(record, stored_half) | ({"words": plain_words(record)} if words else {})


def _shown(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
