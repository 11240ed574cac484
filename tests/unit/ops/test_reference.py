"""The reference page says what the code is."""

from __future__ import annotations

from ops.reference import PAGE, reference
from services.settings import Settings, variable


def test_the_reference_is_written_from_this_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "write it anew: python -m ops.reference"


def test_every_setting_stands_under_the_variable_that_is_read() -> None:
    written = reference()
    assert [name for name in Settings.model_fields if f"| `{variable(name)}` |" not in written] == []
