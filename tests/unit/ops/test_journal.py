"""The journal of what was posted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ops.journal import Journal, Progress
from schemas.errors import InputError


def test_what_was_noted_is_known_to_the_next_run(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("x")
    Journal(tmp_path / "journal").note(page, Progress(3))
    Journal(tmp_path / "journal").note(page, Progress(7, whole=True))
    assert Journal(tmp_path / "journal").progress(page) == Progress(7, whole=True)


def test_a_file_that_has_changed_is_another_file(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("x")
    journal = Journal(tmp_path / "journal")
    journal.note(page, Progress(1, whole=True))
    os.utime(page, ns=(1, 1))
    assert journal.progress(page) == Progress()


def test_a_last_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    page, path = tmp_path / "page.txt", tmp_path / "journal"
    page.write_text("x")
    Journal(path).note(page, Progress(5))
    with path.open("a") as file:
        file.write('{"file": "some')
    Journal(path).note(page, Progress(6))
    assert Journal(path).progress(page) == Progress(6)


def test_a_file_that_is_no_journal_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("one\ntwo\n")
    with pytest.raises(InputError, match="is no line of a journal"):
        Journal(tmp_path / "page.txt")
    assert (tmp_path / "page.txt").read_text() == "one\ntwo\n"


def test_without_a_path_nothing_is_kept(tmp_path: Path) -> None:
    journal = Journal(None)
    journal.note(tmp_path, Progress(1, whole=True))
    assert journal.progress(tmp_path) == Progress()
