"""The fold of figures and their subjects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from schemas.event import FoundFigure, Qualifier
from schemas.rows.figures import FIGURES, SUBJECT_TERMS, SUBJECTS, FigureRow, SubjectRow, SubjectTermRow
from tests.support.histories import BODY, MONDAY, TITLE, History, Rows, histories, toll
from workers.projections.contradiction import bounds, contradictions

LATE = MONDAY + timedelta(30)


@pytest.fixture
def history() -> History:
    history = History()
    read(history, "a")
    return history


def read(history: History, article: str, *figures: FoundFigure, source: str = "example.org") -> None:
    """An article of a publisher with figures."""
    history.received(article, source=source)
    history.cleaned(article)
    history.extracted(article, events=[], figures=figures)


def figures(history: History) -> list[FigureRow]:
    return [row for row in Rows(history).all(FIGURES) if isinstance(row, FigureRow)]


def subjects(history: History) -> list[SubjectRow]:
    return [row for row in Rows(history).all(SUBJECTS) if isinstance(row, SubjectRow)]


def test_a_figure_is_shown_with_its_sentence_its_day_and_whose_claim_it_is(history: History) -> None:
    read(history, "b", toll(12, "Bob Berg"))
    (row,) = figures(history)
    assert (row.value, row.unit, row.subject, row.sentence) == (12, "killed", "people, Norway", BODY)
    assert (row.claimant, row.claimant_country, row.publisher) == ("Bob Berg", "SWE", "example.org")
    assert (row.day, row.first_day, row.title) == (MONDAY, None, TITLE)


def test_figures_of_the_same_subject_meet(history: History) -> None:
    read(history, "b", toll(12, "police"), source="one.example")
    read(history, "c", toll(40, "rebels"), source="two.example")
    (row,) = subjects(history)
    assert (row.claims, row.claimants, row.lowest, row.highest, row.contradictions) == (2, 2, 12, 40, 1)
    assert [cell.by for cell in row.stances] == ["rebels", "police"]


def test_figures_of_other_subjects_do_not_meet(history: History) -> None:
    read(history, "b", toll(12, "police"), toll(40, "rebels", subject="children, Norway", at="Bob"))
    assert [(row.claims, row.contradictions) for row in subjects(history)] == [(1, 0), (1, 0)]


def test_the_same_figure_in_many_articles_is_held_once_by_its_claimant(history: History) -> None:
    for article in ("b", "c", "d"):
        read(history, article, toll(12, "police"))
    (row,) = subjects(history)
    assert (row.claims, row.claimants, row.contradictions) == (3, 1, 0)


def test_where_nobody_is_named_the_publisher_holds_the_figure(history: History) -> None:
    read(history, "b", toll(12), source="one.example")
    read(history, "c", toll(40), source="two.example")
    (row,) = subjects(history)
    assert ({cell.by for cell in row.stances}, row.contradictions) == ({"one.example", "two.example"}, 1)


def test_a_later_figure_of_the_same_claimant_brings_it_up_to_date(history: History) -> None:
    read(history, "b", toll(12, "police", days=(MONDAY, MONDAY)))
    read(history, "c", toll(15, "Police", days=(LATE, LATE)))
    (row,) = subjects(history)
    assert (row.claims, row.lowest, row.highest, row.contradictions) == (2, 15, 15, 0)


def test_of_an_articles_figures_the_claimant_holds_the_greatest(history: History) -> None:
    read(history, "b", toll(40, "police", at="Ada"), toll(12, "police", at="Bob"))
    assert [cell.value for cell in subjects(history)[0].stances] == [40]


def test_an_article_that_is_revised_takes_its_figures_back(history: History) -> None:
    read(history, "b", toll(12, "police", days=(MONDAY, MONDAY)))
    read(history, "c", toll(15, "police", days=(LATE, LATE)))
    history.received("c")
    (row,) = subjects(history)
    assert (row.claims, row.highest) == (1, 12)
    history.received("b")
    assert subjects(history) == []
    assert Rows(history).all(SUBJECT_TERMS) == []


def test_a_newer_extraction_takes_the_place_of_the_older_one(history: History) -> None:
    history.extracted("a", extractor="x2", events=[], figures=[toll(12, "police")])
    history.extracted("a", extractor="x3", events=[], figures=[toll(13, "police")])
    assert [(row.value, row.extractor) for row in figures(history)] == [(13, "x3")]
    assert [(row.claims, row.highest) for row in subjects(history)] == [(1, 13)]


def test_figures_of_an_older_revision_are_never_shown(history: History) -> None:
    history.received("a")
    history.extracted("a", revision=1, events=[], figures=[toll(12)])
    assert figures(history) == []


def test_a_subject_is_found_by_its_words_and_its_unit(history: History) -> None:
    read(history, "b", toll(12))
    terms = [row.term for row in Rows(history).all(SUBJECT_TERMS) if isinstance(row, SubjectTermRow)]
    assert terms == ["word killed", "word nor", "word norway", "word people"]


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (toll(12, "a"), toll(12, "b"), False),
        (toll(12, "a"), toll(13, "b"), True),
        (toll(12, "a", qualifier=Qualifier.AT_LEAST), toll(40, "b"), False),
        (toll(12, "a", qualifier=Qualifier.AT_MOST), toll(40, "b"), True),
        (toll(12, "a", qualifier=Qualifier.ABOUT), toll(13, "b"), False),
        (toll(3_000, "a"), toll(2_986, "b"), False),
        (toll(3_000, "a"), toll(6_842, "b"), True),
        (toll(3_117, "a"), toll(6_842, "b"), True),
        (toll(12, "a", days=(MONDAY, MONDAY)), toll(40, "b", days=(LATE, LATE)), False),
        (toll(12, "a", days=(MONDAY, MONDAY)), toll(40, "b"), True),
        (toll(12, "a", days=(MONDAY, MONDAY)), toll(40, "b", days=(date(2025, 1, 1), LATE)), False),
    ],
)
def test_figures_contradict_if_both_cannot_be_right_at_the_same_time(
    history: History, one: FoundFigure, other: FoundFigure, *, contradict: bool
) -> None:
    read(history, "b", one)
    read(history, "c", other)
    assert subjects(history)[0].contradictions == int(contradict)


@given(histories(broken=False))
def test_a_subject_is_what_its_figures_make_of_it(history: History) -> None:
    rows = Rows(history)
    claimed = [row for row in rows.all(FIGURES) if isinstance(row, FigureRow)]
    for subject in rows.all(SUBJECTS):
        assert isinstance(subject, SubjectRow)
        own = [row for row in claimed if row.subject_id == subject.id]
        assert subject.claims == len(own) > 0
        assert subject.claimants == len({row.stance for row in own})
        assert subject.contradictions == contradictions(subject.stances)
        assert all(low <= high for low, high in map(bounds, subject.stances))
    assert {row.subject_id for row in claimed} == {row.id for row in rows.all(SUBJECTS) if isinstance(row, SubjectRow)}
