"""The reference page says what the code is."""

from __future__ import annotations

from ops.reference import PAGE, reference


def test_the_reference_is_written_from_this_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "write it anew: python -m ops.reference"
