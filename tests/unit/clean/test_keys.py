from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.clean.keys import Keys, key, opening


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crowds at the gate", "crowds  at the\tgate"),
        ("The minister\u2019s \u201cplan\u201d", 'The minister\'s "plan"'),
        ("North\u2013south corridor", "North-south corridor"),
        ("Wait\u2026", "Wait..."),
        ("\u2022 Crowds at the gate", "- Crowds at the gate"),
        ("Crowds at the gate.", "Crowds at the gate"),
        ("Crowds\u00a0at the gate", "Crowds at the gate"),
        ("Cafe\u0301 owners", "Caf\u00e9 owners"),
        ("\uff28\uff45\uff4c\uff4c\uff4f", "Hello"),
        ("\u7801\u5934\u5de5\u4eba\u3002", "\u7801\u5934\u5de5\u4eba"),
    ],
)
def test_copies_that_differ_in_typography_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Crowds at the gate", "Crowds at a gate"), ("12 dead", "13 dead"), ("Who?", "Who")]
)
def test_copies_that_differ_in_words_figures_or_question_have_two(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_turkish_capital_i_keeps_its_dot() -> None:
    assert key("\u0130STANBUL") == key("i\u0307stanbul")


@given(st.text(max_size=80))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert key(key(text)) == key(text)


def test_remembered_keys_are_those_that_are_made_anew() -> None:
    texts = ["Crowds at the gate.", "Cafe\u0301 owners", "Crowds at the gate."]
    remembered = Keys()
    assert [remembered[text] for text in texts] == [key(text) for text in texts]
    assert len(remembered) == len(set(texts))


@given(st.text(alphabet=st.sampled_from("aZ9 .'-\t\u0308\u00e9\u2019\u2022"), min_size=1) | st.text(min_size=1))
def test_the_opening_is_the_first_word_of_the_key(text: str) -> None:
    assert opening(text) == key(text).partition(" ")[0]
