"""`newsfold log`: looking into the event log, checking it, taking it elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ops.cli.shared import AsJson, settings_here, tell
from schemas.counting import counted

app = typer.Typer(help="Look into the event log.", no_args_is_help=True)


@app.command("tail")
def tail(
    count: Annotated[int, typer.Option("-n", min=0, max=1_000_000_000, help="Records to begin with.")] = 20,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Of this type only, as article.failed; may be repeated.")
    ] = None,
    *,
    follow: Annotated[bool, typer.Option("-f", "--follow", help="Go on as records are appended.")] = False,
    as_json: AsJson = False,
) -> None:
    """The last records, and with --follow every further one."""
    from ops.log import view
    from services.wiring import open_log

    view.tail(open_log(settings_here()), count, types, follow=follow, as_json=as_json)


@app.command("show")
def show(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="POSITION|ARTICLE", help="A position, an article's id, or STREAM@VERSION as tail prints it."
        ),
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """All that a record says, or every record of an article."""
    from ops.log import view
    from services.wiring import open_log

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
    from ops.log import copy
    from services.wiring import open_stored_log

    copy.export(open_stored_log(settings_here()), target, by=by, form=form, as_json=as_json)


@app.command("import")
def restore(
    source: Annotated[Path, typer.Argument(help="What `log export` wrote.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Restore an exported log into a place without one, and check it by its hashes; again, if it was interrupted."""
    from ops.log import copy
    from services.wiring import open_copy

    settings = settings_here()
    copy.restore(
        source, lambda identity, encrypted: open_copy(settings, identity, encrypted=encrypted), as_json=as_json
    )


@app.command("seal")
def seal(*, as_json: AsJson = False) -> None:
    """Seal what is not sealed yet, and print the head of the log, to be kept elsewhere."""
    from ops.log import check
    from services.wiring import open_stored_log

    check.seal_log(open_stored_log(settings_here()), as_json=as_json)


@app.command("verify")
def verify(
    head: Annotated[str | None, typer.Option(help="A head that was kept elsewhere, HASH@POSITION.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Hold every record against its seal; exit code 1 if anything was changed, lost, added or moved."""
    from ops.log import check
    from services.wiring import open_stored_log

    if not check.verify_log(open_stored_log(settings_here()), head, as_json=as_json):
        raise typer.Exit(1)


@app.command("erase")
def erase(
    article: Annotated[str, typer.Argument(help="The article's id.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: nobody can take it back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase every word of an article by destroying its key, and build the read models anew without it."""
    from ops.log import erasure
    from services.ingest.erasure import erasable
    from services.wiring import open_log, open_readmodels
    from workers.projections import FOLDS_VERSION

    settings = settings_here()
    log = erasable(open_log(settings), article)
    if not yes:
        typer.confirm(f"Erase article {article} for ever?", abort=True)
    erasure.erase_article(log, open_readmodels(settings, FOLDS_VERSION), article, as_json=as_json)


@app.command("add-keys")
def add_keys(
    source: Annotated[str, typer.Argument(help="Another keyring: a file, or postgresql://…")],
    *,
    as_json: AsJson = False,
) -> None:
    """Take the keys of another keyring into this log's own, as when an encrypted log has moved."""
    from ops.log import keys
    from services.wiring import create_keyring, open_keyring_at, open_stored_log

    settings = settings_here()
    added = keys.add(open_stored_log(settings), open_keyring_at(source), lambda: create_keyring(settings))
    tell({"keys": added}, f"{counted(added, 'key')} added.", as_json=as_json)
