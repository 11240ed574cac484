"""What the dry runs print for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ops.dryrun import clean_files, extract_files
from ops.findings import Findings
from tests.support.extraction import extractor


def test_a_sentence_is_printed_once_above_all_its_events(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya thanked Japan and criticized Chile on Friday.\n")
    extract_files([page], "2026-02-01", extractor(), Findings.EVENTS, as_json=False)
    printed = capsys.readouterr().out
    assert printed.count("Kenya thanked Japan") == 1
    assert printed.count("→") == 4


def test_a_sentence_and_an_event_are_one_line_each_to_a_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    sentence = "Norway thanked Japan, Kenya, Peru, Chile, Bolivia, Ecuador and Colombia for their patience on Monday."
    page.write_text(f"Talks End\n\n{sentence}\n")
    extract_files([page], "2026-02-01", extractor(), Findings.EVENTS, as_json=False)
    printed = capsys.readouterr().out.splitlines()
    assert sentence in printed
    (event,) = [line for line in printed if "SUPPORT" in line]
    assert event.startswith("    Norway NOR → SUPPORT → Japan JPN, Kenya KEN")
    assert event.endswith("sure")


def test_an_actor_named_in_another_sentence_is_no_reason_to_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya and Uganda met on Monday.\n\nBoth countries agreed to open the border.\n")
    extract_files([page], "2026-02-01", extractor(), Findings.EVENTS, as_json=False)
    assert "AGREE" in capsys.readouterr().out


def test_no_control_character_of_a_page_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya \x1b[31mthanked Japan on Friday, officials said.\x07\n")
    clean_files([page], None, as_json=False, page_text=False)
    extract_files([page], None, extractor(), Findings.EVENTS, as_json=False)
    assert not {"\x1b", "\x07"} & set(capsys.readouterr().out)


def test_each_kind_of_finding_is_one_json_line_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Police arrested 300 people on Monday, Kenya's government said.\n")
    for findings in (Findings.QUOTES, Findings.FIGURES, Findings.DATES):
        extract_files([page], "2026-02-06", extractor(), findings, as_json=True)
        (line,) = capsys.readouterr().out.splitlines()
        row = json.loads(line)
        assert row.keys() == {"file", findings.value}
        assert len(row[findings.value]) == 1


def test_each_kind_of_finding_is_shown_to_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Police arrested 300 people on Monday, Kenya's government said.\n")
    for findings, shown in (
        (Findings.QUOTES, "Kenya's government (KEN) said: Police arrested 300 people on Monday"),
        (Findings.FIGURES, "300"),
        (Findings.DATES, "2026-02-02"),
    ):
        extract_files([page], "2026-02-06", extractor(), findings, as_json=False)
        assert shown in capsys.readouterr().out


def test_an_event_is_shown_with_how_sure_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Kenya thanked Japan on Friday.\n")
    extract_files([page], "2026-02-01", extractor(), Findings.EVENTS, as_json=False)
    assert "% sure" in capsys.readouterr().out


def test_a_page_in_a_language_that_no_model_reads_is_told_apart_from_one_without_events(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "El gobierno de Chile condenó el ataque en la frontera y pidió a los países que no se retiren. " * 3
    )
    extract_files([page], None, extractor(), Findings.EVENTS, as_json=False)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "page.txt  not read: no model reads es" in printed.err
