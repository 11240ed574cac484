"""`newsfold bench`: measuring this program on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ops.cli.shared import AsJson, settings_here, tell
from ops.screen import progress_bar

app = typer.Typer(help="Measure this program on this machine.", no_args_is_help=True)


@app.command("way")
def way_command(
    articles: Annotated[int, typer.Option(min=1, help="Articles to post.")] = 300,
    workers: Annotated[int | None, typer.Option(min=1, help="Extract workers; as many bare processes.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Post invented articles to a newsfold of their own, end to end, and compare with bare spaCy."""
    from ops.bench.way import measure, table

    settings = settings_here()
    way = measure(settings, articles, workers or settings.extract_workers)
    tell(way.report(), table(way), as_json=as_json)


@app.command("capacity")
def capacity_command(
    articles: Annotated[int, typer.Option(min=1, help="Articles to post.")] = 300,
    *,
    postgres: Annotated[bool, typer.Option("--postgres", help="With log and read models in PostgreSQL.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure what an article costs: processor time, memory, and what log and read models grow by."""
    from ops.bench.capacity import measure, table

    capacity = measure(settings_here(), articles, postgres=postgres)
    tell(capacity.report(), table(capacity), as_json=as_json)


@app.command("soak")
def soak_command(
    minutes: Annotated[float, typer.Option(min=0.1, help="How long articles arrive.")] = 30.0,
    load: Annotated[float, typer.Option(min=0.01, help="Share of the full rate, which is measured first.")] = 0.8,
    workers: Annotated[int | None, typer.Option(min=1, help="Extract workers.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Let live articles arrive for a long time, and see whether memory and lag stay flat; exit 1 if not."""
    from ops.bench.soak import measure, table

    settings = settings_here()
    soak = measure(settings, minutes, load, workers or settings.extract_workers)
    tell(soak.report(), table(soak), as_json=as_json)
    if not soak.flat:
        raise typer.Exit(1)


@app.command("poison")
def poison_command(
    articles: Annotated[int, typer.Option(min=20, help="Ordinary articles of a round.")] = 1500,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, of which the median counts.")] = 3,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure what rate ordinary articles keep while others crash, eat memory or never end."""
    from ops.bench.poison import measure, table

    with progress_bar() as progress:
        task = progress.add_task("rounds", total=2 * rounds)
        poisoned = measure(settings_here(), articles, rounds, lambda: progress.advance(task))
    tell(poisoned.report(), table(poisoned), as_json=as_json)


@app.command("log")
def log_command(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, of which the median counts.")] = 3,
    store: Annotated[str, typer.Option(help="sqlite, postgresql or both.")] = "both",
    records: Annotated[
        int,
        typer.Option(min=0, help="Measure instead what things cost in a log of so many records, beside a small one."),
    ] = 0,
    *,
    encrypted: Annotated[bool, typer.Option("--encrypted", help="With a log whose articles can be erased.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the log beside the bare driver and beside the library eventsourcing, in one run."""
    from ops.bench.log import command

    command.run(store, rounds, records, encrypted=encrypted, as_json=as_json)


@app.command("clean")
def clean_command(
    articles: Annotated[int, typer.Option(min=10, help="Pages, of 6,600 characters each.")] = 300,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, of which the median counts.")] = 3,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure cleaning and near-duplicates on one core, beside rensa, datasketch and trafilatura in one run."""
    from ops.bench.clean import command

    command.run(articles, rounds, as_json=as_json)


@app.command("extract")
def extract_command(
    articles: Annotated[int, typer.Option(min=20, help="Invented articles, of about 26 sentences each.")] = 60,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, of which the median counts.")] = 3,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure the extractor on one core beside the bare model, in one run."""
    from ops.bench.extract import measure, table

    with progress_bar() as progress:
        task = progress.add_task("rounds", total=rounds)
        figures = measure(settings_here().model, articles, rounds, lambda: progress.advance(task))
    tell(figures.report(), table(figures), as_json=as_json)


@app.command("live")
def live_command(
    listeners: Annotated[int, typer.Option(min=1, help="Listeners at once.")] = 500,
    rate: Annotated[list[float] | None, typer.Option(min=0.1, help="Events a second; may be repeated.")] = None,
    seconds: Annotated[float, typer.Option(min=1, help="How long at each rate.")] = 10,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure how soon many listeners are told of an event, from before its append, through the folds."""
    from ops.bench.live import measure, report, table

    live = measure(settings_here(), listeners, rate or [10.0, 20.0, 40.0, 80.0], seconds)
    tell(report(live), table(live), as_json=as_json)


@app.command("read")
def read_command(  # noqa: PLR0913  # one parameter per option of the command
    articles: Annotated[int, typer.Option(min=10, help="Articles of the small log.")] = 300,
    growth: Annotated[int, typer.Option(min=1, help="How many times larger the large log is.")] = 10,
    events: Annotated[int, typer.Option(min=1, max=100, help="Events of an article.")] = 10,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long the readers ask.")] = 5.0,
    readers: Annotated[int, typer.Option(min=1, help="Readers at once.")] = 8,
    times: Annotated[int, typer.Option(min=2, help="How often each list is asked for by itself before.")] = 100,
    store: Annotated[str, typer.Option(help="sqlite, postgresql or both.")] = "sqlite",
    *,
    full: Annotated[bool, typer.Option("--full", help="10,000 articles, then 100,000: a million events.")] = False,
    keep: Annotated[
        Path | None, typer.Option(help="Keep a SQLite store of each size in this folder, or take those that are there.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure answers and files while the log grows and is folded, beside the same questions in SQL."""
    from ops.bench.read import command
    from ops.bench.read.measure import Load

    small = 10_000 if full else articles
    sizes = sorted({small, small * (10 if full else growth)})
    load = Load(readers=readers, seconds=30.0 if full else seconds, alone=times)
    if keep:
        command.run_kept(keep, sizes, events, load, as_json=as_json)
    else:
        command.run(store, sizes, events, load, as_json=as_json)
