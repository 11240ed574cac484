"""Live pages: their contents, their reporters, and where they say how things stand."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, dropped, kept, kinds, page

TITLE = "Marfa harbour strike: first ships leave after two weeks \u2013 as it happened"
ENTRY = "The harbour master told reporters that the first ship would leave before noon, with a pilot on board."


@pytest.mark.parametrize("close", ["Show key events only", "Share"])
def test_the_titles_of_entries_listed_above_them_are_no_entries(close: str) -> None:
    listed = ["12:10", "First ship leaves the bay", "11:40", "Unions sign the deal"]
    entries = ["12:10", "First ship leaves the bay", LEDE, MORE, "11:40", "Unions sign the deal", ENTRY]
    cleaned = page(TITLE, "Tue 6 May 2031 14.21 BST", "Key events", *listed, close, *entries)
    assert kept(cleaned).count("First ship leaves the bay") == kept(cleaned).count("Unions sign the deal") == 1
    assert cleaned.parts[0].title is not None
    assert TITLE in kept(cleaned)


def test_a_list_of_contents_ends_above_the_first_entry() -> None:
    cleaned = page(TITLE, LEDE, "Key events", "Unions sign the deal", "Share", "First ship leaves the bay", ENTRY, MORE)
    assert "First ship leaves the bay" in kept(cleaned)


@pytest.mark.parametrize("label", ["Live updates", "Live blog"])
def test_the_label_above_the_title_says_that_a_page_is_live(label: str) -> None:
    head = ["U.S. news", label, "Harbour strike in Marfa ends after two weeks as unions sign"]
    first = ["May 6, 2031, 11:24 AM EDT", "By the staff", LEDE, MORE, "13h ago / 6:05 PM EDT", "Share"]
    entry = ["Unions say that they will watch the harbour", "Ada Lorn", ENTRY, LEDE.replace("Tuesday", "Friday"), MORE]
    assert len(page(*head, *first, *entry).parts) == 1


@pytest.mark.parametrize(
    "entry", [("14:10", "Ada Lorn", ENTRY), ("14:10", "Unions watch the harbour", "Ada Lorn", "Live reporter", ENTRY)]
)
def test_who_reports_an_entry_is_no_heading(entry: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, "Tue 6 May 2031 14.21 BST", LEDE, MORE, *entry))
    assert found["Ada Lorn"] == "byline"
    assert found.get("Live reporter", "byline") == "byline"


@pytest.mark.parametrize("announced", ["What we know so far", "We are closing now. Here is where things stand:"])
def test_what_a_live_page_sums_up_is_a_list(announced: str) -> None:
    points = [LEDE, ENTRY, MORE]
    found = kinds(
        page(TITLE, "Tue 6 May 2031 14.21 BST", "The day began calmly in Marfa.", announced, *points, "Share")
    )
    assert {found[point] for point in points} == {"list_item"}


def test_a_story_that_is_not_live_sums_up_in_paragraphs() -> None:
    found = kinds(
        page("Marfa harbour opens", "6 May 2031", MORE, "What we know so far", LEDE, ENTRY, MORE + " So.", "Share")
    )
    assert found[LEDE] == found[ENTRY] == "paragraph"


def test_the_length_of_a_short_film_among_buttons_is_no_time() -> None:
    assert "1:12" in dropped(page(TITLE, LEDE, MORE, "1:12", "Now playing", ENTRY))


@pytest.mark.parametrize("time", ["published at 20:41 British Summer Time", "23.31 BST"])
def test_the_title_of_an_entry_above_its_time_is_kept(time: str) -> None:
    entry = ["Share", "First ship leaves the bay", time, ENTRY]
    cleaned = page(
        TITLE, "Live Reporting", LEDE, MORE, *entry, "Share", "Unions watch the harbour", time, MORE + " So."
    )
    assert {"First ship leaves the bay", "Unions watch the harbour"} <= set(kept(cleaned))
    assert kinds(cleaned)[time] == "dateline"


def test_who_reports_for_a_network_is_no_heading() -> None:
    names = "From CNN\u2019s Ada Lorn and Olaf Reed in Marfa"
    cleaned = page("Live Updates", TITLE, LEDE, MORE, "Link Copied!", "First ship leaves the bay", names, ENTRY)
    assert kinds(cleaned)[names] == "byline"
    assert "First ship leaves the bay" in kept(cleaned)


@pytest.mark.parametrize(("day", "parts"), [("20 June 2031", 1), ("22 June 2031", 2)])
def test_entries_of_the_pages_day_are_no_stories_of_their_own(day: str, parts: int) -> None:
    head = ["Liveblog", TITLE, "20 June 2031, 11:48 pm", LEDE, MORE, ENTRY]
    drones = (
        "Three drones were downed over the border with Lusk, the army says, and a fourth fell into a field of beans."
    )
    said = (
        "Its spokesman adds that nobody was hurt in the field, and that the border with Lusk stays closed until Friday."
    )
    entry = ["Army says that it downed three drones on the border", "By Ada Lorn", f"{day}, 10:21 pm", drones, said]
    assert len(page(*head, *entry).parts) == parts


def test_points_of_a_page_may_have_a_stop_or_none() -> None:
    points = [LEDE, "Some 6,000 people have been moved to schools, officials of Nordia say"]
    found = kinds(page(TITLE, "Summary", *points, "Share", "20:41", MORE, ENTRY))
    assert [found[point] for point in points] == ["list_item"] * 2
