"""The fold of copies: groups of parts that say the same, in the order of the log."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given

from schemas.rows.copies import COPIES, DUPLICATES, PRINT_KEYS, PRINTS, CopyRow, DuplicateRow, Likeness, PrintKeyRow
from tests.support.histories import History, Rows, histories, story
from workers.projections.shelf import MOST_TEXTS

A_STORY = story(0, 200)
EDITED = story(0, 150) + " " + story(5000, 5040)
SHORTENED = story(0, 100)
QUOTED_AT_LENGTH = story(7000, 7400) + " " + A_STORY
ANOTHER = story(2000, 2200)


@pytest.fixture
def history() -> History:
    return History()


def post(history: History, article: str, *bodies: str) -> int:
    """A new revision of an article, cleaned."""
    history.received(article)
    return history.cleaned(article, revision=history.revision(article), parts=len(bodies), bodies=bodies)


def copies(rows: Rows) -> dict[str, CopyRow]:
    """The parts, by article and number."""
    return {f"{row.article}{row.part}": row for row in rows.all(COPIES) if isinstance(row, CopyRow)}


def groups(rows: Rows) -> list[DuplicateRow]:
    return [row for row in rows.all(DUPLICATES) if isinstance(row, DuplicateRow)]


def test_an_article_like_no_other_is_its_own_origin(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", ANOTHER)
    rows = Rows(history)
    found = copies(rows)
    assert [row.likeness for row in found.values()] == [Likeness.FIRST] * 2
    assert found["a0"].origin != found["b0"].origin
    assert groups(rows) == []


@pytest.mark.parametrize(
    ("text", "likeness"), [(A_STORY, Likeness.EXACT), (EDITED, Likeness.NEAR), (SHORTENED, Likeness.NEAR)]
)
def test_a_copy_belongs_to_the_earlier_article(history: History, text: str, likeness: Likeness) -> None:
    first = post(history, "b", A_STORY)
    post(history, "a", text)
    rows = Rows(history)
    found = copies(rows)
    assert found["a0"].likeness is likeness
    assert found["a0"].origin == found["a0"].group == found["b0"].id
    (group,) = groups(rows)
    assert (group.article, group.position, group.copies, group.articles, group.independent) == ("b", first, 2, 2, 1)


def test_an_article_that_quotes_another_at_length_is_in_its_group_and_a_source_of_its_own(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", QUOTED_AT_LENGTH)
    post(history, "c", QUOTED_AT_LENGTH)
    rows = Rows(history)
    found = copies(rows)
    assert [row.likeness for row in found.values()] == [Likeness.FIRST, Likeness.HOLDS, Likeness.EXACT]
    assert [row.origin for row in found.values()] == [found["a0"].id, found["b0"].id, found["b0"].id]
    (group,) = groups(rows)
    assert (group.articles, group.independent) == (3, 2)


def test_what_is_shared_is_estimated_both_ways(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", SHORTENED)
    row = copies(Rows(history))["b0"]
    assert row.contained == pytest.approx(1, abs=0.1)
    assert row.contains == pytest.approx(0.5, abs=0.15)
    assert row.resemblance == pytest.approx(0.5, abs=0.15)


def test_two_parts_of_a_page_may_be_copies_and_are_one_article(history: History) -> None:
    post(history, "a", A_STORY, A_STORY)
    post(history, "b", A_STORY)
    (group,) = groups(Rows(history))
    assert (group.copies, group.articles, group.independent, group.part) == (3, 2, 1, 0)


def test_a_group_outlives_its_first_copy(history: History) -> None:
    post(history, "a", A_STORY)
    second = post(history, "b", A_STORY)
    post(history, "c", EDITED)
    (before,) = groups(Rows(history))
    post(history, "a", ANOTHER)
    rows = Rows(history)
    (group,) = groups(rows)
    assert (group.id, group.article, group.position, group.copies) == (before.id, "b", second, 2)
    found = copies(rows)
    assert found["b0"].likeness is Likeness.FIRST
    assert found["b0"].origin == found["c0"].origin != found["a0"].origin


def test_a_new_revision_leaves_its_group_until_it_is_cleaned(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", A_STORY)
    history.received("b")
    rows = Rows(history)
    assert groups(rows) == []
    assert list(copies(rows)) == ["a0"]


def test_a_page_that_is_cleaned_again_to_the_same_stays_where_it_was(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", A_STORY)
    before = copies(Rows(history))
    history.cleaned("a", cleaner="2", bodies=[A_STORY])
    assert copies(Rows(history)) == before


def test_a_page_that_is_cleaned_again_to_something_else_is_linked_anew(history: History) -> None:
    post(history, "a", A_STORY)
    post(history, "b", A_STORY)
    history.cleaned("a", cleaner="2", bodies=[ANOTHER])
    rows = Rows(history)
    assert groups(rows) == []
    assert copies(rows)["b0"].likeness is Likeness.FIRST


def test_many_copies_are_found_by_a_few(history: History) -> None:
    for number in range(20):
        post(history, f"x{number:02}", A_STORY)
    rows = Rows(history)
    (group,) = groups(rows)
    assert (group.articles, group.independent) == (20, 1)
    assert set(Counter(row.key for row in keys(rows)).values()) == {MOST_TEXTS}


def keys(rows: Rows) -> list[PrintKeyRow]:
    return [row for row in rows.all(PRINT_KEYS) if isinstance(row, PrintKeyRow)]


@given(histories(broken=False))
def test_groups_always_count_what_is_in_them(history: History) -> None:
    rows = Rows(history)
    members = defaultdict[str, list[CopyRow]](list)
    for row in copies(rows).values():
        members[row.group].append(row)
    counted = {
        group: (
            len(found),
            len({row.article for row in found}),
            len({row.origin for row in found}),
            min(map(place, found)),
        )
        for group, found in members.items()
        if len(found) > 1
    }
    told = {row.id: (row.copies, row.articles, row.independent, (row.position, row.part)) for row in groups(rows)}
    assert told == counted
    for found in members.values():
        assert min(found, key=place).likeness is Likeness.FIRST


@given(histories(broken=False))
def test_keys_lead_to_the_texts_that_stand_and_to_no_others(history: History) -> None:
    rows = Rows(history)
    standing = {row.id for row in copies(rows).values()}
    assert {each.id for each in rows.all(PRINTS)} == standing
    assert {row.id for row in keys(rows)} <= standing
    assert max(Counter(row.key for row in keys(rows)).values(), default=0) <= MOST_TEXTS


def place(row: CopyRow) -> tuple[int, int]:
    return row.position, row.part
