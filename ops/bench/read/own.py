"""A service and a projection worker of the measurement's own, over a log that it fills."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import psycopg

from ops.bench.capacity import processor_times
from ops.bench.read.sample import Newsroom
from ops.environment import clean_environment
from ops.postgres import postgres_server
from ops.trust import trusted
from ops.valkey import free_port, start_server, wait_until_ready, write_configuration
from schemas.errors import ServiceError
from services.eventlog import EventLog
from services.settings import Settings
from services.wiring import READMODELS, create_log, open_readmodels
from workers.projections import FOLDS_VERSION
from workers.projector import replay

STORES = ("SQLite", "PostgreSQL")
TOGETHER = 20
"""Articles appended in one transaction while the log is filled."""
START_SECONDS = 300.0
STOP_SECONDS = 60.0
"""Patience with a machine that others keep busy; a service that ends instead is told of at once."""
IDLE_SECONDS, IDLE_SHARE = 0.5, 0.05
"""Who takes so little of so much time has nothing to do."""


@contextmanager
def place(store: str) -> Iterator[Settings]:
    """Where a log is made: a folder, and for PostgreSQL a server; all of it is gone in the end."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsfold-bench-"))
        url = None
        if store == "PostgreSQL":
            server = stack.enter_context(postgres_server({}))
            url = stack.enter_context(server.database("bench"))
        yield Settings.model_validate({"data": Path(folder), "database_url": url, "port": free_port()})


def fill(settings: Settings, newsroom: Newsroom, first: int, last: int) -> None:
    """Append the articles of these numbers."""
    log = create_log(settings)
    for start in range(first, last, TOGETHER):
        numbers = range(start, min(start + TOGETHER, last))
        log.append([newsroom.write(number) for number in numbers])
    log.close()


def fold(settings: Settings) -> None:
    """Fold all that is in the log, by building the read models anew."""
    log, readmodels = create_log(settings), open_readmodels(settings, FOLDS_VERSION)
    replay(log, readmodels, lambda _done, _total: None)
    readmodels.close()
    log.close()


class Own:
    """The running service, its process, and the log it reads."""

    def __init__(self, settings: Settings, service: int) -> None:
        self.settings = settings
        self.service = service
        self.log: EventLog = create_log(settings)
        url = f"http://127.0.0.1:{settings.port}"
        self.http = httpx.Client(base_url=url, timeout=60, verify=trusted(url))
        self.generation = int(self.stats()["generation"])

    def stats(self) -> dict[str, int]:
        """The service's own figures."""
        found: dict[str, int] = self.http.get("/v1/stats").raise_for_status().json()
        return found

    def processor_seconds(self) -> float:
        """The processor time that the service and its readers have taken so far; 0 where there is no /proc."""
        with suppress(OSError):
            return sum(processor_times(self.service).values())
        return 0.0

    def wait_until_idle(self) -> None:
        """Wait until its readers have begun, which they do one after the other."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            before = self.processor_seconds()
            time.sleep(IDLE_SECONDS)
            if self.processor_seconds() - before < IDLE_SECONDS * IDLE_SHARE:
                return

    def by_hand(self) -> Callable[[str, Sequence[object]], int]:
        """What asks the database directly in SQL; the number of rows."""
        if self.settings.database_url:
            return _by_hand_in_postgres(self.settings.database_url, self.generation)
        return _by_hand_in_sqlite(self.settings.data / READMODELS / f"generation-{self.generation}.sqlite")

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()
        self.log.close()


@contextmanager
def running(settings: Settings) -> Iterator[Own]:
    """A service and a projection worker over the log of these settings, stopped in the end."""
    output = settings.data / "output"
    with ExitStack() as stack, output.open("ab") as file:
        queue = start_server(write_configuration(settings.data), file.fileno())
        stack.callback(_stop, queue)
        wait_until_ready(settings.redis_address())
        service, worker = (_start(settings, file.fileno(), *words) for words in (("serve",), ("work", "projections")))
        stack.callback(_stop, service)
        stack.callback(_stop, worker)
        _wait(settings, service, output)
        own = Own(settings, service.pid)
        stack.callback(own.close)
        own.wait_until_idle()
        yield own


def _start(settings: Settings, output: int, *words: str) -> subprocess.Popen[bytes]:
    environment = clean_environment() | {
        "NEWSFOLD_DATA": str(settings.data),
        "NEWSFOLD_PORT": str(settings.port),
        "NEWSFOLD_LOG_LEVEL": "error",
    }
    if settings.database_url:
        environment["NEWSFOLD_DATABASE_URL"] = settings.database_url
    return subprocess.Popen(
        [sys.executable, "-m", "ops.cli", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )


def _wait(settings: Settings, service: subprocess.Popen[bytes], output: Path) -> None:
    url, deadline = f"http://127.0.0.1:{settings.port}/healthz", time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(url, verify=trusted(url))
        except httpx.TransportError:
            if service.poll() is not None or time.monotonic() > deadline:
                said = output.read_text(errors="replace")
                raise ServiceError(f"The service did not come up. It said: {said}") from None
            time.sleep(0.1)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _by_hand_in_sqlite(file: Path) -> Callable[[str, Sequence[object]], int]:
    connection = sqlite3.connect(file)
    return lambda sql, values: len(connection.execute(sql.replace("{s}", "main"), values).fetchall())


def _by_hand_in_postgres(url: str, generation: int) -> Callable[[str, Sequence[object]], int]:
    connection, schema = psycopg.connect(url, autocommit=True), f"readmodels_{generation}"

    def ask(sql: str, values: Sequence[object]) -> int:
        spelled = sql.replace("{s}", schema).replace("?", "%s").encode()
        return len(connection.execute(spelled, list(values)).fetchall())

    return ask
