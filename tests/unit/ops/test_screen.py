"""Untrusted text on a terminal."""

from __future__ import annotations

from io import StringIO
from threading import RLock
from typing import Any

import pytest
from rich.console import Console
from rich.progress import Task, TaskID
from rich.text import Text

from ops.screen import RateColumn, moment, plain, progress_bar, record_bar, timeline

EVENT: dict[str, Any] = {
    "day": "2026-02-02",
    "quad": "verbal cooperation",
    "type": "CONSULT",
    "source": [{"name": "Government of Bosnia", "country": "BIH", "role": "GOV"}],
    "target": [{"name": "Ministry of Transport", "country": "NOR", "role": "GOV"}],
    "place": "Kristiansand",
    "modality": "planned",
    "negated": False,
    "historical": False,
    "sentence": "Infrastructure administrators will meet in Kristiansand.",
    "title": "Administrators meet",
    "article": "a1",
}


def drawn(width: int) -> str:
    screen = Console(file=StringIO(), width=width)
    screen.print(timeline([EVENT], width))
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 130, 200])
def test_no_word_of_a_timeline_is_cut_off_or_broken(width: int) -> None:
    told = set(drawn(width).split())
    words = {"2026-02-02", "CONSULT", "Bosnia", "Kristiansand", "planned", "Infrastructure", "Administrators"}
    assert words <= told


def test_a_wide_terminal_has_a_column_for_each() -> None:
    assert "who → what → whom" in drawn(130)
    assert "who → what → whom" not in drawn(80)


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


@pytest.mark.parametrize("total", [None, 0])
def test_a_bar_without_anything_to_do_is_not_shown(total: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as bar:
        bar.add_task("articles", total=total)
    assert not capsys.readouterr().err


def test_a_bar_shows_how_much_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as bar:
        bar.update(bar.add_task("articles", total=None), completed=2, total=3)
    assert "2/3" in capsys.readouterr().err


@pytest.mark.parametrize(("rate", "shown"), [(12_345.6, "12,346/s"), (0.4, ""), (None, "")])
def test_a_bar_of_records_tells_how_many_are_done_in_a_second(rate: float | None, shown: str) -> None:
    task = Task(TaskID(0), "records", 10, 10, _get_time=lambda: 0.0, _lock=RLock(), finished_speed=rate)
    assert RateColumn().render(task).plain == shown


def test_a_bar_of_records_shows_how_much_is_done_too(capsys: pytest.CaptureFixture[str]) -> None:
    with record_bar() as bar:
        bar.update(bar.add_task("records", total=None), completed=2, total=3)
    assert "2/3" in capsys.readouterr().err
