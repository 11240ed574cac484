"""`newsfold failed`: what could not be processed, and trying again."""

from __future__ import annotations

from typing import Annotated

import typer

from ops.cli.shared import AsJson, Server, client_of, tell
from ops.screen import console, failure, failures, status
from schemas.counting import counted
from schemas.errors import InputError
from schemas.record import Stage

app = typer.Typer(help="Articles that could not be processed.", no_args_is_help=True)
Reason = Annotated[str | None, typer.Option(help="Only those that failed for this reason, such as MemoryError.")]
OfStage = Annotated[Stage | None, typer.Option(help="Only those that failed at this stage.")]


@app.command("list")
def list_failed(
    as_of: Annotated[str | None, typer.Option(help="As it was at a position of the log, or at a time.")] = None,
    reason: Reason = None,
    stage: OfStage = None,
    *,
    resolved: Annotated[bool, typer.Option("--resolved", help="Those whose stage has succeeded since.")] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """What failed, and why."""
    given = {"as_of": as_of, "reason": reason, "stage": stage, "resolved": "true" if resolved else None}
    chosen = {name: value for name, value in given.items() if value}
    items = list(client_of(server).items("/v1/failures", **chosen))
    if as_json:
        for item in items:
            tell(item, "", as_json=True)
    else:
        nothing = "No failure meets these filters." if chosen else "Nothing has failed."
        console.print(failures(items) if items else nothing)
        if aside := client_of(server).get("/v1/stats")["rows"]["set_aside"]:
            console.print(
                f"{counted(aside, 'stream')} could not be folded, which no retry mends: the page /pipeline says which "
                "and why.",
                soft_wrap=True,
            )


@app.command("show")
def show_failed(article: str, *, as_json: AsJson = False, server: Server = None) -> None:
    """All that is known of an article's failures, and where in the program they happened."""
    items = list(client_of(server).items(f"/v1/failures/{article}"))
    for item in items:
        tell(item, failure(item), as_json=as_json)
    if not items and not as_json:
        now = client_of(server).get(f"/v1/articles/{article}")
        console.print(status(now) if now["state"] == "failed" else "This article has not failed.")


@app.command("retry")
def retry_failed(  # one parameter per option of the command
    articles: Annotated[list[str] | None, typer.Argument(help="Article ids.", show_default=False)] = None,
    reason: Reason = None,
    stage: OfStage = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that failed for good.")] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Try failed articles again: these, all, or those that failed for a reason or at a stage."""
    client = client_of(server)
    choice = {name: value for name, value in {"reason": reason, "stage": stage}.items() if value}
    if bool(articles) + bool(choice) + everything != 1:
        raise InputError("Say what to try again: article ids, or --reason and --stage, or --all.")
    answers = map(client.retry, articles) if articles else client.retry_all(**choice)
    tried = False
    for answer in answers:
        tried = True
        tell(answer, f"{answer['id']} will be tried again", as_json=as_json)
    if not tried and not as_json:
        console.print("There is nothing to try again.")
