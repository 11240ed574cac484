"""What an article costs, measured: processor time by what a process does, memory, and what log and read models grow by.

Others on the machine disturb processor time less than the time that passes, so capacity is reckoned from it.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.table import Table

from ops.bench.articles import Newsroom
from ops.bench.memory import PROC, MemoryWatch, children, mebibytes, name_of
from ops.bench.own import Own, running
from ops.postgres import log_bytes, postgres_server, readmodel_bytes
from ops.screen import complaints
from schemas.errors import ServiceError
from schemas.rows.work import FAILURES, UNFINISHED
from services.settings import Settings
from services.wiring import READMODELS, open_log, open_readmodels
from workers.projections import FOLDS_VERSION

WARM_UP = 50
"""Articles before what is measured: by then every model is loaded and every table has its first pages. They are as
many as those that are measured, if these are fewer."""
POLL_SECONDS = 0.5
MILLION = 1_000_000
PAGES = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


class Capacity(Struct, frozen=True, kw_only=True):
    """The figures of one run: seconds of processor time and peak bytes of memory by what a process does; disk space."""

    articles: int
    posted_bytes: int
    processor: dict[str, float]
    memory: dict[str, int]
    log_bytes: int
    readmodel_bytes: int

    def report(self) -> dict[str, object]:
        """All figures, with what one core does a second of everything."""
        figures: dict[str, object] = msgspec.to_builtins(self)
        return figures | {"articles_per_second_and_core": self.articles / sum(self.processor.values())}


class Spent(Struct, frozen=True):
    """What was used up to a moment."""

    processor: Counter[str]
    log_bytes: int
    readmodel_bytes: int


def measure(settings: Settings, articles: int, *, postgres: bool) -> Capacity:
    """Post articles to a newsfold of its own with one worker a stage; ServiceError if one of them fails."""
    with (
        tempfile.TemporaryDirectory(prefix="newsfold-bench-") as folder,
        complaints.status("measuring…"),
        _database(wanted=postgres) as url,
        running(settings, Path(folder), 1, url) as own,
        MemoryWatch(os.getpid()) as memory,
    ):
        _post(own, Newsroom("before"), min(articles, WARM_UP))
        before = _spent(own)
        posted = _post(own, Newsroom("capacity"), articles)
        after = _spent(own)
    return Capacity(
        articles=articles,
        posted_bytes=posted,
        processor={name: seconds - before.processor[name] for name, seconds in after.processor.items()},
        memory=memory.peaks,
        log_bytes=after.log_bytes - before.log_bytes,
        readmodel_bytes=after.readmodel_bytes - before.readmodel_bytes,
    )


def processor_times(process: int, proc: Path = PROC) -> Counter[str]:
    """Seconds that a process and those below have used so far, by what they do, with those of children that ended."""
    seconds = Counter({name_of(process, proc): _seconds((proc / str(process) / "stat").read_text())})
    for child in children(process, proc):
        with suppress(OSError):  # a horse may end at any moment
            seconds += processor_times(child, proc)
    return seconds


def _seconds(stat: str) -> float:
    """utime, stime, cutime and cstime of proc(5)."""
    fields = stat.rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _post(own: Own, newsroom: Newsroom, count: int) -> int:
    """Post so many articles and wait until all are folded; the bytes of their lines."""
    lines = list(newsroom.lines(count))
    if refused := [outcome for outcome in own.client.post_lines(lines) if "id" not in outcome]:
        raise ServiceError(f"An article was refused: {refused[0]}")
    with (
        closing(open_log(own.settings)) as log,
        closing(open_readmodels(own.settings, FOLDS_VERSION)) as readmodels,
    ):
        generation = readmodels.serving()
        while generation.checkpoint() < log.head() or generation.count(UNFINISHED):
            time.sleep(POLL_SECONDS)
        if failed := generation.count(FAILURES):
            raise ServiceError(f"{failed} articles failed; there is nothing to measure.")
    return sum(map(len, lines))


@contextmanager
def _database(*, wanted: bool) -> Iterator[str | None]:
    """The address of an empty database in a PostgreSQL of its own, or none for SQLite."""
    if not wanted:
        yield None
        return
    with postgres_server({}) as server, server.database("capacity") as url:
        yield url


def _spent(own: Own) -> Spent:
    """What all processes below this one have used, but not this one itself, which only measures."""
    processor = processor_times(os.getpid())
    del processor[name_of(os.getpid())]
    if own.settings.database_url:
        return Spent(processor, log_bytes(own.settings.database_url), readmodel_bytes(own.settings.database_url))
    readmodels = sum(map(_stored, (own.settings.data / READMODELS).glob("generation-*.sqlite")))
    return Spent(processor, _stored(own.settings.log_path), readmodels)


def _stored(file: Path) -> int:
    """Bytes of a SQLite database, those included that are still in its write-ahead log."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute(PAGES).fetchone()[0])


def table(capacity: Capacity) -> Table:
    """The figures as people read them."""
    shown = Table(title=f"What an article of {capacity.posted_bytes / capacity.articles:,.0f} bytes costs")
    for name in ("", "processor time", "peak memory"):
        shown.add_column(name, justify="right" if name else "left")
    for name in sorted(capacity.processor, key=lambda name: -capacity.processor[name]):
        spent = f"{capacity.processor[name] / capacity.articles * 1000:.2f} ms"
        shown.add_row(name, spent, mebibytes(capacity.memory.get(name, 0)))
    whole = sum(capacity.processor.values())
    shown.add_row("everything", f"{whole / capacity.articles * 1000:.2f} ms", "", end_section=True)
    shown.add_row("articles a second and core", f"{capacity.articles / whole:.1f}", "")
    for name, size in (("log", capacity.log_bytes), ("read models", capacity.readmodel_bytes)):
        shown.add_row(f"{name}, a million articles", f"{size / capacity.articles * MILLION / 1e9:.1f} GB", "")
    return shown
