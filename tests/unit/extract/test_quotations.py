"""Whose words a quotation is."""

from __future__ import annotations

from tests.support.extraction import extractor, page_of


def quoted(text: str) -> list[tuple[str | None, str]]:
    """The full name of the speaker and the content of every quotation in quotation marks."""
    found = extractor().extract(page_of(text)).quotations
    return [(each.words.speaker, each.words.content) for each in found if each.quotation.direct]


def test_a_speaker_is_told_by_full_name_country_and_role() -> None:
    text = "Iranian Foreign Minister Bo Karimi met reporters. “We will not yield,” Karimi said."
    (found,) = extractor().extract(page_of(text)).quotations
    speaker = found.quotation.speaker
    assert speaker is not None
    assert (found.words.speaker, speaker.country, speaker.role) == ("Bo Karimi", "IRN", "GOV")
    assert found.words.source == "Karimi"


def test_a_quotation_after_the_speaker_was_named_is_the_same_speakers() -> None:
    assert quoted("“The dam is unsafe,” Mayor Ada Lunt said. “It will break within days.”") == [
        ("Ada Lunt", "The dam is unsafe,"),
        ("Ada Lunt", "It will break within days."),
    ]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = (
        "“I am leaving the party,” said Carla Dorn, a senator from Chile. “There is no room for us.\n"
        "“They have lied to us for years and they will lie again.”"
    )
    assert quoted(text)[1:] == [
        ("Carla Dorn", "There is no room for us."),
        ("Carla Dorn", "They have lied to us for years and they will lie again."),
    ]


def test_a_quotation_left_open_is_of_whoever_is_named_in_the_next_paragraph() -> None:
    text = (
        "“We shall rebuild every house that was lost.\n“And we shall do it before winter,” President Idris Bello said."
    )
    assert quoted(text) == [
        ("Idris Bello", "We shall rebuild every house that was lost."),
        ("Idris Bello", "And we shall do it before winter,"),
    ]


def test_a_pronoun_goes_on_with_the_person_who_spoke_just_before() -> None:
    introduced = "President Idris Bello said Prime Minister Carla Dorn was wise."
    text = f"{introduced} “Peace is near,” he said. “We want it,” he added."
    assert quoted(text) == [("Idris Bello", "Peace is near,"), ("Idris Bello", "We want it,")]


def test_a_turn_of_phrase_in_quotation_marks_is_no_quotation() -> None:
    assert quoted("The minister said the so-called “green wave” would not reach Chad.") == []
