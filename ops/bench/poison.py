"""What poison costs its neighbours: the rate of ordinary articles alone, and with one of each poison among them.

One crashes its reader, one eats all memory it is given, one never ends; the extractor that falls for them is that of
the fault trials. Rounds alternate, so that a slow moment of the machine meets both.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import compress
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct
from rich.table import Table

from ops.bench.articles import Newsroom
from ops.chaos.cluster import Cluster
from ops.chaos.poison import POISONS, poisoned
from ops.chaos.poster import SENTENCES
from ops.client import Client
from schemas.errors import ServiceError
from services.settings import Settings

WARM_UP = 50


class Poisoned(Struct, frozen=True, kw_only=True):
    """Articles a second of each round, alone and beside poison; poisoned articles of all rounds and those set apart."""

    articles: int
    alone: list[float]
    beside: list[float]
    poisoned: int
    set_apart: int

    def report(self) -> dict[str, object]:
        """All figures, with the share of their rate that the others keep: the median of the rounds' ratios."""
        figures: dict[str, object] = msgspec.to_builtins(self)
        return figures | {"kept": self.kept}

    @property
    def kept(self) -> float:
        """The rate beside poison as a share of that alone."""
        return median(beside / alone for alone, beside in zip(self.alone, self.beside, strict=True))


def measure(settings: Settings, articles: int, rounds: int, progress: Callable[[], None]) -> Poisoned:
    """Run it all; raises ServiceError if newsfold does not come up or an ordinary article is not projected."""
    alone, beside, poison = list[float](), list[float](), list[str]()
    with (
        tempfile.TemporaryDirectory(prefix="newsfold-bench-") as folder,
        Cluster(settings, Path(folder), postgres=False) as cluster,
        closing(Client(cluster.url)) as client,
    ):
        cluster.wait_until_ready()
        _rate(client, "before", WARM_UP)
        for number in range(rounds):
            alone.append(_rate(client, f"alone-{number}", articles))
            progress()
            beside.append(_rate(client, f"beside-{number}", articles, poison))
            progress()
        states = client.wait(poison, lambda _status: None)
    set_apart = sum(status["state"] == "failed" for status in states)
    return Poisoned(articles=articles, alone=alone, beside=beside, poisoned=len(poison), set_apart=set_apart)


def table(run: Poisoned) -> Table:
    """The figures as people read them."""
    title = f"{run.articles} articles, one of each poison among them: the others keep {run.kept:.1%}"
    shown = Table(title=f"{title} of their rate; {run.set_apart} of {run.poisoned} poisoned set apart")
    for name in ("round", "alone", "beside poison", "kept"):
        shown.add_column(name, justify="right")
    for number, (alone, beside) in enumerate(zip(run.alone, run.beside, strict=True), 1):
        shown.add_row(str(number), f"{alone:.2f}/s", f"{beside:.2f}/s", f"{beside / alone:.1%}")
    return shown


def _rate(client: Client, seed: str, count: int, poison: list[str] | None = None) -> float:
    """Ordinary articles a second, from one upload until all are projected; `poison` takes the ids of what harms."""
    lines = [(line, True) for line in Newsroom(seed, SENTENCES).lines(count)]
    if poison is not None:
        for place, word in enumerate(POISONS, 1):
            lines.insert(count * place // (len(POISONS) + 1), (poisoned(word, seed), False))
    started = time.perf_counter()
    posted = [str(outcome["id"]) for outcome in client.post_lines(line for line, _ in lines)]
    kinds = [is_ordinary for _, is_ordinary in lines]
    states = client.wait(compress(posted, kinds), lambda _status: None)
    took = time.perf_counter() - started
    if any(status["state"] != "projected" for status in states):
        raise ServiceError("An ordinary article was not projected, so there is nothing to measure.")
    if poison is not None:
        poison += [article for article, is_ordinary in zip(posted, kinds, strict=True) if not is_ordinary]
    return count / took
