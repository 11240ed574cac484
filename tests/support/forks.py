"""What is done in a forked child, so that it harms no other test."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable

from schemas.errors import NewsfoldError


def error_in_a_fork(act: Callable[[], object]) -> str:
    """What the error says that the act raises in a forked child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            act()
        except NewsfoldError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as said:  # noqa: PTH123  # a file descriptor has no path
        text = said.read()
    os.waitpid(child, 0)
    return text


def fill_the_disk(size: int) -> None:
    """Let no file of this process grow beyond so many bytes, as if its disk was full then."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
