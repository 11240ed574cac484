from __future__ import annotations

import pytest

from workers.clean.lines import split, trim


def test_every_non_empty_line_is_found_with_its_place() -> None:
    found = split("first\n\n  second \nthird")
    assert [(line.start, line.end, line.text) for line in found] == [
        (0, 5, "first"),
        (9, 15, "second"),
        (17, 22, "third"),
    ]


def test_the_empty_lines_before_a_line_are_counted() -> None:
    assert [line.gap for line in split("a\n\n\nb\nc\n \nd")] == [0, 2, 0, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0c", "\x0b", "\x85", "\x1c"])
def test_every_line_end_that_unicode_knows_ends_a_line(end: str) -> None:
    text = f"one{end}two"
    assert [(line.text, text[line.start : line.end]) for line in split(text)] == [("one", "one"), ("two", "two")]


def test_a_carriage_return_with_its_line_feed_is_one_end() -> None:
    assert [line.gap for line in split("a\r\nb\r\n\r\nc")] == [0, 0, 1]


@pytest.mark.parametrize("blank", ["", " ", "\t\u00a0\u3000", "\u200b", "\ufeff \u2060", "\n\n \r\n", "\u200e\u200f"])
def test_what_nobody_can_see_is_no_line(blank: str) -> None:
    assert split(blank) == []


def test_marks_that_nobody_can_see_are_trimmed_at_the_ends_only() -> None:
    assert trim("\u200b \ufeffa\u200bb\u2060 ") == "a\u200bb"


def test_a_nul_is_an_ordinary_character() -> None:
    assert [line.text for line in split("a\0b\nc")] == ["a\0b", "c"]
