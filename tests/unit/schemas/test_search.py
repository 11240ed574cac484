"""Words as they are searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import InputError
from schemas.search import BREAK, LONGEST_TEXT, MOST_WORDS, Phrase, matches, phrases, searched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada met Bob.", "ada met bob"),
        ("Élan, E\u0301lan, ELAN", "elan elan elan"),
        ("Straße STRASSE", "strasse strasse"),
        ("AT&T's 12.5 %_of_it", "at t s 12 5 of it"),
        ("\ufb01ne \uff12 \u00b2", "fine 2 2"),
        ("北京 भारत", "北京 भ रत"),
        ("", ""),
    ],
)
def test_a_text_is_searched_by_its_words(text: str, expected: str) -> None:
    assert searched([text]).split() == expected.split()


def test_no_phrase_reaches_from_one_text_into_another() -> None:
    assert searched(["one", None, "two"]) == f"one {BREAK} two"


def test_a_text_without_end_is_searched_up_to_a_bound() -> None:
    assert len(searched(["a" * 10_000_000])) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Ada met", [Phrase(("ada",)), Phrase(("met",))]),
        ('"Ada met" bob', [Phrase(("ada", "met")), Phrase(("bob",))]),
        ("nor*", [Phrase(("nor",), prefix=True)]),
        ('"met nor"*', [Phrase(("met", "nor"), prefix=True)]),
        ('"met nor*"', [Phrase(("met", "nor"), prefix=True)]),
        ("e-mail", [Phrase(("e", "mail"))]),
        ('ada" OR', [Phrase(("ada",)), Phrase(("or",))]),
        ('"" * ada ""', [Phrase(("ada",))]),
    ],
)
def test_a_question_is_words_phrases_and_beginnings(question: str, expected: list[Phrase]) -> None:
    assert list(phrases(question)) == expected


@pytest.mark.parametrize("question", ["", " ", "*", '""', "!&|()", "a " * (MOST_WORDS + 1)])
def test_a_question_has_a_word_and_not_too_many(question: str) -> None:
    with pytest.raises(InputError):
        phrases(question)


def test_matches_are_told_by_their_place_in_the_text() -> None:
    text = "Élan met Nörd; met nordic men."
    found = [text[span.start : span.end] for span in matches(text, phrases('elan "met nor*"'))]
    assert found == ["Élan", "met Nörd", "met nordic"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_asked_of_whatever_text_is_harmless(text: str, question: str) -> None:
    try:
        sought = phrases(question)
    except InputError:
        return
    for span in matches(text, sought):
        assert 0 <= span.start < span.end <= len(text)
    assert all(word.isalnum() for phrase in sought for word in phrase.words)


@given(st.text(max_size=60))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    words = searched([text]).split()
    if 0 < len(words) <= MOST_WORDS:
        assert matches(text, [Phrase(tuple(words))])


@given(st.text(alphabet="ab_ -AB", max_size=40), st.text(alphabet='ab* "', max_size=12))
def test_a_plain_text_is_searched_quickly_with_the_same_matches(text: str, question: str) -> None:
    try:
        sought = phrases(question)
    except InputError:
        return
    assert matches(text, sought) == matches(f"{text} é", sought)
