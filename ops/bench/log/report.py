"""The log's figures as people read them, and as machines do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ops.bench.log.growth import Cost
from ops.bench.log.measure import (
    BATCHES,
    FOLD_MANY,
    FOLD_ONE,
    REPLAY,
    SAVES,
    SAVES_SINGLY,
    SINGLY,
    STORES,
    TASKS,
    WAIT,
    WRITERS,
    Figure,
)

OWN, PEER = "newsfold", "eventsourcing"
MEBIBYTE = 1024 * 1024
WIDTH = 120
"""Characters of a line of the figures, wherever they are printed to: a task without its name says nothing."""
COSTS = {
    "append, batches of 100": "append_batch",
    "append, singly": "append_single",
    "read and decode": "read",
    "fold": "fold",
}
COSTS_BOUND = (
    "One by one, an append waits for the disk; in batches it encodes rows and walks down the index of streams, which "
    "grows a level with every hundredfold. Reading is in order, so it is the decoding. A fold is the timeline's: rows "
    "of 40 columns and their indexes; what it looks up it mostly keeps. Replay holds a page of a thousand records."
)
LOOKS_BOUND = (
    "Now is one walk down an index; the past is two, over current and past rows, begun at the position. These events "
    "have no day: `newsfold bench read` asks for dated ones, and for everything else."
)
TO_BARE = {
    "SQLite": {BATCHES: 0.75, SINGLY: 0.9, WRITERS: 0.7, REPLAY: 0.6},
    "PostgreSQL": {BATCHES: 0.6, SINGLY: 0.8, WRITERS: 0.6, REPLAY: 0.5},
}
"""What the ratios to the bare driver are to be at least; it encodes nothing, so what is appended is encoded before."""
TO_PEER = {
    "SQLite": {SAVES: 3.0, SAVES_SINGLY: 1.2, REPLAY: 6.0, FOLD_ONE: 1.5, FOLD_MANY: 15.0},
    "PostgreSQL": {SAVES: 2.5, SAVES_SINGLY: 1.5, REPLAY: 3.0, FOLD_ONE: 1.5, FOLD_MANY: 40.0},
}
"""What the ratios to the library are to be at least; it is given events, so that encoding is part of an append."""
BARE = {"SQLite": "sqlite3", "PostgreSQL": "psycopg"}


def rows(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """One row a store and task: the median of each contender, and the median of newsfold's ratios to the others.

    Records a second; a wait in milliseconds, of which less is better, has no ratio. The library commits every event
    that it projects, so both folds of the timeline are compared with that.
    """
    known = {(each.store, each.task, each.contender): each for each in figures}
    return [_row(store, task, known) for store in STORES for task in TASKS if (store, task, OWN) in known]


def table(figures: Sequence[Figure], rounds: int) -> Table:
    """The rows as a table."""
    shown = Table(
        title=f"The log, records a second (median of rounds: {rounds})", box=SIMPLE_HEAD, pad_edge=False, width=WIDTH
    )
    shown.add_column("task")
    for name in (OWN, "bare driver", PEER, "to bare", "to peer"):
        shown.add_column(name, justify="right", no_wrap=True)
    store = ""
    for row in rows(figures):
        if row["store"] != store:
            store = row["store"]
            shown.add_row(f"[bold]{store}[/]")
        rates = map(_shown, (row[OWN], row["bare"], row[PEER]))
        shown.add_row(row["task"], *rates, _judged(row, "to_bare"), _judged(row, "to_peer"))
    return shown


def _judged(row: Mapping[str, Any], ratio: str) -> str:
    """A ratio, with what it is to be at least and whether it is."""
    least = row[f"{ratio}_at_least"]
    if least is None:
        return _shown(row[ratio])
    return f"{row[ratio]:.2f} of {least:g} {'[green]PASS[/]' if row[ratio] >= least else '[red]short[/]'}"


def cost_table(costs: Sequence[Cost]) -> Table:
    """Costs at each size of the log, and the last as a ratio to the first."""
    shown = Table(title="Cost by size of the log, microseconds a record", caption=COSTS_BOUND)
    for name in ("records", *COSTS, "memory of replay, MiB"):
        shown.add_column(name, justify="right")
    for cost in costs:
        memory = f"+{cost.replay_memory / MEBIBYTE:.1f}"
        shown.add_row(f"{cost.records:,}", *(f"{getattr(cost, name):.1f}" for name in COSTS.values()), memory)
    first, last = costs[0], costs[-1]
    shown.add_row("ratio", *(f"{getattr(last, name) / getattr(first, name):.2f}" for name in COSTS.values()), "")
    return shown


def look_table(costs: Sequence[Cost]) -> Table:
    """What a page of a hundred events takes, now and as of the middle of the log, at each size."""
    shown = Table(title="A page of the newest events, milliseconds", caption=LOOKS_BOUND)
    shown.add_column("records", justify="right")
    for name in ("timeline", "one actor's"):
        for column in (f"{name}, now", "as of the middle", "ratio"):
            shown.add_column(column, justify="right")
    for cost in costs:
        cells = [f"{cell:.2f}" for now, past in (cost.timeline, cost.actor) for cell in (now, past, past / now)]
        shown.add_row(f"{cost.records:,}", *cells)
    return shown


def _row(store: str, task: str, known: dict[tuple[str, str, str], Figure]) -> dict[str, Any]:
    own, bare = known[store, task, OWN], known.get((store, task, BARE[store]))
    peer = known.get((store, FOLD_ONE if task == FOLD_MANY else task, PEER))
    others = {"bare": bare, PEER: peer}
    row: dict[str, Any] = {"store": store, "task": task, OWN: own.median}
    row |= {name: other.median if other else None for name, other in others.items()}
    ratios = {name: own.ratio(other) if other and task != WAIT else None for name, other in others.items()}
    least = {"to_bare_at_least": TO_BARE[store].get(task), "to_peer_at_least": TO_PEER[store].get(task)}
    return row | {"to_bare": ratios["bare"], "to_peer": ratios[PEER]} | least


def _shown(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}"  # noqa: PLR2004  # three digits tell enough
