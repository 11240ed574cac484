"""A soak: live articles arrive for a long time at a share of what the machine does, while memory and lag are watched.

The full rate is measured first, in the same run: articles posted as fast as they are taken, until all are projected.
Arrivals then keep their own clock, so a newsfold that falls behind shows it as lag and is not waited for.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median

import httpx
import msgspec
from msgspec import Struct
from prometheus_client.parser import text_string_to_metric_families
from rich.table import Table

from ops.bench.articles import Newsroom
from ops.bench.beside import Beside
from ops.bench.memory import PROC, children, mebibytes, name_of, size
from ops.bench.own import Own, running
from ops.client import Client
from ops.screen import progress_bar
from ops.trust import trusted
from schemas.errors import NewsfoldError, ServiceError
from services.settings import Settings

PACED = 200
"""Articles that the full rate is measured with."""
POSTERS = 4
SAMPLE_SECONDS, SAMPLES = 5.0, 50
"""A sample so often, or oftener, so that a short soak has as many."""
GROWTH = 1.1
"""Memory is flat if a process of the last fifth is at most so many times as large as one of the second fifth."""
LAG_SECONDS = 30.0
"""Lag is flat if nothing in the last fifth was unfinished for longer."""
FIFTHS = 5
AGE = "newsfold_oldest_unfinished_seconds"
BEHIND = "newsfold_projection_lag_records"


class Sample(Struct, frozen=True):
    """What was seen at a moment.

    `memory` is in resident bytes by what a process does; `behind` counts records not yet folded, `oldest` the seconds
    that the oldest unfinished article has waited.
    """

    at: float
    memory: dict[str, int]
    behind: float
    oldest: float


class Soak(Struct, frozen=True, kw_only=True):
    """The figures of one run."""

    minutes: float
    load: float
    full_rate: float
    articles: int
    refused: int
    unprojected: int
    samples: Sequence[Sample]

    def report(self) -> dict[str, object]:
        """All figures, with the verdict."""
        figures: dict[str, object] = msgspec.to_builtins(self)
        return figures | {"growth": self.growth(), "oldest": self.oldest(), "flat": self.flat}

    @property
    def flat(self) -> bool:
        """Whether memory and lag stayed flat, and every article was projected."""
        calm = self.oldest()[-1] <= LAG_SECONDS
        return calm and not self.unprojected and all(each <= GROWTH for each in self.growth().values())

    def growth(self) -> dict[str, float]:
        """By what a process does: its usual size in the last fifth of the run as a multiple of that in the second."""
        second, last = self._fifth(1), self._fifth(FIFTHS - 1)
        names = {name for sample in last for name in sample.memory} & {name for each in second for name in each.memory}
        return {name: _size(last, name) / _size(second, name) for name in sorted(names)}

    def sizes(self, name: str) -> list[float]:
        """The usual size of a process in each fifth of the run, in bytes."""
        return [_size(self._fifth(number), name) for number in range(FIFTHS)]

    def oldest(self) -> list[float]:
        """How old an unfinished article became at most in each fifth of the run, in seconds."""
        return [max((sample.oldest for sample in self._fifth(number)), default=0.0) for number in range(FIFTHS)]

    def behind(self) -> list[float]:
        """How many records were not yet folded, in the middle of each fifth's samples."""
        return [median([sample.behind for sample in self._fifth(number)] or [0.0]) for number in range(FIFTHS)]

    def _fifth(self, number: int) -> Sequence[Sample]:
        length = len(self.samples)
        return self.samples[length * number // FIFTHS : length * (number + 1) // FIFTHS]


class Watch(Beside):
    """Takes a sample every so many seconds while the `with` block runs."""

    def __init__(self, own: Own, pause: float) -> None:
        super().__init__()
        self.samples: list[Sample] = []
        self._own = own
        self._pause = pause

    def work(self) -> None:
        """Take samples."""
        started = time.monotonic()
        while not self.stop.wait(self._pause):
            with suppress(httpx.HTTPError):
                told = _metrics(self._own.url)
                at = time.monotonic() - started
                self.samples.append(Sample(at, _memory(self._own.process), told[BEHIND], told[AGE]))


def measure(settings: Settings, minutes: float, load: float, workers: int) -> Soak:
    """Run it all; raises ServiceError if newsfold does not come up or an article fails before the soak."""
    with (
        tempfile.TemporaryDirectory(prefix="newsfold-soak-") as folder,
        running(settings, Path(folder), workers) as own,
    ):
        with progress_bar() as progress:
            task = progress.add_task("full rate", total=None)
            _rate(own, Newsroom("before"), POSTERS * workers)
            full_rate = _rate(own, Newsroom("paced"), PACED)
            count = round(minutes * 60 * load * full_rate)
            progress.update(task, description="arrivals", total=count)
            posted, refused = [], 0
            with Watch(own, min(SAMPLE_SECONDS, minutes * 60 / SAMPLES)) as watch:
                for article in _arrivals(own.url, Newsroom("soak"), count, load * full_rate):
                    posted += [article] if article else []
                    refused += not article
                    progress.advance(task)
        states = own.client.wait(posted, lambda _status: None)
        return Soak(
            minutes=minutes,
            load=load,
            full_rate=full_rate,
            articles=len(posted),
            refused=refused,
            unprojected=sum(status["state"] != "projected" for status in states),
            samples=watch.samples,
        )


def table(soak: Soak) -> Table:
    """The figures as people read them: by fifths of the run."""
    title = f"{soak.minutes:g} minutes at {soak.load:.0%} of {soak.full_rate:.1f} articles/s"
    shown = Table(title=f"{title}: {'flat' if soak.flat else 'NOT flat'}")
    for name in ("", *(f"{number + 1}/{FIFTHS}" for number in range(FIFTHS)), f"{FIFTHS}/{FIFTHS} to 2/{FIFTHS}"):
        shown.add_column(name, justify="right" if name else "left")
    growth = soak.growth()
    for name, times in growth.items():
        shown.add_row(name, *map(mebibytes, soak.sizes(name)), f"{times:.2f}")
    shown.add_section()
    shown.add_row("oldest waited", *(f"{age:.1f} s" for age in soak.oldest()), "")
    shown.add_row("not yet folded", *(f"{count:,.0f}" for count in soak.behind()), "")
    shown.add_section()
    for name, count in (("taken", soak.articles), ("refused", soak.refused), ("not projected", soak.unprojected)):
        shown.add_row(f"articles {name}", f"{count:,}")
    return shown


def _rate(own: Own, newsroom: Newsroom, count: int) -> float:
    """Articles a second, posted one by one as fast as they are taken, until all are projected."""
    started = time.perf_counter()
    with ThreadPoolExecutor(POSTERS) as threads:
        posted = list(threads.map(lambda number: _post(own.client, newsroom.line(number)), range(count)))
    states = own.client.wait([article for article in posted if article], lambda _status: None)
    if not all(posted) or any(status["state"] == "failed" for status in states):
        raise ServiceError("Articles were refused or failed before the soak; there is nothing to measure.")
    return count / (time.perf_counter() - started)


def _arrivals(url: str, newsroom: Newsroom, count: int, rate: float) -> Iterator[str | None]:
    """Post so many articles at this rate, whatever the answers; the id of each, none if it was refused for now."""
    client = Client(url)
    started = time.monotonic()

    def post(number: int) -> str | None:
        time.sleep(max(0.0, started + number / rate - time.monotonic()))
        return _post(client, newsroom.line(number))

    with ThreadPoolExecutor(POSTERS) as threads:
        yield from threads.map(post, range(count))
    client.close()


def _post(client: Client, line: bytes) -> str | None:
    with suppress(NewsfoldError):
        return client.post(line, "application/json", {}).get("id")
    return None


def _metrics(url: str) -> dict[str, float]:
    """The greatest value of every gauge, whatever its labels."""
    told = dict.fromkeys((AGE, BEHIND), 0.0)
    for family in text_string_to_metric_families(httpx.get(f"{url}/metrics", timeout=30, verify=trusted(url)).text):
        for sample in family.samples:
            told[sample.name] = max(told.get(sample.name, 0.0), sample.value)
    return told


def _memory(process: int, parent: str = "") -> dict[str, int]:
    """Resident bytes by what a process does, of it and all below it that live long: horses, which end, are left out."""
    found = dict[str, int]()
    with suppress(OSError):  # it may end at any moment
        name = name_of(process)
        if name in {parent, ""}:  # a horse, or one that has just ended
            return {}
        found[name] = size((PROC / str(process) / "status").read_text(), "VmRSS")
        for child in children(process):
            for known, resident in _memory(child, name).items():
                found[known] = max(resident, found.get(known, 0))
    return found


def _size(samples: Sequence[Sample], name: str) -> float:
    return median([sample.memory[name] for sample in samples if name in sample.memory] or [0])
