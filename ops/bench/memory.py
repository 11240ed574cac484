"""The peak memory of a process and all below it, read from /proc; where there is no /proc it is not measured."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PROC = Path("/proc")
SAMPLE_SECONDS = 0.25
KIBIBYTE = 1024


class MemoryWatch:
    """Looks at a process and its descendants while the `with` block runs.

    `peaks` maps what a process does to its highest resident size in bytes (VmHWM of proc(5)), the greatest if several
    do the same. A horse's size counts the pages that it shares with its worker.
    """

    def __init__(self, root: int, proc: Path = PROC) -> None:
        self.peaks: dict[str, int] = {}
        self._root = root
        self._proc = proc
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        self.look()

    def look(self) -> None:
        """Look once at every process that there is now."""
        self._look(self._root, "")

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self.look()

    def _look(self, process: int, parent: str) -> None:
        with suppress(OSError):  # it may end at any moment
            folder = self._proc / str(process)
            does = _name((folder / "cmdline").read_text(errors="replace"))
            name = f"{parent}'s horse" if does == parent else does
            if peak := _peak((folder / "status").read_text()):
                self.peaks[name] = max(self.peaks.get(name, 0), peak)
            for children in (folder / "task").glob("*/children"):
                for child in children.read_text().split():
                    self._look(int(child), name)


def _name(command_line: str) -> str:
    """What a process does: the words of its newsfold command, else its program's name."""
    words = command_line.split("\0")
    if "ops.cli" in words:
        return " ".join(words[words.index("ops.cli") + 1 :]).rstrip()
    return Path(command_line.partition("\0")[0].partition(" ")[0]).name


def _peak(status: str) -> int:
    """The VmHWM of a process's status, in bytes; 0 for one that has ended."""
    lines = (line.split() for line in status.splitlines() if line.startswith("VmHWM:"))
    return next((int(size) * KIBIBYTE for _, size, _ in lines), 0)
