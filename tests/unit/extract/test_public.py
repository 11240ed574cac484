import pytest

from tests.support.extraction import extractor, found_in


def told(text: str) -> list[str]:
    """The types of the text's events."""
    return [found.event.type for found in found_in(extractor(), text)]


@pytest.mark.parametrize(
    "text",
    [
        "My Danish neighbour accuses me of laziness.",
        "The Swede beat the Finn.",
        "Employees praised the canteen.",
        "Chad's players complained about the grass.",
        "The weather agency of Oman warned of dust.",
        "A parliament may reject a budget.",
        "Under Omani law a mayor may close a house.",
        "Every government promises reform.",
        "The Nepali rocket released nine balloons.",
        "The pupils visited the parliament in Bern.",
    ],
)
def test_what_private_people_and_things_do_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Teachers demanded that the banks reopen.", "REQUEST"),
        ("A mob of villagers killed two nurses.", "ASSAULT"),
        ("Omani jets struck a bridge.", "ASSAULT"),
        ("Chad warned of war.", "THREATEN"),
        ("Oman warned Yemen about the fish.", "THREATEN"),
    ],
)
def test_many_people_states_and_their_forces_act_in_public(text: str, kind: str) -> None:
    assert kind in told(text)
