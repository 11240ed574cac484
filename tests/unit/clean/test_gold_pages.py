"""How cleaning does on the labelled pages of tests/gold_pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from workers.clean import clean
from workers.clean.report import block_rows

Row = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "gold_pages"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
CLOSED = sorted((FOLDER / "closed").glob("*.txt"))
UNSEEN = sorted(path for path in (FOLDER / "unseen").iterdir() if path.suffix in {".txt", ".html"})
LONG = 60
"""Code points of a paragraph that is surely one."""


@cache
def compared(page: Path) -> list[tuple[Row, Row]]:
    """Every labelled block of a page with the block that cleaning found at the same place."""
    media_type = "text/html" if page.suffix == ".html" else "text/plain"
    found = {
        row["start"]: row
        for row in block_rows(page.name, clean(Article(body=page.read_bytes(), media_type=media_type)))
    }
    labelled = [json.loads(line) for line in page.with_suffix(".jsonl").read_text().splitlines()]
    assert [(row["start"], row["end"]) for row in labelled] == [(row["start"], row["end"]) for row in found.values()]
    return [(row, found[row["start"]]) for row in labelled]


def every() -> Iterator[tuple[Row, Row]]:
    """The compared blocks of all pages."""
    for page in PAGES:
        yield from compared(page)


def accepts(labelled: Row, found: Row, field: str) -> bool:
    """Whether a block's kind or action is one that its label allows."""
    return found[field] in [labelled[field], *labelled.get(f"alt_{field}", [])]


@pytest.mark.parametrize("page", PAGES + CLOSED, ids=lambda page: page.name)
def test_no_body_text_is_lost(page: Path) -> None:
    lost = [
        row["text"] for row, found in compared(page) if row["action"] == "keep" and not accepts(row, found, "action")
    ]
    assert lost == []


@pytest.mark.parametrize("page", UNSEEN, ids=lambda page: page.name)
def test_no_paragraph_of_an_unseen_page_is_lost(page: Path) -> None:
    paragraphs = [
        (row, found) for row, found in compared(page) if row["kind"] == "paragraph" and row["action"] == "keep"
    ]
    lost = [row["text"] for row, found in paragraphs if not accepts(row, found, "action")]
    assert [text for text in lost if len(text) >= LONG] == []


@pytest.mark.parametrize("page", PAGES + CLOSED, ids=lambda page: page.name)
def test_the_stories_on_a_page_are_told_apart(page: Path) -> None:
    assert [found["article"] for _, found in compared(page)] == [row["article"] for row, _ in compared(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_copies_are_led_to_their_first(page: Path) -> None:
    assert [found["repeat_of"] for _, found in compared(page)] == [row["repeat_of"] for row, _ in compared(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_credits_of_kept_captions_are_found(page: Path) -> None:
    captions = [
        (row, found)
        for row, found in compared(page)
        if row["kind"] == found["kind"] == "caption" and row["action"] != "drop"
    ]
    assert [found["credit"] for _, found in captions] == [
        row["credit"] and row["credit"].removeprefix("- ") for row, _ in captions
    ]


def test_what_is_dropped_had_to_be_and_little_is_left() -> None:
    dropped = [(row, found) for row, found in every() if found["action"] == "drop"]
    wrong = [row["text"] for row, found in dropped if not accepts(row, found, "action")]
    left = [row["text"] for row, found in every() if row["action"] == "drop" and not accepts(row, found, "action")]
    labelled = sum(row["action"] == "drop" for row, _ in every())
    assert len(wrong) / len(dropped) < 0.01, wrong
    assert len(left) / labelled < 0.025, left


def test_kinds_are_right() -> None:
    found = Counter(accepts(row, found, "kind") for row, found in every())
    assert found[True] / found.total() >= 0.97
