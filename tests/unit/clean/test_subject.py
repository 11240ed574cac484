"""Whether a line speaks of what a text is about."""

from __future__ import annotations

from workers.clean.subject import shared


def test_forms_of_a_word_are_alike() -> None:
    assert shared("Grounding of a ferry", ["Lusk has grounded its ferry."]) == 2  # ground…, ferry


def test_words_that_every_text_has_do_not_count() -> None:
    assert shared("More from them over this", ["They say more than this, from what they have over there."]) == 0


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    assert shared("\u6e2f\u53e3\u91cd\u5f00", ["\u6e2f\u53e3\u5468\u4e8c\u91cd\u5f00\u3002"]) == len(
        ("\u6e2f\u53e3", "\u91cd\u5f00")
    )


def test_no_more_is_counted_than_is_asked_for() -> None:
    assert shared("Grounding of a ferry", ["Lusk has grounded its ferry."], 1) == 1
