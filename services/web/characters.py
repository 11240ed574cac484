"""The characters of a query and of a form: text alone."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.characters import shown
from services.web.problems import Fault, misasked

DETAIL = "this holds a control character, such as %00"


def refuse_control(given: Iterable[tuple[str, str]]) -> None:
    """Raises Problem with the names of values that hold a control character, or hold one themselves."""
    if names := dict.fromkeys(shown(name) for name, value in given if shown(name + value) != name + value):
        raise misasked([Fault(DETAIL, parameter=name) for name in names])
