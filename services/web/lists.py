"""Lists of rows: one page at a time, each naming the next and the position it was read at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Response
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from schemas.readmodel import Row
from services.readmodels import Query, Value
from services.web import cursors
from services.web.answers import Page, json_answer
from services.web.asof import AsOf, position_of
from services.web.site import Site

PAGE, LARGEST_PAGE = 100, 1_000


class Filters(BaseModel):
    """What every list can be asked; a parameter that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="items on the page")] = PAGE
    cursor: Annotated[str | None, Field(description="where to go on, out of `next`")] = None
    as_of: AsOf = None

    def given(self) -> list[tuple[str, str]]:
        """The filters in use, as they stand in an address."""
        chosen = self.model_dump(by_alias=True, exclude_none=True, exclude={"limit", "cursor"}, mode="json")
        return [
            (name, str(each))
            for name, value in sorted(chosen.items())
            for each in (value if isinstance(value, list) else [value])
        ]


def answer(site: Site, path: str, filters: Filters, query: Query) -> Response:
    """A page of the rows that the query finds, as JSON; raises what `page` raises."""
    found = page(site, path, filters, query)
    headers = {"Link": f'<{found.next}>; rel="next"'} if found.next else None
    return json_answer(found, headers=headers)


def page(site: Site, path: str, filters: Filters, query: Query) -> Page[Row]:
    """A page of the rows that the query finds, now or as they were; its followers look at the same position.

    Raises CursorError if the cursor is not of this list, Problem if the read models are not as far as asked.
    """
    generation = site.readmodels.serving()
    as_of = position_of(filters.as_of, site.log, generation) if filters.as_of else None
    if as_of is not None:
        filters = filters.model_copy(update={"as_of": str(as_of)})
    listed = f"{path}?{urlencode(filters.given())}"
    after = cursors.read(filters.cursor, listed, site.log.identity) if filters.cursor else None
    position, rows = generation.select(replace(query, after=after, limit=filters.limit + 1, as_of=as_of))
    following = None
    if len(rows) > filters.limit:
        rows = rows[: filters.limit]
        cursor = cursors.write(_place(rows[-1], query.order), listed, site.log.identity)
        following = f"{path}?{urlencode([*filters.given(), ('limit', str(filters.limit)), ('cursor', cursor)])}"
    return Page(rows, following, position if as_of is None else as_of)


def _place(row: Row, order: Sequence[str]) -> tuple[Value, ...]:
    return tuple(_plain(getattr(row, name)) for name in order)


def _plain(value: date | Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
