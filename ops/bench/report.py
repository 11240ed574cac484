"""A run's figures as a table."""

from __future__ import annotations

from rich.table import Table

from ops.bench.way import Latency, Way

MEBIBYTE = 1024 * 1024


def table(way: Way) -> Table:
    """The figures as people read them."""
    shown = Table(title="The whole way, measured", show_header=False)
    shown.add_column(style="bold")
    shown.add_column(justify="right")
    for name, value in _rows(way):
        shown.add_row(name, value)
    return shown


def _rows(way: Way) -> list[tuple[str, str]]:
    beside = _processes(way.extract_workers)
    return [
        ("articles", f"{way.articles:,} of {way.characters / way.articles:,.0f} characters read"),
        (
            "from POST to projected",
            f"{way.seconds:.1f} s with {way.extract_workers} extract workers, {way.cores} cores",
        ),
        ("articles", f"{way.articles / way.seconds:.2f} /s"),
        ("sentences", f"{way.sentences / way.seconds:.1f} /s"),
        (
            f"bare nlp.pipe: {', '.join(way.components)}; {beside}",
            f"{way.sentences / way.bare_seconds:.1f} sentences/s",
        ),
        (f"the extractor alone, {beside}", f"{way.sentences / way.extraction_seconds:.1f} sentences/s"),
        ("ratio of the whole way to bare spaCy", f"{way.bare_seconds / way.seconds:.2f}"),
        ("ratio of the extractor alone", f"{way.bare_seconds / way.extraction_seconds:.2f}"),
        ("a live post, nothing else going on", _latency(way.idle)),
        ("a live post, bulk under way", _latency(way.busy)),
        *((f"peak memory of {name}", f"{size / MEBIBYTE:,.0f} MiB") for name, size in sorted(way.memory.items())),
        *([] if way.memory else [("peak memory", "not measured: there is no /proc")]),
    ]


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def _latency(latency: Latency) -> str:
    return f"p50 {latency.median:.2f} s, p99 {latency.p99:.2f} s of {latency.posts}"
