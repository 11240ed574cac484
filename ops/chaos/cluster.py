"""A newsfold of its own to do harm to: a Valkey, perhaps a PostgreSQL, its processes, and proxies in between."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import httpx
import structlog

from ops import valkey
from ops.chaos.control import Control
from ops.chaos.points import Points
from ops.chaos.proxy import Proxy
from ops.chaos.variables import CONTROL, DATABASE, FOLDER, FOLDS, NAME
from ops.environment import clean_environment
from ops.postgres import PostgresServer, postgres_server
from ops.supervisor import Child
from ops.trust import trusted
from schemas.claim import Claim
from schemas.errors import ServiceError
from schemas.record import Stage
from services.settings import REDIS_ADDRESS, Settings
from services.wiring import create_log, open_queues, open_readmodels
from workers.projections import FOLDS_VERSION

LOGGER = structlog.get_logger("newsfold.chaos")
PROCESSES = {
    "serve": ("serve",),
    "clean-1": ("work", "clean"),
    "extract-1": ("work", "extract"),
    "extract-2": ("work", "extract"),
    "projections-1": ("work", "projections"),
    "projections-2": ("work", "projections"),
}
POSTGRES = "postgres"
JOB_MEMORY = 300_000_000
START_SECONDS = 120.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.1
KEPT = "appendonly yes\nappendfsync everysec\n"
"""Redis keeps its queue on disk here, so that it can come back with a stale or a torn one."""
POSTGRES_SETTINGS = {"max_connections": "60", "shared_buffers": "32MB", "checkpoint_timeout": "30s"}
"""A checkpoint every half minute keeps short what a killed server reads again when it starts."""
Work = tuple[Stage, Claim]


class Cluster:
    """All processes and servers of one log; a context manager that leaves nothing behind."""

    def __init__(self, given: Settings, folder: Path, *, postgres: bool, control: Control | None = None) -> None:
        self.folder = folder
        self.points = Points(folder)
        self.processes = processes(control)
        self.versions: dict[str, dict[str, str]] = {name: {} for name in self.processes}
        self.children: dict[str, Child] = {}
        self._control = {CONTROL: control.value} if control else {}
        self._left = ExitStack()
        self._held = set[str]()
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._redis_configuration = _kept(valkey.write_configuration(folder))
        self.postgres: PostgresServer | None = (
            self._left.enter_context(postgres_server(POSTGRES_SETTINGS)) if postgres else None
        )
        redis = (folder / REDIS_ADDRESS).read_text().strip()
        ours = {
            "data": folder / "data",
            "database_url": self.postgres.url() if self.postgres else None,
            "redis_url": redis,
            "log_id": None,
            "port": valkey.free_port(),
        }
        self.settings = given.model_copy(update=ours)
        self.proxies = {"redis": Proxy(_port(redis)), "http": Proxy(self.settings.port)}
        if self.postgres:
            self.proxies["postgres"] = Proxy(self.postgres.socket)

    def __enter__(self) -> Self:
        self._child("redis", lambda output: valkey.start_server(self._redis_configuration, output))
        self.log = create_log(self.settings)
        self.queues = open_queues(self.settings, self.log)
        self.readmodels = open_readmodels(self.settings, FOLDS_VERSION)  # whatever version built them
        for name, arguments in self.processes.items():
            self._child(name, partial(self._popen, name, arguments))
        threading.Thread(target=self._tend, name="tend", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        with self._lock:
            for name, child in self.children.items():
                self.signal(name, signal.SIGCONT)
                if name != "redis":
                    child.ask_to_stop()
            deadline = time.monotonic() + STOP_SECONDS
            for child in reversed(self.children.values()):
                if child is self.children["redis"]:
                    child.ask_to_stop()
                child.ensure_stopped(deadline)
        for proxy in self.proxies.values():
            proxy.close()
        self.queues.connection.close()
        self.readmodels.close()
        self.log.close()
        self._left.close()

    @property
    def url(self) -> str:
        """Where the service answers those who come through the proxy."""
        return f"http://127.0.0.1:{self.proxies['http'].port}"

    @property
    def folds(self) -> str:
        """The version of the folds that the projection workers have just now."""
        return self.versions["projections-1"].get(FOLDS, FOLDS_VERSION)

    @property
    def restarts(self) -> dict[str, int]:
        """How often each process and server was started again."""
        return {name: child.restarts for name, child in self.children.items()}

    def wait_until_ready(self) -> None:
        """Raises ServiceError if service and workers do not come up."""
        deadline = time.monotonic() + START_SECONDS
        expected = sum(name.startswith(tuple(Stage)) for name in self.processes)
        while not (self._answers() and len(self.workers()) >= expected):
            if time.monotonic() > deadline:
                raise ServiceError(f"newsfold did not come up; {self.folder / 'logs'} says why.")
            time.sleep(POLL_SECONDS)

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start another command beside the others, through the same proxies."""
        with (self.folder / "logs" / "beside.log").open("ab") as output:
            return self._popen("beside", arguments, output.fileno())

    def pid(self, name: str) -> int | None:
        """The process that has this name now."""
        process = self.children[name].process
        return process.pid if process and process.poll() is None else None

    def horse(self, name: str) -> int | None:
        """The process that does the job in this worker's hand."""
        with suppress(OSError, ValueError, IndexError):
            pid = self.pid(name)
            return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
        return None

    def signal(self, name: str, number: int) -> bool:
        """Send a signal to a process and to its horse; False if there is no such process."""
        found = [pid for pid in (self.horse(name) if name.startswith(tuple(Stage)) else None, self.pid(name)) if pid]
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        return bool(found)

    def kill(self, name: str) -> bool:
        """End a process at once; False if there is none just now."""
        pid = self.pid(name)
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.children[name].ensure_stopped(time.monotonic() + 1)
        return True

    def hold_horse(self, name: str) -> bool:
        """Stop the process that does a worker's job, until it is killed or woken; False if there is none just now."""
        return self._signal_horse(name, signal.SIGSTOP)

    def wake_horse(self, name: str) -> None:
        """Let the process that does a worker's job go on, if there is one."""
        self._signal_horse(name, signal.SIGCONT)

    def kill_horse(self, name: str) -> bool:
        """End the process that does a worker's job; False if there is none just now."""
        return self._signal_horse(name, signal.SIGKILL)

    def limit_files(self, name: str, size: int) -> bool:
        """Let a process and its horse write no further than so many bytes into any file, as on a full disk."""
        found = [pid for pid in (self.horse(name), self.pid(name)) if pid]
        for pid in found:
            with suppress(ProcessLookupError):
                _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))
        return bool(found)

    @contextmanager
    def down(self, name: str) -> Iterator[None]:
        """Kill a process or a server, which is started again at the end of the block only."""
        with self._lock:
            self._held.add(name)
            if name == POSTGRES:
                cast("PostgresServer", self.postgres).kill()
            else:
                self.children[name].ensure_stopped(0)
        try:
            yield
        finally:
            with self._lock:
                self._held.discard(name)

    def workers(self) -> dict[int, list[Work]]:
        """The work in each worker's hand, by the worker's process; of those that died in mid-job too."""
        from rq import Worker  # noqa: PLC0415  # RQ reads its key prefix, which open_queues sets, when it is imported

        found: dict[int, list[Work]] = {}
        for stage in Stage:
            for worker in Worker.all(queue=self.queues.queue(stage)):
                job = worker.get_current_job_id()
                found[worker.pid or 0] = [(stage, claim) for claim in self.queues.claims_of(stage, job)] if job else []
        return found

    def deliver(self, stage: Stage, articles: Sequence[str]) -> None:
        """Queue articles at their first revision, whoever holds them."""
        from services.queues.rq import FUNCTIONS  # noqa: PLC0415  # RQ reads its key prefix when it is imported

        claims = [[article, 1] for article in articles]
        self.queues.queue(stage).enqueue_call(FUNCTIONS[stage], args=(claims,), result_ttl=0, timeout=60)

    def heal(self) -> None:
        """Undo every fault that lasts."""
        for proxy in self.proxies.values():
            proxy.heal()
        for point in [path for path in self.folder.iterdir() if path.is_file() and " " in path.name]:
            point.unlink(missing_ok=True)
        for clock in self.folder.glob("clock.*"):
            clock.unlink()
        for name in self.processes:
            self.signal(name, signal.SIGCONT)
            self.limit_files(name, resource.RLIM_INFINITY)

    def _signal_horse(self, name: str, number: int) -> bool:
        horse = self.horse(name)
        if horse is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(horse, number)
        return True

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/readyz", timeout=2, verify=trusted(self.url)).is_success
        return False

    def _tend(self) -> None:
        """Start again what has ended; in one thread, as Linux ends a server with the thread that started it."""
        while not self._stop.wait(POLL_SECONDS):
            with self._lock:
                if self.postgres and POSTGRES not in self._held and not self.postgres.running:
                    _start(self.postgres)
                for name, child in self.children.items():
                    if name not in self._held and not self._stop.is_set():
                        child.tend()

    def _child(self, name: str, start: Callable[[int], subprocess.Popen[bytes]]) -> None:
        logs = self.folder / "logs"
        logs.mkdir(exist_ok=True)
        child = Child(name, start, logs / f"{name}.log")
        child.start()
        self.children[name] = child
        if name == "redis":
            valkey.wait_until_ready((self.folder / REDIS_ADDRESS).read_text().strip())

    def _popen(self, name: str, arguments: tuple[str, ...], output: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "ops.chaos.process", *arguments],
            env=self._environment(name),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )

    def _environment(self, name: str) -> Mapping[str, str]:
        redis = cast("str", self.settings.redis_url)
        ours = told(self.settings) | {
            "NEWSFOLD_LOG_ID": str(self.log.identity),
            "NEWSFOLD_SUPERVISOR": str(os.getpid()),
            "REDIS_URL": redis.replace(f":{_port(redis)}/", f":{self.proxies['redis'].port}/"),
            FOLDER: str(self.folder),
            NAME: name,
        }
        if self.postgres:
            address = f"postgresql://postgres@127.0.0.1:{self.proxies['postgres'].port}/postgres"
            ours[DATABASE] = address
        return clean_environment() | ours | self._control | self.versions.get(name, {FOLDS: self.folds})


def processes(control: Control | None) -> Mapping[str, tuple[str, ...]]:
    """The arguments of each process by its name; a mistake shows with one of each as well as with two."""
    return {name: each for name, each in PROCESSES.items() if control is None or not name.endswith("-2")}


def told(settings: Settings) -> dict[str, str]:
    """The settings of a trial as every process of it is told them."""
    return {
        "NEWSFOLD_DATA": str(settings.data),
        "NEWSFOLD_PORT": str(settings.port),
        "NEWSFOLD_MODEL": settings.model,
        "NEWSFOLD_READERS": str(settings.readers),
        "NEWSFOLD_JOB_MEMORY": str(JOB_MEMORY),
    }


def _start(postgres: PostgresServer) -> None:
    """Start the server; one that takes long is waited for by whoever wants it."""
    try:
        postgres.start()
    except ServiceError as error:
        LOGGER.warning("PostgreSQL does not answer yet", reason=str(error))


def _kept(configuration: Path) -> Path:
    configuration.write_text(configuration.read_text() + KEPT)
    return configuration


def _port(url: str) -> int:
    return httpx.URL(url).port or 0
