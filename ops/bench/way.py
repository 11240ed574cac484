"""The whole way measured: articles are posted to a newsfold of their own, then spaCy alone reads the same texts.

Live articles are posted one after the other while nothing else goes on, then again and again while bulk is under way.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct
from rich.progress import Progress
from rich.table import Table

from ops.bench.articles import Newsroom
from ops.bench.beside import Beside
from ops.bench.memory import MemoryWatch, mebibytes
from ops.bench.own import Own, running
from ops.bench.yardsticks import bare, bare_model, extraction, seconds
from ops.client import Client
from ops.quantile import quantile
from ops.screen import progress_bar
from schemas.block import CleanedPage
from schemas.codec import data_of, words_of
from schemas.errors import ServiceError
from schemas.identity import stream_of
from schemas.record import ArticleCleaned, ArticleCleanedWords, ExtractionCompleted, Record
from services.settings import Settings
from services.wiring import open_log
from workers.extract.passages import passages

IDLE_POSTS = 30
"""Posts one by one at most, while nothing else is done; as many as there are articles, if these are fewer."""
LIVE_PAUSE_SECONDS = 3.0
POLL_SECONDS = 0.01


class Latency(Struct, frozen=True):
    """Seconds from just before a POST until the article was seen projected, over so many posts."""

    posts: int
    median: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """The quantiles of these."""
        ranked = sorted(seconds)
        return cls(len(ranked), quantile(ranked, 0.5), quantile(ranked, 0.99))


class Way(Struct, frozen=True, kw_only=True):
    """The figures of one run: wall time in seconds, memory in bytes by what a process does."""

    articles: int
    sentences: int
    characters: int
    seconds: float
    bare_seconds: float
    extraction_seconds: float
    extract_workers: int
    cores: int
    model: str
    components: tuple[str, ...]
    idle: Latency
    busy: Latency
    memory: dict[str, int]

    def report(self) -> dict[str, object]:
        """All figures, with those that follow from them."""
        figures: dict[str, object] = msgspec.to_builtins(self)
        return figures | {
            "articles_per_second": self.articles / self.seconds,
            "sentences_per_second": self.sentences / self.seconds,
            "bare_sentences_per_second": self.sentences / self.bare_seconds,
            "ratio": self.bare_seconds / self.seconds,
            "ratio_of_extraction": self.bare_seconds / self.extraction_seconds,
        }


class Found(Struct, frozen=True):
    """What the log holds of some articles: the number of sentences, and the pages that the extractor read."""

    sentences: int
    pages: list[CleanedPage]


class LivePosts(Beside):
    """Posts live articles while the `with` block runs, each three seconds after the one before it was projected."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.articles: list[str] = []
        self.seconds: list[float] = []
        self._url = url

    def work(self) -> None:
        """Post one article after the other; one at least."""
        with closing(Client(self._url)) as client:
            self._post(client)

    def _post(self, client: Client) -> None:
        newsroom = Newsroom("live")
        stopped = False
        while not stopped:
            article, seconds = post_and_wait(client, newsroom.line(len(self.articles)))
            self.articles.append(article)
            self.seconds.append(seconds)
            stopped = self.stop.wait(LIVE_PAUSE_SECONDS)


def measure(settings: Settings, articles: int, workers: int) -> Way:
    """Run it all; raises ServiceError if newsfold does not come up or an article fails."""
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as folder, progress_bar() as progress:
        with running(settings, Path(folder), workers) as own, MemoryWatch(own.process) as memory:
            idle = _idle(own.client, min(articles, IDLE_POSTS), progress)
            with LivePosts(own.url) as live:
                started = time.perf_counter()
                posted = _bulk(own.client, articles, progress)
            took = time.perf_counter() - started
            found = _found(own, [*posted, *live.articles])
        progress.add_task("spaCy alone", total=None)
        return Way(
            articles=len(posted) + len(live.articles),
            sentences=found.sentences,
            characters=sum(len(passage.text) for page in found.pages for passage in passages(page)),
            seconds=took,
            bare_seconds=seconds(bare, settings.model, found.pages, workers),
            extraction_seconds=seconds(extraction, settings.model, found.pages, workers),
            extract_workers=workers,
            cores=os.cpu_count() or 1,
            model=settings.model,
            components=tuple(bare_model(settings.model).pipe_names),
            idle=Latency.of(idle),
            busy=Latency.of(live.seconds),
            memory=memory.peaks,
        )


