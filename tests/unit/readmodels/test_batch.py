"""A batch over a generation: what is read is what will be stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from schemas.rows.articles import PARTS, PartRow
from schemas.rows.events import EVENT_TERMS, EventTermRow
from schemas.rows.row import AnyRow, Delete, Enter, Put, Table
from services.readmodels import Generation
from services.readmodels import batch as batch_module
from services.readmodels.batch import Batch
from services.readmodels.generation import StoredGeneration
from services.readmodels.sqlite import SqliteReadModels


@pytest.fixture
def generation(tmp_path: Path) -> Iterator[Generation]:
    """Three parts of the articles a and b."""
    readmodels = SqliteReadModels(tmp_path, "1")
    generation = readmodels.serving()
    stored = [part("a", 0), part("a", 1), part("b", 0)]
    generation.commit([(1, Put(PARTS, row)) for row in stored], after=0, position=1)
    yield generation
    readmodels.close()


def part(article: str, number: int, title: str = "stored") -> PartRow:
    return PartRow(article=article, part=number, revision=1, start=0, end=1, title=title)


def titles(batch: Batch, article: str) -> dict[int, str | None]:
    rows = batch.find(PARTS, "article", article).values()
    return {row.part: row.title for row in rows if isinstance(row, PartRow)}


def test_stored_rows_are_read(generation: Generation) -> None:
    assert titles(Batch(generation), "a") == {0: "stored", 1: "stored"}
    assert titles(Batch(generation), "nobody") == {}


def test_what_was_read_before_a_change_follows_it(generation: Generation) -> None:
    batch = Batch(generation)
    titles(batch, "a")
    batch.change(2, [Put(PARTS, part("a", 0, "new")), Delete(PARTS, ("a", 1)), Put(PARTS, part("a", 2, "more"))])
    assert titles(batch, "a") == {0: "new", 2: "more"}


def test_what_is_read_after_a_change_has_it(generation: Generation) -> None:
    batch = Batch(generation)
    batch.change(2, [Put(PARTS, part("a", 0, "new")), Delete(PARTS, ("a", 1)), Put(PARTS, part("c", 0, "more"))])
    assert titles(batch, "a") == {0: "new"}
    assert titles(batch, "c") == {0: "more"}


def test_rows_that_are_entered_by_their_keys_are_read_and_may_go(generation: Generation) -> None:
    batch, keys = Batch(generation), (("ada", "", 2), ("ada", "", 3))
    assert batch.find(EVENT_TERMS, "term", "ada") == {}
    batch.change(2, [Enter(EVENT_TERMS, keys)])
    assert list(batch.find(EVENT_TERMS, "term", "ada")) == list(keys)
    batch.change(3, [Delete(EVENT_TERMS, keys[0])])
    assert batch.find(EVENT_TERMS, "term", "ada") == {keys[1]: EventTermRow(term="ada", day="", position=3)}


def test_a_row_that_came_and_went_is_gone(generation: Generation) -> None:
    batch = Batch(generation)
    batch.change(2, [Put(PARTS, part("c", 0))])
    batch.change(3, [Delete(PARTS, ("c", 0))])
    assert titles(batch, "c") == {}


def test_a_row_whose_value_changes_is_found_by_the_new_one_only(generation: Generation) -> None:
    batch = Batch(generation)
    assert len(batch.find(PARTS, "title", "stored")) == 3
    batch.change(2, [Put(PARTS, part("a", 0, "new"))])
    assert list(batch.find(PARTS, "title", "new")) == [("a", 0)]
    assert ("a", 0) not in batch.find(PARTS, "title", "stored")


def test_changes_are_kept_in_order_with_their_positions(generation: Generation) -> None:
    batch = Batch(generation)
    first, second = Put(PARTS, part("a", 0, "new")), Delete(PARTS, ("a", 0))
    batch.change(2, [first])
    batch.change(5, [second])
    assert batch.changes == [(2, first), (5, second)]


class CountingGeneration(StoredGeneration):
    """Counts how often it is asked."""

    asked = 0

    def gather(self, table: Table[AnyRow], column: str, values: Collection[str | int]) -> list[AnyRow]:
        self.asked += 1
        return super().gather(table, column, values)


def test_what_is_hinted_is_read_at_once(generation: StoredGeneration) -> None:
    counting = CountingGeneration(generation.number, generation.folds_version, generation.database)
    batch = Batch(counting)
    batch.begin(hints=[{"a", "b", "c"}])
    assert titles(batch, "a") == {0: "stored", 1: "stored"}
    assert titles(batch, "b") == {0: "stored"}
    assert titles(batch, "c") == {}
    assert counting.asked == 1


def test_what_is_known_is_not_read_again_in_the_next_batch(generation: StoredGeneration) -> None:
    counting = CountingGeneration(generation.number, generation.folds_version, generation.database)
    batch = Batch(counting)
    titles(batch, "a")
    batch.change(2, [Put(PARTS, part("a", 0, "new"))])
    counting.commit(batch.changes, after=1, position=2)
    batch.begin()
    assert batch.changes == []
    assert titles(batch, "a") == {0: "new", 1: "stored"}
    assert counting.asked == 1


def test_of_more_rows_than_fit_those_that_the_last_batch_asked_for_are_kept(
    generation: StoredGeneration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "MOST_ROWS", 1)
    counting = CountingGeneration(generation.number, generation.folds_version, generation.database)
    batch = Batch(counting)
    titles(batch, "a")
    batch.change(2, [Put(PARTS, part("c", 0))])
    counting.commit(batch.changes, after=1, position=2)
    batch.begin()
    assert titles(batch, "a") == {0: "stored", 1: "stored"}
    titles(batch, "b")
    assert counting.asked == 2
    batch.begin()
    batch.begin()
    assert titles(batch, "c") == {0: "stored"}
    assert titles(batch, "a") == {0: "stored", 1: "stored"}
    assert counting.asked == 4
