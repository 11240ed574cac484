"""`newsfold doctor`: whether all that newsfold needs is there and fits, and what to do where it does not.

A module a subject; each check looks, changes nothing that is stored, and yields findings. What a check cannot do, since
a server is away or a file is no database, is a finding too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ops.doctor import door, folder, log, machine, model, postgres, queue, readmodels, variables
from ops.doctor.finding import Finding, fault
from schemas.errors import NewsfoldError
from services.settings import Settings

CHECKS: dict[str, Callable[[Settings], Iterator[Finding]]] = {
    "settings": variables.check,
    "machine": machine.check,
    "folder": folder.check,
    "PostgreSQL": postgres.check,
    "log": log.check,
    "read models": readmodels.check,
    "queue": queue.check,
    "model": model.check,
    "door": door.check,
}


def examine(settings: Settings) -> Iterator[Finding]:
    """The findings of every check, one after the other."""
    for subject in CHECKS:
        yield from findings(subject, settings)


def findings(subject: str, settings: Settings) -> Iterator[Finding]:
    """The findings of one check; an error of ours that ends it is its last one."""
    try:
        yield from CHECKS[subject](settings)
    except NewsfoldError as error:
        yield fault(subject, str(error))
