"""Lists without marks."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kinds, page

TITLE = "Nordia reopens Marfa harbour after strike"
POINTS = (
    "Unions and the ministry agreed on pay after two weeks without a single ship",
    "First ship waits for a pilot before it may leave the harbour",
)
DEMANDS = (
    "A new crane for the eastern quay before winter.",
    "Two more pilots for the bay, with houses near it.",
    "An end to night shifts without a doctor on the quay.",
)


def test_lines_without_a_stop_between_title_and_author_are_points() -> None:
    found = kinds(page(TITLE, *POINTS, "By Ada Lorn", LEDE, MORE))
    assert [found[point] for point in POINTS] == ["list_item"] * 2


@pytest.mark.parametrize("head", [POINTS[:1], (POINTS[0], "Our latest coverage. It is here")])
def test_one_line_or_one_with_two_sentences_is_no_list(head: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, *head, "By Ada Lorn", LEDE, MORE))
    assert "list_item" not in {found[line] for line in head}


def test_short_sentences_below_a_colon_are_a_list() -> None:
    found = kinds(page(TITLE, LEDE, MORE, "Among the demands:", *DEMANDS, "A heading below them", MORE + " So."))
    assert [found[demand] for demand in DEMANDS] == ["list_item"] * 3


def test_what_is_said_below_a_colon_is_no_list() -> None:
    said = [f'"{demand}"' for demand in DEMANDS]
    found = kinds(page(TITLE, LEDE, MORE, "He read from a sheet:", *said, "A heading below them", MORE + " So."))
    assert {found[line] for line in said} == {"paragraph"}


def test_lines_with_semicolons_below_a_colon_are_a_list() -> None:
    items = ["school No. 2, 14 Harbour Street;", "the sailors' home, 3 Pier Road;", "the sports hall, 1 Market Square."]
    found = kinds(page(TITLE, LEDE, "Shelters are open at these places:", *items, MORE))
    assert [found[item] for item in items] == ["list_item"] * 3


@pytest.mark.parametrize("label", ["Key Points", "Here's what else to know:"])
def test_paragraphs_below_the_label_of_points_are_points(label: str) -> None:
    points = [LEDE, MORE]
    found = kinds(
        page(TITLE, "6 May 2031", label, *points, "Share", DEMANDS[0], POINTS[0] + ".", "Share", MORE + " So.")
    )
    assert [found[point] for point in points] == ["list_item"] * 2


def test_what_was_before_is_a_list_below_its_label() -> None:
    before = [
        "On 9 May, two ships waited in the bay of Marfa.",
        "On 11 May, the unions asked for a doctor on the quay.",
    ]
    found = kinds(page(TITLE, LEDE, MORE, "Background:", *before, "Share"))
    assert [found[line] for line in before] == ["list_item"] * 2


def test_short_lines_with_a_label_and_a_number_each_are_a_list() -> None:
    results = ["Harvest Party: 41 seats.", "Harbour List: 27 seats.", "Greens: 9 seats."]
    found = kinds(page(TITLE, LEDE, MORE, *results, MORE + " So."))
    assert [found[result] for result in results] == ["list_item"] * 3
