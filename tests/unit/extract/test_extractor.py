from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import SettingsError
from tests.support.extraction import extractor, found_in, page_of
from workers.extract import load_extractor
from workers.extract.passages import CUT
from workers.extract.report import event_rows

PIECES = st.sampled_from(
    [
        "Norway condemned Chad.",
        "\u201cWe will attack,\u201d the general said.",
        "President Ada Lunt met the envoy in Paris on Tuesday",
        "(Reuters)",
        "\n\n",
        "\n- ",
        "\U0001f1f3\U0001f1f4",
        "U.S.-Iran talks",
        "— Ada Lunt (@ada) May 3, 2025",
        "\x00",
        "\u2028",
        "' s",
        "its",
        "e\u0301",
    ]
)


def spans_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from row["source"]
    yield from row["target"]
    yield row["trigger"]
    yield row["sentence"]
    if row["attribution"]:
        yield row["attribution"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=40), max_size=12).map(" ".join))
def test_every_offset_points_at_its_own_words(text: str) -> None:
    page = page_of(text)
    rows: Any = event_rows(page, extractor().extract(page))
    for row in rows:
        for span in spans_of(row):
            assert page.text[span["start"] : span["end"]] == span["text"]


def test_the_same_page_gives_the_same_events() -> None:
    text = "Kenya accused Somalia of piracy. Somalia denied it."
    assert found_in(extractor(), text) == found_in(extractor(), text)


def test_a_sentence_without_an_end_is_cut_with_a_note() -> None:
    extraction = extractor().extract(page_of("Norway condemned Chad and " * 20_000))
    assert extraction.notes == (CUT,)


def test_an_article_in_another_language_is_marked_and_not_read() -> None:
    text = (
        "El gobierno de Chile condenó el ataque en la frontera y pidió a los países de la región que no se retiren. "
        * 3
    )
    extraction = extractor().extract(page_of(text))
    assert (extraction.covered, extraction.language, extraction.events) == (False, "es", ())


def test_an_article_in_another_script_is_marked_and_not_read() -> None:
    extraction = extractor().extract(page_of("Президент России осудил нападение на посольство в Кабуле."))
    assert (extraction.covered, extraction.language) == (False, "ru")


def test_a_model_that_is_not_installed_is_a_clear_error() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        load_extractor("no_such_model")


@pytest.mark.parametrize(
    "text",
    [
        "Beat the eggs with a fork and add the flour.",
        "Serve with Turkish bread and Greek yogurt.",
        "Arsenal beat Chelsea 2-1 on Sunday.",
        "Nadal beat Federer 6-3, 6-4 in the second round.",
        "The striker attacked down the left and hit the post.",
        "def attack(target): return target.strike()",
        "SELECT country, demand FROM threats WHERE killed > 0;",
        "Norway 3 Sweden 2",
        "1. Kenya 4:01.22 gold, 2. Uganda 4:02.10 silver",
        "The lira fell 0.4 percent against the dollar.",
        "The next meeting is in March.",
        "It may rain in May.",
        "The Peruvian microscope captured the light of a cell.",
        "Kenyan lenses crush their rivals on price.",
        "The ballet of Prague attacked the waltz at a furious pace.",
        "A court may order a party to pay.",
        "The law of Chad protects the right to protest.",
        "One day Norway may agree with anyone.",
        "",
        "...",
    ],
)
def test_text_that_tells_of_no_event_gives_none(text: str) -> None:
    assert [found.words for found in found_in(extractor(), text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway began to " + "begin to " * 320 + "attack Chad.",
        "Some of " + "some of " * 360 + "the protesters attacked Chad.",
        "Norway refused to " + "refuse to agree to " * 150 + "attack Chad.",
        "Norway " + "condemned and " * 210 + "attacked Chad.",
        "Norway" + "'s friend" * 300 + " attacked Chad.",
        '"' * 2_900,
        "(" * 2_900,
        "NORWAY ATTACKS CHAD " * 140,
        "a" * 1_000_000,
    ],
    ids=["verbs", "countings", "refusals", "conjuncts", "owners", "quotes", "brackets", "capitals", "letters"],
)
def test_a_text_without_end_of_nesting_gives_a_result(text: str) -> None:
    assert extractor().extract(page_of(text)).covered
