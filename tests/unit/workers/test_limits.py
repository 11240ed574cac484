"""What takes too much is ended by the kernel, or told so, and nobody else is."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable

import pytest

from workers import limits
from workers.limits import limit_memory, processor_time

PYTHON_LOOP, NATIVE_LOOP = "while True: pass", "re.match('(a+)+$', 'a' * 64 + 'b')"


def ended(block: Callable[[], object]) -> int:
    """How a process of its own ends that does the block: minus the signal, or its exit code."""
    child = os.fork()
    if child == 0:
        try:
            block()
        except MemoryError:
            os._exit(3)
        except BaseException:  # noqa: BLE001  # whatever it is, it must not go on as a second test run
            os._exit(4)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("code", [PYTHON_LOOP, NATIVE_LOOP], ids=["in Python", "in native code"])
def test_what_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)

    def loop() -> None:
        limit_memory(10**9)
        with processor_time(0):
            exec(code, {"re": re})

    assert ended(loop) == -signal.SIGPROF


def test_the_limit_ends_with_the_block() -> None:
    with processor_time(100):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_what_eats_memory_is_told_that_there_is_no_more() -> None:
    def eat() -> None:
        limit_memory(100_000_000)
        bytearray(50_000_000)
        bytearray(200_000_000)

    assert ended(eat) == 3
