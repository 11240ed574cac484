"""`newsfold bench read`: which stores, how much, and how it is shown."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ops.bench.read import report
from ops.bench.read.measure import Load, Measured, measure, measure_kept
from ops.bench.read.own import STORES, place
from ops.bench.read.sample import Newsroom
from ops.screen import complaints, console, plain, print_json
from schemas.errors import InputError, ServiceError


def run_kept(folder: Path, sizes: list[int], events: int, load: Load, *, as_json: bool) -> None:
    """Measure SQLite stores that are kept in a folder, and print; raises InputError for one of another kind."""
    _show(measure_kept(folder, Newsroom(events), sizes, load, _say), as_json=as_json)


def run(store: str, sizes: list[int], events: int, load: Load, *, as_json: bool) -> None:
    """Measure and print; raises InputError for a store that there is not."""
    chosen = [name for name in STORES if store in ("both", name.lower())]
    if not chosen:
        raise InputError(f"There is no store {store}: say sqlite, postgresql or both.")
    for name in chosen:
        try:
            with place(name) as settings:
                _show(measure(name, settings, Newsroom(events), sizes, load, _say), as_json=as_json)
        except ServiceError as error:
            complaints.print(f"[yellow]{name} is not measured:[/] {plain(error)}", soft_wrap=True)


def _say(text: str) -> None:
    complaints.print(f"[dim]{plain(text)}[/]", soft_wrap=True)


def _show(measured: list[Measured], *, as_json: bool) -> None:
    if as_json:
        for each in measured:
            print_json(msgspec.to_builtins(each))
    else:
        for table in report.tables(measured):
            console.print(table)
