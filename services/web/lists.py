"""Lists of rows: one page at a time, each naming the next and the position it was read at; or whole, as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from msgspec import UNSET, Raw, Struct
from msgspec.structs import fields as fields_of
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from schemas.rows.row import AnyRow, Row
from services.formats import Format
from services.readmodels import Condition, Generation, Query, Told
from services.readmodels.scan import place, scan
from services.web import cursors
from services.web.ahead import made_ahead
from services.web.answers import Item, Page, json_answer
from services.web.aside import set_aside
from services.web.asof import AsOf, position_of
from services.web.negotiation import format_of, path_of
from services.web.problems import Fault, Problem
from services.web.site import Site
from services.web.tags import asks_whether_changed, headers_of, tag_of, unchanged
from services.web.waiting import MinPosition

PAGE, LARGEST_PAGE = 100, 1_000
ALL = 2**62
WRITTEN = msgspec.json.Decoder(dict[str, Raw])
WALKED, WALKED_FOR_PEOPLE = 10_000, 100_000
"""Rows that a page walks through to find its own; one with fewer than asked for may have a follower nevertheless."""


class Filters(BaseModel):
    """What every list can be asked; a parameter that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="items on the page, at most")] = PAGE
    cursor: Annotated[str | None, Field(description="where to go on, out of `next`")] = None
    as_of: AsOf = None
    min_position: MinPosition = None
    fields: Annotated[
        str | None, Field(max_length=2_000, description="the fields of each item, with commas between; all without")
    ] = None

    def given(self) -> list[tuple[str, str]]:
        """The filters in use, as they stand in an address."""
        apart = {"limit", "cursor", "min_position"}
        chosen = self.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True, exclude=apart, mode="json")
        return [
            (name, str(each).lower() if isinstance(each, bool) else str(each))
            for name, value in sorted(chosen.items())
            for each in (value if isinstance(value, list) else [value])
        ]

    def equal(self, *names: str) -> tuple[Condition, ...]:
        """That columns of these names hold what the filters of these names say, where one is given."""
        given = self.model_dump(include=set(names), exclude_none=True, mode="json")
        return tuple(Condition(name, "=", value) for name, value in given.items())

    def names(self, kind: type[Row]) -> list[str] | None:
        """The fields that are wanted of rows of a kind, None for all; raises Problem for one that there is not."""
        if self.fields is None:
            return None
        names = list(dict.fromkeys(name.strip() for name in self.fields.split(",")))
        known = [field.name for field in fields_of(kind)]
        if unknown := [name for name in names if name not in known]:
            detail = f"there is no field {unknown[0][:60]!r}; there are {', '.join(known)}"
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=[Fault(detail, parameter="fields")])
        return names


class Shown(Struct, frozen=True):
    """How rows on a page of JSON are shown otherwise than they are: of which kind they are then, and what makes it."""

    kind: type[Row]
    of: Callable[[Told], object]


def answer(site: Site, request: Request, filters: Filters, query: Query, shown: Shown | None = None) -> Response:
    """The rows that the query finds: a page of JSON, or all of them in another format; raises what `page` raises."""
    generation, form = site.readmodels.serving(), format_of(request)
    names = filters.names(shown.kind if shown and not form else query.table.row)
    filters = _at_position(filters, site, generation)
    if form or asks_whether_changed(request):
        position = int(filters.as_of) if filters.as_of else generation.checkpoint()
        tag = tag_of(site, request, position, generation=generation, form=form.name if form else "json")
        if same := unchanged(request, tag):
            return same
        if form:
            limit = filters.limit if "limit" in filters.model_fields_set else ALL
            return _file(request, form, generation, replace(query, limit=limit), names, position, tag)
    found: Page[Any] = _page(site, generation, path_of(request), filters, query, generation.tell, WALKED)
    headers = headers_of(tag_of(site, request, found.position, generation=generation))
    if found.next:
        headers["Link"] = f'<{found.next}>; rel="next"'
    items = _fields(list(map(shown.of, found.items)) if shown else found.items, names)
    aside = set_aside(generation, int(filters.as_of) if filters.as_of else None)
    return json_answer(Page(items, found.next, found.position, aside or UNSET), headers=headers)


def page(site: Site, path: str, filters: Filters, query: Query[AnyRow], limit: int) -> Page[AnyRow]:
    """At most so many rows that the query finds, now or as they were; the next pages look at the same position.

    It is for people, who would rather wait a moment than go on from a page with little on it.
    Raises CursorError if the cursor is not of this list, Problem if the read models are not as far as asked.
    """
    generation = site.readmodels.serving()
    filters = _at_position(filters, site, generation).model_copy(update={"limit": limit})
    return _page(site, generation, path, filters, query, generation.select, WALKED_FOR_PEOPLE)


def _page(
    site: Site,
    generation: Generation,
    path: str,
    filters: Filters,
    query: Query[AnyRow],
    read: Callable[[Query[AnyRow]], tuple[int, list[Item]]],
    walked: int,
) -> Page[Item]:
    """The page as it is read; `filters` name the position that they look at.

    With so many rows walked through it ends, however few of them met the filters.
    """
    as_of = int(filters.as_of) if filters.as_of else None
    listed = f"{path}?{urlencode(filters.given())}"
    after = cursors.read(filters.cursor, listed, site.log.identity) if filters.cursor else None
    query = replace(query, after=after, limit=filters.limit + 1, as_of=as_of)
    end = generation.reach(query, walked)
    position, rows = read(replace(query, until=end))
    following = None
    if len(rows) > filters.limit:
        rows = rows[: filters.limit]
        end = place(rows[-1], query.order)
    if end:
        cursor = cursors.write(end, listed, site.log.identity)
        following = f"{path}?{urlencode([*filters.given(), ('limit', str(filters.limit)), ('cursor', cursor)])}"
    return Page(rows, following, position if as_of is None else as_of)


def _at_position(filters: Filters, site: Site, generation: Generation) -> Filters:
    """The filters with the position that they look at, if they look into the past; raises Problem as `position_of`."""
    if filters.as_of is None:
        return filters
    return filters.model_copy(update={"as_of": str(position_of(filters.as_of, site.log, generation))})


def looked_at(site: Site, filters: Filters) -> tuple[Generation, int | None]:
    """The read models and the position that the filters look at, None for the present; raises Problem likewise."""
    generation = site.readmodels.serving()
    as_of = _at_position(filters, site, generation).as_of
    return generation, int(as_of) if as_of else None


def _fields(items: Sequence[object], names: Sequence[str] | None) -> Sequence[object]:
    """The items as they are, or of each these fields in this order."""
    return items if names is None else [_some(item, names) for item in items]


def _some(item: object, names: Sequence[str]) -> dict[str, Any]:
    if isinstance(item, Raw):
        written = WRITTEN.decode(item)
        return {name: written[name] for name in names}
    return {name: getattr(item, name) for name in names}


def _file(
    request: Request,
    form: Format,
    generation: Generation,
    query: Query,
    names: list[str] | None,
    position: int,
    tag: str,
) -> Response:
    """All rows at the position, as they are read; nothing is kept."""
    if request.query_params.get("cursor"):
        detail = "a file holds the whole list, or with `limit` its beginning; leave the cursor out"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=[Fault(detail, parameter="cursor")])
    pieces = form.write(query.table.row, scan(generation, query, position), names)
    headers = headers_of(tag) | {
        "Content-Disposition": f'attachment; filename="{query.table.name}-{position}.{form.name}"',
        "Newsfold-Position": str(position),
    }
    return StreamingResponse(made_ahead(pieces), headers=headers, media_type=form.media_type)
