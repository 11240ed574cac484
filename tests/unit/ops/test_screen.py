"""Untrusted text on a terminal."""

from __future__ import annotations

from rich.text import Text

from ops.screen import moment, plain


def test_control_characters_never_reach_the_terminal() -> None:
    assert "\x1b" not in plain("\x1b[31mred\x1b[0m")
    assert "\x07" not in plain("bell\x07")


def test_markup_in_text_is_shown_and_not_obeyed() -> None:
    assert Text.from_markup(plain("[bold]loud[/bold] [link=http://example.org]here[/link]")).plain == (
        "[bold]loud[/bold] [link=http://example.org]here[/link]"
    )


def test_text_of_many_lines_becomes_one() -> None:
    assert plain("one\n\n  two\tthree") == "one two three"


def test_direction_marks_are_taken_out() -> None:
    assert plain("abc\u202edef") == "abc def"


def test_a_time_of_the_log_is_shown_in_utc() -> None:
    assert moment(1_750_000_000_123_456) == "2025-06-15T15:06:40.123Z"
