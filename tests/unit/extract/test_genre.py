import pytest

from tests.support.extraction import extractor, page_of
from workers.extract.events import scenes
from workers.extract.passages import passages


def apart(text: str) -> list[bool]:
    """For every sentence of a text whether it is told apart."""
    using, page = extractor(), page_of(text)
    pieces = list(passages(page))
    parsed = list(using.models.main.parser.parse(pieces))
    return [each for scene in scenes(page, pieces, parsed, using.names) for each in scene.apart]


@pytest.mark.parametrize(
    "text",
    [
        "Togo beat Benin 3-1 to win the tournament.",
        "Nepal will meet Bhutan in the quarter-finals.",
        "In the film a colonel kidnaps the premier.",
        "The novel imagines that Malta invaded Sicily.",
        "The villain threatens to bomb Oslo.",
    ],
)
def test_a_game_or_a_tale_is_told_by_its_words(text: str) -> None:
    assert apart(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Police fired tear gas at football supporters outside the stadium.",
        "Togo boycotted the tournament over the war in Benin.",
        "The minister's goal is a league of small states.",
        "Police in Lima arrested the director of the film.",
    ],
)
def test_public_life_is_not_told_apart_by_a_word_of_play(text: str) -> None:
    assert apart(text) == [False]


def test_what_stands_among_sentences_of_play_is_play_unless_it_speaks_of_public_life() -> None:
    text = (
        "The coach praised the goalkeeper. Chad then attacked Mali. The referee gave a penalty. Police arrested a fan."
    )
    assert apart(text) == [True, True, True, False]
