"""An armed point is reached by one process once, and does what it is armed for."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ops.chaos.points import FAIL, KILL, Points
from schemas.errors import LogError


class Steps:
    """What a point is put around."""

    done = 0

    def step(self, by: int) -> int:
        self.done += by
        return self.done


def test_a_point_that_is_not_armed_does_nothing(tmp_path: Path) -> None:
    Points(tmp_path).reach("nowhere")


def test_a_point_fails_once_and_then_no_more(tmp_path: Path) -> None:
    points = Points(tmp_path)
    points.arm("here", FAIL)
    assert points.armed("here")
    with pytest.raises(LogError, match="here"):
        points.reach("here")
    assert not points.armed("here")
    points.reach("here")


def test_a_point_kills_the_process_that_reaches_it(tmp_path: Path) -> None:
    points = Points(tmp_path)
    points.arm("here", KILL)
    child = os.fork()
    if child == 0:
        points.reach("here")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert not points.disarm("here")


def test_a_point_that_is_disarmed_was_not_reached(tmp_path: Path) -> None:
    points = Points(tmp_path)
    points.arm("here", KILL)
    assert points.disarm("here")
    points.reach("here")


@pytest.mark.parametrize(("where", "done"), [("before", 0), ("after", 2)])
def test_a_point_stands_before_or_after_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, done: int
) -> None:
    monkeypatch.setattr(Steps, "step", Steps.step)
    points, steps = Points(tmp_path), Steps()
    points.around(Steps, "step", **{where: "here"})
    points.arm("here", FAIL)
    with pytest.raises(LogError):
        steps.step(2)
    assert steps.done == done
    assert steps.step(by=1) == done + 1
