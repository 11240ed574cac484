"""How soon many listeners are told of what is appended to the log of a newsfold of our own, and folded there.

The time counts from just before the append until a listener has the event's frame, so through log, folds and stream;
one process both appends and listens, on the same clock.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.table import Table

from ops.bench.invented import extracted
from ops.bench.own import running
from ops.quantile import quantile
from ops.screen import progress_bar
from schemas.errors import ServiceError
from services.eventlog import Appended, EventLog
from services.settings import Settings
from services.wiring import open_log

TOLD = re.compile(rb"id: (\d+)\nevent: event")
LONGEST_MATCH = 64
FOUND = 2
"""Place of the event's record among those of its article."""
PATIENCE_SECONDS = 30.0
HEAD = b"GET /v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Stage(Struct, frozen=True, kw_only=True):
    """What listeners were told at a rate: how late, in seconds, and how many frames they missed, or got twice."""

    rate: float
    events: int
    frames: int
    missed: int
    doubled: int
    median: float
    p99: float
    latest: float


class Live(Struct, frozen=True, kw_only=True):
    """The figures of one run."""

    listeners: int
    seconds: float
    stages: tuple[Stage, ...]


class Ear(asyncio.Protocol):
    """One listener: notes when the frame of each event came."""

    def __init__(self, heard: list[tuple[int, float]], ready: asyncio.Future[None]) -> None:
        self._heard = heard
        self._ready = ready
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Note what came; a frame may come in pieces."""
        now = time.perf_counter()
        if not self._ready.done():
            self._ready.set_result(None)
        text = self._rest + data
        last = 0
        for found in TOLD.finditer(text):
            self._heard.append((int(found[1]), now))
            last = found.end()
        self._rest = text[max(last, len(text) - LONGEST_MATCH) :]


def measure(given: Settings, listeners: int, rates: Sequence[float], seconds: float) -> Live:
    """Tell so many listeners at each rate of events a second for so long; raises ServiceError if one cannot listen."""
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as folder, running(given, Path(folder), 1) as own:
        log = open_log(own.settings)
        try:
            stages = asyncio.run(_stages(log, own.settings.port, listeners, rates, seconds))
        finally:
            log.close()
    return Live(listeners=listeners, seconds=seconds, stages=tuple(stages))


async def _stages(log: EventLog, port: int, listeners: int, rates: Sequence[float], seconds: float) -> list[Stage]:
    heard: list[tuple[int, float]] = []
    lines = [await _listen(port, heard) for _ in range(listeners)]
    stages, number = list[Stage](), 0
    with progress_bar() as progress:
        task = progress.add_task("events", total=sum(int(rate * seconds) for rate in rates))
        for rate in rates:
            heard.clear()
            appended: dict[int, float] = {}
            began = time.perf_counter()
            for turn in range(int(rate * seconds)):
                await asyncio.sleep(max(0.0, began + turn / rate - time.perf_counter()))
                position, at = await asyncio.to_thread(_append, log, number)
                appended[position] = at
                number += 1
                progress.advance(task)
            await _quiet(heard, len(appended) * listeners)
            stages.append(_stage(rate, listeners, appended, heard))
    for line in lines:
        line.abort()
    return stages


async def _listen(port: int, heard: list[tuple[int, float]]) -> asyncio.Transport:
    """A listener that has joined; raises ServiceError if it is not let in."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    line, _ = await loop.create_connection(lambda: Ear(heard, ready), "127.0.0.1", port)
    line.write(HEAD)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await ready
    except TimeoutError:
        raise ServiceError("A listener was not answered.") from None
    return line


def _append(log: EventLog, number: int) -> tuple[int, float]:
    """The position of an event that is in the log now, and when it was about to be."""
    write = extracted(number)
    at = time.perf_counter()
    (outcome,) = log.append([write])
    if not isinstance(outcome, Appended):
        raise ServiceError("The log of the measurement is written to by somebody else.")
    return outcome.first + FOUND, at


async def _quiet(heard: list[tuple[int, float]], expected: int) -> None:
    """Until all frames have come, or none for a while."""
    before, since = -1, time.perf_counter()
    while len(heard) < expected and time.perf_counter() - since < PATIENCE_SECONDS:
        if len(heard) != before:
            before, since = len(heard), time.perf_counter()
        await asyncio.sleep(0.1)


def _stage(rate: float, listeners: int, appended: dict[int, float], heard: Sequence[tuple[int, float]]) -> Stage:
    late = sorted(at - appended[position] for position, at in heard if position in appended)
    counts = dict.fromkeys(appended, 0)
    for position, _ in heard:
        if position in counts:
            counts[position] += 1
    return Stage(
        rate=rate,
        events=len(appended),
        frames=len(late),
        missed=sum(max(0, listeners - count) for count in counts.values()),
        doubled=sum(max(0, count - listeners) for count in counts.values()),
        median=quantile(late, 0.5),
        p99=quantile(late, 0.99),
        latest=quantile(late, 1.0),
    )


def table(live: Live) -> Table:
    """The figures as people read them."""
    shown = Table(title=f"{live.listeners:,} listeners, {live.seconds:g} s at each rate")
    for name in ("events/s", "frames/s", "p50", "p99", "latest", "missed", "twice"):
        shown.add_column(name, justify="right")
    for each in live.stages:
        late = (f"{seconds:.2f} s" for seconds in (each.median, each.p99, each.latest))
        frames = f"{each.rate * live.listeners:,.0f}"
        shown.add_row(f"{each.rate:g}", frames, *late, f"{each.missed:,}", f"{each.doubled:,}")
    return shown


def report(live: Live) -> dict[str, object]:
    """The figures for a program."""
    figures: dict[str, object] = msgspec.to_builtins(live)
    return figures
