"""`newsfold up`: every process of one machine, each started again when it ends, all stopped in order.

One supervisor looks after a data folder; a lock names it to a second one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO

import httpx
import structlog

from ops import valkey
from ops.port import check_port
from ops.trust import trusted
from schemas.errors import ServiceError, SettingsError
from services.settings import REDIS_ADDRESS, Settings
from services.wiring import create_log

LOGGER = structlog.get_logger("newsfold.supervisor")
LOCK = "supervisor.lock"
LOGS = "logs"
LOG_BYTES = 20_000_000
"""Size at which a process's log file is set aside as FILE.1."""
LAST_WORDS = 2_000
"""Bytes at the end of a log file that are looked at for why its process ended."""
START_SECONDS = 60.0
STOP_SECONDS = 20.0
BACKOFF_SECONDS = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
STEADY_SECONDS = 10.0
"""A process that ran this long starts again at once, however often it ended before."""


class Child:
    """A process that is started again when it ends."""

    def __init__(self, name: str, start: Callable[[int], subprocess.Popen[bytes]], log: Path) -> None:
        self.name = name
        self.restarts = 0
        self._start = start
        self._log = log
        self._started = 0.0
        self._due = 0.0
        self._ends = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, its output appended to its log file."""
        with self._log.open("ab") as output:
            self.process = self._start(output.fileno())
        self._started = time.monotonic()

    def tend(self) -> None:
        """Start the process again if it has ended, after a wait that grows while it keeps ending.

        Raises SettingsError with its own words if it can never start with these settings.
        """
        if self.process is None:
            if time.monotonic() >= self._due:
                self.restarts += 1
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if code == os.EX_CONFIG:
            raise SettingsError(self._last_line().removeprefix("newsfold: "))
        steady = time.monotonic() - self._started > STEADY_SECONDS
        self._ends = 0 if steady else self._ends + 1
        wait = BACKOFF_SECONDS[min(self._ends, len(BACKOFF_SECONDS) - 1)]
        LOGGER.warning(
            "process ended; starting it again",
            process=self.name,
            exit_code=code,
            in_seconds=wait,
            said=self._last_line(),
            log=str(self._log),
        )
        self.process, self._due = None, time.monotonic() + wait

    def _last_line(self) -> str:
        """The end of what the process said last."""
        with self._log.open("rb") as log:
            log.seek(max(0, self._log.stat().st_size - LAST_WORDS))
            lines = log.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "")

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def ensure_stopped(self, deadline: float) -> None:
        """Wait until the deadline, then kill."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            LOGGER.warning("process did not stop; killing it", process=self.name)
            self.process.kill()
            self.process.wait()

    def rotate_log(self) -> None:
        """Set a log file that has grown large aside; the process keeps appending to the emptied one."""
        if self._log.exists() and self._log.stat().st_size > LOG_BYTES:
            shutil.copyfile(self._log, self._log.with_suffix(".log.1"))
            os.truncate(self._log, 0)


class Supervisor:
    """Starts, tends and stops the processes of one data folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop_asked = False
        self._lock = hold(settings.data)
        self.children: list[Child] = []

    def start(self) -> None:
        """Start everything and wait until the service answers; raises ServiceError or SettingsError otherwise."""
        signal.signal(signal.SIGTERM, self._ask_stop)
        signal.signal(signal.SIGINT, self._ask_stop)
        check_port(self._settings.host, self._settings.port)
        log = create_log(self._settings)
        environment = self._environment(str(log.identity))
        log.close()
        if not self._settings.redis_url:
            self._start_redis()
        self._add("serve", ["serve"], environment)
        for number in range(self._settings.clean_workers):
            self._add(f"clean-{number + 1}", ["work", "clean"], environment)
        for number in range(self._settings.extract_workers):
            self._add(f"extract-{number + 1}", ["work", "extract"], environment)
        self._add("projections", ["work", "projections"], environment)
        self._wait_until_serving()

    @property
    def url(self) -> str:
        """Where the service answers."""
        host = self._settings.host
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # a comparison binds nothing
        return f"http://{shown}:{self._settings.port}"

    @property
    def stopping(self) -> bool:
        """Whether ^C or SIGTERM has come."""
        return self._stop_asked

    def tend(self) -> None:
        """Look after every process once."""
        for child in self.children:
            child.tend()
            child.rotate_log()

    def run(self) -> None:
        """Look after the processes until ^C or SIGTERM; raises SettingsError if one can never start."""
        while not self._stop_asked:
            self.tend()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the door first, then the workers, then the projections, the queue last."""
        self._stop_asked = True
        order = (("serve",), ("clean", "extract"), ("projections",), ("redis",))
        for names in order:
            deadline = time.monotonic() + STOP_SECONDS
            group = [child for child in self.children if child.name.split("-")[0] in names]
            for child in group:
                child.ask_to_stop()
            for child in group:
                child.ensure_stopped(deadline)
        if not self._settings.redis_url:
            (self._settings.data / REDIS_ADDRESS).unlink(missing_ok=True)
        self._lock.close()

    def _ask_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stop_asked = True

    def _environment(self, log_id: str) -> dict[str, str]:
        return {
            **os.environ,
            "NEWSFOLD_DATA": str(self._settings.data.resolve()),
            "NEWSFOLD_LOG_ID": log_id,
            "NEWSFOLD_SUPERVISOR": str(os.getpid()),
            "NEWSFOLD_PORT": str(self._settings.port),
        }

    def _start_redis(self) -> None:
        valkey.stop_stale_server(self._settings.data)
        configuration = valkey.write_configuration(self._settings.data)
        self._child("redis", lambda output: valkey.start_server(configuration, output))
        valkey.wait_until_ready(self._settings.redis_address())

    def _add(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        def start(output: int) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", "ops.cli", *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # ^C reaches the supervisor alone, which stops them in order
            )

        self._child(name, start)

    def _child(self, name: str, start: Callable[[int], subprocess.Popen[bytes]]) -> None:
        folder = self._settings.data / LOGS
        folder.mkdir(exist_ok=True)
        child = Child(name, start, folder / f"{name}.log")
        child.start()
        self.children.append(child)

    def _wait_until_serving(self) -> None:
        url, deadline = f"{self.url}/healthz", time.monotonic() + START_SECONDS
        while not self._stop_asked:
            self.tend()
            with suppress(httpx.TransportError):
                if httpx.get(url, timeout=2, verify=trusted(url)).is_success:
                    return
            if time.monotonic() > deadline:
                raise ServiceError(
                    f"The service did not answer within {START_SECONDS:.0f} seconds; "
                    f"{self._settings.data / LOGS / 'serve.log'} says why."
                )
            time.sleep(0.1)


def hold(data: Path) -> IO[str]:
    """Lock a data folder for this process; raises ServiceError naming the process that holds it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / LOCK).open("a+")
    except OSError as error:
        raise ServiceError(f"The data folder {data.resolve()} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise ServiceError(
            f"The data folder {data.resolve()} is held by another supervisor, process {holder}. "
            "Stop that one, or choose another folder with NEWSFOLD_DATA."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