def post_and_wait(client: Client, line: bytes) -> tuple[str, float]:
    """Post one article and wait until it is projected: its id and the seconds that took; ServiceError if it failed."""
    started = time.perf_counter()
    article = _accepted(client.post(line, "application/json", {}))
    while (state := client.get(f"/v1/articles/{article}")["state"]) != "projected":
        if state == "failed":
            raise ServiceError(f"Article {article} failed, so there is nothing to measure.")
        time.sleep(POLL_SECONDS)
    return article, time.perf_counter() - started


def _idle(client: Client, count: int, progress: Progress) -> list[float]:
    lines = progress.track(Newsroom("idle").lines(count), count, description="single posts")
    return [post_and_wait(client, line)[1] for line in lines]


def _bulk(client: Client, count: int, progress: Progress) -> list[str]:
    """Post the articles as one file and wait until all are projected; their ids."""
    task = progress.add_task("projected", total=count)
    posted = [_accepted(outcome) for outcome in client.post_lines(Newsroom("bulk").lines(count))]
    states = client.wait(posted, lambda _status: progress.advance(task))
    if failed := [status["id"] for status in states if status["state"] == "failed"]:
        raise ServiceError(
            f"{len(failed)} articles failed, the first of them {failed[0]}; there is nothing to measure."
        )
    return posted


def _accepted(outcome: dict[str, object]) -> str:
    if "id" not in outcome:
        raise ServiceError(f"An article was refused: {outcome}")
    return str(outcome["id"])


def _found(own: Own, articles: Iterable[str]) -> Found:
    log = open_log(own.settings)
    records = [record for article in articles for record in log.read_stream(stream_of(article))]
    log.close()
    pages = [_page(record) for record in records if record.type == "article.cleaned"]
    return Found(sum(_sentences(record) for record in records), pages)


def _sentences(record: Record) -> int:
    return cast("ExtractionCompleted", data_of(record)).sentences if record.type == "extraction.completed" else 0


def _page(record: Record) -> CleanedPage:
    data, words = cast("ArticleCleaned", data_of(record)), cast("ArticleCleanedWords", words_of(record))
    return CleanedPage(text=words.text, parts=data.parts, blocks=data.blocks)


def table(way: Way) -> Table:
    """The figures as people read them."""
    shown = Table(title="The whole way, measured", show_header=False)
    shown.add_column(style="bold")
    shown.add_column(justify="right")
    for name, value in _rows(way):
        shown.add_row(name, value)
    return shown


def _rows(way: Way) -> list[tuple[str, str]]:
    beside = _processes(way.extract_workers)
    return [
        ("articles", f"{way.articles:,} of {way.characters / way.articles:,.0f} characters read"),
        (
            "from POST to projected",
            f"{way.seconds:.1f} s with {way.extract_workers} extract workers, {way.cores} cores",
        ),
        ("articles", f"{way.articles / way.seconds:.2f} /s"),
        ("sentences", f"{way.sentences / way.seconds:.1f} /s"),
        (
            f"bare nlp.pipe: {', '.join(way.components)}; {beside}",
            f"{way.sentences / way.bare_seconds:.1f} sentences/s",
        ),
        (f"the extractor alone, {beside}", f"{way.sentences / way.extraction_seconds:.1f} sentences/s"),
        ("ratio of the whole way to bare spaCy", f"{way.bare_seconds / way.seconds:.2f}"),
        ("ratio of the extractor alone", f"{way.bare_seconds / way.extraction_seconds:.2f}"),
        ("a live post, nothing else going on", _latency(way.idle)),
        ("a live post, bulk under way", _latency(way.busy)),
        *((f"peak memory of {name}", mebibytes(size)) for name, size in sorted(way.memory.items())),
        *([] if way.memory else [("peak memory", "not measured: there is no /proc")]),
    ]


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def _latency(latency: Latency) -> str:
    return f"p50 {latency.median:.2f} s, p99 {latency.p99:.2f} s of {latency.posts}"
