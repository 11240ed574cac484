"""Which files a folder stands for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from ops.client import Client, media_type_of, opened, pages_in
from schemas.errors import InputError, ServiceError


def test_a_folder_stands_for_its_pages_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/c.ndjson", "README.md", "image.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [page.name for page in pages_in([tmp_path])] == ["a.html", "b.txt", "c.ndjson"]


def test_a_file_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    assert pages_in([tmp_path / "page.unknown"]) == [tmp_path / "page.unknown"]


def test_a_file_of_unknown_ending_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--type"):
        media_type_of(tmp_path / "page.pdf")


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^No such file or directory\.$"), opened(tmp_path / "gone.txt"):
        pass


def test_a_service_that_does_not_answer_is_said_in_a_sentence() -> None:
    with pytest.raises(ServiceError, match="newsfold up"):
        list(Client("http://127.0.0.1:1").post_file(BytesIO(b"x"), "text/plain", {}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.warc.gz", "application/warc"), ("A.WARC", "application/warc"), ("feed.rss", "application/feed")],
)
def test_archives_and_feeds_are_told_by_their_endings(name: str, kind: str) -> None:
    assert media_type_of(Path(name)) == kind
