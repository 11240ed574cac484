"""Stores that a measurement of reading keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from ops.bench.read.kept import Kept, note, prepare
from ops.bench.read.sample import Newsroom
from schemas.errors import InputError
from schemas.rows.events import EVENTS
from services.wiring import open_readmodels
from workers.projections import FOLDS_VERSION


def test_a_store_is_made_once_and_taken_again(tmp_path: Path) -> None:
    said, folder = list[str](), tmp_path / "3"
    settings, kept = prepare(folder, Newsroom(2), 3, said.append)
    assert (kept.folds, kept.articles, kept.events) == (FOLDS_VERSION, 3, 2)
    readmodels = open_readmodels(settings, FOLDS_VERSION)
    assert readmodels.serving().count(EVENTS) == 6
    readmodels.close()
    note(folder, replace(kept, articles=5))
    said.clear()
    assert prepare(folder, Newsroom(2), 3, said.append)[1] == replace(kept, articles=5)
    assert said == []


def test_what_was_left_unfinished_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "1.part").mkdir()
    (tmp_path / "1.part" / "log.sqlite").write_text("half")
    _, kept = prepare(tmp_path / "1", Newsroom(1), 1, lambda _text: None)
    assert kept.articles == 1
    assert not (tmp_path / "1.part").exists()


@pytest.mark.parametrize("other", [Kept("1 of another", 3, 2, 1.0), Kept(FOLDS_VERSION, 3, 7, 1.0)])
def test_a_store_of_other_folds_or_articles_is_refused(tmp_path: Path, other: Kept) -> None:
    note(tmp_path, other)
    with pytest.raises(InputError, match="delete it, or have another folder kept"):
        prepare(tmp_path, Newsroom(2), 3, lambda _text: None)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("dear")
    with pytest.raises(InputError, match="holds no store"):
        prepare(tmp_path, Newsroom(2), 3, lambda _text: None)
    assert (tmp_path / "letters").read_text() == "dear"
