"""Chaos, for a minute or two: nothing acknowledged is lost, doubled or skipped; and a known mistake is noticed."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from ops.chaos.kinds import kinds
from ops.environment import clean_environment
from tests.support.program import newsfold

ONCE = len(kinds(postgres=False))
"""Each kind of fault on SQLite once."""
SIGNS = {
    "no-fsync": "is not in the log",
    "two-queues": "received, not projected",
    "naive-checkpoint": "not in the list of articles",
}
"""What the ledger says of each mistake."""
LINE = re.compile(
    r"\d+ acknowledged, \d+ faults of \d+ kinds, seed \d+: 0 lost, 0 doubled, 0 skipped; "
    r"recovery p50/p99 [\d.na]+/[\d.na]+ s; rebuilt = live"
)


@contextmanager
def trial(*arguments: str, readers: int = 0) -> Iterator[subprocess.Popen[str]]:
    """A trial under way; it is broken off at the end of the block if it is not over by then."""
    command = newsfold("chaos", *arguments, "--json")
    pipe = subprocess.PIPE
    environment = clean_environment() | {"NEWSFOLD_READERS": str(readers)}  # each kill of the door starts them again
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        yield process
        if process.poll() is None:
            process.terminate()


def outcome(process: subprocess.Popen[str]) -> tuple[int, dict[str, Any], str]:
    """How a trial ended, what came of it, and what was said on the way."""
    told, said = process.communicate(timeout=900)
    assert told, said
    return process.returncode, json.loads(told), said


@pytest.mark.parametrize(
    ("store", "faults", "minutes", "readers"),
    [("sqlite", ONCE, 0.8, 1), ("postgres", 10, 0.3, 0)],
    ids=["sqlite", "postgres"],
)
def test_nothing_is_lost_doubled_or_skipped(store: str, faults: int, minutes: float, readers: int) -> None:
    often = ("--faults", str(faults), "--minutes", str(minutes))
    with trial("--store", store, *often, "--articles", "80", "--seed", "7", readers=readers) as process:
        code, told, said = outcome(process)
    assert code == 0, (told, said)
    assert LINE.fullmatch(told["line"]), told["line"]
    assert told["acknowledged"] >= 80
    assert sum(told["faults"].values()) == faults


@pytest.fixture(scope="module")
def controls() -> Iterator[dict[str, subprocess.Popen[str]]]:
    """A trial of each mistake, all at once: they mostly wait."""
    few = ("--seed", "3", "--articles", "40", "--faults", "2", "--minutes", "0.4")
    with ExitStack() as stack:
        yield {control: stack.enter_context(trial("--control", control, *few)) for control in SIGNS}


@pytest.mark.parametrize("control", SIGNS)
def test_a_known_mistake_is_noticed(controls: dict[str, subprocess.Popen[str]], control: str) -> None:
    code, told, said = outcome(controls[control])
    assert code == 1, said
    assert any(SIGNS[control] in sentence for sentence in told["account"]["lost"])
