"""Whom words mean that name nobody: pronouns, ministries, pairs of states, passives."""

import pytest

from tests.support.extraction import extractor, found_in

Told = list[tuple[str, list[str | None], list[str | None]]]


def told(text: str) -> Told:
    """Type, countries of the sources and of the targets of every event."""
    return [
        (
            found.event.type,
            [actor.country for actor in found.event.source],
            [actor.country for actor in found.event.target],
        )
        for found in found_in(extractor(), text)
    ]


def test_them_does_not_mean_the_subject_beside_it() -> None:
    text = "Ghanaian herders marched in Tamale. Police detained eleven of them."
    (found,) = (each for each in found_in(extractor(), text) if each.event.type == "COERCE")
    assert [words.name for words in found.words.target] == ["Ghanaian herders"]


def test_a_ministry_is_of_the_state_that_acted_last() -> None:
    text = "Malta is hot. Malta's court met. Norway condemned Chad. The foreign ministry accused Chad of theft."
    assert told(text)[-1] == ("ACCUSE", ["NOR"], ["TCD"])


def test_the_adjective_of_a_thing_is_not_whom_the_government_means() -> None:
    text = "Nepal is poor. Teachers sat on the Chinese road. The unions urged the government to resign."
    assert told(text) == [("REQUEST", ["NPL"], ["NPL"])]


def test_both_capitals_are_not_of_a_state_named_once_in_passing() -> None:
    text = "Chad accused Niger of theft. Niger accused Chad of lies. Malta watched. Norway urged both capitals to stop."
    assert told(text)[-1] == ("REQUEST", ["NOR"], ["NER", "TCD"])


def test_a_party_is_not_one_of_a_state_that_the_article_does_not_speak_of() -> None:
    text = "Mongolia is cold. Mongolia votes today. The Democratic Party condemned Chad."
    assert told(text)[-1] == ("ACCUSE", ["MNG"], ["TCD"])


def test_soldiers_who_are_deployed_are_who_moves() -> None:
    assert told("Omani soldiers were deployed around the harbour.") == [("MOBILIZE", ["OMN"], [])]


def test_an_answer_goes_to_the_last_one_who_said_so_and_is_another() -> None:
    text = "Chad accused Niger of theft. Niger accused Chad of lies. Niger rejected the accusation."
    assert told(text)[-1] == ("REJECT", ["NER"], ["TCD"])


def test_a_rebuke_that_is_drawn_comes_from_somebody() -> None:
    assert told("The law of Chad's president drew a sharp rebuke from Niger.") == [("ACCUSE", ["NER"], ["TCD"])]


@pytest.mark.parametrize(
    "text",
    [
        "An Omani minister, who asked not to be named, ate lunch.",
        "Frost killed the tulips in the gardens of Riga.",
        "The Tunisian fox raids hives and seizes the combs.",
        "Palmgren fired nine people and closed its shop in Riga.",
        "Mira Textiles told Oman nothing. If the pump fails and blocks new demands, call us.",
        "Bhutan welcomed nine tourists.",
    ],
)
def test_what_only_sounds_like_an_event_is_none(text: str) -> None:
    assert told(text) == []
