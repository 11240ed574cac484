"""`newsfold chaos`: harm done to a newsfold of its own, to see that nothing is lost."""

from __future__ import annotations

import secrets
import signal
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from ops.chaos.control import Control
from ops.cli.shared import AsJson, settings_here, tell
from ops.screen import complaints, plain, progress_bar


class Store(StrEnum):
    """Where the log and the read models are."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


def chaos(  # noqa: PLR0913  # one parameter per option of the command
    articles: Annotated[int, typer.Option(min=1, help="Articles to post.")] = 10_000,
    faults: Annotated[int, typer.Option(min=0, help="Faults to do.")] = 500,
    minutes: Annotated[float, typer.Option(min=0, help="Minutes to take at least.")] = 30,
    seed: Annotated[int | None, typer.Option(help="Decides articles and faults; drawn if not given.")] = None,
    store: Annotated[Store, typer.Option(help="Store to try.")] = Store.SQLITE,
    control: Annotated[Control | None, typer.Option(help="Put a known mistake in: the trial has to fail.")] = None,
    only: Annotated[str, typer.Option(help="Only faults with these words in their name.", show_default=False)] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Kill, starve and cut off the processes of a newsfold of its own while articles are posted; settle the ledger."""
    from ops.chaos.trial import Plan, report, run

    settings = settings_here()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whatever ends it, what it started ends too
    plan = Plan(
        articles=articles,
        faults=faults,
        minutes=minutes,
        seed=secrets.randbelow(10**6) if seed is None else seed,
        postgres=store is Store.POSTGRES,
        control=control,
        only=only,
    )
    complaints.print(f"seed {plan.seed}")
    with progress_bar() as progress:
        bar = progress.add_task("faults", total=faults)
        outcome = run(plan, settings, lambda done: progress.update(bar, completed=done))
    for sentence in report(outcome):
        complaints.print(plain(sentence), soft_wrap=True)
    tell({"line": outcome.line(), **msgspec.to_builtins(outcome)}, outcome.line(), as_json=as_json)
    if not outcome.passed:
        raise typer.Exit(1)
