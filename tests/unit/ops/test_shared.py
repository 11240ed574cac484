"""What the commands share."""

from __future__ import annotations

import pytest

from ops.cli.shared import show_outcomes


def test_the_outcomes_of_posts_are_counted_with_their_nouns(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [{"id": each, "outcome": each} for each in ("new", "new", "revision", "revision", "unchanged")]
    show_outcomes(outcomes, as_json=False)
    assert capsys.readouterr().err.strip() == "2 new · 2 revisions · 1 unchanged"
    show_outcomes(outcomes[-2:], as_json=False)
    assert capsys.readouterr().err.strip() == "1 revision · 1 unchanged"
