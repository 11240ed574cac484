"""The environment: a setting whose name is misspelt is silently another one left at its default."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches

from ops.doctor.finding import Finding, ok, warning
from services.settings import Settings, variable

PREFIX = "NEWSFOLD_"
OTHERS = frozenset({"NEWSFOLD_SERVER", "NEWSFOLD_SUPERVISOR"})
"""Variables of the command line's own, and of the supervisor's."""


def check(settings: Settings) -> Iterator[Finding]:
    """Whether every variable that looks like a setting is one."""
    known = {variable(name) for name in type(settings).model_fields} | OTHERS
    meant = {name.removeprefix(PREFIX): name for name in known}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    for name in sorted(given - known):
        close = get_close_matches(name.removeprefix(PREFIX), meant, n=1)
        mend = f"Did you mean {meant[close[0]]}?" if close else "README.md lists all settings; unset this one."
        yield warning("settings", f"{name} is no setting.", mend)
    yield ok("settings", f"Settings given: {len(given & known)}.")
