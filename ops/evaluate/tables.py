"""A report on a terminal: a table for each of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from ops.evaluate.scores import Report
from ops.screen import plain


def tables(report: Report) -> Iterator[Table]:
    """The parts that have any rows, in order."""
    for title, rows in report.items():
        columns = list(dict.fromkeys(name for figures in rows.values() for name in figures))
        if columns:
            table = Table(title=title, title_justify="left", title_style="bold", box=None)
            table.add_column("", min_width=24)
            for name in columns:
                table.add_column(name, justify="right")
            for name, figures in rows.items():
                table.add_row(plain(name), *(_cell(figures.get(column)) for column in columns))
            yield table


def _cell(value: float | None) -> str:
    if value is None:
        return "–"  # noqa: RUF001  # a dash for nothing to measure
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
