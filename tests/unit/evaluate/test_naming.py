import pytest

from ops.evaluate.naming import head_words, likeness, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S.", "United States"),
        ("Kenya's government", "Kenya"),
        ("President Idris Bello", "Bello"),
        ("São Tomé", "Sao Tome"),
    ],
)
def test_one_name_within_the_other_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == 1


def test_a_shared_title_is_no_shared_name() -> None:
    assert likeness("President Idris Bello", "President Awa Sall") == 0


def test_a_name_of_titles_only_is_compared_by_them() -> None:
    assert likeness("foreign ministry", "military officials") == 0
    assert likeness("foreign ministry", "the foreign ministry") == 1


def test_nothing_is_like_no_name() -> None:
    assert likeness("", "Kenya") == 0


@pytest.mark.parametrize(
    ("phrase", "heads"),
    [
        ("two ministers of the new government", {"ministers"}),
        ("Chad and the rebels in the north", {"chad", "rebels"}),
        ("thousands of teachers", {"thousands", "teachers"}),
        ("", set()),
    ],
)
def test_the_head_of_each_conjunct_is_found(phrase: str, heads: set[str]) -> None:
    assert head_words(phrase) == heads


def test_a_possessor_has_no_ending() -> None:
    assert words_of("Chad\u2019s U.N. envoy") == ["chad", "un", "envoy"]
