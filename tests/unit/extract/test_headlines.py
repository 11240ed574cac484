import pytest

from tests.support.extraction import extractor, found_in
from workers.extract import gazetteer
from workers.extract.headlines import past

BODY = "The weather was fine all week and nobody in the harbour complained about it."


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Togolese police storm market , arrest traders", "Togolese police stormed market , arrested traders"),
        ("Ghana shuts border", "Ghana shut border"),
        ("Farmers block roads", "Farmers blocked roads"),
        ("Court bans party in Ghana", "Court banned party in Ghana"),
        ("Chad , Niger sign pact", "Chad and Niger sign pact"),
        ("Sri Lanka , South Korea sign pact", "Sri Lanka and South Korea sign pact"),
        ("Chad strikes on Niger go on", "Chad strikes on Niger go on"),
        ("Weather stays fine", "Weather stays fine"),
    ],
)
def test_verbs_that_may_be_nouns_are_read_in_the_past(headline: str, read: str) -> None:
    assert " ".join(past(headline.split(), gazetteer.load())) == read


def test_who_acts_as_another_does_something_else_is_read_as_a_subject() -> None:
    found = found_in(extractor(), f"Togolese workers reject offer as Ghanaian leader asks army for help\n\n{BODY}")
    assert [word.text for word in found[-1].words.source] == ["Ghanaian leader"]


def test_a_headlines_event_stands_where_it_is_printed() -> None:
    found = found_in(extractor(), f"Togolese police storm market, arrest Ghanaian traders\n\n{BODY}")[-1]
    assert (found.event.type, found.words.trigger) == ("COERCE", "arrest")
    assert found.words.target[0].text == "Ghanaian traders"
