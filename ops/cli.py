"""The command line. Every command prints for people, or one JSON object a line with --json."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ops import logview, run
from ops.client import Client, pages_in
from ops.findings import Findings
from ops.screen import complaints, console, failures, plain, progress_bar, status
from schemas.errors import NewsfoldError
from schemas.record import Stage
from services import telemetry
from services.lifeline import stop_with_parent
from services.settings import Settings, read_settings
from services.wiring import create_log, open_copy, open_log, open_queues, open_readmodels

if TYPE_CHECKING:
    from workers.extract import Extractor  # loads spaCy, which --help must not wait for

app = typer.Typer(
    name="newsfold",
    help="Raw news articles in, who did what to whom out; every row leads back to the sentence that said it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
failed = typer.Typer(help="Articles that could not be processed.", no_args_is_help=True)
log_commands = typer.Typer(help="Look into the event log.", no_args_is_help=True)
bench = typer.Typer(help="Measure this program on this machine.", no_args_is_help=True)
app.add_typer(bench, name="bench")
app.add_typer(failed, name="failed")
app.add_typer(log_commands, name="log")


class WorkerKind(StrEnum):
    """The kinds of worker."""

    CLEAN = Stage.CLEAN.value
    EXTRACT = Stage.EXTRACT.value
    PROJECTIONS = "projections"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Server = Annotated[
    str | None, typer.Option("--server", envvar="NEWSFOLD_SERVER", help="Address of the service.", show_default=False)
]
Files = Annotated[list[Path], typer.Argument(help="Files or folders; - for standard input.")]


def main() -> None:
    """Run a command; an error that people can mend is printed as a sentence, and the exit code is 1."""
    try:
        app()
    except NewsfoldError as error:
        complaints.print(f"[bold red]newsfold:[/] {plain(error)}", soft_wrap=True)
        sys.exit(1)


@app.command()
def up(
    pages: Annotated[list[Path] | None, typer.Argument(help="Files or folders to post once everything runs.")] = None,
) -> None:
    """Run everything on this machine: queue, service and workers; ^C stops it."""
    run.up(_settings(), pages_in(pages or []))


@app.command()
def serve() -> None:
    """Run the HTTP service."""
    settings = _settings()
    from services.web.server import build, listen
    from workers.projections import FOLDS_VERSION

    log = create_log(settings)
    listen(build(settings, log, open_queues(settings, log), open_readmodels(settings, FOLDS_VERSION)), settings)


@app.command()
def work(kind: Annotated[WorkerKind, typer.Argument(help="What the worker does.", show_choices=True)]) -> None:
    """Run one worker process."""
    settings = _settings()
    log = open_log(settings)
    queues = open_queues(settings, log)
    if kind is WorkerKind.PROJECTIONS:
        from workers.projection_worker import project
        from workers.projections import FOLDS_VERSION

        project(log, open_readmodels(settings, FOLDS_VERSION), queues)
    else:
        from workers.worker import work as do_work

        do_work(Stage(kind.value), settings.model, settings.actors, log, queues)


@app.command()
def post(  # noqa: PLR0913  # one parameter per option of the command
    files: Files,
    url: Annotated[str | None, typer.Option(help="The page's URL (one file).")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published, ISO 8601.")] = None,
    media_type: Annotated[
        str | None, typer.Option("--type", help="Media type, if the file's ending does not tell.")
    ] = None,
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until the articles are projected.")] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Post articles: .txt and .html pages, .json articles, .ndjson or .jsonl files of many."""
    client = _client(server)
    given = {"url": url, "source": source, "published_at": published}
    metadata = {key: value for key, value in given.items() if value}
    outcomes = run.post_all(client, pages_in(files), metadata, media_type)
    if wait:
        run.wait_all(client, outcomes)
    for outcome in outcomes:
        _print(outcome, f"{outcome.get('id', '')} {outcome.get('outcome', outcome.get('detail', ''))}", as_json=as_json)
    if any("id" not in outcome for outcome in outcomes):
        raise typer.Exit(1)


@app.command("status")
def show_status(article: str, *, as_json: AsJson = False, server: Server = None) -> None:
    """Where an article stands: received, cleaned, extracted, projected or failed."""
    found = _client(server).get(f"/v1/articles/{article}")
    if as_json:
        _print(found, "", as_json=True)
    else:
        console.print(status(found))


