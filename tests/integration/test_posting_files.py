"""Posting files of many articles to a running service: what came of each, and going on after an interruption."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from ops import feeds, posting
from ops.client import Client
from ops.journal import Journal
from ops.posting import post_all
from ops.watching import files_as_they_come
from tests.support.program import until
from tests.support.service import Service, running_service

FEED = """<rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>https://w.example/1</link><description>Peru thanked Chile.</description></item>
<item><title>Empty</title><link>https://w.example/2</link></item>
<item><title>Three</title><link>https://w.example/3</link><description>Norway met Peru.</description></item>
</channel></rss>"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("posting")) as service:
        yield service


@pytest.fixture
def client(service: Service) -> Iterator[Client]:
    client = Client(f"http://127.0.0.1:{service.port}")
    yield client
    client.close()


def test_every_entry_of_a_feed_has_an_outcome_in_its_place(client: Client, tmp_path: Path) -> None:
    (tmp_path / "wire.rss").write_text(FEED)
    outcomes = list(post_all(client, [tmp_path / "wire.rss"], {}))
    assert [(each["line"], each.get("outcome")) for each in outcomes] == [(1, "new"), (2, None), (3, "new")]
    assert "https://w.example/2" in outcomes[1]["detail"]


def test_a_file_that_cannot_be_posted_harms_no_other(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_text("nothing of the kind\n" * 20)
    (tmp_path / "b.txt").write_text("A page of its own.")
    first, second = post_all(client, [tmp_path / "a.warc", tmp_path / "b.txt"], {})
    assert "a.warc" in first["detail"]
    assert second["outcome"] == "new"


def test_a_file_whose_reader_is_not_installed_is_refused_and_harms_no_other(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(feeds.MODULES, feeds.FEED, "feedreader")
    (tmp_path / "a.xml").write_text(FEED)
    (tmp_path / "b.txt").write_text("Another page of its own.")
    first, second = post_all(client, [tmp_path / "a.xml", tmp_path / "b.txt"], {})
    assert "pip install" in first["detail"]
    assert second["outcome"] == "new"


def test_what_is_refused_says_once_of_which_file_and_which_of_its_articles(client: Client, tmp_path: Path) -> None:
    empty, many = tmp_path / "empty.txt", tmp_path / "many.ndjson"
    empty.write_text("")
    many.write_text('{"body": "Peru thanked Norway."}\n\n{"nothing": 1}\n')
    missing, unknown = tmp_path / "missing.txt", tmp_path / "page.pdf"
    told = [each["detail"] for each in post_all(client, [empty, many, missing, unknown], {}) if "detail" in each]
    places = [f"{empty}: ", f"{many}, no. 3: ", f"{missing}: ", f"{unknown}: "]
    assert [detail[: len(place)] for detail, place in zip(told, places, strict=True)] == places
    assert [detail.count(str(tmp_path)) for detail in told] == [1, 1, 1, 1]


def test_posting_goes_on_where_it_was_interrupted(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "NOTED", 10)
    many = tmp_path / "many.ndjson"
    many.write_text("".join(json.dumps({"body": f"Story number {number}."}) + "\n" for number in range(1200)))
    begun = list(islice(post_all(client, [many], {}, journal=Journal(tmp_path / "journal")), 600))
    rest = list(post_all(client, [many], {}, journal=Journal(tmp_path / "journal")))
    assert begun[-1]["line"] == 600
    assert 590 <= rest[0]["line"] <= 601
    assert rest[-1]["line"] == 1200
    assert list(post_all(client, [many], {}, journal=Journal(tmp_path / "journal"))) == []


def test_files_that_come_into_a_folder_are_found_once_whole(tmp_path: Path) -> None:
    (tmp_path / "early.txt").write_text("early")
    found: list[Path] = []

    def watch() -> None:
        for files in files_as_they_come(tmp_path):
            found.extend(files)
            if "late.txt" in {path.name for path in found}:
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    until(lambda: found, "the file that was there")
    (tmp_path / "late.part").write_text("la")
    (tmp_path / "late.txt").write_text("late")
    thread.join(30)
    assert [path.name for path in found] == ["early.txt", "late.txt"]
