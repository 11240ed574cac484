"""What both stores of read models promise."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import msgspec
import psycopg
import pytest
from msgspec.structs import replace

from ops.postgres import PostgresServer
from schemas.article import Priority
from schemas.block import Kind
from schemas.errors import FenceError, ReadModelError, ServiceError
from schemas.event import Modality
from schemas.identity import actor_id
from schemas.record import Stage
from schemas.rows.actors import ACTORS, ActorRow
from schemas.rows.articles import ARTICLES, ArticleRow
from schemas.rows.captions import CAPTIONS, CaptionRow
from schemas.rows.copies import COPIES
from schemas.rows.events import EVENT_TERMS, EVENTS, ActorCell, EventRow, EventTermRow
from schemas.rows.figures import SUBJECT_TERMS, SUBJECTS, SubjectRow, SubjectTermRow
from schemas.rows.row import Change, Delete, Enter, Put
from schemas.rows.work import FAILURES, UNFINISHED, FailureRow, UnfinishedRow
from schemas.search import phrases
from services.readmodels import Condition, Generation, Listed, Query, ReadModels
from services.readmodels.cells import LAYOUTS
from services.readmodels.postgres import PostgresReadModels
from services.readmodels.sqlite import SqliteReadModels
from services.readmodels.versions import level_of
from services.web.actors import profile
from services.web.sameness import meant, names_of, same
from tests.support import happenings
from tests.support.happenings import Told
from tests.support.histories import History
from workers.projector import Folding


@pytest.fixture(scope="module")
def empty(postgres: PostgresServer) -> Iterator[str]:
    """The name of a database with an empty generation: to copy it takes less time than to make its tables."""
    with postgres.database("empty") as url:
        with closing(PostgresReadModels(url, "1")) as readmodels:
            readmodels.serving()
        yield "empty"


@pytest.fixture
def copied(postgres: PostgresServer, empty: str) -> Iterator[str]:
    """The address of such a database of the test's own."""
    with postgres.database("copied", like=empty) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def readmodels(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReadModels]:
    opened = (
        SqliteReadModels(tmp_path / "readmodels", "1")
        if request.param == "sqlite"
        else PostgresReadModels(request.getfixturevalue("copied"), "1")
    )
    yield opened
    opened.close()


@pytest.fixture
def generation(readmodels: ReadModels) -> Generation:
    return readmodels.serving()


def commit(generation: Generation, *changes: Change) -> int:
    """Commit each change at a position of its own; the last."""
    at = generation.checkpoint()
    stamped = [(position, _stamped(position, change)) for position, change in enumerate(changes, at + 1)]
    generation.commit(stamped, after=at, position=at + len(changes))
    return at + len(changes)


def _stamped(position: int, change: Change) -> Change:
    """An event or a term of one says itself at which position it was put."""
    if isinstance(change, Put) and change.table.since:
        return Put(change.table, replace(change.row, **{change.table.since: position}))
    return change


def article(name: str = "a", **fields: object) -> ArticleRow:
    row = ArticleRow(
        id=name,
        revision=1,
        state="received",
        media_type="text/plain",
        priority=Priority.LIVE,
        received_position=1,
        received_at=1_770_000_000_000_000,
        size=10,
    )
    return replace(row, **fields)


def event(name: str = "e", day: date | None = None, kind: str = "CONSULT", **fields: object) -> EventRow:
    row = EventRow(
        id=name,
        article="a",
        revision=1,
        part=0,
        block=Kind.PARAGRAPH,
        type=kind,
        quad="verbal cooperation",
        source=(ActorCell(text="Ada", name="Ada Lund", start=0, end=3, country="NOR"),),
        target=(),
        trigger="met",
        trigger_start=4,
        trigger_end=7,
        sentence="Ada met.",
        sentence_start=0,
        sentence_end=8,
        modality=Modality.ACTUAL,
        negated=False,
        historical=True,
        confidence=0.75,
        extractor="x1",
        position=1,
        found_at=1,
        reported_at=datetime(2026, 2, 3, tzinfo=UTC),
        day=day,
    )
    return replace(row, **fields)


def listed(at: int, day: date | None, *terms: str) -> list[tuple[int, Change]]:
    """An event at a position and the terms it is found by."""
    rows = [EventTermRow(term=term, day=day.isoformat() if day else "", position=at) for term in terms]
    return [(at, Put(EVENTS, event(f"e{at}", day, position=at))), *((at, Put(EVENT_TERMS, row)) for row in rows)]


def test_rows_are_told_as_they_are(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("e", date(2026, 2, 1))), Put(EVENTS, event("f", modality=Modality.PLANNED)))
    query = Query(table=EVENTS, order=("day", "position"))
    (position, rows), (same, told) = generation.select(query), generation.tell(query)
    assert same == position
    assert msgspec.json.encode(told) == msgspec.json.encode(rows)


def failure(attempt: int, stage: Stage = Stage.CLEAN) -> FailureRow:
    return FailureRow(
        article="a",
        stage=stage,
        revision=1,
        reason="Oops",
        detail="it did not work",
        attempt=attempt,
        permanent=False,
        failed_at=1,
        position=attempt,
    )


def ids(generation: Generation, query: Query) -> list[str]:
    _, rows = generation.select(query)
    return [row.id for row in rows if isinstance(row, ArticleRow | EventRow | SubjectRow)]


def test_a_row_comes_back_as_it_was_put(generation: Generation) -> None:
    row = event(
        day=date(2026, 2, 1),
        place="Łódź",
        latitude=51.77,
        goldstein=4.0,
        negated=True,
        target=(ActorCell(text="Bob", name='Bob "B" Berg', start=1, end=2),) * 2,
    )
    commit(generation, Put(EVENTS, row))
    assert generation.get(EVENTS, ("e",)) == row


