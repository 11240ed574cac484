"""`newsfold bulk`: whole archives without queues."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ops.cli.shared import AsJson, settings_here, tell
from ops.screen import progress_bar
from schemas.counting import counted
from schemas.errors import ServiceError
from services.extras import missing


def bulk(
    source: Annotated[Path, typer.Argument(help="An export of a log in Parquet: a file or a folder.")],
    target: Annotated[Path, typer.Argument(help="A new file, .parquet, to be taken in with `log import`.")],
    workers: Annotated[int, typer.Option(min=1, help="Processes on this machine.")] = 2,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster to work on instead.", show_default=False)
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Clean and extract every new article of an exported log on many cores or machines, and export the result."""
    try:
        from dask.distributed import Client, LocalCluster

        from ops.bulk.archive import work_through
    except ModuleNotFoundError as error:
        raise ServiceError(missing(str(error.name), "bulk")) from error
    settings, parts = settings_here(), target.with_name(f"{target.name}.parts")
    with ExitStack() as stack:
        local = partial(LocalCluster, n_workers=workers, threads_per_worker=1, dashboard_address=None)
        client = stack.enter_context(Client(scheduler or stack.enter_context(local())))  # type: ignore[no-untyped-call]  # dask's own
        bar = stack.enter_context(progress_bar())
        task = bar.add_task("articles", total=None)
        outcome = work_through(
            source, target, parts, client, settings, lambda done, of: bar.update(task, completed=done, total=of)
        )
    done = f"{counted(outcome.articles, 'article')} worked through"
    tell(
        {"articles": outcome.articles, "records": outcome.head.position, "head": str(outcome.head)},
        f"{done}; {counted(outcome.head.position, 'record')} in {target}.",
        as_json=as_json,
    )
