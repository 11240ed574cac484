"""What a sentence speaks of without telling that it happened."""

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


def test_what_would_have_to_be_is_only_supposed() -> None:
    text = "A Ghanaian court heard the trader. If convicted, Yao Mensah faces ten years in prison."
    assert "SANCTION" not in types_in(text)
