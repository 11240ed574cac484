"""The figures as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from ops.bench.read.measure import Measured

KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024


def tables(measured: Sequence[Measured]) -> Iterator[Table]:
    """Latencies and files at each size, then what each question costs at the last size beside the first."""
    for each in measured:
        yield _latencies(each)
        yield _past(each)
        yield _pages(each)
        yield _exports(each)
    if len(measured) > 1:
        yield _growth(measured[0], measured[-1])


def _latencies(measured: Measured) -> Table:
    shown = Table(title=f"{measured.store}, {measured.events:,} events: milliseconds", box=SIMPLE_HEAD)
    shown.add_column("question")
    for name in ("alone", "processor", "SQL by hand", "p50", "p99", "asked"):
        shown.add_column(name, justify="right")
    for each in measured.latencies:
        by_hand = "" if each.by_hand is None else f"{each.by_hand:.2f}"
        shown.add_row(
            each.question,
            f"{each.alone:.2f}",
            f"{each.processor:.2f}",
            by_hand,
            f"{each.p50:.1f}",
            f"{each.p99:.1f}",
            str(each.asked),
        )
    shown.caption = (
        f"p50 and p99 among all readers ({measured.processor:.2f} of processor time an answer), "
        f"while {measured.appended:,} events were appended; "
        f"{measured.behind:,} records behind at the end; {measured.folded_per_second:,.0f} events/s folded before"
    )
    return shown


def _past(measured: Measured) -> Table:
    shown = Table(title="Asked alone as of any position, beside the same now: milliseconds", box=SIMPLE_HEAD)
    shown.add_column("question")
    for name in ("now", "then", "ratio"):
        shown.add_column(name, justify="right")
    alone = {each.question: each.alone for each in measured.latencies}
    for question, now in alone.items():
        if then := alone.get(f"{question} in the past"):
            shown.add_row(question, f"{now:.2f}", f"{then:.2f}", f"{then / now:.2f}")
    return shown


def _pages(measured: Measured) -> Table:
    shown = Table(title="Pages: milliseconds", box=SIMPLE_HEAD)
    shown.add_column("page")
    for name in ("alone", "processor", "KiB, not compressed"):
        shown.add_column(name, justify="right")
    for each in measured.pages:
        shown.add_row(each.question, f"{each.milliseconds:.1f}", f"{each.processor:.1f}", f"{each.size / KIBIBYTE:.0f}")
    return shown


def _exports(measured: Measured) -> Table:
    shown = Table(title="Files of all events", box=SIMPLE_HEAD)
    shown.add_column("format")
    for name in ("events/s", "a processor second", "MiB", "memory, MiB"):
        shown.add_column(name, justify="right")
    for each in measured.exports:
        shown.add_row(
            each.form,
            f"{each.per_second:,.0f}",
            f"{each.per_processor_second:,.0f}",
            f"{each.size / MEBIBYTE:.1f}",
            f"+{each.memory / MEBIBYTE:.1f}",
        )
    return shown


def _growth(first: Measured, last: Measured) -> Table:
    shown = Table(title=f"Cost at {last.events:,} events to that at {first.events:,}", box=SIMPLE_HEAD)
    shown.add_column("question, alone")
    for name in ("time", "processor"):
        shown.add_column(name, justify="right")
    for before, after in zip(first.latencies, last.latencies, strict=True):
        processor = f"{after.processor / before.processor:.2f}" if before.processor else ""
        shown.add_row(after.question, f"{after.alone / before.alone:.2f}", processor)
    return shown
