"""The clean step's figures as people read them, and as machines do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ops.bench.clean.measure import OWN, Figure

INDEX = "index, bytes an article"
INDEX_IN_POSTGRES = "the same in PostgreSQL"
OTHERS = ("rensa", "datasketch", "trafilatura")


def rows(
    figures: Sequence[Figure], own_bytes: float, postgres_bytes: float, datasketch_bytes: float
) -> list[dict[str, Any]]:
    """One row a task: the figure of each that does it, and newsfold's ratio to the best of the others."""
    tasks = dict.fromkeys(figure.task for figure in figures)
    found = [_row(task, {each.contender: each.rate for each in figures if each.task == task}) for task in tasks]
    indexes = [
        {"task": task, OWN: own, "datasketch": datasketch_bytes, "ratio": own / datasketch_bytes}
        for task, own in ((INDEX, own_bytes), (INDEX_IN_POSTGRES, postgres_bytes))
    ]
    return [*found, *indexes]


def table(figures: Sequence[dict[str, Any]], rounds: int) -> Table:
    """The rows as a table."""
    shown = Table(title=f"One core, pages a second (median of rounds: {rounds})", box=SIMPLE_HEAD, pad_edge=False)
    shown.add_column("task")
    for name in (OWN, *OTHERS, "ratio"):
        shown.add_column(name, justify="right", no_wrap=True)
    for row in figures:
        numbers = (row.get(name) for name in (OWN, *OTHERS))
        shown.add_row(row["task"], *map(_shown, numbers), f"{row['ratio']:.2f}" if row.get("ratio") else "")
    return shown


def _row(task: str, rates: dict[str, float]) -> dict[str, Any]:
    others = [rate for name, rate in rates.items() if name != OWN]
    return {"task": task, **rates, "ratio": rates[OWN] / max(others) if others else None}


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"
