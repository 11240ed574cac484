from __future__ import annotations

from pathlib import Path

import pytest

from workers.clean import CLEANER_VERSION
from workers.extract.extractor import VERSION

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


@pytest.mark.parametrize("title", [f"### Cleaning (`{CLEANER_VERSION}`)", f"### Extraction (`{VERSION}`)"])
def test_the_changelog_tells_of_the_program_as_it_is(title: str) -> None:
    assert title in CHANGELOG.read_text().splitlines()
