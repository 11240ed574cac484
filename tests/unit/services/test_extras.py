"""A package that is missing is told with the command that adds it."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from services.extras import missing

ROOT = Path(__file__).parents[3]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def test_a_missing_package_is_added_to_the_very_python_that_misses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/srv/my news/.venv/bin/python")
    command = missing("warcio", "feeds").partition(": ")[2].removesuffix(" adds it.")
    assert shlex.split(command) == ["/srv/my news/.venv/bin/python", "-m", "pip", "install", "newsfold[feeds]"]


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_extra_is_told_of_where_it_is_missing(extra: str) -> None:
    sources = (path.read_text() for folder in ("services", "ops") for path in (ROOT / folder).rglob("*.py"))
    assert any(re.search(rf"""["']{extra}["']\)""", source) for source in sources)
