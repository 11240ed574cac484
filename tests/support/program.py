"""The whole program as a user starts it: `newsfold up` in a process, on a free port, in a folder of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from ops.client import Client
from ops.environment import clean_environment
from ops.valkey import free_port

START_SECONDS = 90.0
STOP_SECONDS = 60.0


def until(condition: Callable[[], object], what: str, seconds: float = 30.0) -> None:
    """Wait for a condition; fails the test, saying what was waited for, when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} seconds for {what}"
        time.sleep(0.05)


def reached(client: Client, articles: Iterable[str], *states: str) -> Callable[[], bool]:
    """A condition: each article was in one of these states; one that was is not asked for again."""
    waiting = list(articles)

    def all_were() -> bool:
        while waiting and client.get(f"/v1/articles/{waiting[-1]}")["state"] in states:
            waiting.pop()
        return not waiting

    return all_were


class Program:
    """A running `newsfold up`; `output` holds what it printed."""

    def __init__(self, data: Path, *arguments: str, port: int | None = None, **settings: str) -> None:
        self.data = data
        self.port = free_port() if port is None else port
        self.environment = clean_environment() | {
            "NEWSFOLD_DATA": str(data),
            "NEWSFOLD_PORT": str(self.port),
            "NEWSFOLD_READERS": "0",  # the service makes its lists itself; readers take as long to start as it does
            "NEWSFOLD_EXTRACT_WORKERS": "1",
            "COLUMNS": "200",
            **settings,
        }
        data.parent.mkdir(parents=True, exist_ok=True)
        self.output = data.parent / f"{data.name}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                newsfold("up", *arguments), env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        self.client = Client(f"http://127.0.0.1:{self.port}")

    def wait_until_up(self) -> None:
        """Wait until it says that it is up."""

        def says_so() -> bool:
            assert self.process.poll() is None, self.printed()
            return "newsfold is up" in self.printed()

        until(says_so, "newsfold to come up", START_SECONDS)

    def printed(self) -> str:
        """What it has printed so far."""
        return self.output.read_text()

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run another command beside it, with the same settings and something on standard input."""
        return subprocess.run(
            newsfold(*arguments),
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def all_projected(self) -> bool:
        """Whether everything in its log is folded, and every article projected."""
        stats = self.client.get("/v1/stats")
        return stats["position"] == stats["head"] and all(
            article["state"] == "projected" for article in self.client.items("/v1/articles")
        )

    def children(self, *words: str) -> list[psutil.Process]:
        """Its own processes whose command line ends with these words, such as work, clean."""
        found = []
        for child in psutil.Process(self.process.pid).children():
            try:
                line = child.cmdline()
            except psutil.Error:
                continue
            if tuple(line[-len(words) :]) == words:
                found.append(child)
        return found

    def servers(self) -> list[psutil.Process]:
        """The queue's server."""
        return [child for child in psutil.Process(self.process.pid).children() if "server" in child.name()]

    def stop(self, signal_number: int = signal.SIGINT) -> int:
        """Ask it to stop and wait; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def running(data: Path, *arguments: str, port: int | None = None, **settings: str) -> Iterator[Program]:
    """A program that is up, and stopped at the end with everything it started."""
    program = Program(data, *arguments, port=port, **settings)
    try:
        program.wait_until_up()
        yield program
    finally:
        family = [psutil.Process(program.process.pid), *everything_below(program)] if alive(program) else []
        try:
            program.stop()
        finally:
            program.client.close()
            for process in family:
                _kill(process)


def everything_below(program: Program) -> list[psutil.Process]:
    """All processes that it started, and those that they started."""
    return psutil.Process(program.process.pid).children(recursive=True)


def alive(program: Program) -> bool:
    """Whether the supervisor still runs."""
    return program.process.poll() is None


def newsfold(*arguments: str) -> list[str]:
    """The command line of a newsfold command in this interpreter."""
    return [sys.executable, "-m", "ops.cli", *arguments]


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
