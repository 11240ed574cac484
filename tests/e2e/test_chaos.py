"""Chaos, for a minute or two: nothing acknowledged is lost, doubled or skipped; and a known mistake is noticed."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from tests.support.program import clean_environment, newsfold

ONCE = 31
"""As many faults as there are kinds of them on SQLite: each kind once."""
LINE = re.compile(
    r"\d+ acknowledged, \d+ faults of \d+ kinds, seed \d+: 0 lost, 0 doubled, 0 skipped; "
    r"recovery p50/p99 [\d.na]+/[\d.na]+ s; rebuilt = live"
)


def chaos(*arguments: str) -> tuple[int, dict[str, Any], str]:
    """How a trial ended, what came of it, and what was said on the way."""
    done = subprocess.run(
        newsfold("chaos", *arguments, "--json"),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.mark.parametrize(
    ("store", "faults", "minutes"), [("sqlite", ONCE, 0.8), ("postgres", 10, 0.3)], ids=["sqlite", "postgres"]
)
def test_nothing_is_lost_doubled_or_skipped(store: str, faults: int, minutes: float) -> None:
    code, told, said = chaos(
        *("--store", store, "--faults", str(faults), "--minutes", str(minutes)), *("--articles", "80", "--seed", "7")
    )
    assert code == 0, (told, said)
    assert LINE.fullmatch(told["line"]), told["line"]
    assert told["acknowledged"] >= 80
    assert sum(told["faults"].values()) == faults


@pytest.mark.parametrize(
    ("control", "sign"),
    [
        ("no-fsync", "is not in the log"),
        ("two-queues", "received, not projected"),
        ("naive-checkpoint", "not in the list of articles"),
    ],
)
def test_a_known_mistake_is_noticed(control: str, sign: str) -> None:
    code, told, _ = chaos(
        *("--control", control, "--seed", "3"), *("--articles", "40", "--faults", "2", "--minutes", "0.4")
    )
    assert code == 1
    assert any(sign in sentence for sentence in told["account"]["lost"])
