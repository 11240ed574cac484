"""What commands share: options, settings, the service they ask, and how they answer."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated, Any

import typer

from ops.client import Client
from ops.screen import console, plain
from services import telemetry
from services.lifeline import stop_with_parent
from services.settings import Settings, read_settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Server = Annotated[
    str | None, typer.Option("--server", envvar="NEWSFOLD_SERVER", help="Address of the service.", show_default=False)
]
Files = Annotated[list[Path], typer.Argument(help="Files or folders; - for standard input.")]


LEAVING = ExitStack()
"""What is let go of when a command ends."""


def settings_here() -> Settings:
    """The settings, with logging set up and the supervisor, if any, watched."""
    settings = read_settings()
    telemetry.configure(settings.log_level)
    if parent := os.environ.get("NEWSFOLD_SUPERVISOR"):
        stop_with_parent(int(parent))
    return settings


def client_of(server: str | None) -> Client:
    """The service at this address, else at the one that the settings name, with their key."""
    settings = read_settings()
    key = settings.key.get_secret_value() if settings.key else None
    return LEAVING.enter_context(closing(Client(server or f"http://{settings.host}:{settings.port}", key)))


def tell(item: dict[str, Any], text: str, *, as_json: bool) -> None:
    """Print the item as a line of JSON, or the text for people."""
    if as_json:
        sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")
    else:
        console.print(plain(text), soft_wrap=True)
