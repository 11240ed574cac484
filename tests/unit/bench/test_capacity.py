"""Processor time by what a process does, out of a /proc of the test's own."""

from __future__ import annotations

import os
from pathlib import Path

from ops.bench.capacity import processor_times

TICKS = os.sysconf("SC_CLK_TCK")


def process(proc: Path, number: int, command: str, seconds: tuple[int, int, int, int], children: str = "") -> None:
    folder = proc / str(number)
    (folder / "task" / str(number)).mkdir(parents=True)
    (folder / "cmdline").write_bytes(command.replace(" ", "\0").encode())
    times = " ".join(str(each * TICKS) for each in seconds)
    (folder / "stat").write_text(f"{number} (a name) with ) S 1 1 1 0 -1 0 9 9 9 9 {times} 20 0 1 0\n")
    (folder / "task" / str(number) / "children").write_text(children)


def test_what_a_process_and_its_ended_children_used_counts_as_its_own(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli work extract", (1, 2, 30, 4))
    assert processor_times(1, tmp_path) == {"work extract": 37}


def test_processes_that_do_the_same_are_told_together_and_one_that_has_ended_is_left_out(tmp_path: Path) -> None:
    process(tmp_path, 1, "python -m ops.cli up", (1, 0, 0, 0), "2 3 4")
    process(tmp_path, 2, "python -m ops.cli work clean", (2, 0, 0, 0))
    process(tmp_path, 3, "python -m ops.cli work clean", (0, 5, 0, 0))
    assert processor_times(1, tmp_path) == {"up": 1, "work clean": 7}
