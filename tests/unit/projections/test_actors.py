"""The fold of actors: who is one across articles, and on what evidence."""

from __future__ import annotations

import pytest

from schemas.names import plain
from schemas.rows.actors import ACTOR_ALIASES, ACTOR_KEYS, ACTORS, ActorRow
from tests.support.happenings import Told, article, received
from tests.support.histories import History, Rows
from workers.projections.naming import spelling

Named = tuple[str, str | None, str | None]


def told(*actors: Named) -> Rows:
    """An article for each of these, who does something to nobody."""
    history = History()
    for number, actor in enumerate(actors):
        article(history, f"n{number}", Told(source=(actor,), target=()))
    return Rows(history)


def actors(rows: Rows) -> list[ActorRow]:
    return rows.all(ACTORS)


def evidence(rows: Rows) -> dict[str, str]:
    return {row.name: row.evidence for row in rows.all(ACTOR_ALIASES)}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Sergei Lavrov", "RUS", "GOV"), ("Sergey Lavrov", "RUS", "GOV"), "spelling"),
        (("Volodymyr Zelensky", "UKR", "GOV"), ("Volodymyr Zelenskyy", "UKR", "GOV"), "spelling"),
        (("Sergei Lavrov", "RUS", "GOV"), ("Lavrov", "RUS", "GOV"), "surname"),
        (("Lavrov", "RUS", "GOV"), ("Sergei Lavrov", "RUS", "GOV"), "surname"),
        (("Red Crescent", None, "NGO"), ("The Red Crescent", "TUR", "NGO"), "country"),
        (
            ("Islamic Revolutionary Guard Corps", "IRN", "MIL"),
            ("islamic revolutionary guard corps", "IRN", None),
            "name",
        ),
        (("United States", "USA", None), ("Government of United States", "USA", "GOV"), "name"),
        (("23 Armenian soldiers", "ARM", "MIL"), ("Armenian soldiers", "ARM", "MIL"), "name"),
    ],
)
def test_two_names_are_one_actor_on_evidence(one: Named, other: Named, why: str) -> None:
    rows = told(one, other)
    (actor,) = actors(rows)
    assert actor.mentions == 2
    assert evidence(rows).get(other[0], "name") == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sergei Lavrov", "RUS", "GOV"), ("Sergei Lavrov", "BGR", "GOV")),
        (("Sergei Lavrov", "RUS", "GOV"), ("Mikhail Lavrov", "RUS", "GOV")),
        (("Sergei Lavrov", "RUS", "GOV"), ("Lavrov", "UKR", "GOV")),
        (("Sergei Lavrov", "RUS", "GOV"), ("Lavrov", "RUS", "CVL")),
        (("Sergei Lavrov", "RUS", "GOV"), ("Lavrov", None, None)),
        (("Ali Hassan", "IRN", "GOV"), ("Ali Hussein", "IRN", "GOV")),
        (("Supreme Court", "KEN", "JUD"), ("Court", "KEN", "JUD")),
        (("Georgia", "GEO", None), ("Georgia", "USA", None)),
    ],
)
def test_what_is_not_told_apart_by_evidence_is_not_joined(one: Named, other: Named) -> None:
    assert len(actors(told(one, other))) == 2


def test_a_surname_that_two_bear_is_neither() -> None:
    rows = told(("Sergei Lavrov", "RUS", "GOV"), ("Mikhail Lavrov", "RUS", "GOV"), ("Lavrov", "RUS", "GOV"))
    assert sorted(row.name for row in actors(rows)) == ["Lavrov", "Mikhail Lavrov", "Sergei Lavrov"]


def test_the_fullest_name_is_shown() -> None:
    (actor,) = actors(told(("Lavrov", "RUS", "GOV"), ("Sergei Lavrov", "RUS", "GOV"), ("Sergey Lavrov", "RUS", "GOV")))
    assert (actor.name, actor.country, actor.role, actor.mentions) == ("Sergei Lavrov", "RUS", "GOV", 3)


def test_those_who_are_only_described_are_nobody_without_a_country() -> None:
    assert actors(told(("two sailors", None, "CVL"))) == []
    assert [row.name for row in actors(told(("Chilean miners", "CHL", "LAB")))] == ["Chilean miners"]


def test_an_actor_counts_what_it_did_and_what_was_done_to_it() -> None:
    norway, sweden = ("Norway", "NOR", None), ("Sweden", "SWE", None)
    history = article(
        History(), "a", Told(source=(norway,), target=(sweden,)), Told(at=1, type="AID", source=(sweden,))
    )
    article(history, "b", Told(source=(sweden,), target=(norway,)))
    row = next(row for row in actors(Rows(history)) if row.name == "Sweden")
    assert (row.mentions, row.as_source, row.as_target) == (3, 2, 2)
    assert [(each.type, each.source, each.target) for each in row.types] == [("AID", 1, 1), ("ASSAULT", 1, 1)]


def test_whom_nobody_mentions_any_more_is_forgotten_with_all_names() -> None:
    history = article(History(), "a", Told())
    received(history, "a", revision=2)
    rows = Rows(history)
    assert (rows.all(ACTORS), rows.all(ACTOR_ALIASES), rows.all(ACTOR_KEYS)) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dmitry Peskov", "Dmitri Peskov"),
        ("Andrei Belousov", "Andrey Belousov"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Moammar Khadafi", "Moamar Hadafi"),
    ],
)
def test_spellings_of_one_name_sound_alike(name: str, other: str) -> None:
    assert spelling(plain(name)) == spelling(plain(other))


@pytest.mark.parametrize(
    ("name", "same"), [("The U.S.", "us"), ("Iran\u2019s judiciary", "iran judiciary"), ("Ségolène", "segolene")]
)
def test_a_plain_name_has_no_case_accents_points_or_possessive(name: str, same: str) -> None:
    assert plain(name) == same


def test_an_actor_that_goes_by_another_name_now_is_not_the_one_who_is_met_under_its_first_one() -> None:
    anna, berg, sergei = (Told(source=((name, "NOR", "GOV"),)) for name in ("Anna Berg", "Berg", "Sergei Berg"))
    history = article(article(History(), "a", anna), "b", berg)
    received(history, "a", revision=2)
    article(article(history, "c", sergei), "d", anna)
    assert sorted(row.name for row in actors(Rows(history)) if row.role) == ["Anna Berg", "Sergei Berg"]
