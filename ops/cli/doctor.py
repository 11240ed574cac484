"""`newsfold doctor`: what is not as it should be, and what to do."""

from __future__ import annotations

import typer

from ops.cli.shared import AsJson


def doctor(*, as_json: AsJson = False) -> None:
    """Look at all that newsfold needs and say what to do; exit code 1 if anything will not work."""
    from ops.doctor import command

    if not command.run(as_json=as_json):
        raise typer.Exit(1)
