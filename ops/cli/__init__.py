"""The command line. Every command prints for people, or one JSON object a line with --json."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ops.cli import bench, bulk, chaos, doctor, failed, keys, log, release
from ops.cli.shared import LEAVING, REFUSED, AsJson, Files, Server, client_of, settings_here, show_outcomes, tell
from ops.cli.usage import Commands
from ops.findings import Findings
from ops.screen import complaints, console, plain, progress_bar, record_bar, status
from schemas.counting import counted
from schemas.errors import InputError, NewsfoldError, SettingsError
from schemas.record import Stage

if TYPE_CHECKING:
    from workers.extract import Extractor

RUN, ARTICLES, LOG, TRY, MEASURE = (
    "Run it",
    "Articles",
    "The log, and what is folded from it",
    "Pages, without any server",
    "Measure",
)
"""What commands are for, as they stand together in the help."""
app = typer.Typer(
    name="newsfold",
    cls=Commands,
    help="Raw news articles in, who did what to whom out; every row leads back to the sentence that said it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class WorkerKind(StrEnum):
    """The kinds of worker."""

    CLEAN = Stage.CLEAN.value
    EXTRACT = Stage.EXTRACT.value
    PROJECTIONS = "projections"


def main() -> None:
    """Run a command; an error that people can mend is printed as a sentence, and the exit code is 1.

    It is 78, sysexits' EX_CONFIG, where the settings have to be changed: to start again would not help.
    """
    try:
        with LEAVING:
            app()
    except NewsfoldError as error:
        complaints.print(f"[bold red]newsfold:[/] {plain(error)}", soft_wrap=True)
        sys.exit(os.EX_CONFIG if isinstance(error, SettingsError) else 1)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # the library calls it so
    if wanted:
        from importlib.metadata import version

        tell({}, f"newsfold {version('newsfold')}", as_json=False)
        raise typer.Exit


@app.callback()
def newsfold(
    *,
    version: Annotated[  # seen to before any command
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What stands before every command."""


@app.command(rich_help_panel=RUN)
def up(
    pages: Annotated[list[Path] | None, typer.Argument(help="Files or folders to post once everything runs.")] = None,
) -> None:
    """Run everything on this machine: queue, service and workers; ^C stops it."""
    from ops import run
    from ops.client import pages_in

    run.up(settings_here(), pages_in(pages or []))


@app.command(rich_help_panel=RUN)
def serve() -> None:
    """Run the HTTP service."""
    from ops import serving

    serving.serve(settings_here())


@app.command(rich_help_panel=RUN)
def work(kind: Annotated[WorkerKind, typer.Argument(help="What the worker does.", show_choices=True)]) -> None:
    """Run one worker process."""
    from services import tracing
    from services.wiring import open_log, open_queues, open_readmodels

    settings = settings_here()
    tracing.configure(kind.value)
    log = open_log(settings)
    queues = open_queues(settings, log)
    if kind is WorkerKind.PROJECTIONS:
        from workers.projection_worker import project
        from workers.projections import FOLDS_VERSION

        project(log, open_readmodels(settings, FOLDS_VERSION), queues)
    else:
        from workers.worker import work as do_work

        do_work(Stage(kind.value), settings, log, queues)


