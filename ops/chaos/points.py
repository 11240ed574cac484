"""Named points of a process at which it can be made to die or to fail, once, by a file of the point's name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from schemas.errors import LogError

KILL, FAIL = "kill", "fail"


class Points:
    """The points that are armed in a folder, which many processes look into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def arm(self, point: str, deed: str) -> None:
        """Have the next process that reaches the point do the deed."""
        written = self._folder / f".{point}"
        written.write_text(deed)
        written.rename(self._folder / point)

    def disarm(self, point: str) -> bool:
        """Let nobody do it any more; False if somebody has."""
        try:
            (self._folder / point).unlink()
        except FileNotFoundError:
            return False
        return True

    def armed(self, point: str) -> bool:
        """Whether nobody has reached the point yet."""
        return (self._folder / point).exists()

    def reach(self, point: str) -> None:
        """Do what the point is armed for, if this process is the first one here."""
        mine = self._folder / f".{point}.{os.getpid()}"
        try:
            (self._folder / point).rename(mine)
        except FileNotFoundError:
            return
        if mine.read_text() == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise LogError(f"an error was injected: {point}")

    def around(self, owner: Any, name: str, *, before: str = "", after: str = "") -> None:  # noqa: ANN401  # any module or class
        """Have every call of a function reach a point before or after it."""
        call: Callable[..., Any] = getattr(owner, name)

        @wraps(call)
        def reaching(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever the function takes and gives
            if before:
                self.reach(before)
            result = call(*arguments, **named)
            if after:
                self.reach(after)
            return result

        put(owner, name, reaching)


def put(owner: Any, name: str, instead: Callable[..., Any]) -> None:  # noqa: ANN401  # any module or class
    """Put a function in the place of another one."""
    setattr(owner, name, instead)