def test_a_moment_comes_back_in_utc(generation: Generation) -> None:
    oslo = datetime(2026, 2, 1, 9, 30, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    commit(generation, Put(ARTICLES, article(published_at=oslo)))
    row = generation.get(ARTICLES, ("a",))
    assert isinstance(row, ArticleRow)
    assert row.published_at == oslo
    assert row.published_at.tzinfo is UTC


def test_a_moment_without_an_offset_counts_as_utc(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article(published_at=datetime(2026, 2, 1, 9))))  # noqa: DTZ001  # the case at hand
    row = generation.get(ARTICLES, ("a",))
    assert isinstance(row, ArticleRow)
    assert row.published_at == datetime(2026, 2, 1, 9, tzinfo=UTC)


def test_text_that_held_nul_is_found_by_itself(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article("a\ufffdb")))
    assert ids(generation, Query(table=ARTICLES, where=(Condition("id", "=", "a\0b"),))) == ["a\ufffdb"]


def test_a_row_that_was_never_put_is_none(generation: Generation) -> None:
    assert generation.get(ARTICLES, ("a",)) is None


def test_a_later_row_takes_the_place_of_an_earlier_one(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article(state="received")))
    commit(generation, Put(ARTICLES, article(state="cleaned")))
    assert generation.get(ARTICLES, ("a",)) == article(state="cleaned")
    assert generation.count(ARTICLES) == 1


def test_a_deleted_row_is_gone(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article()))
    commit(generation, Delete(ARTICLES, ("a",)))
    assert generation.get(ARTICLES, ("a",)) is None
    assert generation.count(ARTICLES) == 0


def test_deleting_what_is_not_there_changes_nothing(generation: Generation) -> None:
    before = list(generation.dump())
    commit(generation, Delete(ARTICLES, ("a",)), Delete(UNFINISHED, ("a",)))
    assert list(generation.dump()) == before


def test_a_fresh_row_stands_beside_those_that_are_there(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("x")))
    commit(generation, Put(EVENTS, event("y"), fresh=True))
    commit(generation, Put(EVENTS, event("y", kind="AID")))
    stored = [values[-2:] for name, values in generation.dump() if name == "events"]
    assert stored == [(1, None), (2, 3), (3, None)]


def test_a_row_that_was_deleted_in_the_same_batch_may_come_back_fresh(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("x")))
    generation.commit(
        [(2, Delete(EVENTS, ("x",))), (3, Put(EVENTS, event("x", position=3), fresh=True))], after=1, position=3
    )
    assert [values[-2:] for name, values in generation.dump() if name == "events"] == [(1, 2), (3, None)]


def test_rows_that_are_all_key_are_entered_by_their_keys(generation: Generation) -> None:
    keys = (("ada", "2026-02-01", 1), ("oslo", "2026-02-01", 1))
    generation.commit([(1, Enter(EVENT_TERMS, keys))], after=0, position=1)
    generation.commit([(2, Delete(EVENT_TERMS, keys[0]))], after=1, position=2)
    rows = [EventTermRow(term=term, day=day, position=position) for term, day, position in keys]
    assert generation.find(EVENT_TERMS, "term", "ada") == []
    assert generation.find(EVENT_TERMS, "term", "oslo") == rows[1:]
    held = [values[-2:] for name, values in generation.dump() if name == "event_terms"]
    assert held == [(1, 2), (1, None)]


def test_a_row_that_is_entered_and_goes_within_a_batch_is_kept_as_a_past_one(generation: Generation) -> None:
    key = ("ada", "2026-02-01", 1)
    generation.commit([(1, Enter(EVENT_TERMS, (key,))), (2, Delete(EVENT_TERMS, key))], after=0, position=2)
    assert [values for name, values in generation.dump() if name == "event_terms"] == [(*key, 1, 2)]


def test_rows_are_found_by_a_column(generation: Generation) -> None:
    commit(generation, *(Put(EVENTS, event(name, article=of)) for name, of in [("y", "a"), ("x", "a"), ("z", "b")]))
    assert generation.find(EVENTS, "article", "a") == [event("x", position=2), event("y", position=1)]


def test_rows_are_gathered_by_many_values_of_a_column(generation: Generation) -> None:
    commit(generation, *(Put(EVENTS, event(of, article=of)) for of in "abc"))
    expected = [event("a", article="a", position=1), event("c", article="c", position=3)]
    assert generation.gather(EVENTS, "article", ["c", "a", "q"]) == expected
    assert generation.gather(EVENTS, "article", []) == []


def test_a_thousand_values_can_be_gathered_at_once(generation: Generation) -> None:
    names = [f"a{number:04}" for number in range(1000)]
    commit(generation, *(Put(ARTICLES, article(name)) for name in names))
    assert [row.id for row in generation.gather(ARTICLES, "id", names) if isinstance(row, ArticleRow)] == names


def test_the_checkpoint_moves_with_the_rows(generation: Generation) -> None:
    assert generation.checkpoint() == 0
    generation.commit([(3, Put(ARTICLES, article()))], after=0, position=5)
    assert generation.checkpoint() == 5


def test_a_checkpoint_can_move_without_rows(generation: Generation) -> None:
    generation.commit([], after=0, position=7)
    assert generation.checkpoint() == 7


def test_who_starts_from_another_checkpoint_writes_nothing(generation: Generation) -> None:
    generation.commit([(1, Put(ARTICLES, article("a")))], after=0, position=1)
    with pytest.raises(FenceError):
        generation.commit([(1, Put(ARTICLES, article("b")))], after=0, position=1)
    assert generation.get(ARTICLES, ("b",)) is None
    assert generation.checkpoint() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_who_comes_late_with_the_same_rows_is_told_so_and_not_that_they_are_there(
    generation: Generation, count: int
) -> None:
    changes = [(1, Put(ARTICLES, article(f"a{number}"), fresh=True)) for number in range(count)]
    generation.commit(changes, after=0, position=1)
    with pytest.raises(FenceError):
        generation.commit(changes, after=0, position=1)
    generation.commit([(2, Put(ARTICLES, article("b"), fresh=True))], after=1, position=2)
    assert generation.count(ARTICLES) == count + 1


