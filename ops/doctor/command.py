"""`newsfold doctor`: every finding as it comes, and whether all will work."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ops.cli.shared import tell
from ops.doctor import examine
from ops.doctor.finding import Finding, Level, fault
from ops.screen import console, plain
from schemas.errors import SettingsError
from services.settings import read_settings

COLOURS = {Level.OK: "green", Level.WARNING: "yellow", Level.FAULT: "red"}


def run(*, as_json: bool) -> bool:
    """Print every finding; whether none of them is a fault."""
    found = []
    for finding in _findings():
        found.append(finding)
        if as_json:
            tell(msgspec.to_builtins(finding), "", as_json=True)
        else:
            _show(finding)
    return all(finding.level is not Level.FAULT for finding in found)


def _findings() -> Iterator[Finding]:
    try:
        settings = read_settings()
    except SettingsError as error:
        yield fault("settings", str(error), "README.md lists all settings.")
    else:
        yield from examine(settings)


def _show(finding: Finding) -> None:
    colour = COLOURS[finding.level]
    console.print(
        f"[{colour}]{finding.level.value:>7}[/]  {finding.subject:<11}  {plain(finding.told)}", soft_wrap=True
    )
    if finding.mend:
        console.print(f"{'':22}→ {plain(finding.mend)}", soft_wrap=True)
