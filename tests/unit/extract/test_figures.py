"""Numbers that are claims, and those that are none."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from schemas.event import FoundFigure, Qualifier
from tests.support.extraction import extractor, page_of
from workers.extract.figures import MOST


def figures(text: str) -> tuple[FoundFigure, ...]:
    return extractor().extract(page_of(text)).figures


def told(text: str) -> list[tuple[float, str, str]]:
    """Value, unit and subject of every figure."""
    return [(each.figure.value, each.words.unit, each.words.subject) for each in figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "high", "qualifier"),
    [
        ("At least 12 miners were killed.", 12, None, Qualifier.AT_LEAST),
        ("More than 3,000 miners were killed.", 3_000, None, Qualifier.AT_LEAST),
        ("As many as 40 miners were killed.", 40, None, Qualifier.AT_MOST),
        ("Nearly 400 miners were killed.", 400, None, Qualifier.ABOUT),
        ("Between 20 and 30 miners were killed.", 20, 30, Qualifier.BETWEEN),
        ("Some 3,000 to 4,000 miners were killed.", 3_000, 4_000, Qualifier.BETWEEN),
        ("Two to three million miners were killed.", 2_000_000, 3_000_000, Qualifier.BETWEEN),
        ("Two dozen miners were killed.", 24, None, Qualifier.EXACT),
        ("Forty-five miners were killed.", 45, None, Qualifier.EXACT),
        ("Two hundred and six miners were killed.", 206, None, Qualifier.EXACT),
        ("The firm paid $1.5bn in fines.", 1_500_000_000, None, Qualifier.EXACT),
        ("The flood displaced 1.2m people.", 1_200_000, None, Qualifier.EXACT),
        ("The king gave half a million dollars.", 500_000, None, Qualifier.EXACT),
    ],
)
def test_a_number_is_read_with_how_exact_it_is(
    text: str, value: float, high: float | None, qualifier: Qualifier
) -> None:
    (found,) = figures(text)
    assert (found.figure.value, found.figure.high, found.figure.qualifier) == (value, high, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "unit", "subject"),
    [
        ("The quake in Chile left 45 dead.", 45, "killed", "people, Chile, disaster"),
        ("Floods in Brazil killed 45 children.", 45, "killed", "child, Brazil, disaster"),
        ("The death toll from the riots in Kenya rose to 45.", 45, "killed", "people, Kenya, unrest"),
        ("The death toll of the riots in Kenya is 45.", 45, "killed", "people, Kenya, unrest"),
        ("The group counted 45 deaths in the unrest in Kenya.", 45, "killed", "people, Kenya, unrest"),
        ("Police in Kenya detained 45 men.", 45, "arrested", "people, Kenya"),
        ("Chile imposed sanctions on 45 companies.", 45, "sanctioned", "company, Chile"),
        ("Peru launched 45 drones.", 45, "drone", "launch, Peru"),
        ("Peru fired 45 drones.", 45, "drone", "launch, Peru"),
        ("Peru fired 2016 drones.", 2_016, "drone", "launch, Peru"),
        ("Inflation in Turkey climbed to 45 percent.", 45, "percent", "inflation, Turkey"),
        ("Prices in Turkey rose 45%.", 45, "percent", "price change, Turkey"),
        ("Norway pledged 45 million euros in aid.", 45_000_000, "euros", "aid, Norway"),
    ],
)
def test_a_figure_has_a_unit_and_a_subject_under_which_others_meet_it(
    text: str, value: float, unit: str, subject: str
) -> None:
    assert told(text) == [(value, unit, subject)]


def test_a_dead_of_a_group_is_counted_apart_from_all_the_dead() -> None:
    assert told("The fire killed 30 people, including 12 children.") == [
        (30, "killed", "people, accident"),
        (12, "killed", "child, accident"),
    ]


@pytest.mark.parametrize(
    ("text", "claimant", "country"),
    [
        ("At least 12 people died in Chad, according to the Red Crescent.", "Red Crescent", None),
        ("Norwegian police said 12 people died.", "Norwegian police", "NOR"),
        ("The Chad Rights Monitor has documented 12 deaths.", "Chad Rights Monitor", None),
        ("The 12 that Norwegian police said were killed were young.", "Norwegian police", "NOR"),
        ("Norwegian police spoke on Monday. “We found 12 dead,” they said.", "Norwegian police", "NOR"),
    ],
)
def test_a_figure_belongs_to_whoever_claims_it(text: str, claimant: str, country: str | None) -> None:
    (found,) = figures(text)
    actor = found.figure.claimant
    assert (found.words.claimant, actor.country if actor else None) == (claimant, country)


@pytest.mark.parametrize("verb", ["deny attack", "say toll may rise"])
def test_who_speaks_after_a_semicolon_claims_nothing_before_it(verb: str) -> None:
    (found,) = figures(f"Storm kills 20 in the south; rebels {verb}")
    assert found.words.claimant is None


def test_who_speaks_of_two_sentences_claims_the_figures_of_both() -> None:
    assert [each.words.claimant for each in figures("Fire killed 11 people; 40 were hurt, the mayor said.")] == [
        "mayor"
    ] * 2


def test_a_figure_since_a_day_goes_on_to_the_day_of_the_article() -> None:
    (found,) = figures("The monitor counted 12 deaths in Chad since February 28.")
    assert found.figure.date is not None
    assert (found.figure.date.first, found.figure.date.last) == (date(2026, 2, 28), date(2026, 3, 11))


@pytest.mark.parametrize(
    "text",
    [
        "Bake the loaf at 200 degrees for 25 minutes, then add 3 cups of sugar.",
        "Oslo beat Bergen 3-2 after 12 corners in the second half.",
        "Dial 020 7946 0123 or 0800-555-111 for tickets.",
        "Ada Lunt, 54, lives in Oslo and has 3 children.",
        "The talks begin at 10:30 on March 4, 2026.",
        "Resolution 2231 and Article 12 were cited by the court.",
        "A 26-year-old ran 10 km in 45 minutes.",
        "The phone has 8 gigabytes of memory and 3 cameras.",
        "She won the 2024 elections as the no. 3 candidate.",
        "Boeing 737 jets flew over Route 66.",
        "The blast could kill 40 people.",
        "The toll rose from 12.",
        "Dozens of people and tens of thousands of sheep were moved.",
        "Click the 3 dots and choose one of 4 options.",
    ],
)
def test_numbers_that_claim_nothing_are_no_figures(text: str) -> None:
    assert told(text) == []


def test_a_table_of_numbers_gives_a_bounded_number_of_figures() -> None:
    found = figures("The army counted " + ", ".join(f"{n} dead" for n in range(11, 200)) + " men.")
    assert max(Counter(each.figure.sentence for each in found).values()) <= MOST
