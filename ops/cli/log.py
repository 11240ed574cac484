"""`newsfold log`: looking into the event log, checking it, taking it elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ops.cli.shared import AsJson, settings_here
from ops.log import check, copy, view
from services.wiring import open_copy, open_log

app = typer.Typer(help="Look into the event log.", no_args_is_help=True)


@app.command("tail")
def tail(
    count: Annotated[int, typer.Option("-n", min=0, help="Records to begin with.")] = 20,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Of this type only, as article.failed; may be repeated.")
    ] = None,
    *,
    follow: Annotated[bool, typer.Option("-f", "--follow", help="Go on as records are appended.")] = False,
    as_json: AsJson = False,
) -> None:
    """The last records, and with --follow every further one."""
    view.tail(open_log(settings_here()), count, types, follow=follow, as_json=as_json)


@app.command("show")
def show(
    wanted: Annotated[
        str, typer.Argument(metavar="POSITION|ARTICLE", help="A position of the log, or an article's id.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """All that a record says, or every record of an article."""
    view.show(open_log(settings_here()), wanted, as_json=as_json)


@app.command("export")
def export(
    target: Annotated[Path, typer.Argument(help="A new file, .jsonl or .parquet, or with --by a new folder.")],
    by: Annotated[str | None, typer.Option(help="A file for each day, month or year.", show_default=False)] = None,
    form: Annotated[str, typer.Option("--format", help="What is in the folder, jsonl or parquet.")] = "jsonl",
    *,
    as_json: AsJson = False,
) -> None:
    """Write the whole log out: as CloudEvents 1.0, one a line, or as Parquet."""
    copy.export(open_log(settings_here()), target, by=by, form=form, as_json=as_json)


@app.command("import")
def restore(
    source: Annotated[Path, typer.Argument(help="What `log export` wrote.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Restore an exported log into a place without one, and check it by its hashes; again, if it was interrupted."""
    settings = settings_here()
    copy.restore(source, lambda identity: open_copy(settings, identity), as_json=as_json)


@app.command("seal")
def seal(*, as_json: AsJson = False) -> None:
    """Seal what is not sealed yet, and print the head of the log, to be kept elsewhere."""
    check.seal_log(open_log(settings_here()), as_json=as_json)


@app.command("verify")
def verify(
    head: Annotated[str | None, typer.Option(help="A head that was kept elsewhere, HASH@POSITION.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Hold every record against its seal; exit code 1 if anything was changed, lost, added or moved."""
    if not check.verify_log(open_log(settings_here()), head, as_json=as_json):
        raise typer.Exit(1)
