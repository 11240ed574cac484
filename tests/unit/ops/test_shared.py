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


def test_people_are_shown_the_first_of_many_refusals_in_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    refused = [{"status": 422, "detail": f"Line {number} is no article."} for number in range(1, 5001)]
    counts, articles = show_outcomes([*refused, {"id": "a1", "outcome": "new"}, refused[-1]], as_json=False)
    printed = capsys.readouterr()
    assert [line.strip() for line in printed.out.splitlines()] == [
        *(outcome["detail"] for outcome in refused[:10]),
        "a1 new",
        refused[-1]["detail"],
    ]
    assert printed.err.count("More were refused right after these; --json prints every one.") == 1
    assert "5001 refused" in printed.err.replace(",", "")
    assert counts["refused"] == len(refused) + 1
    assert articles == ["a1"]


def test_every_refusal_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    show_outcomes([{"status": 422, "detail": "no article"}] * 50, as_json=True)
    assert len(capsys.readouterr().out.splitlines()) == 50
