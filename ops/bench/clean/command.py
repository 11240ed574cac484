"""`newsfold bench clean`: what is measured, and how it is shown."""

from __future__ import annotations

from ops.bench.clean.texts import pages
from ops.screen import console, print_json, progress_bar
from schemas.errors import ServiceError

try:
    import datasketch  # noqa: F401  # the measurement's own modules need all three
    import rensa  # noqa: F401
    import trafilatura  # noqa: F401
except ModuleNotFoundError as error:
    raise ServiceError(
        "What to compare with is missing: pip install rensa datasketch trafilatura, then run it again."
    ) from error

from ops.bench.clean import report
from ops.bench.clean.index import datasketch_bytes, own_bytes, postgres_bytes
from ops.bench.clean.measure import TASKS, measure

LEAST_INDEXED = 2_000
"""Pages of which an index takes so much more than an empty one that their share can be told."""


def run(articles: int, rounds: int, *, as_json: bool) -> None:
    """Measure and print."""
    texts = pages(articles * rounds * len(TASKS))
    with progress_bar() as progress:
        task = progress.add_task("rounds", total=rounds + 1)
        figures = measure(texts, rounds, lambda: progress.advance(task))
        many = pages(max(articles, LEAST_INDEXED))
        rows = report.rows(figures, own_bytes(many), postgres_bytes(many), datasketch_bytes(texts[:articles]))
    if as_json:
        for row in rows:
            print_json(row)
    else:
        console.print(report.table(rows, rounds))
