"""A folder that files come into: each is taken once it has stopped growing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ops.client import pages_in
from schemas.errors import InputError, ServiceError
from services.extras import missing

JOURNAL = ".newsfold-journal"
SETTLED_SECONDS = 2.0
"""How long a file has not changed when it counts as whole; moving a file in from beside the folder is safer."""
LOOK_MILLISECONDS = 1_000


def files_as_they_come(folder: Path) -> Iterator[list[Path]]:
    """The whole files in the folder, then those that come or change, in lists; never ends by itself.

    Raises InputError if there is no such folder, ServiceError if the package that watches is not installed.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.")
    try:
        from watchfiles import watch  # noqa: PLC0415  # of the extra "feeds"
    except ModuleNotFoundError as error:
        raise ServiceError(missing("watchfiles", "feeds")) from error
    return _whole_files(
        folder, watch(folder, yield_on_timeout=True, rust_timeout=LOOK_MILLISECONDS, raise_interrupt=False)
    )


def _whole_files(folder: Path, looks: Iterable[set[tuple[Any, str]]]) -> Iterator[list[Path]]:
    """The files of the folder that are whole at each look, each once until it changes."""
    waiting = set(pages_in([folder]))
    for changes in looks:
        if changes:
            waiting |= set(pages_in([folder])) & {Path(name) for _, name in changes}
        if whole := sorted(path for path in waiting if _is_whole(path)):
            yield whole
            waiting -= set(whole)


def _is_whole(path: Path) -> bool:
    """Whether the file has been left alone for a while; one that has gone is whole, and said to be gone when posted."""
    try:
        return time.time() - path.stat().st_mtime >= SETTLED_SECONDS
    except FileNotFoundError:
        return True
