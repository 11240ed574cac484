"""`newsfold failed`: what could not be processed, and trying again."""

from __future__ import annotations

from typing import Annotated

import typer

from ops.cli.shared import AsJson, Server, client_of, tell
from ops.screen import console, failures

app = typer.Typer(help="Articles that could not be processed.", no_args_is_help=True)


@app.command("list")
def list_failed(
    as_of: Annotated[str | None, typer.Option(help="As it was at a position of the log, or at a time.")] = None,
    *,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """What failed, and why."""
    items = list(client_of(server).items("/v1/failures", **({"as_of": as_of} if as_of else {})))
    if as_json:
        for item in items:
            tell(item, "", as_json=True)
    else:
        console.print(failures(items) if items else "Nothing has failed.")


@app.command("retry")
def retry_failed(
    articles: Annotated[list[str] | None, typer.Argument(help="Article ids; none means all.")] = None,
    *,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Try failed articles again."""
    client = client_of(server)
    for article in articles or sorted({item["article"] for item in client.items("/v1/failures")}):
        tell(client.retry(article), f"{article} will be tried again", as_json=as_json)
