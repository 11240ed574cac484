"""How a page became the next revision's, with a little around every change."""

from __future__ import annotations

from services.web.pages.changes import AROUND, MOST_LINES, changes

LINES = [f"line {number}" for number in range(20)]


def told(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    found = changes("\n".join(before), "\n".join(after))
    return [(line.change, line.text) for line in found.lines]


def test_a_change_is_shown_with_a_little_before_and_after() -> None:
    after = [*LINES[:10], "new", *LINES[11:]]
    assert told(LINES, after) == [
        ("gap", ""),
        ("kept", "line 8"),
        ("kept", "line 9"),
        ("removed", "line 10"),
        ("added", "new"),
        ("kept", "line 11"),
        ("kept", "line 12"),
        ("gap", ""),
    ]


def test_equal_texts_have_no_change() -> None:
    found = changes("same\n", "same\n")
    assert (found.added, found.removed) == (0, 0)


def test_short_stretches_between_changes_have_no_gap() -> None:
    after = ["new", *LINES[1 : 2 * AROUND], "newer"]
    assert "gap" not in [change for change, _ in told(LINES[: 2 * AROUND + 1], after)]


def test_very_many_changes_are_cut_and_counted() -> None:
    found = changes("", "".join(f"{number}\n" for number in range(MOST_LINES + 5)))
    assert (len(found.lines), found.left_out, found.added) == (MOST_LINES, 5, MOST_LINES + 5)
