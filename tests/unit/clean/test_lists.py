"""Lists without marks."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kept, kinds, page

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


BRIEFS = (
    "The ministry pays for two weeks in which nobody worked.",
    "Every ship in the bay may enter the harbour by Friday.",
    "What is said of night shifts stays between both sides.",
)
LONG = f"{LEDE} {MORE}"


@pytest.mark.parametrize("above", ["Key takeaways:", "What does the deal say?", "How it went on"])
def test_short_sentences_above_a_longer_paragraph_are_a_list_below_a_label_or_a_question(above: str) -> None:
    found = kinds(page(TITLE, "6 May 2031", LONG, above, *BRIEFS, LONG + " So."))
    assert [found[brief] for brief in BRIEFS] == ["list_item"] * 3


@pytest.mark.parametrize("head", [("By Ada Lorn",), (LEDE, "Dockers wait in Marfa. (Lena Orsk/EPA)")])
def test_they_are_a_list_where_the_text_begins(head: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, *head, *BRIEFS, LONG, MORE))
    assert [found[brief] for brief in BRIEFS] == ["list_item"] * 3


@pytest.mark.parametrize(
    "told",
    [
        (*BRIEFS, "The mayor asks all to come to the quay on Friday.", "A heading below them", MORE),
        (*BRIEFS[:2], LONG),
        (BRIEFS[0], '"Nobody asked us", a docker said of it.', BRIEFS[2], LONG),
    ],
    ids=["as long a paragraph below", "two", "speech"],
)
def test_other_short_sentences_are_paragraphs(told: tuple[str, ...]) -> None:
    assert "list_item" not in kinds(page(TITLE, "By Ada Lorn", *told)).values()


def test_lines_with_semicolons_are_a_list_whatever_stands_above() -> None:
    lines = ["six sheds are damaged, one of them for good;", "two quays are without light;", "the school stays shut."]
    found = kinds(page(TITLE, LEDE, "What is known of the storm", *lines, MORE))
    assert [found[line] for line in lines] == ["list_item"] * 3


def test_lines_with_the_day_of_the_week_before_them_are_a_list() -> None:
    days = [f"{day}, May {5 + at}: {DEMANDS[0]}" for at, day in enumerate(("Monday", "Tuesday", "Wednesday"))]
    found = kinds(page(TITLE, LEDE, "The week in Marfa", *days, MORE))
    assert [found[day] for day in days] == ["list_item"] * 3


def test_lines_with_a_figure_before_them_between_two_paragraphs_are_a_list() -> None:
    amounts = ["$58 million for cranes", "$37 million for the quay", "$4 million for night shifts"]
    found = kinds(page(TITLE, "6 May 2031", LEDE, MORE, *amounts, LEDE + " So."))
    assert [found[amount] for amount in amounts] == ["list_item"] * 3


def test_points_above_the_text_are_told_by_what_it_says_again() -> None:
    points = (
        "Nordia opens its largest harbour on Tuesday after two weeks, the unions and the ministry said.",
        "The unions won a tenth more pay and an end to all night shifts that have no doctor on the quay.",
        "Some of the ships in the bay lost all of the fruit they held.",
    )
    told = (
        "Nordia said that its largest harbour would be open from Tuesday on, after two weeks in which unions and the"
        " ministry had spoken of nothing but pay and of night shifts without a doctor."
    )
    other = (
        "In the hills of Torland, where nobody has ever seen the sea, a choir of ninety shepherds sang for three hours"
        " to the bishop, and was asked to come back."
    )
    assert [kinds(page(TITLE, "By Ada Lorn", *points, told, MORE))[point] for point in points] == ["list_item"] * 3
    assert "list_item" not in kinds(page(TITLE, "By Ada Lorn", *points, other)).values()


def test_a_correction_may_stand_below_the_last_points() -> None:
    note = "Correction: an earlier version of this story gave another day."
    found = kinds(page(TITLE, "By Ada Lorn", LEDE, MORE, "What happens next", *BRIEFS, note))
    assert [found[brief] for brief in BRIEFS] == ["list_item"] * 3


def test_paragraphs_with_speech_among_them_are_no_points() -> None:
    said = '"We are not leaving the quay before the crane is here," said Olga Renn.'
    told = (
        "Dockers in Marfa yesterday walked out again at noon, an hour before the ministry was to tell them its offer.",
        "The ministry had spoken on Friday of seven per cent and a crane for the eastern quay, built before winter.",
        said,
    )
    found = kinds(page(TITLE, "By Ada Lorn", "What you need to know:", *told, "Advertisement", LEDE, MORE))
    assert [found[line] for line in told] == ["paragraph"] * 3


def test_the_last_point_but_one_of_a_list_is_no_label() -> None:
    points = ("The harbour hands over all of its files;", "Brenn Shipping names its owners by the same date; and")
    head = ("Nordia reopens Marfa harbour", "By Ada Lorn", "6 May 2031", LEDE)
    cleaned = page(*head, "What happens next", "", MORE, "", *points, "The minister is heard on 20 March.", "", MORE)
    assert points[1] in kept(cleaned)
