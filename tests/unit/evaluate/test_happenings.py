"""Measuring whether reports of one happening are joined."""

from __future__ import annotations

from pathlib import Path

from ops.evaluate.gold import Kind, read_gold
from ops.evaluate.happenings import measure
from tests.support.extraction import extractor

GOLD = Path(__file__).parents[2] / "gold_happenings"


def test_reports_of_one_happening_are_joined_and_those_of_two_are_not() -> None:
    gold = read_gold(GOLD / "open.jsonl", None)
    assert gold.kind is Kind.HAPPENINGS
    report = measure(gold.rows, gold.pages, extractor())
    joined, read = report["Pairs of reports"]["joined"], report["Events"]["labelled and read"]
    assert (joined["P"] or 0, joined["R"] or 0) >= (0.95, 0.85)
    assert report["Joined, but two"] == {}
    assert (read["pairs"] or 0) > 40
