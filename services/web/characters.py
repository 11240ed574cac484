"""The characters of a query: text, and nothing that steers a screen or that no page and no store can hold."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from unicodedata import category

from fastapi import Request

from schemas.codec import REPLACEMENT
from services.web.problems import Fault, Problem

SPACES = "\t\n\r"
DETAIL = "this holds a control character, such as %00"


async def check_characters(request: Request) -> None:
    """Raises Problem with the parameters that hold a control character, but for tabs and ends of lines.

    What a post says in its query is a part of what is posted, and looked at with the rest of that.
    """
    given = request.query_params.multi_items() if request.method == "GET" else ()
    refuse_control(given)


def refuse_control(given: Iterable[tuple[str, str]]) -> None:
    """Raises Problem with the names of values that hold a control character, or hold one themselves."""
    if names := dict.fromkeys(_shown(name) for name, value in given if _shown(name + value) != name + value):
        faults = [Fault(DETAIL, parameter=name) for name in names]
        detail = "; ".join(f"{name}: {DETAIL}" for name in names)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=faults)


def _shown(text: str) -> str:
    """The text with replacements for control characters."""
    if text.isprintable():
        return text
    return "".join(REPLACEMENT if category(each) == "Cc" and each not in SPACES else each for each in text)