@app.command(rich_help_panel=ARTICLES)
def post(  # noqa: PLR0913  # one parameter per option of the command
    files: Files,
    url: Annotated[str | None, typer.Option(help="The page's URL (one file).")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published, ISO 8601.")] = None,
    media_type: Annotated[
        str | None, typer.Option("--type", help="Media type, if the file's ending does not tell.")
    ] = None,
    journal: Annotated[
        Path | None, typer.Option(help="Note here what was posted, and go on from there.", show_default=False)
    ] = None,
    *,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until the articles are projected.")] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Post articles: .txt and .html pages, .json articles, .ndjson, .warc(.gz), RSS and Atom files of many."""
    from ops import run
    from ops.client import pages_in
    from ops.journal import Journal
    from ops.posting import post_all

    client = client_of(server)
    given = {"url": url, "source": source, "published_at": published}
    metadata = {key: value for key, value in given.items() if value}
    outcomes = post_all(client, pages_in(files), metadata, media_type, Journal(journal))
    counts, articles = show_outcomes(outcomes, as_json=as_json)
    if wait:
        run.wait_all(client, articles)
    if counts[REFUSED]:
        raise typer.Exit(1)


@app.command("watch", rich_help_panel=ARTICLES)
def watch_folder(
    folder: Annotated[Path, typer.Argument(help="The folder; what is in it already is posted too.")],
    source: Annotated[str | None, typer.Option(help="Who published the pages.")] = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="Note here what was posted; else .newsfold-journal in the folder.", show_default=False),
    ] = None,
    *,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Post every file that comes into a folder, once it is whole; ^C stops."""
    from ops.journal import Journal
    from ops.posting import post_all
    from ops.watching import JOURNAL, files_as_they_come

    arrivals = files_as_they_come(folder)
    client, kept = client_of(server), Journal(journal or folder / JOURNAL)
    for files in arrivals:
        show_outcomes(post_all(client, files, {"source": source} if source else {}, None, kept), as_json=as_json)


@app.command("status", rich_help_panel=ARTICLES)
def show_status(article: str, *, as_json: AsJson = False, server: Server = None) -> None:
    """Where an article stands: received, cleaned, extracted, projected or failed."""
    found = client_of(server).get(f"/v1/articles/{article}")
    tell(found, status(found), as_json=as_json)


@app.command("clean", rich_help_panel=TRY)
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


@app.command("extract", rich_help_panel=TRY)
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


@app.command(rich_help_panel=LOG)
def replay(*, as_json: AsJson = False) -> None:
    """Fold the whole log into a new generation of read models, beside the serving one, and switch to it."""
    from services.wiring import open_log, open_readmodels
    from workers.projections import FOLDS_VERSION
    from workers.projector import replay as fold_again

    settings = settings_here()
    log, readmodels = open_log(settings), open_readmodels(settings, FOLDS_VERSION)
    with record_bar() as progress:
        task = progress.add_task("records", total=log.head())
        generation = fold_again(log, readmodels, lambda done, total: progress.update(task, completed=done, total=total))
    result = {"generation": generation.number, "position": generation.checkpoint()}
    tell(result, f"Generation {generation.number} serves, at position {generation.checkpoint()}.", as_json=as_json)


@app.command(rich_help_panel=ARTICLES)
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
    if after and before and after >= before:
        raise InputError(
            f"No article was received at {after} or later and before {before}: let --after be the earlier."
        )
    from ops import differences
    from ops.reprocess import Choice, is_known, request, tasks
    from services.wiring import open_log, open_readmodels
    from workers.extract import load_extractor
    from workers.projections import FOLDS_VERSION

    settings = settings_here()
    log, extractor = open_log(settings), load_extractor(settings.model, settings.actors, settings.models)
    choice = Choice(source=source, after=after, before=before, version=version)
    generation = open_readmodels(settings, FOLDS_VERSION).serving()
    if source and not is_known(generation, source):
        raise InputError(f"No article of the source {source!r} has been done here; `GET /v1/sources` lists them.")
    chosen = list(tasks(generation, choice, extractor.version))
    if not chosen and not as_json:
        console.print(differences.NOTHING, soft_wrap=True)
        return
    if dry_run:
        if not differences.show(log, extractor, chosen, as_json=as_json):
            raise typer.Exit(1)
        return
    with progress_bar() as progress:
        bar = progress.add_task("articles", total=len(chosen))
        asked = request(log, chosen, lambda count: progress.advance(bar, count))
    tell({"requested": asked}, f"{counted(asked, 'article')} will be done once more.", as_json=as_json)


@app.command(rich_help_panel=MEASURE)
def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Labelled files; without any, this checkout's own.", show_default=False)
    ] = None,
    texts: Annotated[
        Path | None, typer.Option(help="Folder of the labelled pages, or a file of them.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="With --corrections: write labelled files, NAME_events.jsonl and so on.")
    ] = None,
    *,
    corrections: Annotated[
        bool,
        typer.Option("--corrections", help="Instead: how far people who corrected events agree with what was read."),
    ] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="Instead: how many events are found in text that tells of none.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure cleaning and extraction on labelled events, pairs, blocks, quotations, dates or sentences."""
    from ops.evaluate import command

    if silent:
        command.hush(_extractor(), as_json=as_json)
        return
    if corrections:
        from services.wiring import open_log, open_readmodels
        from workers.projections import FOLDS_VERSION

        settings = settings_here()
        serving = open_readmodels(settings, FOLDS_VERSION).serving()
        command.judge(serving, open_log(settings), out, as_json=as_json)
        return
    command.evaluate(gold or [], texts, _extractor(), as_json=as_json)


def _extractor() -> Extractor:
    from workers.extract import load_extractor

    settings = settings_here()
    return load_extractor(settings.model, settings.actors, settings.models)


app.command(rich_help_panel=RUN)(doctor.doctor)
app.command("export", rich_help_panel=LOG)(release.export)
app.command("bulk", rich_help_panel=LOG)(bulk.bulk)
app.command("chaos", rich_help_panel=MEASURE)(chaos.chaos)
app.add_typer(failed.app, name="failed", rich_help_panel=ARTICLES)
app.add_typer(log.app, name="log", rich_help_panel=LOG)
app.add_typer(keys.app, name="keys", rich_help_panel=RUN)
app.add_typer(bench.app, name="bench", rich_help_panel=MEASURE)
