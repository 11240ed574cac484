"""The query of an address: so many values at most, nothing that is not asked there, and once what is taken once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from services.web.characters import refuse_control
from services.web.problems import TOLD, Fault, Problem, misasked
from services.web.waiting import NAME

MOST_VALUES = 100
"""Values in one address; each may be told of in the answer, with all that it could be."""
API = "/v1/"
TOO_MANY = f"an address holds {MOST_VALUES} values at most"
TWICE = "this is taken once only"


async def check_query(request: Request) -> None:
    """Raises Problem for more values than are taken, control characters, unknown parameters, and any given in vain.

    What a post says in its query is a part of what is posted, and looked at with the rest of that.
    """
    if request.method != "GET":
        return
    given = request.query_params.multi_items()
    if len(given) > MOST_VALUES:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, TOO_MANY)
    refuse_control(given)
    route = request.scope["route"]
    if given and route.path.startswith(API) and (faults := _faults(route, Counter(name for name, _ in given))):
        raise misasked(faults)


@lru_cache
def taking_several(kind: type[BaseModel]) -> frozenset[str]:
    """The filters that take any of several values, as they stand in an address."""
    return frozenset(
        field.alias or name for name, field in kind.model_fields.items() if "list[" in str(field.annotation)
    )


def _faults(route: APIRoute, given: Mapping[str, int]) -> list[Fault]:
    """What is wrong with parameters given so many times; those unknown to a list are for its filters to refuse."""
    taken = [parameter.field_info.annotation for parameter in route.dependant.query_params]
    filters = next((each for each in taken if isinstance(each, type) and issubclass(each, BaseModel)), None)
    many = taking_several(filters) if filters else frozenset()
    known = given if filters else {NAME, *(parameter.alias for parameter in route.dependant.query_params)}
    unknown = [Fault(TOLD["extra_forbidden"], parameter=name) for name in given if name not in known]
    return unknown + [Fault(TWICE, parameter=name) for name, times in given.items() if times > 1 and name not in many]
