"""What the processes of `newsfold up` load: each start of one costs that much processor time."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = "import sys, {module}; print(*sorted(sys.modules))"


@pytest.mark.parametrize(
    ("module", "foreign"),
    [
        ("ops.serving", {"httpx", "numpy", "spacy", "workers.clean"}),
        ("workers.projection_worker", {"httpx", "numpy", "spacy", "workers.clean"}),
        ("workers.worker", {"fastapi", "httpx", "numpy", "spacy", "workers.clean"}),
        ("workers.extraction", {"workers.clean"}),
        ("workers.extract", {"workers.clean"}),
    ],
)
def test_a_process_loads_nothing_that_its_work_does_not_need(module: str, foreign: set[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED.format(module=module)], capture_output=True, text=True, check=True
    )
    assert not foreign & set(told.stdout.split())
