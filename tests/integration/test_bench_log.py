"""The measurement of the log runs and compares like with like."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("eventsourcing", reason="the library to compare with is in the dependency group bench")

from ops.bench.log import command, report
from ops.bench.log.bare import SqliteBare
from ops.bench.log.growth import costs
from ops.bench.log.measure import FOLD_ALL, FOLD_MANY, FOLD_ONE, STORES, TASKS, WAIT, Figure, Size, measure
from ops.bench.log.own import Own
from ops.bench.log.peer import SqlitePeer
from ops.bench.log.sample import Samples
from ops.bench.log.turns import TURNS, in_turns
from schemas.errors import InputError, ServiceError
from services.settings import Settings

SMALL = Size(batches=2, single=10, written=2, replays=1, folded_one=10, folded_many=20, folded_whole=20)


@pytest.mark.parametrize("store", STORES)
def test_every_task_has_a_figure_of_every_contender_that_does_it(
    store: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.bench.log.measure.PROCESSES", 2)
    if store == "PostgreSQL":
        request.getfixturevalue("postgres")  # skips or fails where there is none to start
    rounds: list[object] = []
    figures = measure(store, 1, SMALL, lambda: rounds.append(None))
    rows = report.rows(figures)
    assert [row["task"] for row in rows] == list(TASKS)
    assert all(row["newsfold"] > 0 for row in rows)
    assert all(row["eventsourcing"] > 0 for row in rows if row["task"] != FOLD_ALL)
    assert all(row["to_peer"] for row in rows if row["task"] not in (WAIT, FOLD_ALL))
    assert len(rounds) == 1
    assert report.table(figures, 1).row_count == 1 + len(TASKS)  # the name of the store stands above its tasks


def test_a_ratio_is_the_middle_of_those_of_each_round() -> None:
    own = Figure("SQLite", FOLD_MANY, "newsfold", (90.0, 10.0, 30.0))
    peer = Figure("SQLite", FOLD_ONE, "eventsourcing", (10.0, 1.0, 15.0))
    assert [row["to_peer"] for row in report.rows([own, peer])] == [9.0]


def test_everybody_acts_in_turn_and_in_order_and_each_begins_once() -> None:
    done: list[str] = []
    count = 2 * TURNS
    acts = {("task", name): [partial(done.append, f"{name}{number}") for number in range(count)] for name in "ab"}
    assert all(spent > 0 for spent in in_turns(acts, partial(done.append, "settled")).values())
    assert done[:6] == ["settled", "a0", "a1", "settled", "b0", "b1"]
    assert done[6:12] == ["settled", "b2", "b3", "settled", "a2", "a3"]
    assert [each for each in done if each.startswith("b")] == [f"b{number}" for number in range(count)]


def test_everybody_follows_everybody_else() -> None:
    done: list[str] = []
    in_turns({("task", name): [partial(done.append, name)] * TURNS for name in "abc"})
    assert {before + after for before, after in pairwise(done)} >= {"ab", "ac", "ba", "bc", "ca", "cb"}


@pytest.mark.parametrize("make", [Own, SqliteBare, SqlitePeer])
def test_everybody_reads_what_it_has_appended(make: type[Own], tmp_path: Path) -> None:
    contender, samples = make(Settings.model_validate({"data": tmp_path})), Samples(articles=25)
    contender.begin(samples.articles)
    begun = contender.replay()
    contender.appending(samples.take(100))()
    contender.appending(samples.take(1))()
    assert contender.replay() == begun + 101
    assert contender.replay(begun + 100) == 1
    contender.close()


def test_both_timelines_have_the_same_rows(tmp_path: Path) -> None:
    samples = Samples(articles=25).take(10)
    own, peer = (
        Own(Settings.model_validate({"data": tmp_path})),
        SqlitePeer(Settings.model_validate({"data": tmp_path})),
    )
    own.begin(sorted({sample.article for sample in samples}))
    for contender in (own, peer):
        contender.appending(samples)()
        contender.folding(1)(10)
        contender.close()
    query = "SELECT id, type, quad, sentence, trigger_start, modality, negated FROM events"
    (generation,) = (tmp_path / "readmodels").glob("generation-*.sqlite")
    rows = [
        sorted(sqlite3.connect(path).execute(query).fetchall()) for path in (generation, tmp_path / "timeline.sqlite")
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 10


def test_costs_are_told_for_a_small_log_and_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.bench.log.growth.SMALL", 1_100)
    monkeypatch.setattr("ops.bench.log.growth.WINDOW", 100)
    monkeypatch.setattr("ops.bench.log.growth.SINGLE", 2)
    places = [Settings.model_validate({"data": tmp_path / name}) for name in ("small", "large")]
    small, large = costs(places, 1_500, lambda _count: None)
    assert (small.records, large.records) == (1_267, 1_687)
    assert min(large.append_batch, large.append_single, large.read, large.fold) > 0
    assert min(*large.timeline, *large.actor) > 0
    assert report.cost_table([small, large]).row_count == 3
    assert report.look_table([small, large]).row_count == 2


def test_a_store_that_cannot_be_had_is_said_and_the_other_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def only_sqlite(
        store: str, _rounds: int, _size: Size, advance: Callable[[], object], *, encrypted: bool
    ) -> list[Figure]:
        assert not encrypted
        if store != "SQLite":
            raise ServiceError("no PostgreSQL is installed")
        advance()
        return [Figure("SQLite", FOLD_ONE, "newsfold", (10.0,))]

    monkeypatch.setattr(command, "measure", only_sqlite)
    command.run("both", 1, 0, encrypted=False, as_json=True)
    out, err = capsys.readouterr()
    assert [json.loads(line)["newsfold"] for line in out.splitlines()] == [10.0]
    assert "PostgreSQL is not measured: no PostgreSQL is installed" in err


def test_a_store_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="There is no store mysql"):
        command.run("mysql", 1, 0, encrypted=False, as_json=True)
