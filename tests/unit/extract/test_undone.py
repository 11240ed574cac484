"""What a sentence speaks of without telling that it happened."""

import pytest

from tests.support.extraction import extractor, found_in


def types_in(text: str) -> list[str]:
    """The types of the text's events."""
    return [found.event.type for found in found_in(extractor(), text, "2026-03-11")]


def test_whoever_fits_a_description_has_done_nothing() -> None:
    assert types_in("Ghana threatened to dismiss teachers who ignore the ruling.") == ["THREATEN"]


def test_those_who_are_told_apart_have_done_it() -> None:
    assert types_in("Ghana dismissed the 40 teachers who ignored a ruling of the court.") == ["SANCTION", "REJECT"]


def test_a_name_for_something_calls_for_nothing() -> None:
    text = "Ghanaian fishermen stayed ashore because of what they call poaching by Togolese trawlers."
    assert "REQUEST" not in types_in(text)


def test_what_is_yet_to_be_decided_has_not_happened() -> None:
    assert types_in("Ministers of Ghana will discuss whether to expel Togolese diplomats.") == []


@pytest.mark.parametrize(
    "text",
    [
        "If Ghana had wanted to bomb the dam in Togo, it would have done so.",
        "Ghana would have expelled the Togolese envoy.",
        "The Ghanaian opposition said that the government should have expelled the Togolese envoy.",
        "Had Ghana attacked Togo, prices would have risen.",
        "The Togolese ministry sees an act of war in any Ghanaian strike on Togo.",
    ],
)
def test_what_was_not_but_would_have_been_did_not_happen(text: str) -> None:
    assert types_in(text) == []


def test_to_shoot_back_words_is_no_shooting() -> None:
    assert "ASSAULT" not in types_in("The Ghanaian minister shot back that Togo was lazy.")


def test_what_would_have_to_be_is_only_supposed() -> None:
    text = "A Ghanaian court heard the trader. If convicted, Yao Mensah faces ten years in prison."
    assert "SANCTION" not in types_in(text)