@app.command("clean")
def dry_clean(
    files: Files,
    published: Annotated[str | None, typer.Option(help="When the page was published, ISO 8601.")] = None,
    *,
    as_json: AsJson = False,
    page_text: Annotated[bool, typer.Option("--page-text", help="Print the page text that offsets count in.")] = False,
) -> None:
    """Clean pages without any server and print their blocks."""
    from ops import dryrun

    dryrun.clean_files(files, published, as_json=as_json, page_text=page_text)


@app.command("extract")
def dry_extract(
    files: Files,
    published: Annotated[str | None, typer.Option(help="When the page was published, ISO 8601.")] = None,
    findings: Annotated[Findings, typer.Option(help="What to print.")] = Findings.EVENTS,
    *,
    as_json: AsJson = False,
) -> None:
    """Extract events from pages, or from .jsonl batches, without any server."""
    from ops import dryrun

    dryrun.extract_files(files, published, _extractor(), findings, as_json=as_json)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Labelled files; without any, this checkout's own.", show_default=False)
    ] = None,
    texts: Annotated[
        Path | None, typer.Option(help="Folder of the labelled pages, or a file of them.", show_default=False)
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure cleaning and extraction on labelled events, pairs, blocks, quotations, dates or sentences."""
    from ops.evaluate import command

    command.evaluate(gold or [], texts, _extractor(), as_json=as_json)


@app.command()
def replay(*, as_json: AsJson = False) -> None:
    """Fold the whole log into a new generation of read models, beside the serving one, and switch to it."""
    from workers.projections import FOLDS_VERSION
    from workers.projector import replay as fold_again

    settings = _settings()
    log, readmodels = open_log(settings), open_readmodels(settings, FOLDS_VERSION)
    with progress_bar() as progress:
        task = progress.add_task("records", total=log.head())
        generation = fold_again(log, readmodels, lambda done, total: progress.update(task, completed=done, total=total))
    result = {"generation": generation.number, "position": generation.checkpoint()}
    _print(result, f"Generation {generation.number} serves, at position {generation.checkpoint()}.", as_json=as_json)


@app.command()
def reprocess(
    source: Annotated[str | None, typer.Option(help="Only articles of this source.")] = None,
    after: Annotated[datetime | None, typer.Option(help="Only articles received at this time (UTC) or later.")] = None,
    before: Annotated[datetime | None, typer.Option(help="Only articles received before this time (UTC).")] = None,
    version: Annotated[str | None, typer.Option(help="Only what this version cleaned or extracted.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and append nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the present cleaner and extractor over articles that other versions did, behind all that is live."""
    from ops import differences
    from ops.reprocess import Choice, request, tasks
    from workers.extract import load_extractor
    from workers.projections import FOLDS_VERSION

    settings = _settings()
    log, extractor = open_log(settings), load_extractor(settings.model, settings.actors)
    choice = Choice(source=source, after=after, before=before, version=version)
    chosen = list(tasks(open_readmodels(settings, FOLDS_VERSION).serving(), choice, extractor.version))
    if dry_run:
        differences.show(log, extractor, chosen, as_json=as_json)
        return
    with progress_bar() as progress:
        bar = progress.add_task("articles", total=len(chosen))
        asked = request(log, chosen, lambda count: progress.advance(bar, count))
    _print({"requested": asked}, f"{asked} articles will be done once more.", as_json=as_json)


@failed.command("list")
def failed_list(
    as_of: Annotated[str | None, typer.Option(help="As it was at a position of the log, or at a time.")] = None,
    *,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """What failed, and why."""
    items = list(_client(server).items("/v1/failures", **({"as_of": as_of} if as_of else {})))
    if as_json:
        for item in items:
            _print(item, "", as_json=True)
    else:
        console.print(failures(items) if items else "Nothing has failed.")


@failed.command("retry")
def failed_retry(
    articles: Annotated[list[str] | None, typer.Argument(help="Article ids; none means all.")] = None,
    *,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Try failed articles again."""
    client = _client(server)
    for article in articles or sorted({item["article"] for item in client.items("/v1/failures")}):
        _print(client.retry(article), f"{article} will be tried again", as_json=as_json)


@log_commands.command("tail")
def log_tail(
    count: Annotated[int, typer.Option("-n", min=0, help="Records to begin with.")] = 20,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Of this type only, as article.failed; may be repeated.")
    ] = None,
    *,
    follow: Annotated[bool, typer.Option("-f", "--follow", help="Go on as records are appended.")] = False,
    as_json: AsJson = False,
) -> None:
    """The last records, and with --follow every further one."""
    logview.tail(open_log(_settings()), count, types, follow=follow, as_json=as_json)


@log_commands.command("show")
def log_show(
    wanted: Annotated[
        str, typer.Argument(metavar="POSITION|ARTICLE", help="A position of the log, or an article's id.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """All that a record says, or every record of an article."""
    logview.show(open_log(_settings()), wanted, as_json=as_json)


@log_commands.command("export")
def log_export(
    target: Annotated[Path, typer.Argument(help="A new file, .jsonl or .parquet, or with --by a new folder.")],
    by: Annotated[str | None, typer.Option(help="A file for each day, month or year.", show_default=False)] = None,
    form: Annotated[str, typer.Option("--format", help="What is in the folder, jsonl or parquet.")] = "jsonl",
    *,
    as_json: AsJson = False,
) -> None:
    """Write the whole log out: as CloudEvents 1.0, one a line, or as Parquet."""
    from ops import logcopy

    logcopy.export(open_log(_settings()), target, by=by, form=form, as_json=as_json)


@log_commands.command("import")
def log_import(
    source: Annotated[Path, typer.Argument(help="What `log export` wrote.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Restore an exported log into a place without one, and check it by its hashes; again, if it was interrupted."""
    from ops import logcopy

    settings = _settings()
    logcopy.restore(source, lambda identity: open_copy(settings, identity), as_json=as_json)


@log_commands.command("seal")
def log_seal(*, as_json: AsJson = False) -> None:
    """Seal what is not sealed yet, and print the head of the log, to be kept elsewhere."""
    from ops import logcheck

    logcheck.seal_log(open_log(_settings()), as_json=as_json)


@log_commands.command("verify")
def log_verify(
    head: Annotated[str | None, typer.Option(help="A head that was kept elsewhere, HASH@POSITION.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Hold every record against its seal; exit code 1 if anything was changed, lost, added or moved."""
    from ops import logcheck

    if not logcheck.verify_log(open_log(_settings()), head, as_json=as_json):
        raise typer.Exit(1)


@bench.command("way")
def bench_way(
    articles: Annotated[int, typer.Option(min=1, help="Articles to post.")] = 300,
    workers: Annotated[int | None, typer.Option(min=1, help="Extract workers; as many bare processes.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Post invented articles to a newsfold of their own, end to end, and compare with bare spaCy."""
    from ops.bench.report import table
    from ops.bench.way import measure

    settings = _settings()
    way = measure(settings, articles, workers or settings.extract_workers)
    if as_json:
        _print(way.report(), "", as_json=True)
    else:
        console.print(table(way))


@bench.command("log")
def bench_log(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, of which the median counts.")] = 3,
    store: Annotated[str, typer.Option(help="sqlite, postgresql or both.")] = "both",
    records: Annotated[
        int,
        typer.Option(min=0, help="Measure instead what things cost in a log of so many records, beside a small one."),
    ] = 0,
    *,
    as_json: AsJson = False,
) -> None:
    """Measure the log beside the bare driver and beside the library eventsourcing, in one run."""
    from ops.bench.log import command

    command.run(store, rounds, records, as_json=as_json)


def _settings() -> Settings:
    """The settings, with logging set up and the supervisor, if any, watched."""
    settings = read_settings()
    telemetry.configure(settings.log_level)
    if parent := os.environ.get("NEWSFOLD_SUPERVISOR"):
        stop_with_parent(int(parent))
    return settings


def _extractor() -> Extractor:
    from workers.extract import load_extractor

    settings = _settings()
    return load_extractor(settings.model, settings.actors)


def _client(server: str | None) -> Client:
    settings = read_settings()
    return Client(server or f"http://{settings.host}:{settings.port}")


def _print(item: dict[str, Any], text: str, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")
    else:
        console.print(plain(text), soft_wrap=True)


if __name__ == "__main__":
    main()
