"""Labelled files are recognised, their texts found, and the measures printed."""

import json
from pathlib import Path
from typing import Any

import pytest

from ops.evaluate.command import evaluate, own_gold
from ops.evaluate.gold import Kind, read_gold
from schemas.errors import InputError
from tests.support.extraction import extractor

TEXT = "Kenya thanked Japan on Friday. It rained.\n"
EVENT = {
    "file": "page.txt",
    "type": "SUPPORT",
    "source": [{"text": "Kenya", "country": "KEN"}],
    "target": [{"text": "Japan", "country": "JPN"}],
    "trigger": {"text": "thanked", "start": 6, "end": 13},
    "sentence": {"text": TEXT[:30], "start": 0, "end": 30},
}
QUIET = {"file": "page.txt", "start": 31, "end": 41, "events": 0}


def written(folder: Path, name: str, *rows: object) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(TEXT)
    return tmp_path


def printed(paths: list[Path], capsys: pytest.CaptureFixture[str]) -> list[Any]:
    evaluate(paths, None, extractor(), as_json=True)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_kind_of_labels_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = {"id": "1", "text": TEXT, "source": "Kenya", "target": "Japan", "gold_root": "SUPPORT", "gold_quad": 1}
    files = [
        written(folder, "a.jsonl", EVENT),
        written(folder, "b.jsonl", QUIET),
        written(folder, "c.jsonl", pair),
        written(folder, "d.jsonl", {"file": "page.txt", "start": 0, "end": 41, "kind": "paragraph", "action": "keep"}),
        written(folder, "e.jsonl", {"id": "1", "text": TEXT, "attributions": []}),
        written(folder, "f.jsonl", {"id": "1", "text": TEXT, "dct": "2026-03-11", "timex": []}),
    ]
    reports = printed(files, capsys)
    kinds = [Kind.EVENTS, Kind.SENTENCES, Kind.PAIRS, Kind.BLOCKS, Kind.QUOTES, Kind.DATES]
    assert [report["kind"] for report in reports] == kinds
    assert reports[0]["events"]["strict"]["F1"] == 1
    assert reports[1]["events in sentences without any"]["found"]["events"] == 0
    assert reports[2]["given pairs"]["root, source, target and direction right"]["share"] == 1
    assert reports[3]["blocks"]["cut as labelled"]["F1"] == 1


def test_tables_are_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate([written(folder, "a.jsonl", EVENT)], None, extractor(), as_json=False)
    shown = capsys.readouterr().out
    assert all(title in shown for title in ("strict", "recall by salience", "types", "confidence"))


def test_texts_beside_the_labels_are_found_with_pages_that_have_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, "half_docs.jsonl", {"id": "page.txt", "text": TEXT}, {"id": "other", "text": "Mali hailed Chad."})
    (report,) = printed([written(folder, "half_events.jsonl", EVENT)], capsys)
    assert (report["events"]["detect"]["found"], report["events"]["detect"]["right"]) == (2, 1)


def test_a_page_is_published_on_the_day_in_its_row_or_its_name(folder: Path) -> None:
    row = {"id": "a", "text": TEXT, "dct": "2026-03-11", "timex": []}
    gold = read_gold(written(folder, "x.jsonl", row, row | {"id": "b-2025-02-01", "dct": None}), None)
    assert [str(page.published_at)[:10] for page in gold.pages.values()] == ["2026-03-11", "2025-02-01"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 1: no JSON"),
        ("[]", "line 1: not a JSON object"),
        ('{"colour": "red"}', "no labels that are known"),
        ('{"file": "gone.txt", "start": 0, "end": 3, "events": 0}', "no text is known of gone.txt"),
        ('{"start": 0, "end": 3, "events": 0}', "which page"),
        ("", "no labels"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(folder: Path, line: str, fault: str) -> None:
    path = folder / "bad.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=fault):
        read_gold(path, None)


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(InputError, match="gone"):
        read_gold(folder / "gone.jsonl", None)


def test_without_files_the_labelled_articles_of_the_checkout_are_measured() -> None:
    assert {path.name for path in own_gold()} >= {"open_events.jsonl", "closed_events.jsonl"}
