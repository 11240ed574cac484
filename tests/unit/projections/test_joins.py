"""Actors whom people say to be one."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given

from schemas.rows.actors import ACTOR_JOINS, ACTORS, ActorRow
from schemas.rows.occurrences import REPORTS
from schemas.rows.relations import RELATION_DAYS, RELATIONS
from tests.support.happenings import Told, article, newsrooms, received
from tests.support.histories import History, Rows

ANNA = ("Anna Berg", "NOR", "GOV")
LUND = ("Anna Lund", "NOR", "GOV")
CARL = ("Carl Falk", "SWE", "GOV")


def actors(rows: Rows) -> dict[str, ActorRow]:
    return {row.name: row for row in rows.all(ACTORS)}


def relations(rows: Rows) -> dict[tuple[str, str], int]:
    found = rows.all(RELATIONS)
    return {(row.source_name, row.target_name): row.occurrences for row in found if row.level == "actor"}


def told_of_both() -> History:
    history = History()
    article(history, "a", Told(source=(ANNA,), target=(CARL,)))
    article(history, "b", Told(at=1, type="AID", source=(LUND,), target=(CARL,)), Told(at=2, source=(LUND,), target=()))
    return history


def ids(history: History) -> tuple[str, str]:
    known = actors(Rows(history))
    return known["Anna Lund"].id, known["Anna Berg"].id


def test_joined_actors_are_counted_as_one() -> None:
    history = told_of_both()
    lund, anna = ids(history)
    history.joined(lund, anna)
    rows = Rows(history)
    assert relations(rows) == {("Anna Berg", "Carl Falk"): 2}
    found = actors(rows)
    assert (found["Anna Berg"].mentions, found["Anna Lund"].mentions) == (3, 2)
    assert found["Anna Lund"].same_as == anna
    assert [(row.actor, row.same_as, row.by) for row in rows.all(ACTOR_JOINS)] == [(lund, anna, "Eve")]


def test_what_is_told_of_a_joined_actor_later_counts_for_both() -> None:
    history = told_of_both()
    lund, anna = ids(history)
    history.joined(lund, anna)
    article(history, "c", Told(at=3, type="ACCUSE", source=(CARL,), target=(LUND,)))
    rows = Rows(history)
    assert relations(rows) == {("Anna Berg", "Carl Falk"): 2, ("Carl Falk", "Anna Berg"): 1}
    assert actors(rows)["Anna Berg"].as_target == 1


def test_actors_taken_apart_again_are_as_they_were() -> None:
    history, joined = told_of_both(), told_of_both()
    lund, anna = ids(history)
    joined.joined(lund, anna)
    joined.joined(lund)
    before, after = Rows(history), Rows(joined)
    for table in (ACTORS, RELATIONS, RELATION_DAYS, ACTOR_JOINS):
        assert after.all(table) == before.all(table)


def test_who_is_joined_stays_so_when_nobody_speaks_of_it_for_a_while() -> None:
    history = told_of_both()
    lund, anna = ids(history)
    history.joined(lund, anna)
    received(history, "b", revision=2)
    assert actors(Rows(history))["Anna Lund"].mentions == 0
    article(history, "c", Told(at=3, type="ACCUSE", source=(LUND,), target=(CARL,)))
    assert relations(Rows(history)) == {("Anna Berg", "Carl Falk"): 2}


def test_an_actor_of_whom_only_the_joined_one_is_spoken_is_gone_once_they_are_taken_apart() -> None:
    history = told_of_both()
    lund, anna = ids(history)
    history.joined(lund, anna)
    received(history, "a", revision=2)
    assert actors(Rows(history))["Anna Berg"].mentions == 2
    history.joined(lund)
    assert set(actors(Rows(history))) == {"Anna Lund", "Carl Falk"}


def test_no_chain_and_no_circle_is_joined() -> None:
    history = told_of_both()
    lund, anna = ids(history)
    carl = actors(Rows(history))["Carl Falk"].id
    history.joined(lund, anna)
    for actor, same_as in ((anna, lund), (anna, carl), (carl, lund), (carl, carl), (carl, "nobody"), ("nobody", carl)):
        history.joined(actor, same_as)
    assert [row.actor for row in Rows(history).all(ACTOR_JOINS)] == [lund]


@given(newsrooms(joins=True))
def test_an_actor_keeps_the_counts_of_those_who_are_the_same(history: History) -> None:
    rows = Rows(history)
    known = {row.id: row for row in rows.all(ACTORS)}
    mentions, did = Counter[str](), Counter[str]()
    for report in rows.all(REPORTS):
        source, target = ({party.actor for party in side if party.actor} for side in (report.source, report.target))
        for actor in source | target:
            for each in filter(None, (actor, known[actor].same_as)):
                mentions[each] += 1
                did[each] += actor in source
    assert {row.id: row.mentions for row in known.values() if row.mentions} == mentions
    assert {row.id: row.as_source for row in known.values() if row.as_source} == +did
    joins = {row.actor: row.same_as for row in rows.all(ACTOR_JOINS)}
    assert {row.id: row.same_as for row in known.values() if row.same_as} == joins
    assert not set(joins) & set(joins.values())
    assert {row.id for row in known.values() if not row.mentions} <= set(joins) | set(joins.values())


@given(newsrooms(joins=True))
def test_relations_are_those_that_would_be_if_the_actors_had_been_one_from_the_start(history: History) -> None:
    rows, sums = Rows(history), defaultdict[str, int](int)
    same = {row.actor: row.same_as for row in rows.all(ACTOR_JOINS)}
    found = rows.all(RELATIONS)
    assert not {end for row in found for end in (row.source, row.target)} & set(same)
    for day in rows.all(RELATION_DAYS):
        sums[day.id.rpartition(" ")[0]] += day.occurrences
    assert {row.id: row.occurrences - row.undated for row in found if row.occurrences > row.undated} == sums
    told = {party.actor for row in rows.all(REPORTS) for party in (*row.source, *row.target)}
    for actor, other in same.items():
        if other not in told:  # is nobody once they are taken apart
            continue
        history.joined(actor)
        history.joined(actor, other)
    again = Rows(history)
    assert again.all(RELATIONS) == found
    assert again.all(RELATION_DAYS) == rows.all(RELATION_DAYS)


@given(newsrooms(joins=True))
def test_a_relation_calls_both_what_they_are_called(history: History) -> None:
    rows = Rows(history)
    names = {row.id: row.name for row in rows.all(ACTORS)}
    for row in rows.all(RELATIONS):
        if row.level == "actor":
            assert (row.source_name, row.target_name) == (names[row.source], names[row.target])


def test_a_fuller_name_is_an_actors_in_what_was_counted_before_too() -> None:
    history = History()
    article(history, "a", Told(source=(("Berg", "NOR", "GOV"),), target=(CARL,)))
    article(history, "b", Told(at=1, type="AID", source=(CARL,), target=(("Berg", "NOR", "GOV"),)))
    article(history, "c", Told(at=2, type="AID", source=(ANNA,), target=()))
    assert relations(Rows(history)) == {("Anna Berg", "Carl Falk"): 1, ("Carl Falk", "Anna Berg"): 1}
