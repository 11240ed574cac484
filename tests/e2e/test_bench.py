"""The measurement itself works: a run of a few articles gives every figure. What the figures are is the machine's."""

from __future__ import annotations

import json
import subprocess

from ops.environment import clean_environment
from tests.support.program import newsfold

ENVIRONMENT = clean_environment() | {"NEWSFOLD_READERS": "0"}  # readers take as long to start as the service does


def test_a_short_run_gives_every_figure() -> None:
    command = newsfold("bench", "way", "--articles", "3", "--workers", "1", "--json")
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    assert figures["articles"] >= 4  # the three, and a live one while they are under way
    assert figures["sentences"] > 30
    assert figures["ratio"] > 0
    assert figures["idle"]["posts"] == 3
    assert figures["busy"]["posts"] >= 1
    assert "parser" in figures["components"]


def test_a_few_listeners_are_told_of_every_event() -> None:
    command = newsfold("bench", "live", "--listeners", "3", "--rate", "5", "--seconds", "1", "--json")
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    (stage,) = json.loads(ran.stdout)["stages"]
    assert (stage["events"], stage["frames"], stage["missed"], stage["doubled"]) == (5, 15, 0, 0)


def test_readers_are_measured_beside_sql_while_the_log_grows() -> None:
    command = newsfold(
        *("bench", "read", "--articles", "10", "--growth", "2", "--times", "3"),
        *("--seconds", "0.3", "--readers", "2", "--json"),
    )
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    small, large = (json.loads(line) for line in ran.stdout.splitlines())
    assert (small["events"], large["events"]) == (100, 200)
    for measured in (small, large):
        assert all(each["asked"] >= 2 and each["p99"] >= each["p50"] > 0 for each in measured["latencies"])
        assert {each["form"] for each in measured["exports"]} == {"ndjson", "csv", "sheet.csv", "parquet"}
        assert any(each["by_hand"] for each in measured["latencies"])


def test_the_extractor_is_measured_beside_the_bare_model() -> None:
    command = newsfold("bench", "extract", "--articles", "20", "--rounds", "1", "--json")
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    assert figures["sentences"] > 300
    assert figures["own_per_second"] > 0
    assert figures["ratio"] > 0


def test_it_is_told_what_an_article_costs() -> None:
    command = newsfold("bench", "capacity", "--articles", "3", "--json")
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    assert {"serve", "work clean", "work extract", "work projections"} <= set(figures["processor"])
    assert figures["processor"]["work extract"] > 0
    assert min(figures["articles_per_second_and_core"], figures["log_bytes"], figures["readmodel_bytes"]) >= 0
