"""`newsfold bench log`: which stores, which measurement, and how it is shown."""

from __future__ import annotations

import msgspec

from ops.screen import complaints, console, plain, print_json, progress_bar
from schemas.errors import InputError, ServiceError

try:
    import eventsourcing  # noqa: F401  # the measurement's own modules need it
except ModuleNotFoundError as error:
    raise ServiceError(
        "The library to compare with is missing: pip install eventsourcing, then run it again."
    ) from error

from ops.bench.log import report
from ops.bench.log.growth import SMALL, Cost, costs
from ops.bench.log.measure import STORES, Figure, Size, measure, places


def run(store: str, rounds: int, records: int, *, encrypted: bool, as_json: bool) -> None:
    """Measure and print; raises InputError for a store that there is not."""
    chosen = [name for name in STORES if store in ("both", name.lower())]
    if not chosen:
        raise InputError(f"There is no store {store}: say sqlite, postgresql or both.")
    if records:
        for name in chosen:
            _show_costs(name, _measure_costs(name, records, encrypted=encrypted), as_json=as_json)
    else:
        _show_figures(_measure(chosen, rounds, encrypted=encrypted), rounds, as_json=as_json)


def _measure(stores: list[str], rounds: int, *, encrypted: bool) -> list[Figure]:
    """Figures of each store; one that cannot be had is said, and the others are measured all the same."""
    figures: list[Figure] = []
    with progress_bar() as progress:
        task = progress.add_task("rounds", total=rounds * len(stores))
        for name in stores:
            try:
                figures += measure(name, rounds, Size(), lambda: progress.advance(task), encrypted=encrypted)
            except ServiceError as error:
                complaints.print(f"[yellow]{name} is not measured:[/] {plain(error)}", soft_wrap=True)
    return figures


def _measure_costs(store: str, records: int, *, encrypted: bool) -> list[Cost]:
    with progress_bar() as progress, places(store, encrypted=encrypted) as place, place() as small, place() as large:
        task = progress.add_task(f"{store}: records appended, then folded", total=2 * (SMALL + records))
        return costs((small, large), records, lambda count: progress.advance(task, count))


def _show_figures(figures: list[Figure], rounds: int, *, as_json: bool) -> None:
    if as_json:
        for row in report.rows(figures):
            print_json(row)
    else:
        console.print(report.table(figures, rounds), crop=False)


def _show_costs(store: str, measured: list[Cost], *, as_json: bool) -> None:
    if as_json:
        for cost in measured:
            print_json({"store": store, **msgspec.to_builtins(cost)})
    else:
        console.print(store, report.cost_table(measured), report.look_table(measured))
