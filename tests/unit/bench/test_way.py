"""What a run's figures come to, and how they are shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ops.bench.way import Latency, Way, table

WAY = Way(
    articles=100,
    sentences=2_500,
    characters=350_000,
    seconds=25.0,
    bare_seconds=20.0,
    extraction_seconds=22.0,
    extract_workers=1,
    cores=2,
    model="a_model",
    components=("tok2vec", "parser"),
    idle=Latency(posts=3, median=0.2, p99=0.4),
    busy=Latency(posts=2, median=1.0, p99=2.0),
    memory={"work extract": 300 * 1024 * 1024},
)


def printed(way: Way) -> str:
    console = Console(width=160)
    with console.capture() as capture:
        console.print(table(way))
    return capture.get()


def test_the_ratio_is_the_share_of_bare_spacys_speed() -> None:
    figures = WAY.report()
    assert figures["ratio"] == pytest.approx(0.8)
    assert figures["sentences_per_second"] == pytest.approx(100.0)
    assert figures["bare_sentences_per_second"] == pytest.approx(125.0)


def test_the_figures_are_json() -> None:
    assert json.loads(json.dumps(WAY.report(), allow_nan=False))["memory"] == {"work extract": 314572800}


def test_the_table_says_what_it_is_compared_with() -> None:
    shown = printed(WAY)
    assert "tok2vec, parser" in shown
    assert "0.80" in shown
    assert "300 MiB" in shown


def test_memory_that_was_not_measured_is_said_to_be_so() -> None:
    unmeasured = Way(**{name: getattr(WAY, name) for name in Way.__struct_fields__} | {"memory": {}})
    assert "not measured" in printed(unmeasured)


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_percentile_is_one_of_the_values_and_no_smaller_than_the_median(seconds: list[float]) -> None:
    latency = Latency.of(seconds)
    assert {latency.median, latency.p99} <= set(seconds)
    assert latency.median <= latency.p99
    assert latency.posts == len(seconds)


def test_of_a_hundred_posts_the_99th_percentile_is_the_second_slowest() -> None:
    assert Latency.of([float(value) for value in range(1, 101)]) == Latency(posts=100, median=50.0, p99=99.0)