def test_of_writers_who_start_from_the_same_checkpoint_one_wins(readmodels: ReadModels) -> None:
    generation, barrier, lost = readmodels.serving(), threading.Barrier(8), list[int]()

    def write(number: int) -> None:
        barrier.wait()
        try:
            generation.commit([(1, Put(ARTICLES, article(f"a{number}")))], after=0, position=1)
        except FenceError:
            lost.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lost) == 7
    assert generation.count(ARTICLES) == 1


def test_a_batch_with_a_row_that_cannot_be_stored_leaves_nothing_behind(generation: Generation) -> None:
    changes: list[tuple[int, Change]] = [(1, Put(ARTICLES, article("a"))), (2, Put(ARTICLES, article("b", size=2**70)))]
    with pytest.raises((OverflowError, psycopg.DataError)):
        generation.commit(changes, after=0, position=2)
    assert generation.checkpoint() == 0
    assert generation.count(ARTICLES) == 0


def test_many_rows_of_a_batch_are_stored_as_one_by_one(readmodels: ReadModels) -> None:
    failures = [replace(failure(attempt), article=f"a{number}") for attempt in (1, 2, 3) for number in range(150)]
    puts = [Put(FAILURES, row) for row in failures]
    gone = [Delete(FAILURES, (f"a{number}", "clean")) for number in range(99)]
    changes: list[tuple[int, Change]] = list(enumerate([*puts, *gone], 1))
    singly, together = readmodels.create(), readmodels.create()
    for position, change in changes:
        singly.commit([(position, change)], after=position - 1, position=position)
    together.commit(changes[:150], after=0, position=150)
    together.commit(changes[150:], after=150, position=549)
    assert list(together.dump()) == list(singly.dump())
    assert together.count(FAILURES) == 51


def test_a_row_that_is_refused_among_many_leaves_nothing_behind(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article("a5")))
    fresh: list[tuple[int, Change]] = [(2, Put(ARTICLES, article(f"a{number}"), fresh=True)) for number in range(150)]
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        generation.commit(fresh, after=1, position=2)
    assert (generation.checkpoint(), generation.count(ARTICLES)) == (1, 1)
    generation.commit([(2, Put(ARTICLES, article("b")))], after=1, position=2)
    assert generation.count(ARTICLES) == 2


def test_the_past_is_seen_as_it_was(generation: Generation) -> None:
    commit(generation, Put(FAILURES, failure(1)))
    commit(generation, Put(FAILURES, failure(2)))
    commit(generation, Delete(FAILURES, ("a", "clean")))
    seen = [generation.select(Query(table=FAILURES, as_of=position))[1] for position in range(4)]
    assert seen == [[], [failure(1)], [failure(2)], []]


def test_versions_that_came_and_went_within_a_batch_are_kept(generation: Generation) -> None:
    commit(generation, *(Put(FAILURES, failure(attempt)) for attempt in (1, 2, 3)))
    seen = [generation.select(Query(table=FAILURES, as_of=position))[1] for position in range(4)]
    assert seen == [[], [failure(1)], [failure(2)], [failure(3)]]


def test_of_two_changes_at_one_position_the_last_counts(generation: Generation) -> None:
    commit(generation, Put(FAILURES, failure(1)))
    both: list[tuple[int, Change]] = [(2, Delete(FAILURES, ("a", "clean"))), (2, Put(FAILURES, failure(2)))]
    generation.commit(both, after=1, position=2)
    assert generation.select(Query(table=FAILURES, as_of=2)) == (2, [failure(2)])
    assert generation.select(Query(table=FAILURES, as_of=1)) == (2, [failure(1)])
    assert len(list(generation.dump())) == 2


def test_a_row_that_was_replaced_at_its_own_position_never_held(generation: Generation) -> None:
    generation.commit([(1, Put(FAILURES, failure(1))), (1, Put(FAILURES, failure(2)))], after=0, position=1)
    assert generation.select(Query(table=FAILURES)) == (1, [failure(2)])
    assert len(list(generation.dump())) == 1


def test_a_table_without_history_has_no_past(generation: Generation) -> None:
    with pytest.raises(ReadModelError):
        generation.select(Query(table=UNFINISHED, as_of=1))


def test_a_table_without_history_keeps_its_present_rows_only(generation: Generation) -> None:
    row = UnfinishedRow(
        article="a", revision=1, stage=Stage.CLEAN, priority=Priority.LIVE, cost=1, attempts=0, position=1
    )
    commit(generation, Put(UNFINISHED, row), Put(UNFINISHED, replace(row, attempts=1)))
    assert generation.find(UNFINISHED, "article", "a") == [replace(row, attempts=1)]
    assert len(list(generation.dump())) == 1


def test_a_selection_names_the_position_it_was_read_at(generation: Generation) -> None:
    generation.commit([(1, Put(ARTICLES, article()))], after=0, position=4)
    assert generation.select(Query(table=ARTICLES)) == (4, [article()])


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        ("=", 2, ["b"]),
        ("<", 2, ["a"]),
        ("<=", 2, ["a", "b"]),
        (">", 2, ["c"]),
        (">=", 2, ["b", "c"]),
        ("in", (1, 3, 9), ["a", "c"]),
        ("in", (), []),
    ],
)
def test_rows_are_selected_by_comparison(
    generation: Generation, operator: str, value: int | tuple[int, ...], expected: list[str]
) -> None:
    commit(generation, *(Put(ARTICLES, article(name, size=size)) for name, size in zip("abc", (1, 2, 3), strict=True)))
    query = Query(table=ARTICLES, where=(Condition("size", operator, value),), order=("id",))
    assert ids(generation, query) == expected


def test_null_is_equal_to_null_and_beyond_comparison(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("known", date(2026, 2, 1))), Put(EVENTS, event("unknown", None)))
    assert ids(generation, Query(table=EVENTS, where=(Condition("day", "=", None),))) == ["unknown"]
    assert ids(generation, Query(table=EVENTS, where=(Condition("day", "<=", "9999-12-31"),))) == ["known"]


