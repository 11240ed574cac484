"""The measurement itself works: a run of a few articles gives every figure. What the figures are is the machine's."""

from __future__ import annotations

import json
import subprocess

from tests.support.program import clean_environment, newsfold


def test_a_short_run_gives_every_figure() -> None:
    command = newsfold("bench", "way", "--articles", "3", "--json")
    ran = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    assert figures["articles"] >= 4  # the three, and a live one while they are under way
    assert figures["sentences"] > 30
    assert figures["ratio"] > 0
    assert figures["idle"]["posts"] == 30
    assert figures["busy"]["posts"] >= 1
    assert "parser" in figures["components"]


def test_a_few_listeners_are_told_of_every_event() -> None:
    command = newsfold("bench", "live", "--listeners", "3", "--rate", "5", "--seconds", "1", "--json")
    ran = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    (stage,) = json.loads(ran.stdout)["stages"]
    assert (stage["events"], stage["frames"], stage["missed"], stage["doubled"]) == (5, 15, 0, 0)
