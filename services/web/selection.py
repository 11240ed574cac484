"""Filters that come as plain values, not in an address: of watchlists and of releases."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from pydantic import ValidationError

from schemas.errors import ArticleError
from services.web.filters import EventFilters
from services.web.problems import told_of
from services.web.query import taking_several

Given = str | bool | float | list[str]
OF_LISTS = ("limit", "cursor", "as_of", "min_position", "fields", "sort")
"""What a list can be asked, and nothing else."""


def selection(given: Mapping[str, Given]) -> EventFilters:
    """The filters of these values; raises ArticleError naming the one that there is not, or that cannot be meant."""
    for name in OF_LISTS:
        if name in given:
            raise ArticleError(f"{name} is no filter of events", f"/filters/{name}")
    several = taking_several(EventFilters)
    values = {
        name: [value] if name in several and not isinstance(value, list) else value for name, value in given.items()
    }
    try:
        return EventFilters.model_validate(values)
    except ValidationError as error:
        fault = error.errors()[0]
        path = "/".join(map(str, fault["loc"]))
        raise ArticleError(f"{path}: {told_of(fault)}", f"/filters/{path}") from error


def plain(filters: EventFilters) -> str:
    """The filters as a JSON object that is the same whenever they are."""
    chosen = filters.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True, mode="json")
    return msgspec.json.encode(chosen, order="sorted").decode()
