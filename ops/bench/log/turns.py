"""Turns: everybody does a little, one after the other, so that all meet the same disturbances."""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from services.settings import Settings

TURNS = 50
Measured = tuple[str, str]
Acts = Mapping[Measured, Sequence[Callable[[], object]]]
"""What is to be timed, by task and contender."""


def in_turns(acts: Acts, settle: Callable[[], object] = lambda: None) -> dict[Measured, float]:
    """Seconds that everybody's acts take in all, each turn begun by another, after a `settle` that is not timed.

    Once each has begun one they go the other way round, so that nobody always follows the same one. Python's collector
    of cyclic garbage rests meanwhile, as timeit has it: it would walk what others keep in memory.
    """
    spent, order = dict.fromkeys(acts, 0.0), deque(acts)
    with _without_collection():
        for turn in range(TURNS):
            for key in reversed(order) if turn // len(order) % 2 else order:
                each = acts[key]
                if some := each[len(each) * turn // TURNS : len(each) * (turn + 1) // TURNS]:
                    settle()
                    spent[key] += seconds(some)
            order.rotate(-1)
    return spent


def seconds(acts: Sequence[Callable[[], object]]) -> float:
    """How long the acts take, one after the other."""
    began = time.perf_counter()
    for act in acts:
        act()
    return time.perf_counter() - began


@contextmanager
def settling(settings: Settings) -> Iterator[Callable[[], object]]:
    """What waits until all that was written in a place is on the disk: nobody's sync is to wait for another's bytes."""
    if settings.database_url is None:
        yield lambda: _sync(settings.data)
        return
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # pages that change for the first time since one are written twice
        yield lambda: connection.execute("SELECT pg_logical_emit_message(true, 'settle', '')")


def _sync(folder: Path) -> None:
    for path in folder.rglob("*.sqlite*"):
        file = os.open(path, os.O_RDONLY)
        os.fsync(file)
        os.close(file)


@contextmanager
def _without_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
