"""A newsfold command that chaos can reach into: `python -m ops.chaos.process serve`, or `work …`, or `replay`.

The program has no points of failure of its own; here they are put around its functions before the command runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ops import cli
from ops.chaos import controls
from ops.chaos.clock import Clock
from ops.chaos.control import Control
from ops.chaos.points import Points, put
from ops.chaos.poison import poison_extractor
from ops.chaos.variables import CONTROL, DATABASE, FOLDER, FOLDS, NAME, VERSION
from schemas.record import Stage
from services import wiring
from services.eventlog.sqlite import SqliteLog
from services.readmodels.sqlite import SqliteSession
from workers import projections


def main() -> None:
    """Run the command with all that chaos puts around it."""
    folder, name = Path(os.environ[FOLDER]), os.environ[NAME]
    points, clock = Points(folder), Clock(folder / f"clock.{name}")
    clock.install()
    projections.FOLDS_VERSION = os.environ.get(FOLDS, projections.FOLDS_VERSION)
    _reach_into_stores(points, name)
    _reach_into_queues(points, clock, name)
    if name == "serve":
        from services.ingest import intake  # noqa: PLC0415  # only the door has one

        points.around(intake, "accept", after="after the commit, before the 202")
    if name.startswith("extract"):
        poison_extractor()
        _be_of_version(os.environ.get(VERSION, ""))
    cli.main()


def _reach_into_stores(points: Points, name: str) -> None:
    control = os.environ.get(CONTROL)
    if control == Control.NAIVE_CHECKPOINT and name.startswith("projections"):
        controls.naive_checkpoint(points)
        return
    if control == Control.NO_FSYNC and name == "serve":
        controls.no_fsync()
        return
    log, session = _stores()
    points.around(log, "append", before="a write error", after="an fsync error")
    if name != "serve":
        points.around(log, "append", after="after the append")
    points.around(session, "write", before="in mid-fold")


def _stores() -> tuple[type, type]:
    """The log and the session of the read models that this process has; the others' drivers need not be loaded."""
    if os.environ.get(DATABASE):
        from services.eventlog.postgres import PostgresLog  # noqa: PLC0415  # loads psycopg
        from services.readmodels.postgres import PostgresSession  # noqa: PLC0415  # the same

        return PostgresLog, PostgresSession
    return SqliteLog, SqliteSession


def _reach_into_queues(points: Points, clock: Clock, name: str) -> None:
    """RQ reads its key prefix when it is imported, so that is waited for."""
    open_queues = wiring.open_queues

    def opening(*arguments: Any) -> Any:  # noqa: ANN401  # as the function it stands for
        queues = open_queues(*arguments)
        clock.install_in_rq()
        points.around(type(queues), "finish", before="before acknowledging")
        if name.startswith(tuple(Stage)):
            from workers.worker import ForkingWorker  # noqa: PLC0415  # loads spaCy, and RQ

            points.around(ForkingWorker, "execute_job", before="after the pop")
        if os.environ.get(CONTROL) == Control.TWO_QUEUES:
            controls.two_queues()
        return queues

    put(wiring, "open_queues", opening)


def _be_of_version(version: str) -> None:
    """Have the extractor call itself another version."""
    if not version:
        return
    from workers import extract  # noqa: PLC0415  # loads spaCy
    from workers.extract import extractor  # noqa: PLC0415  # the same

    load = extractor.load_extractor

    def loading(*arguments: Any) -> Any:  # noqa: ANN401  # as the function it stands for
        loaded = load(*arguments)
        return replace(loaded, version=f"{loaded.version}+{version}")

    put(extract, "load_extractor", loading)


if __name__ == "__main__":
    main()
