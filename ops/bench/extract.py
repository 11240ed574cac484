"""The extractor beside bare `nlp.pipe` with the same model: one core, the same texts, in turns, in one run."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from msgspec import Struct
from rich.table import Table

from ops.bench.articles import Newsroom
from ops.bench.yardsticks import Reader, bare, bare_model, extraction
from schemas.article import Article
from schemas.block import CleanedPage
from workers.clean import clean
from workers.extract.passages import passages

TURNS = 10
"""Slices of the pages that both do in turn, so that both meet the same disturbances."""
GROWTH = 8
"""How many times longer the long page is than the short one."""
Json = dict[str, Any]


class Round(Struct, frozen=True):
    """Seconds of one core that each took for all sentences."""

    bare: float
    own: float


class Figures(Struct, frozen=True):
    """What was measured; `growth` is what a character of a page GROWTH times as long costs, to one of the short."""

    sentences: int
    rounds: tuple[Round, ...]
    growth: float

    @property
    def ratio(self) -> float:
        """Sentences a second of the extractor to those of the bare model, the middle of the rounds."""
        return median(each.bare / each.own for each in self.rounds)

    def report(self) -> Json:
        """For machines."""
        return {
            "sentences": self.sentences,
            "bare_per_second": self.sentences / median(each.bare for each in self.rounds),
            "own_per_second": self.sentences / median(each.own for each in self.rounds),
            "ratio": self.ratio,
            "growth": self.growth,
        }


def measure(model: str, articles: int, rounds: int, advance: Callable[[], object]) -> Figures:
    """Figures over invented articles; `advance` is called after each round."""
    pages = [_page(line) for line in Newsroom("bench-extract").lines(articles)]
    readers = (bare(model), extraction(model))
    for read in readers:
        read(pages[:2])
    measured = []
    for _ in range(rounds):
        measured.append(_round(readers, pages))
        advance()
    return Figures(_sentences(model, pages), tuple(measured), _growth(readers[1], pages))


def table(figures: Figures) -> Table:
    """For people."""
    found = figures.report()
    shown = Table(
        title=f"Extraction on one core, {figures.sentences} sentences, the middle of {len(figures.rounds)} rounds"
    )
    shown.add_column("what")
    shown.add_column("sentences/s", justify="right")
    shown.add_column("ratio", justify="right")
    shown.add_row("bare nlp.pipe, same model, same components", f"{found['bare_per_second']:,.0f}", "1.00")
    shown.add_row("the whole extractor", f"{found['own_per_second']:,.0f}", f"{figures.ratio:.2f}")
    shown.caption = f"A page {GROWTH} times as long costs {figures.growth:.2f} times as much a character."
    return shown


def _round(readers: Sequence[Reader], pages: Sequence[CleanedPage]) -> Round:
    spent = [0.0, 0.0]
    for turn in range(TURNS):
        some = pages[len(pages) * turn // TURNS : len(pages) * (turn + 1) // TURNS]
        for number, read in enumerate(readers):
            spent[number] += _seconds(read, some)
    return Round(*spent)


def _seconds(read: Reader, pages: Sequence[CleanedPage]) -> float:
    """Time of one core: what other programs take of it does not count."""
    began = time.process_time()
    read(pages)
    return time.process_time() - began


def _growth(read: Reader, pages: Sequence[CleanedPage]) -> float:
    short = pages[:GROWTH]
    long = clean(Article(body="\n\n".join(page.text for page in short).encode()))
    return _seconds(read, [long]) / len(long.text) / (_seconds(read, short) / sum(len(page.text) for page in short))


def _sentences(model: str, pages: Sequence[CleanedPage]) -> int:
    language = bare_model(model)
    texts = [passage.text for page in pages for passage in passages(page)]
    return sum(len(list(document.sents)) for document in language.pipe(texts))


def _page(line: bytes) -> CleanedPage:
    return clean(Article(body=json.loads(line)["body"].encode()))
