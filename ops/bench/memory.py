"""The peak memory of a process and all below it, read from /proc; where there is no /proc it is not measured."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ops.bench.beside import Beside

PROC = Path("/proc")
SAMPLE_SECONDS = 0.25
KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024


class MemoryWatch(Beside):
    """Looks at a process and its descendants while the `with` block runs.

    `peaks` maps what a process does to its highest resident size in bytes (VmHWM of proc(5)), the greatest if several
    do the same. A horse's size counts the pages that it shares with its worker.
    """

    def __init__(self, root: int, proc: Path = PROC) -> None:
        super().__init__()
        self.peaks: dict[str, int] = {}
        self._root = root
        self._proc = proc

    def look(self) -> None:
        """Look once at every process that there is now."""
        self._look(self._root, "")

    def work(self) -> None:
        """Look now and then, and once more in the end."""
        while not self.stop.wait(SAMPLE_SECONDS):
            self.look()
        self.look()

    def _look(self, process: int, parent: str) -> None:
        with suppress(OSError):  # it may end at any moment
            folder = self._proc / str(process)
            does = name_of(process, self._proc)
            name = f"{parent}'s horse" if does == parent else does
            if peak := size((folder / "status").read_text(), "VmHWM"):
                self.peaks[name] = max(self.peaks.get(name, 0), peak)
            for child in children(process, self._proc):
                self._look(child, name)


def children(process: int, proc: Path = PROC) -> list[int]:
    """The processes that a process has started and that have not ended."""
    threads = (proc / str(process) / "task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


def name_of(process: int, proc: Path = PROC) -> str:
    """What a process does: the words of its newsfold command, else its program's name."""
    command_line = (proc / str(process) / "cmdline").read_text(errors="replace")
    words = command_line.split("\0")
    if "ops.cli" in words:
        return " ".join(words[words.index("ops.cli") + 1 :]).rstrip()
    return Path(command_line.partition("\0")[0].partition(" ")[0]).name.rstrip(":")


def size(status: str, field: str) -> int:
    """A size in a process's status (proc(5)), in bytes: VmHWM at its highest, VmRSS now; 0 for one that has ended."""
    lines = (line.split() for line in status.splitlines() if line.startswith(f"{field}:"))
    return next((int(number) * KIBIBYTE for _, number, _ in lines), 0)


def mebibytes(size: float) -> str:
    """A size as people read it."""
    return f"{size / MEBIBYTE:,.0f} MiB"
