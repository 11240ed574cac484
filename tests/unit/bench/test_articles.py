"""The articles of the measurements: the same every time, all different, and of the shape of scraped pages."""

from __future__ import annotations

import json
from statistics import mean
from typing import Any

from ops.bench.articles import Newsroom
from schemas.article import Article
from schemas.block import Action, Kind
from workers.clean import clean


def articles(seed: str, count: int = 50) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Newsroom(seed).lines(count)]


def test_the_same_seed_gives_the_same_articles() -> None:
    assert articles("a") == articles("a")


def test_another_seed_gives_other_articles() -> None:
    assert not {article["body"] for article in articles("a")} & {article["body"] for article in articles("b")}


def test_no_two_articles_are_alike() -> None:
    assert len({article["body"] for article in articles("a")}) == 50
    assert len({article["url"] for article in articles("a")}) == 50


def test_every_template_is_filled_in() -> None:
    assert not any({"{", "}"} & set(article["body"]) for article in articles("a"))


def test_an_article_has_the_size_of_a_wire_story() -> None:
    sizes = [len(article["body"]) for article in articles("a")]
    assert 2_500 < mean(sizes) < 4_500
    assert min(sizes) > 1_000


def test_a_caption_is_printed_four_times_and_kept_once() -> None:
    for article in articles("a"):
        blocks = clean(Article(body=article["body"].encode())).blocks
        captions = [block for block in blocks if block.kind is Kind.CAPTION]
        assert len(captions) == 4
        assert [block.action for block in captions].count(Action.METADATA) == 1
