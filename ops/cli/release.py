"""`newsfold export`: a release that can be cited and made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from ops.cli.shared import AsJson, settings_here, tell
from ops.screen import progress_bar
from schemas.errors import InputError

if TYPE_CHECKING:
    from services.eventlog import EventLog
    from services.readmodels import Generation
    from services.web.filters import EventFilters


def export(
    out: Annotated[Path, typer.Option(help="A new folder.", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option(help="A position of the log, or a time (RFC 3339); else now.", show_default=False)
    ] = None,
    chosen: Annotated[
        str, typer.Option("--filter", help='Which events, as {"type": ["THREATEN"]}: the filters of /v1/events.')
    ] = "{}",
    form: Annotated[str, typer.Option("--format", help="ndjson, csv or parquet.")] = "ndjson",
    only: Annotated[list[str] | None, typer.Option(help="This table only; may be repeated.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write events and what belongs to them, a codebook, a manifest and a citation: the same bytes every time."""
    from ops.release.release import Wanted, chosen_tables, release
    from services.formats import FORMATS
    from services.wiring import open_log, open_readmodels
    from workers.projections import FOLDS_VERSION

    settings = settings_here()
    log, generation = open_log(settings), open_readmodels(settings, FOLDS_VERSION).serving()
    if form not in FORMATS:
        raise InputError(f"There is no format {form}: say {', '.join(FORMATS)}.")
    wanted = Wanted(
        position=_position(as_of, log, generation),
        filters=_filters(chosen),
        form=FORMATS[form],
        tables=chosen_tables(only or []),
    )
    with progress_bar() as progress:
        task = progress.add_task("rows", total=None)
        manifest = release(
            log, generation, wanted, out, lambda done, total: progress.update(task, completed=done, total=total)
        )
    text = f"{out} holds the read models at position {manifest.position}; CITATION.txt says how to cite them."
    tell(msgspec.to_builtins(manifest), text, as_json=as_json)


def _position(as_of: str | None, log: EventLog, generation: Generation) -> int:
    """The position meant, else how far the read models are; raises InputError for one that they have not reached."""
    from services.web.asof import checked, position_of
    from services.web.problems import Problem

    if as_of is None:
        return generation.checkpoint()
    try:
        return position_of(checked(as_of), log, generation)
    except Problem as problem:
        raise InputError(problem.detail) from problem
    except ValueError as error:
        raise InputError(f"--as-of {as_of[:60]}: {error}.") from error


def _filters(chosen: str) -> EventFilters:
    """The filters; raises InputError for what is no JSON object of them."""
    from services.web.selection import Given, selection

    try:
        return selection(msgspec.json.decode(chosen, type=dict[str, Given]))
    except msgspec.MsgspecError as error:
        raise InputError(f"--filter takes a JSON object of filters: {error}.") from error
