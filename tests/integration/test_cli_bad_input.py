"""The same bad inputs at the command line: a sentence and exit code 1, or an article; the next file fares no worse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import cli
from tests.support.commands import Newsfold
from tests.support.extraction import extractor
from tests.support.inputs import HTML, JSON, NDJSON, REFUSED, TAKEN, TEXT, Post
from tests.support.service import Service, running_service

ENDINGS = {TEXT: ".txt", HTML: ".html", JSON: ".json", NDJSON: ".ndjson"}
FILES = {
    name: post
    for name, post in (REFUSED | TAKEN).items()
    if post.media_type in ENDINGS and not post.headers and not post.query
}
"""What a file can hold; how it is sent is the program's own affair."""
LINES = [post.body for post in FILES.values() if post.media_type == JSON and post.body and b"\n" not in post.body]
GOOD = "Norway Thanks Peru\n\nNorway thanked Peru for its help on Monday.\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def newsfold(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Newsfold:
    monkeypatch.setattr(cli, "_extractor", extractor)
    monkeypatch.chdir(tmp_path)
    return Newsfold(capsys, server=f"http://127.0.0.1:{service.port}")


@pytest.fixture
def good(tmp_path: Path) -> str:
    (tmp_path / "good.txt").write_text(GOOD)
    return "good.txt"


@pytest.mark.parametrize("post", FILES.values(), ids=FILES.keys())
def test_a_file_is_posted_or_refused_and_the_next_one_posted(
    newsfold: Newsfold, tmp_path: Path, good: str, post: Post
) -> None:
    path = tmp_path / f"odd{ENDINGS[post.media_type]}"
    path.write_bytes(post.body)
    told = newsfold("post", path.name, good, "--json")
    *odd, neighbour = told.rows()
    assert neighbour["id"]
    assert (told.code == 0) == (post.status == 202)
    assert all(("id" in outcome) == (post.status == 202) for outcome in odd)
    assert all(outcome["detail"] for outcome in odd if "id" not in outcome)


@pytest.mark.parametrize("post", FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("command", ["clean", "extract"])
def test_a_file_is_read_as_a_page_or_refused_and_the_next_one_read(
    newsfold: Newsfold, tmp_path: Path, good: str, command: str, post: Post
) -> None:
    path = tmp_path / f"odd{ENDINGS[post.media_type] if post.media_type == HTML else '.txt'}"
    path.write_bytes(post.body[:200_000])
    told = newsfold(command, path.name, good)
    assert "Norway" in told.out
    assert not {"\x1b", "\x07", "\x9b", "\0"} & set(told.out + told.err)
    assert told.code == 0 or path.name in told.err
    assert newsfold(command, path.name, good, "--json").code == told.code


def test_a_bad_line_of_a_batch_is_named_and_the_others_are_read(newsfold: Newsfold, tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": GOOD}).encode()
    (tmp_path / "batch.jsonl").write_bytes(b"\n".join([*LINES, good, b'{"id": "e", "text": "\\ud800"}', b""]))
    told = newsfold("extract", "batch.jsonl", "--json")
    assert told.code == 1
    assert {row["id"] for row in told.rows()} == {"g"}
    assert f"{len(LINES) + 1} of {len(LINES) + 2} could not be read" in told.err
    assert f"line {len(LINES) + 2}:" in told.err


@pytest.mark.parametrize("command", ["post", "clean", "extract"])
def test_a_file_that_is_not_there_is_named_and_the_next_one_read(newsfold: Newsfold, good: str, command: str) -> None:
    told = newsfold(command, "missing.txt", good, "--json")
    assert told.code == 1
    assert "missing.txt: No such file" in told.out + told.err
    assert told.out


def test_a_file_that_is_not_there_is_called_so_whatever_its_ending(newsfold: Newsfold) -> None:
    told = newsfold("post", "missing", "--json")
    assert "missing: No such file" in told.out + told.err


def test_a_time_to_reprocess_that_ends_before_it_begins_is_refused_with_both_ends(newsfold: Newsfold) -> None:
    told = newsfold("reprocess", "--after", "2026-02-02", "--before", "2026-02-01")
    assert told.code == 1
    assert "2026-02-02" in told.err
    assert "2026-02-01" in told.err


def test_a_folder_to_watch_that_is_not_there_is_named_as_a_folder(newsfold: Newsfold) -> None:
    told = newsfold("watch", "nowhere")
    assert told.code == 1
    assert "There is no folder" in told.err


def test_a_file_of_an_unknown_kind_is_named_and_the_next_one_posted(
    newsfold: Newsfold, tmp_path: Path, good: str
) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    told = newsfold("post", "page.pdf", good)
    assert told.code == 1
    assert "page.pdf" in told.out
    assert "unchanged" in told.out or "new" in told.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("keys", "create", "me", "--scope", "nonsense"), "--scope': 'nonsense' is not one of 'ingest', 'read', 'ope"),
        (("work", "nothing"), "'kind': 'nothing' is not one of 'clean', 'extract', 'projections'."),
        (
            ("keys", "create", "me", "--scope", "read", "--days", "0"),
            "'--days': it has to be greater than or equal to 1",
        ),
        (("log", "tail", "-n", "9" * 30), "'-n': it has to be less than or equal to 1000000000"),
        (("log", "tail", "-n", "few"), "'-n': it has to be a whole number."),
        (("reprocess", "--after", "Easter"), "'--after': it has to be a time, as 2026-03-20 or 2026-03-20T12:00:00."),
    ],
)
def test_a_value_that_does_not_fit_is_said_in_a_sentence(
    newsfold: Newsfold, arguments: tuple[str, ...], said: str
) -> None:
    told = newsfold(*arguments)
    assert told.code == 2
    assert said in " ".join(told.err.replace("│", " ").split())
