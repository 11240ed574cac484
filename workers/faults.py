"""What an error in a step means: whether trying again could help, and what is told of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from traceback import walk_tb

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from schemas.errors import InputError, LogError, ServiceError

ROOT = Path(__file__).parents[1]
OURS = frozenset({"schemas", "services", "workers", "ops"})
LONGEST_DETAIL = 1_000
"""Characters kept of an error's own sentence."""
LAST_FRAMES = 20
"""Frames kept of a traceback, those nearest to the error."""


class Kind(StrEnum):
    """Elsewhere: a store or a server is away, which is nobody's failure. Transient: may pass. Permanent: will not.

    Own: the article's doing or that of those before it in its job; what is tried again is tried alone.
    """

    ELSEWHERE = "elsewhere"
    TRANSIENT = "transient"
    OWN = "own"
    PERMANENT = "permanent"


ATTEMPTS = 5
"""How often a step is tried before its failure is permanent, whatever the reasons."""
TRIES = {Kind.ELSEWHERE: ATTEMPTS, Kind.TRANSIENT: ATTEMPTS, Kind.OWN: 2, Kind.PERMANENT: 1}
"""How often it may fail for one and the same reason."""


KINDS: dict[type[BaseException], Kind] = {
    LogError: Kind.ELSEWHERE,
    ServiceError: Kind.ELSEWHERE,
    InputError: Kind.PERMANENT,
    # Steps are pure, so an error of the program's is the same every time until the program is mended.
    ArithmeticError: Kind.PERMANENT,
    AssertionError: Kind.PERMANENT,
    AttributeError: Kind.PERMANENT,
    LookupError: Kind.PERMANENT,
    MsgspecError: Kind.PERMANENT,
    NameError: Kind.PERMANENT,
    NotImplementedError: Kind.PERMANENT,
    RecursionError: Kind.PERMANENT,
    TypeError: Kind.PERMANENT,
    ValueError: Kind.PERMANENT,
    # A job's memory is limited, so this is no lack of the machine's, which shows as SIGKILL.
    MemoryError: Kind.OWN,
    # What the machine lacks now it may have later: files, time; so may whatever nobody thought of.
    OSError: Kind.TRANSIENT,
    BaseException: Kind.TRANSIENT,
}
"""An error is of the kind of the nearest of its classes that stands here."""


class Failure(Struct, frozen=True):
    """Why a step could not be done, where in the program, and what that means for trying again."""

    reason: str
    detail: str
    kind: Kind
    traceback: str = ""


WORKER_DIED = Failure("WorkerDied", "the worker process ended while it worked on this article", Kind.TRANSIENT)
CRASHES = frozenset(
    {signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV, signal.SIGSYS, signal.SIGTRAP}
)
"""Signals that a process brings on itself; others come from elsewhere, as SIGKILL does."""


def killed_by(number: int) -> Failure:
    """What it means that a signal ended the process which had the article in hand."""
    if number == signal.SIGPROF:
        detail = "it took far more processor time than an article of its size does"
        return Failure("OutOfTime", detail, Kind.PERMANENT)
    detail = f"{WORKER_DIED.detail}: {signal.strsignal(number)}"
    return Failure("Crashed", detail, Kind.OWN) if number in CRASHES else replace(WORKER_DIED, detail=detail)


def kind_of(error: BaseException) -> Kind:
    """What kind of error this is."""
    return next(KINDS[each] for each in type(error).__mro__ if each in KINDS)


def failure_of(error: BaseException) -> Failure:
    """What an error means for the article in hand."""
    name = type(error).__name__
    detail = (str(error) or name)[:LONGEST_DETAIL].encode(errors="backslashreplace").decode()
    return Failure(name, detail, kind_of(error), "\n".join([*_frames(error)][-LAST_FRAMES:]))


def _frames(error: BaseException) -> Iterator[str]:
    """Where it happened in our own code, the outermost call first; the words of no article."""
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and (ours := path.relative_to(ROOT)).parts[0] in OURS:
            yield f"{ours.as_posix()}:{line} {frame.f_code.co_name}"
