"""What commands share: options, settings, the service they ask, and how they answer."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ops.screen import complaints, console, plain, print_json
from schemas.counting import counted
from services.lifeline import stop_with_parent

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ops.client import Client
    from services.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Server = Annotated[
    str | None, typer.Option("--server", envvar="NEWSFOLD_SERVER", help="Address of the service.", show_default=False)
]
Files = Annotated[list[Path], typer.Argument(help="Files or folders; - for standard input.")]


NOUNS = {"revision": "revisions"}
"""Outcomes of posts that are nouns, as several are called."""
REFUSED, MOST_REFUSALS = "refused", 10
"""What an article is that was not taken in, and how many such right after each other are shown to people."""
LEAVING = ExitStack()
"""What is let go of when a command ends."""


def settings_here() -> Settings:
    """The settings, with logging set up and the supervisor, if any, watched."""
    from services import telemetry
    from services.settings import read_settings

    settings = read_settings()
    telemetry.configure(settings.log_level)
    if parent := os.environ.get("NEWSFOLD_SUPERVISOR"):
        stop_with_parent(int(parent))
    return settings


def client_of(server: str | None) -> Client:
    """The service at this address, else at the one that the settings name, with their key."""
    from ops.client import Client
    from services.settings import read_settings

    settings = read_settings()
    key = settings.key.get_secret_value() if settings.key else None
    return LEAVING.enter_context(closing(Client(server or f"http://{settings.host}:{settings.port}", key)))


def tell(item: dict[str, Any], shown: RenderableType, *, as_json: bool) -> None:
    """Print the item as a line of JSON, or what is shown to people: a text, or a table or the like."""
    if as_json:
        print_json(item)
    elif isinstance(shown, str):
        console.print(plain(shown), soft_wrap=True)
    else:
        console.print(shown)


def show_outcomes(outcomes: Iterable[dict[str, Any]], *, as_json: bool) -> tuple[Counter[str], list[str]]:
    """Print each outcome as it comes, and in the end their numbers; these, and the articles, each once.

    People are told of a file whose every line is refused by the first of its refusals; as JSON all are printed.
    """
    counts, articles, row = Counter[str](), dict[str, None](), 0
    for outcome in outcomes:
        counts[named := outcome.get("outcome", REFUSED)] += 1
        row = row + 1 if named == REFUSED else 0
        if "id" in outcome:
            articles[outcome["id"]] = None
        if as_json or row <= MOST_REFUSALS:
            text = f"{outcome.get('id', '')} {outcome.get('outcome', outcome.get('detail', ''))}"
            tell(outcome, text, as_json=as_json)
        elif row == MOST_REFUSALS + 1:
            complaints.print("More were refused right after these; --json prints every one.")
    told = (counted(count, plain(name), NOUNS.get(name, name)) for name, count in sorted(counts.items()))
    complaints.print(" · ".join(told) or "nothing new")
    return counts, list(articles)
