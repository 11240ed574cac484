"""What a core does in a second, by newsfold and by others, over the same texts in the same run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median

from datasketch import MinHash
from msgspec import Struct
from rensa import RMinHash
from trafilatura import extract

from ops.bench.clean.texts import html, shingles
from schemas.article import Article
from workers.clean import clean
from workers.clean.signature import signature

PERMUTATIONS = 128
"""Of the other libraries' sketches: as many as ours has bins."""
TEXT, HTML, SKETCH = "plain pages cleaned", "HTML pages cleaned", "texts signed"
TASKS = (TEXT, HTML, SKETCH)
OWN = "newsfold"
TICK = 1e-6
"""Seconds that a measurement takes at least: a few texts may be done between two ticks of the clock."""


class Contender(Struct, frozen=True):
    """Something that does a task, one page at a time; a slow one gets but a share of the pages."""

    task: str
    name: str
    act: Callable[[str], object]
    share: int = 1


class Figure(Struct, frozen=True):
    """Pages a second of processor time: the median of the rounds."""

    task: str
    contender: str
    rate: float


def datasketched(text: str) -> MinHash:
    """The sketch of a text by datasketch."""
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch([shingle.encode() for shingle in shingles(text)])
    return sketch


def _rate(contender: Contender, texts: Sequence[str]) -> float:
    gc.collect()
    began = time.process_time()
    for text in texts:
        contender.act(text)
    return len(texts) / max(time.process_time() - began, TICK)


def _cleaned(text: str) -> object:
    return clean(Article(body=text.encode(), media_type="text/plain"))


def _cleaned_html(text: str) -> object:
    return clean(Article(body=html(text).encode(), media_type="text/html"))


def _rensa(text: str) -> object:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(shingles(text))
    return sketch.digest()


CONTENDERS = (
    Contender(TEXT, OWN, _cleaned),
    Contender(HTML, OWN, _cleaned_html),
    Contender(HTML, "trafilatura", lambda text: extract(html(text)), share=10),
    Contender(SKETCH, OWN, signature),
    Contender(SKETCH, "rensa", _rensa),
    Contender(SKETCH, "datasketch", datasketched),
)


def measure(
    texts: Sequence[str], rounds: int, on_round: Callable[[], None], contenders: Sequence[Contender] = CONTENDERS
) -> list[Figure]:
    """Every contender's figure; they take turns, so that all meet the same disturbances.

    No text is used in two rounds or for two tasks: cleaning remembers lines.
    """
    rates: dict[Contender, list[float]] = {each: [] for each in contenders}
    size = len(texts) // (rounds * len(TASKS))
    shares = (texts[start : start + size] for start in range(0, len(texts), size))
    for _ in range(rounds):
        fresh = dict(zip(TASKS, shares, strict=False))
        for each, found in rates.items():
            share = fresh[each.task]
            found.append(_rate(each, share[: max(1, len(share) // each.share)]))
        on_round()
    return [Figure(each.task, each.name, median(found)) for each, found in rates.items()]
