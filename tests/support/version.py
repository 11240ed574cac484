"""The program as another version of itself: `python -m tests.support.version VERSION FOLDS COMMAND…`.

VERSION is both its own and the lowest that may write beside it; FOLDS is the version of its folds.
"""

from __future__ import annotations

import sys

from services.eventlog import version
from workers import projections


def program(release: str, folds: int) -> list[str]:
    """The beginning of the command line of the program as this version."""
    return [sys.executable, "-m", "tests.support.version", release, str(folds)]


def main(release: str, folds: str, *arguments: str) -> None:
    """Run a command as this version: who takes these names takes them after they are set."""
    version.PROGRAM = version.LOWEST_WRITER = release
    projections.FOLDS_VERSION = folds
    from ops import cli  # noqa: PLC0415  # it takes them with its imports

    sys.argv[1:] = arguments
    cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
