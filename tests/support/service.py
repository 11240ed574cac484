"""The HTTP service in this process, on a loopback port of its own, over SQLite and queues in memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from msgspec import Struct

from ops.trust import trusted
from services.eventlog.sqlite import SqliteLog
from services.keys.sqlite import SqliteKeys
from services.readmodels.sqlite import SqliteReadModels
from services.settings import Settings
from services.web.readers import Readers
from services.web.server import build, configuration
from tests.support.queues import FakeQueues
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

START_SECONDS = 20.0


class Service(Struct, frozen=True):
    """A running service, what it stands on, and a client of it."""

    log: SqliteLog
    queues: FakeQueues
    readmodels: SqliteReadModels
    keys: SqliteKeys
    server: uvicorn.Server
    port: int
    client: httpx.Client

    def project(self) -> None:
        """Fold all that is in the log."""
        generation = self.readmodels.serving()
        at = generation.checkpoint()
        while records := self.log.read(at):
            at = fold_records(generation, records, after=at)

    def stop(self) -> None:
        """Have it stop; answers under way are finished first."""
        self.server.should_exit = True


@contextmanager
def running_service(
    folder: Path,
    *,
    log: SqliteLog | None = None,
    queues: FakeQueues | None = None,
    readers: Readers | None = None,
    **settings: object,
) -> Iterator[Service]:
    """Serve from this folder until the block ends."""
    folder.mkdir(exist_ok=True)
    log, queues = log or SqliteLog.open_or_create(folder / "log.sqlite"), queues or FakeQueues()
    readmodels = SqliteReadModels(folder / "readmodels", FOLDS_VERSION)
    chosen = Settings(data=folder, port=0, **settings)  # type: ignore[arg-type]  # a test's own settings
    keys = SqliteKeys(chosen.keys_path)
    server = uvicorn.Server(configuration(build(chosen, log, queues, readmodels, keys, readers), chosen))
    thread = threading.Thread(target=server.run, name="service")
    thread.start()
    try:
        port = _port(server)
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url, timeout=30, verify=trusted(url)) as client:
            yield Service(log, queues, readmodels, keys, server, port, client)
    finally:
        server.should_exit = True
        thread.join()
        keys.close()
        readmodels.close()
        log.close()


def beside(folder: Path) -> FastAPI:
    """The application over this folder, as a reader of its service has it."""
    log, readmodels = SqliteLog.open(folder / "log.sqlite"), SqliteReadModels(folder / "readmodels", FOLDS_VERSION)
    chosen = Settings(data=folder)  # type: ignore[call-arg]  # the others have defaults
    return build(chosen, log, FakeQueues(), readmodels, SqliteKeys(chosen.keys_path))


def _port(server: uvicorn.Server) -> int:
    """The port that the service was given, once it listens."""
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.01)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