def test_truth_values_are_selected(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("yes", negated=True)), Put(EVENTS, event("no", negated=False)))
    assert ids(generation, Query(table=EVENTS, where=(Condition("negated", "=", True),))) == ["yes"]


@pytest.mark.parametrize(
    "where",
    [
        Condition("nothing", "=", 1),
        Condition("size", "=", "1; DROP TABLE articles"),
        Condition("size", "=", True),
        Condition("size", "=", 2**63),
        Condition("id", "=", 1),
        Condition("id", "=", "\ud800"),
        Condition("id", "LIKE", "a"),
        Condition("id", "=", ("a", "b")),
        Condition('id" = "id', "=", "a"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(generation: Generation, where: Condition) -> None:
    with pytest.raises(ReadModelError):
        generation.select(Query(table=ARTICLES, where=(where,)))


FIRST, SECOND = date(2026, 2, 1), date(2026, 2, 2)


@pytest.fixture
def filed(generation: Generation) -> Generation:
    """Four events under terms; at position 5 the third one goes."""
    changes = [
        *listed(1, SECOND, "ada", "oslo"),
        *listed(2, None, "ada"),
        *listed(3, FIRST, "ada", "oslo"),
        *listed(4, SECOND, "oslo", "ada"),
    ]
    generation.commit(changes, after=0, position=4)
    gone = [Delete(EVENTS, ("e3",)), *(Delete(EVENT_TERMS, (term, "2026-02-01", 3)) for term in ("ada", "oslo"))]
    generation.commit([(5, change) for change in gone], after=4, position=5)
    return generation


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("terms", "as_of", "expected"),
    [
        (("ada",), None, ["e1", "e4", "e2"]),
        (("oslo",), None, ["e1", "e4"]),
        (("ada", "oslo"), None, ["e1", "e4"]),
        (("oslo", "ada"), 4, ["e3", "e1", "e4"]),
        (("ada",), 3, ["e3", "e1", "e2"]),
        (("ada",), 0, []),
        (("nobody",), None, []),
        (("ada", "nobody"), None, []),
    ],
)
def test_rows_are_found_by_their_terms_in_the_order_of_all(
    filed: Generation, *, terms: tuple[str, ...], as_of: int | None, expected: list[str], descending: bool
) -> None:
    query = Query(
        table=EVENTS,
        listed=tuple(Listed(EVENT_TERMS, term) for term in terms),
        order=("day", "position"),
        as_of=as_of,
        descending=descending,
    )
    if descending:  # what has no day comes last all the same
        undated = [name for name in expected if name == "e2"]
        expected = [name for name in reversed(expected) if name != "e2"] + undated
    assert ids(filed, query) == expected
    paged, after = list[str](), None
    while rows := filed.select(replace(query, after=after, limit=1))[1]:
        (last,) = rows
        assert isinstance(last, EventRow)
        paged.append(last.id)
        after = (last.day.isoformat() if last.day else None, last.position)
    assert paged == expected


def test_rows_that_are_found_by_a_term_have_to_meet_the_conditions_too(filed: Generation) -> None:
    ada = (Listed(EVENT_TERMS, "ada"),)
    query = Query(table=EVENTS, listed=ada, where=(Condition("day", ">=", "2026-02-02"),), order=("day", "position"))
    assert ids(filed, query) == ["e1", "e4"]


def contested(at: int, contradictions: int) -> SubjectRow:
    return SubjectRow(
        id="s",
        subject="people",
        unit="killed",
        claims=at,
        claimants=at,
        lowest=1,
        highest=2,
        contradictions=contradictions,
        stances=(),
        first_day=FIRST,
        last_day=SECOND,
        first_seen=1,
        position=at,
    )


@pytest.mark.parametrize("order", [("contradictions", "first_seen", "id"), ("first_seen", "id")])
@pytest.mark.parametrize("place", ["oslo", "lima"])
def test_a_row_is_found_once_by_the_terms_that_it_had_then(
    generation: Generation, place: str, order: tuple[str, ...]
) -> None:
    history = [("oslo", 0), ("lima", 1), ("oslo", 0), ("oslo", 0), ("oslo", 2)]
    for at, (term, contradictions) in enumerate(history, 1):
        row = SubjectTermRow(term=term, contradictions=contradictions, first_seen=1, id="s")
        before = [Delete(SUBJECT_TERMS, (term, contradictions, 1, "s")) for term, contradictions in history[: at - 1]]
        changes: list[Change] = [*before, Put(SUBJECTS, contested(at, contradictions)), Put(SUBJECT_TERMS, row)]
        generation.commit([(at, change) for change in changes], after=at - 1, position=at)
    for at, (term, _) in enumerate(history, 1):
        query = Query(table=SUBJECTS, listed=(Listed(SUBJECT_TERMS, place),), order=order, as_of=at)
        assert ids(generation, query) == ["s"] * (term == place), at


@pytest.mark.parametrize("descending", [False, True])
def test_rows_of_a_list_can_be_walked_in_another_order(filed: Generation, *, descending: bool) -> None:
    lists = (Listed(EVENT_TERMS, "ada"), Listed(EVENT_TERMS, ("oslo", "nobody")))
    query = Query(table=EVENTS, listed=lists, order=("position",), as_of=4, descending=descending)
    assert ids(filed, query) == (["e4", "e3", "e1"] if descending else ["e1", "e3", "e4"])
    assert ids(filed, replace(query, listed=lists[:1], after=(3,))) == (["e2", "e1"] if descending else ["e4"])


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("as_of", [None, 4])
def test_rows_under_any_of_several_terms_are_found_once(
    filed: Generation, *, as_of: int | None, descending: bool
) -> None:
    either = Listed(EVENT_TERMS, ("oslo", "nobody", "ada"))
    query = Query(table=EVENTS, order=("day", "position"), as_of=as_of, descending=descending)
    for lists in ((either,), (Listed(EVENT_TERMS, "ada"), either), (either, Listed(EVENT_TERMS, "ada"))):
        found = replace(query, listed=lists)
        assert ids(filed, found) == ids(filed, query)
        paged, after = list[str](), None
        while rows := filed.select(replace(found, after=after, limit=1))[1]:
            (last,) = rows
            assert isinstance(last, EventRow)
            paged.append(last.id)
            after = (last.day.isoformat() if last.day else None, last.position)
        assert paged == ids(filed, query)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("as_of", [None, 9])
def test_rows_with_any_of_several_values_come_in_the_order_of_all(
    generation: Generation, *, as_of: int | None, descending: bool
) -> None:
    kinds = ["AID", "ACCUSE", "CONSULT"] * 3
    days = [date(2026, 2, 2), None, date(2026, 2, 1)]
    put = [Put(EVENTS, event(f"e{number}", days[number // 3], kind)) for number, kind in enumerate(kinds)]
    commit(generation, *put)
    where = (Condition("type", "in", ("CONSULT", "AID", "AID", "AGREE")),)
    query = Query(table=EVENTS, where=where, order=("day", "position"), as_of=as_of, descending=descending)
    first, last = (["e8", "e6"], ["e5", "e3"]) if descending else (["e6", "e8"], ["e3", "e5"])
    middle = ["e2", "e0"] if descending else ["e0", "e2"]
    assert ids(generation, query) == ([*middle, *first, *last] if descending else [*first, *middle, *last])


def test_a_term_that_no_cell_could_hold_is_refused(filed: Generation) -> None:
    with pytest.raises(ReadModelError):
        filed.select(Query(table=EVENTS, listed=(Listed(EVENT_TERMS, "\ud800"),), order=("day", "position")))


SENTENCES = {
    "a": "Ada Lund met Bob in Łódź on Monday, the 2nd.",
    "b": "Bob met Ada again; talks resumed.",
    "c": "Élan vital: 12.5 per cent (AT&T), e-mail x@example.org",
    "d": "Talks about talks.",
}


@pytest.fixture
def told(generation: Generation) -> Generation:
    """Four events with a sentence each; at position 5 the second one says something else."""
    commit(generation, *(Put(EVENTS, event(name, sentence=text, source=())) for name, text in SENTENCES.items()))
    commit(generation, Put(EVENTS, event("b", sentence="Nothing was said.", source=(), place="Oslo")))
    return generation


@pytest.mark.parametrize(
    ("question", "as_of", "expected"),
    [
        ("met", None, ["a"]),
        ("met", 4, ["b", "a"]),
        ("met", 1, ["a"]),
        ("MET ada", 4, ["b", "a"]),
        ('"met bob"', 4, ["a"]),
        ('"ada met"', 4, []),
        ('"met ada"', 4, ["b"]),
        ("tal*", 4, ["d", "b"]),
        ('"about tal"*', None, ["d"]),
        ("tal", None, []),
        ("oslo said", None, ["b"]),
        ('"said oslo"', None, []),
        ("elan ÉLAN élan", None, ["c"]),
        ("lodz", None, []),
        ("łódź", None, ["a"]),
        ("12.5 at&t", None, ["c"]),
        ("x@example.org e-mail", None, ["c"]),
        ("2nd", None, ["a"]),
        ('met" OR "talks', 4, []),
        ("talks NOT about", None, []),
        ("words:talks", None, []),
        ("talks & | ! <-> ) ( ' \\\\ ^ * - + ; --", None, ["d"]),
        ("NEAR(talks about, 1)", None, []),
        ("𞤀𞤣𞤤𞤢𞤥 talks", None, []),
        ("the\0talks", None, []),
    ],
)
def test_rows_are_searched_for_words(told: Generation, question: str, as_of: int | None, expected: list[str]) -> None:
    query = Query(table=EVENTS, search=phrases(question), order=("position",), descending=True, as_of=as_of)
    assert ids(told, query) == expected
    assert ids(told, replace(query, descending=False)) == expected[::-1]
    paged, after = list[str](), None
    while rows := told.select(replace(query, after=after, limit=1))[1]:
        (last,) = rows
        assert isinstance(last, EventRow)
        paged.append(last.id)
        after = (last.position,)
    assert paged == expected


def test_rows_that_are_searched_for_have_to_meet_the_conditions_and_be_in_the_lists_too(generation: Generation) -> None:
    generation.commit(
        [*listed(1, FIRST, "ada"), *listed(2, SECOND, "ada", "oslo"), *listed(3, None, "oslo")], after=0, position=3
    )
    query = Query(table=EVENTS, search=phrases("met"), order=("position",))
    assert ids(generation, query) == ["e1", "e2", "e3"]
    assert ids(generation, replace(query, where=(Condition("day", ">=", "2026-02-02"),))) == ["e2"]
    assert ids(generation, replace(query, listed=(Listed(EVENT_TERMS, ("oslo", "nobody")),))) == ["e2", "e3"]
    assert generation.tally(query, ("type",)) == [("CONSULT", 3)]


def test_words_of_rows_that_came_and_went_within_a_batch_are_found_in_the_past(generation: Generation) -> None:
    changes = [(at, Put(EVENTS, event("e", sentence=text, position=at))) for at, text in enumerate(("one", "two"), 1)]
    generation.commit(changes, after=0, position=2)
    query = Query(table=EVENTS, search=phrases("one"), order=("position",))
    assert ids(generation, query) == []
    assert ids(generation, replace(query, as_of=1)) == ["e"]


@pytest.mark.parametrize(
    "query",
    [
        Query(table=ARTICLES, search=phrases("a"), order=("id",)),
        Query(table=EVENTS, search=phrases("a"), order=("day", "position")),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(generation: Generation, query: Query) -> None:
    with pytest.raises(ReadModelError):
        generation.select(query)


def test_rows_are_ordered_with_null_last_either_way(generation: Generation) -> None:
    days = {"a": date(2026, 2, 2), "b": None, "c": date(2026, 2, 1), "d": None}
    commit(generation, *(Put(EVENTS, event(name, day)) for name, day in days.items()))
    assert ids(generation, Query(table=EVENTS, order=("day", "position"))) == ["c", "a", "b", "d"]
    assert ids(generation, Query(table=EVENTS, order=("day", "position"), descending=True)) == ["a", "c", "d", "b"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("as_of", [None, 9, 13])
def test_a_walk_in_stretches_finds_what_a_walk_at_once_does(
    generation: Generation, *, as_of: int | None, descending: bool
) -> None:
    days = [date(2026, 2, 1), None, date(2026, 2, 2)] * 4
    for at, day in enumerate(days, 1):
        terms = ["ada", *(["oslo"] if at % 3 else []), *(["rare"] if at == 5 else [])]
        kind = "AID" if at % 4 else "CONSULT"
        changes = listed(at, day, *terms)
        changes[0] = (at, Put(EVENTS, event(f"e{at}", day, kind, position=at, confidence=at / 12)))
        generation.commit(changes, after=at - 1, position=at)
    gone = [Delete(EVENTS, ("e3",)), Delete(EVENT_TERMS, ("ada", "2026-02-02", 3))]
    generation.commit([(13, change) for change in gone], after=12, position=13)
    sure, quads = Condition("confidence", ">=", 0.7), Condition("type", "in", ("AID", "CONSULT"))
    ada, either = Listed(EVENT_TERMS, "ada"), Listed(EVENT_TERMS, ("oslo", "rare"))
    timeline = Query(table=EVENTS, order=("day", "position"), descending=descending, as_of=as_of)
    for query in (
        replace(timeline, where=(sure,)),
        replace(timeline, where=(sure, quads)),
        replace(timeline, where=(Condition("day", "<=", "2026-02-01"), sure)),
        replace(timeline, listed=(ada, either)),
        replace(timeline, listed=(either,), where=(sure,)),
        replace(timeline, listed=(ada,), order=("position",)),
        replace(timeline, search=phrases("ada"), order=("position",), where=(sure,)),
    ):
        found, after, stretches = list[str](), query.after, 0
        while stretches == 0 or after:
            end = generation.reach(replace(query, after=after), 2)
            found += ids(generation, replace(query, after=after, until=end))
            after, stretches = end, stretches + 1
        assert found == ids(generation, query)
        assert stretches > 1


def test_a_walk_past_no_other_rows_has_no_end(generation: Generation) -> None:
    commit(generation, *(Put(EVENTS, event(f"e{number}", date(2026, 2, 1))) for number in range(5)))
    timeline = Query(table=EVENTS, order=("day", "position"))
    assert generation.reach(timeline, 2) is None
    assert generation.reach(replace(timeline, where=(Condition("type", "=", "CONSULT"),)), 2) is None
    assert generation.reach(replace(timeline, where=(Condition("wrong", "=", value=False),)), 2) is None
    assert generation.reach(replace(timeline, where=(Condition("confidence", ">=", 0.9),)), 5) is None
    assert generation.reach(replace(timeline, where=(Condition("article", "=", "a"),)), 2) is None
    assert (
        generation.reach(Query(table=COPIES, where=(Condition("article", "=", "a"),), order=("position", "part")), 2)
        is None
    )


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("descending", [False, True])
def test_rows_that_are_counted_on_are_ordered_as_they_were(
    generation: Generation, *, descending: bool, limit: int
) -> None:
    changes = counted_on()
    for begin in range(0, len(changes), 10):  # in several batches, each of which ends rows of those before
        commit(generation, *changes[begin : begin + 10])
    for position in range(len(changes) + 1):
        query = Query(table=ACTORS, order=("mentions", "id"), descending=descending, as_of=position, limit=limit)
        before = sorted(standing(changes[:position]), reverse=descending)
        assert tallies(generation, query) == before[:limit]
        if len(before) > limit:
            assert tallies(generation, replace(query, after=before[limit - 1])) == before[limit : 2 * limit]
        some = replace(query, where=(Condition("country", "=", "NOR"),))
        assert tallies(generation, some) == [each for each in before if each[1] < "c"][:limit]


def test_what_was_counted_to_is_the_same_in_one_batch_and_in_many(readmodels: ReadModels) -> None:
    changes, (one, other) = counted_on(), (readmodels.create(), readmodels.create())
    commit(one, *changes)
    for change in changes:
        commit(other, change)
    assert list(one.dump()) == list(other.dump())
    milestones = {values[:2]: values[2] for name, values in one.dump() if name == "actors_milestones"}
    assert milestones == first_reached(changes)


@pytest.mark.parametrize("names", [("a", "c", "e", "a", "nobody"), ("b",), ()])
def test_rows_that_are_named_by_their_keys_come_in_any_order_now_and_as_they_were(
    generation: Generation, names: tuple[str, ...]
) -> None:
    changes = counted_on()
    commit(generation, *changes)
    named = Query(
        table=ACTORS, where=(Condition("id", "in", names),), order=("mentions", "id"), descending=True, limit=2
    )
    assert generation.reach(named, 0) is None
    for position in (None, *range(len(changes) + 1)):
        held = sorted(standing(changes[:position]), reverse=True)
        wanted = [each for each in held if each[1] in names]
        assert tallies(generation, replace(named, as_of=position)) == wanted[:2]


def counted_on() -> list[Change]:
    """Actors a to e, each counted up and down, and some of them gone for a while."""
    chance, changes = Random(7), list[Change]()
    for _ in range(40):
        name = chance.choice("abcde")
        country = "NOR" if name < "c" else None
        row = ActorRow(
            id=name,
            name=name,
            kind="k",
            mentions=chance.randrange(20),
            as_source=0,
            as_target=0,
            types=(),
            country=country,
        )
        changes.append(Delete(ACTORS, (name,)) if chance.random() < 0.2 else Put(ACTORS, row))
    return changes


def first_reached(changes: Sequence[Change]) -> dict[tuple[str, int], int]:
    """At which change each actor was first there (level 0), and first counted to each level."""
    reached: dict[tuple[str, int], int] = {}
    for position, change in enumerate(changes, 1):
        if isinstance(change, Put) and isinstance(change.row, ActorRow):
            for level in (0, level_of(change.row.mentions)):
                reached.setdefault((change.row.id, level), position)
    return reached


def standing(changes: Sequence[Change]) -> list[tuple[int, str]]:
    """What the actors are counted to after these changes."""
    rows: dict[str, int] = {}
    for change in changes:
        if isinstance(change, Put) and isinstance(change.row, ActorRow):
            rows[change.row.id] = change.row.mentions
        elif isinstance(change, Delete):
            rows.pop(str(change.key[0]), None)
    return [(mentions, name) for name, mentions in rows.items()]


def tallies(generation: Generation, query: Query) -> list[tuple[int, str]]:
    _, rows = generation.select(query)
    return [(row.mentions, row.id) for row in rows if isinstance(row, ActorRow)]


def test_text_is_ordered_by_code_point(generation: Generation) -> None:
    names = ["Z", "a", "ä", "z", "É", "_", "-", "𝄞", "~"]
    commit(generation, *(Put(ARTICLES, article(name)) for name in names))
    assert ids(generation, Query(table=ARTICLES, order=("id",))) == sorted(names)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("as_of", [None, 12])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_pages_put_together_are_the_whole_list(
    generation: Generation,
    *,
    descending: bool,
    as_of: int | None,
    limit: int,
) -> None:
    days = [date(2026, 2, 1), None, date(2026, 2, 2)] * 4
    commit(generation, *(Put(EVENTS, event(f"e{number:02}", day)) for number, day in enumerate(days)))
    commit(generation, Put(EVENTS, event("e03", date(2026, 2, 3))), Delete(EVENTS, ("e04",)))
    query = Query(table=EVENTS, order=("day", "position"), descending=descending, as_of=as_of)
    whole = ids(generation, query)
    assert len(whole) == (12 if as_of else 11)
    paged, after = list[str](), None
    while True:
        _, rows = generation.select(replace(query, after=after, limit=limit))
        paged += [row.id for row in rows if isinstance(row, EventRow)]
        if len(rows) < limit:
            break
        last = rows[-1]
        assert isinstance(last, EventRow)
        after = (last.day.isoformat() if last.day else None, last.position)
    assert paged == whole


def test_only_the_first_column_of_an_order_may_hold_nulls(generation: Generation) -> None:
    with pytest.raises(ReadModelError):
        generation.select(Query(table=EVENTS, order=("type", "day", "id")))


def test_a_place_in_another_order_is_refused(generation: Generation) -> None:
    with pytest.raises(ReadModelError):
        generation.select(Query(table=EVENTS, order=("day", "position"), after=("2026-02-01",)))


def test_a_reader_in_mid_transaction_does_not_block_the_writer(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article("a")), Put(ARTICLES, article("b")))
    reading = generation.dump()
    next(reading)
    commit(generation, Put(ARTICLES, article("c")))
    assert [values[0] for _, values in reading] == ["b"]
    assert generation.count(ARTICLES) == 3


def test_a_dump_lists_every_row_by_table_and_key(generation: Generation) -> None:
    caption = CaptionRow(
        article="a",
        part=0,
        start=5,
        end=9,
        revision=1,
        text="t",
        copies=1,
        number=1,
        seen_at=datetime(2026, 2, 2, tzinfo=UTC),
    )
    commit(generation, Put(CAPTIONS, caption), Put(ARTICLES, article("b")), Put(ARTICLES, article("a")))
    commit(generation, Put(ARTICLES, article("a", revision=2)))
    dumped = [(table, values[0], values[-2:]) for table, values in generation.dump()]
    assert dumped == [
        ("articles", "a", (3, 4)),
        ("articles", "a", (4, None)),
        ("articles", "b", (2, None)),
        ("captions", "a", (1, None)),
    ]


def test_the_first_generation_is_empty_and_serves(readmodels: ReadModels) -> None:
    generation = readmodels.serving()
    assert (generation.number, generation.checkpoint(), list(generation.dump())) == (1, 0, [])
    assert readmodels.serving().number == 1
    assert generation.folds_version == "1"


def test_a_generation_is_built_beside_the_serving_one(readmodels: ReadModels) -> None:
    serving, beside = readmodels.serving(), readmodels.create()
    commit(beside, Put(ARTICLES, article()))
    assert serving.count(ARTICLES) == 0
    assert readmodels.serving().number == serving.number
    assert readmodels.numbers() == [serving.number, beside.number]


def test_after_a_switch_the_other_generation_serves(readmodels: ReadModels) -> None:
    readmodels.serving()
    beside = readmodels.create()
    commit(beside, Put(ARTICLES, article()))
    readmodels.switch(beside)
    assert readmodels.serving().number == beside.number
    assert readmodels.serving().get(ARTICLES, ("a",)) == article()


def test_the_serving_generation_is_not_dropped(readmodels: ReadModels) -> None:
    serving = readmodels.serving()
    with pytest.raises(ReadModelError):
        readmodels.drop(serving.number)
    assert readmodels.serving().checkpoint() == 0


def test_a_dropped_generation_is_gone_and_its_number_is_not_given_again(readmodels: ReadModels) -> None:
    readmodels.serving()
    dropped = readmodels.create()
    readmodels.drop(dropped.number)
    assert readmodels.numbers() == [1]
    assert readmodels.create().number == dropped.number + 1
    for use in (lambda: readmodels.open(dropped.number), lambda: readmodels.switch(dropped)):
        with pytest.raises(ReadModelError):
            use()


def test_a_generation_that_does_not_exist_cannot_be_dropped(readmodels: ReadModels) -> None:
    with pytest.raises(ReadModelError):
        readmodels.drop(9)


def test_many_threads_that_meet_no_generation_make_one(readmodels: ReadModels) -> None:
    barrier, numbers = threading.Barrier(6), list[int]()

    def meet() -> None:
        barrier.wait()
        numbers.append(readmodels.serving().number)

    threads = [threading.Thread(target=meet) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(numbers) == {1}
    assert len(numbers) == 6
    assert readmodels.numbers() == [1]


def test_many_threads_that_build_beside_the_serving_generation_build_the_same(readmodels: ReadModels) -> None:
    readmodels.serving()
    barrier, numbers = threading.Barrier(6), list[int]()

    def meet() -> None:
        barrier.wait()
        numbers.append(readmodels.under_way().number)

    threads = [threading.Thread(target=meet) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [2] * 6
    assert readmodels.numbers() == [1, 2]


def test_what_serves_or_served_before_is_under_way_no_more(readmodels: ReadModels) -> None:
    readmodels.switch(readmodels.under_way())
    assert readmodels.under_way().number == readmodels.serving().number + 1


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")  # other tests' threads may be about
def test_a_forked_child_reads_with_connections_of_its_own(generation: Generation) -> None:
    commit(generation, Put(ARTICLES, article()))
    child = os.fork()
    if not child:
        os._exit(0 if generation.get(ARTICLES, ("a",)) == article() else 1)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert generation.get(ARTICLES, ("a",)) == article()


def test_after_a_generation_was_dropped_the_others_go_on(readmodels: ReadModels) -> None:
    first, second = readmodels.serving(), readmodels.create()
    commit(second, Put(ARTICLES, article()))
    readmodels.switch(second)
    readmodels.drop(first.number)
    assert readmodels.serving().number == second.number
    assert readmodels.serving().count(ARTICLES) == 1
    commit(second, Put(ARTICLES, article("b")))
    assert second.count(ARTICLES) == 2


def test_what_was_dropped_cannot_be_written(readmodels: ReadModels) -> None:
    readmodels.serving()
    beside = readmodels.create()
    readmodels.open(beside.number)
    readmodels.drop(beside.number)
    with pytest.raises(ServiceError):
        commit(beside, Put(ARTICLES, article()))


def test_rows_are_counted_by_the_values_of_some_columns(generation: Generation) -> None:
    days = [date(2026, 2, 2), date(2026, 2, 2), date(2026, 2, 3), None]
    commit(generation, *(Put(EVENTS, event(f"e{at}", day)) for at, day in enumerate(days)))
    commit(generation, Put(EVENTS, event("other", date(2026, 2, 2), "AID")))
    query = Query(table=EVENTS, order=("day", "position"), descending=True, limit=1)
    expected = {
        ("AID", "2026-02-02", 1),
        ("CONSULT", "2026-02-02", 2),
        ("CONSULT", "2026-02-03", 1),
        ("CONSULT", None, 1),
    }
    assert set(generation.tally(query, ("type", "day"))) == expected
    assert generation.tally(replace(query, where=(Condition("type", "=", "AID"),)), ("day",)) == [("2026-02-02", 1)]


def test_rows_are_counted_as_they_were(generation: Generation) -> None:
    commit(generation, Put(EVENTS, event("e", date(2026, 2, 2))))
    commit(generation, Put(EVENTS, event("e", date(2026, 2, 3), position=2)))
    seen = [generation.tally(Query(table=EVENTS, as_of=position), ("day",)) for position in range(3)]
    assert seen == [[], [("2026-02-02", 1)], [("2026-02-03", 1)]]


def test_the_first_rows_alone_are_counted(generation: Generation) -> None:
    commit(generation, *(Put(EVENTS, event(f"e{day}", date(2026, 2, day), position=day)) for day in range(1, 6)))
    newest = Query(table=EVENTS, order=("day", "position"), descending=True)
    assert sorted(generation.tally(newest, ("day",), within=2)) == [("2026-02-04", 1), ("2026-02-05", 1)]
    then = replace(newest, as_of=4)
    assert sorted(generation.tally(then, ("day",), within=2)) == [("2026-02-03", 1), ("2026-02-04", 1)]


def test_a_table_that_an_older_generation_does_not_have_is_away_and_the_others_are_not(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LAYOUTS, "later", LAYOUTS[ARTICLES.name])
    with pytest.raises(ServiceError):
        generation.select(Query(table=replace(ARTICLES, name="later"), order=ARTICLES.key))
    assert generation.select(Query(table=ARTICLES, order=ARTICLES.key)) == (0, [])


def test_actors_who_are_said_to_be_one_are_read_as_one_until_they_are_taken_apart(generation: Generation) -> None:
    anna, lund, carl = ("Anna Berg", "NOR", "GOV"), ("Anna Lund", "NOR", "GOV"), ("Carl Falk", "SWE", "GOV")
    one, other = actor_id("anna berg", "NOR"), actor_id("anna lund", "NOR")
    history = happenings.article(History(), "a", Told(source=(anna,), target=(carl,)))
    happenings.article(history, "b", Told(at=1, type="AID", source=(lund,), target=(carl,)))
    joined = history.joined(other, one)
    apart = history.joined(other)
    Folding(generation, 0).fold(history.records)
    for as_of, ids in ((joined - 1, {other}), (joined, {one, other}), (apart, {other}), (None, {other})):
        assert set(same(generation, [other], as_of)) == ids
        assert meant(generation, other, as_of) == (one if len(ids) > 1 else other)
        names = {"anna lund", "Anna Lund", "Anna Berg"} if len(ids) > 1 else {"anna lund"}
        assert set(names_of(generation, as_of, "anna lund")) == names
        _, told = profile(generation, one, as_of)
        assert (told.actor.mentions, len(told.joined)) == (len(ids), len(ids) - 1)
        assert [row.occurrences for row in told.acts_on] == [len(ids)]
        found = Query(table=ACTORS, where=(Condition("same_as", "=", None),), order=("mentions", "id"), as_of=as_of)
        assert len(generation.select(found)[1]) == 4 - len(ids)
