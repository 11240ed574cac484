"""One thing rather than a list: read now or as it was, tagged with the position that it was read at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request, Response

from services.readmodels import Generation
from services.web.answers import One
from services.web.asof import position_of
from services.web.site import Site
from services.web.tags import tag_of, tagged

Item = TypeVar("Item")


def single(
    site: Site, request: Request, as_of: str | None, read: Callable[[Generation, int | None], tuple[int, Item]]
) -> Response:
    """What `read` finds in the serving generation, at a position of the past if one is asked for.

    `read` also tells the position of the read models, which is what the answer names if none is asked for. Raises
    Problem for a position that the read models have not reached.
    """
    generation = site.readmodels.serving()
    at = position_of(as_of, site.log, generation) if as_of else None
    reached, found = read(generation, at)
    position = reached if at is None else at
    return tagged(request, tag_of(site, request, position, generation=generation), One(found, position))
