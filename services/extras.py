"""Packages that are installed only where somebody wants what they do."""

from __future__ import annotations

import importlib
import shlex
import sys
from typing import Any

from schemas.errors import ServiceError


def module(name: str, extra: str) -> Any:  # noqa: ANN401  # of a package that ships no types
    """A module of an extra; raises ServiceError if its package is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ServiceError(missing(str(error.name), extra)) from error


def missing(package: str, extra: str) -> str:
    """That a package is missing, and the command that adds it, with its extra, to this installation."""
    return (
        f"The package {package} is missing: {shlex.quote(sys.executable)} -m pip install 'newsfold[{extra}]' adds it."
    )
