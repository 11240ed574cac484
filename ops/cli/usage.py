"""What is said of a value that was typed wrong."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

SAID = {
    "Input should be a valid integer": "it has to be a whole number.",
    "Input should be a valid datetime": "it has to be a time, as 2026-03-20 or 2026-03-20T12:00:00.",
}
"""By how the library's sentence begins."""


class Commands(TyperGroup):
    """Commands that complain about a value in sentences for people."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # the library's own context, and what a command returns
        """Run the command; raises BadParameter for a value that does not fit."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = _said(error.message)
            raise


def _said(message: str) -> str:
    known = (said for beginning, said in SAID.items() if message.startswith(beginning))
    return next(known, message.removeprefix("Value error, ").replace("Input should be", "it has to be"))
