"""Which line is a story's title among all that stands above its text."""

from __future__ import annotations

from tests.support.cleaning import LEDE, MORE, actions, page, title_of

TITLE = "Nordia Reopens Marfa Harbour after Strike"


def test_the_text_of_a_picture_above_the_title_is_not_the_title() -> None:
    picture = (
        "Two cranes beside a white hull under a grey sky",
        "View image",
        "Cranes in Marfa. Photograph: Jan Petrik/EPA",
    )
    assert (
        title_of(page("Menu", "World", *picture, "Marfa", TITLE, "By Olga Renn", "12 March 2031", LEDE, MORE)) == TITLE
    )


def test_the_name_of_a_quiz_in_the_menu_is_not_the_title() -> None:
    menu = (
        "Newsletters",
        "See all newsletters",
        "Test your news sense",
        "Subscribe",
        "Contact us",
        "Privacy policy",
        "facebook",
    )
    assert title_of(page(*menu, TITLE, "By Olga Renn", LEDE, MORE)) == TITLE


def test_the_name_and_address_of_a_paper_on_a_page_to_print_is_not_the_title() -> None:
    printed = ("Print this page", "Close window", "The Marfa Mail | www.marfamail.example")
    assert (
        title_of(page(*printed, TITLE, "By OLGA RENN", "Published: Saturday, 15 March 2031, 01:12", LEDE, MORE))
        == TITLE
    )


def test_a_subheading_is_no_title_of_a_page_that_begins_with_its_text() -> None:
    assert title_of(page(LEDE, "What reopens in the harbour of Marfa now", MORE)) is None


def test_points_below_a_label_are_no_title_although_they_say_more_of_the_text() -> None:
    points = ("Some fruit was lost", "Two weeks of waiting are over", "The harbour of Marfa was reopened after a deal")
    cleaned = page(
        "Live", "4,212 viewing this page", "Marfa strike: the ports count the cost", "Summary", *points, LEDE, MORE
    )
    assert title_of(cleaned) == "Marfa strike: the ports count the cost"


def test_a_title_of_two_sentences_may_stand_below_a_section() -> None:
    title = "\u2018They told us the ships would come\u2019 Six months after the strike, dockers are still waiting"
    assert title_of(page("Lusk", "stories", title, "4:18 pm, May 6, 2031", "Share", "", LEDE, MORE)) == title


def test_the_way_to_a_story_may_be_glued() -> None:
    assert title_of(page("6 May, 2031 17:23", "HomeWorld News", TITLE, LEDE, MORE)) == TITLE


def test_of_two_sections_and_a_title_twice_the_second_is_the_title() -> None:
    cleaned = page("News", "World News", "Rest of World News", TITLE, TITLE, "Ada Lorn", "May 6, 2031", LEDE, MORE)
    assert actions(cleaned)[3:5] == ["drop", "keep"]


def test_the_motto_of_a_site_is_not_the_title() -> None:
    motto = "Without Fear or Unions"
    told = "Premier gives the dockers until Sunday to say what they think of the pay deal."
    assert title_of(page(motto, "UNWIND IN STYLE", "", "Politics", TITLE, told, LEDE, MORE)) == TITLE


def test_the_alternative_text_of_a_picture_above_the_title_is_not_the_title() -> None:
    shown = "Ships queue for the harbour of Marfa, where the unions and the ministry met"
    head = ("Share", "Save", shown, f"{shown} [Idris Renn/AFP]", "News|Harbours")
    assert title_of(page(*head, TITLE, "Ministry says pay rises.", "6 May 2031", LEDE, MORE)) == TITLE


def test_the_title_of_a_film_above_the_text_is_not_the_title() -> None:
    title = "Republic of Nordia says that captains kept the harbour of Marfa from being reopened on purpose until May"
    film = ("See how the unions closed the harbour of Marfa", "1:48")
    head = ("World", "Follow", title, "4 min read", "Updated 9:18 AM EST, Tue May 6, 2031", "Video", "Ad Feedback")
    assert title_of(page(*head, *film, "• Source: BPR", *film, LEDE, MORE)) == title


def test_the_authors_line_is_no_title_although_the_text_names_them_again() -> None:
    title = "In Velland, a Premier's Exit Leaves Two Cabinets"
    authors = "By Lucinda Farrow-Castell and Benedict Adare"
    told = "Lucinda Farrow-Castell and Benedict Adare reported from Brenn and met members of both cabinets there."
    told_of = (
        "Two cabinets met on one morning, two miles apart, and soldiers who guard the bridge wait for their orders."
    )
    cleaned = page(
        "Advertisement", "SKIP ADVERTISEMENT", title, told_of, "212", authors, told, "Feb. 18, 2031", LEDE, MORE
    )
    assert title_of(cleaned) == title
