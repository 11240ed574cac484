"""A host as others see it: some processes of the program with a data folder and an environment of their own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from ops.client import Client
from ops.environment import clean_environment
from schemas.errors import NewsfoldError
from tests.support.program import newsfold, until

PROGRAM = tuple(newsfold())
START_SECONDS = 90.0
STOP_SECONDS = 60.0
EVERY_WORKER = ("clean", "extract", "projections")


class Host:
    """Processes that share nothing with those of other hosts but what the settings name.

    `program` is the beginning of the command line of the program that the host has installed.
    """

    def __init__(self, folder: Path, program: Sequence[str] = PROGRAM, **settings: str) -> None:
        self.program = program
        self.data = folder / "data"
        self._folder = folder
        self._processes: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}
        folder.mkdir()
        ours = {"NEWSFOLD_DATA": str(self.data), "NEWSFOLD_READERS": "0", "COLUMNS": "200"}
        self.environment = clean_environment() | ours | settings

    def start(self, *command: str) -> None:
        """Start one process of the program; its output is kept."""
        with self._output(command).open("ab") as output:
            self._processes[command] = subprocess.Popen(
                [*self.program, *command], env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    def wait_until_printed(self, words: str, *command: str) -> None:
        """Wait until the process has printed these words; fails the test if it ends before."""

        def has_printed() -> bool:
            assert self._processes[command].poll() is None, self.printed(*command)
            return words in self.printed(*command)

        until(has_printed, f"{' '.join(command)} to print {words!r}", START_SECONDS)

    def printed(self, *command: str) -> str:
        """What the process has printed so far."""
        return self._output(command).read_text()

    def run(self, *arguments: str) -> str:
        """Run another command on this host to its end; what it printed."""
        done = subprocess.run(
            [*self.program, *arguments], env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def process(self, *command: str) -> psutil.Process:
        """The process that was started with this command."""
        return psutil.Process(self._processes[command].pid)

    def at_work(self, stage: str) -> bool:
        """Whether a worker's horse has a job of this stage in hand."""
        return bool(self.process("work", stage).children())

    def wait(self, *command: str) -> int:
        """Wait until the process ends by itself; its exit code."""
        return self._processes[command].wait(START_SECONDS)

    def freeze(self) -> None:
        """Stop every process where it is, as if the host were cut off: its connections stay open, and nothing comes."""
        for process in self._all():
            process.suspend()

    def wake(self) -> None:
        """Let every process go on where it was."""
        for process in self._all():
            process.resume()

    def kill(self) -> None:
        """End everything at once, as a power cut does."""
        for process in self._all():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for started in self._processes.values():
            started.wait()

    def stop(self) -> dict[str, int]:
        """Ask every process to end, and wait; their exit codes."""
        for started in self._processes.values():
            started.terminate()
        return {" ".join(command): started.wait(STOP_SECONDS) for command, started in self._processes.items()}

    def _all(self) -> list[psutil.Process]:
        """Parents before their children, who could otherwise be missed."""
        found = []
        for started in self._processes.values():
            with suppress(psutil.NoSuchProcess):
                parent = psutil.Process(started.pid)
                found += [parent, *parent.children(recursive=True)]
        return found

    def _output(self, command: tuple[str, ...]) -> Path:
        return self._folder / f"{'-'.join(command)}.out"


@contextmanager
def host(folder: Path, program: Sequence[str] = PROGRAM, **settings: str) -> Iterator[Host]:
    """A host without processes as yet; in the end none is left."""
    here = Host(folder, program, **settings)
    try:
        yield here
    finally:
        here.kill()


def start_workers(hosts: Sequence[Host], kinds: Sequence[str] = EVERY_WORKER) -> None:
    """Start a worker of each kind on each host and wait until all take part."""
    commands = [(each, "work", kind) for each in hosts for kind in kinds]
    for each, *command in commands:
        each.start(*command)
    for each, *command in commands:
        each.wait_until_printed("ready", *command)


def is_ready(client: Client) -> bool:
    """Whether a service answers, with its log, read models and queue at hand."""
    with suppress(NewsfoldError):
        client.get("/readyz")
        return True
    return False
