"""A command loads what it needs, and nothing that is slow to load beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from services.settings import Settings
from services.wiring import create_log
from tests.support.program import clean_environment

SLOW = {"cryptography", "dask", "fastapi", "httpx", "jinja2", "numpy", "opentelemetry", "psycopg", "pyarrow"}
SLOW |= {"redis", "rq", "spacy", "uvicorn"}
LOADED = re.compile(r"^import time:.*\|\s*(\w+)", re.MULTILINE)


def loaded(arguments: list[str], data: Path) -> set[str]:
    """The packages that a command loads."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ops.cli", *arguments],
        env=clean_environment() | {"NEWSFOLD_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(LOADED.findall(ended.stderr))


@pytest.mark.parametrize("arguments", [["--help"], ["log", "tail"], ["keys", "list"], ["post", "--help"]])
def test_a_quick_command_waits_for_nothing_slow(arguments: list[str], tmp_path: Path) -> None:
    create_log(Settings.model_validate({"data": tmp_path})).close()
    packages = loaded(arguments, tmp_path)
    assert "typer" in packages
    assert not packages & SLOW
