"""A newsfold of the measurement's own: `newsfold up` in a temporary folder on a free port."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ops.client import Client
from ops.environment import clean_environment
from ops.valkey import free_port
from schemas.errors import NewsfoldError, ServiceError
from schemas.record import Stage
from services.settings import Settings
from services.wiring import open_log, open_queues

START_SECONDS = 120.0
STOP_SECONDS = 60.0
POLL_SECONDS = 0.1


class Own:
    """A running newsfold with its settings, its supervisor's process number and a client."""

    def __init__(self, settings: Settings, process: int) -> None:
        self.settings = settings
        self.process = process
        self.url = f"http://127.0.0.1:{settings.port}"
        self.client = Client(self.url)


@contextmanager
def running(given: Settings, folder: Path, workers: int, database_url: str | None = None) -> Iterator[Own]:
    """A newsfold with the given model, ready to work and stopped in the end; ServiceError if it does not come up.

    Its log is in SQLite, unless the address of an empty database is given.
    """
    ours = {"data": folder / "data", "database_url": database_url, "redis_url": None, "log_id": None}
    settings = given.model_copy(update={**ours, "port": free_port()})
    output = folder / "output"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "ops.cli", "up"],
            env=_environment(settings, workers),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    own = Own(settings, process.pid)
    try:
        _wait(lambda: _answers(own), process, output)
        with _counting(settings) as ready:
            _wait(lambda: ready() >= workers, process, output)
        yield own
    finally:
        own.client.close()
        process.terminate()
        process.wait(STOP_SECONDS)


def _environment(settings: Settings, workers: int) -> dict[str, str]:
    database = {"NEWSFOLD_DATABASE_URL": settings.database_url} if settings.database_url else {}
    return clean_environment() | {
        **database,
        "NEWSFOLD_DATA": str(settings.data),
        "NEWSFOLD_PORT": str(settings.port),
        "NEWSFOLD_MODEL": settings.model,
        "NEWSFOLD_READERS": str(settings.readers),
        "NEWSFOLD_EXTRACT_WORKERS": str(workers),
    }


def _wait(condition: Callable[[], bool], process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServiceError(f"newsfold did not come up. It said: {output.read_text(errors='replace')}")
        time.sleep(POLL_SECONDS)


def _answers(own: Own) -> bool:
    with suppress(NewsfoldError):
        own.client.get("/healthz")
        return True
    return False


@contextmanager
def _counting(settings: Settings) -> Iterator[Callable[[], int]]:
    """Counts the extract workers that have loaded their model: only then does RQ know of them."""
    log = open_log(settings)
    queues = open_queues(settings, log)
    from rq import Worker  # noqa: PLC0415  # RQ reads its key prefix, which open_queues sets, when it is imported

    try:
        yield lambda: Worker.count(queue=queues.queue(Stage.EXTRACT))
    finally:
        queues.connection.close()
        log.close()
