"""Of which country those are of whom only the role is told, and whom a word means that was told before."""

from collections.abc import Sequence

import pytest

from schemas.event import Actor
from tests.support.extraction import extractor, found_in


def told(text: str) -> list[str]:
    """The text's events as "SOURCES TYPE TARGETS", everybody as country and role."""
    events = [found.event for found in found_in(extractor(), text, "2026-03-11")]
    return [f"{_called(each.source)} {each.type} {_called(each.target)}".strip() for each in events]


def _called(actors: Sequence[Actor]) -> str:
    return "+".join(f"{actor.country or ''}-{actor.role or ''}" for actor in actors)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            (
                "Togo praised Benin. Togo thanked Mali. Traders marched outside the Togolese consulate in Lagos, "
                "where police arrested two of them."
            ),
            "NGA-COP COERCE -CVL",
        ),
        (
            (
                "Ghana, Togo and Benin met. Ghana praised Togo. Teachers in Lome, Togo, blocked a road. "
                "Police arrested nine teachers."
            ),
            "TGO-COP COERCE -CVL",
        ),
        (
            (
                "Ghana, Togo and Benin met. Ghana praised Togo. Teachers blocked a road between Kara and Sokode. "
                "Police arrested nine teachers."
            ),
            "TGO-COP COERCE -CVL",
        ),
        (
            "Ghana rejected the note. Ghana's king met the foreign ministry in Lagos. Police arrested nine teachers.",
            "GHA-COP COERCE -CVL",
        ),
        (
            (
                "Ghana said nothing. The embassy of Ghana was shut. Ghanaians marched outside the embassy of Ghana in "
                "Warsaw; one man was arrested."
            ),
            "POL- COERCE -CVL",
        ),
    ],
)
def test_police_are_those_of_where_things_happen(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "European Union foreign ministers met on Friday. Togo sent a note. The ministers condemned Mali.",
            "-IGO ACCUSE MLI-",
        ),
        ("Ghanaian army officers met. Togo waited. The officers closed a radio station.", "GHA-MIL COERCE -MED"),
        (
            "Togolese lawmakers met. Ghana, Ghana's king and Mali waited. The lawmakers condemned Mali.",
            "TGO-LEG ACCUSE MLI-",
        ),
    ],
)
def test_the_people_are_those_whose_words_ended_so_before(text: str, event: str) -> None:
    assert event in told(text)


def test_the_two_are_those_who_have_just_met() -> None:
    text = (
        "Togo and Mali waited. Ghana's king met his Beninese counterpart, Ada Lunt, and the two agreed to meet again."
    )
    assert told(text)[-1] == "GHA-GOV+BEN-GOV AGREE GHA-GOV+BEN-GOV"


def test_a_rival_is_who_is_named_behind_the_comma() -> None:
    text = "Togo's president, Ada Lunt, praised Mali. Her rival in the north, Ono Barre, condemned Mali."
    (found,) = found_in(extractor(), text)[1:]
    assert [each.name for each in found.words.source] == ["Ono Barre"]


def test_all_parties_are_no_political_ones() -> None:
    assert told("Ghana called on all parties to show restraint.") == ["GHA- REQUEST"]


def test_who_represents_somebody_is_of_them() -> None:
    assert "GHA-GOV+TGO-MIL CONSULT GHA-GOV+TGO-MIL" in told(
        "Ghanaian ministers met representatives of the Togolese army in Accra."
    )


def test_a_union_that_begins_a_strike_attacks_nobody() -> None:
    assert [
        each.split()[1] for each in told("A miners' union began a three-day strike in support of the villagers.")
    ] == ["PROTEST"]


def test_their_release_is_asked_of_who_holds_them() -> None:
    text = "Ghana's navy detained 14 Togolese sailors. Togo demanded their release."
    assert told(text)[-1] == "TGO- REQUEST GHA-MIL"


def test_a_government_that_is_recognised_is_not_ones_own() -> None:
    text = "Togo's parliament ousted Togo's president. Mali waited. Ghana recognised the new government."
    assert told(text)[-1] == "GHA- SUPPORT TGO-GOV"
