"""What stands in boxes between the paragraphs, and what must not be taken for it."""

from __future__ import annotations

from tests.support.cleaning import LEDE, MORE, dropped, kept, kinds, page

TITLE = "Marfa harbor reopens after two weeks"


def test_titles_among_the_buttons_of_a_box_are_dropped() -> None:
    box = ("Related video: Ships leave", "Straits Channel", "Ships leave at noon", "0", "View on Watch")
    assert dropped(page(TITLE, LEDE, *box, MORE)) == [*box]


def test_titles_above_the_buttons_of_a_list_to_scroll_are_dropped() -> None:
    box = ("Catch up now with", "What kept the ships", "Previous", "Next")
    assert dropped(page(TITLE, LEDE, *box, MORE)) == [*box]


def test_a_subheading_below_an_advertisement_stays() -> None:
    assert "What the owners say" in kept(page(TITLE, LEDE, "Advertisement", "What the owners say", MORE))


def test_the_title_of_an_entry_stays_between_buttons_to_share() -> None:
    lines = (LEDE, "Share", "Tweet", "Ships leave the bay", "Share", "Copy link", MORE)
    assert "Ships leave the bay" in kept(page(TITLE, *lines))


def test_a_sentence_below_an_appeal_is_dropped_if_it_speaks_to_the_reader() -> None:
    box = ("Sign up for our newsletter", "The best of the harbor, every other week.")
    assert dropped(page(TITLE, LEDE, *box, MORE)) == [*box]


def test_a_sentence_of_the_story_below_an_appeal_stays() -> None:
    told = "He walks along the quay every morning with his dog."
    assert told in kept(page(TITLE, LEDE, "Sign up for our newsletter", told, MORE))


def test_figures_of_displays_are_dropped_and_years_and_chapters_stay() -> None:
    cleaned = page(TITLE, LEDE, "7,418.22", "+0.42%", "2019-2021", MORE, "2", LEDE.replace("Tuesday", "Friday"))
    assert dropped(cleaned) == ["7,418.22", "+0.42%"]


def test_titles_of_films_with_their_length_are_dropped_and_scores_stay() -> None:
    found = kept(page(TITLE, LEDE, "Ships leave the bay (1:14)", "Marfa beat Kasel at home (24:22)", MORE))
    assert "Ships leave the bay (1:14)" not in found
    assert "Marfa beat Kasel at home (24:22)" in found


def test_captions_stand_below_their_credits_where_the_page_sets_them_so() -> None:
    quote = "The ships had waited for two long weeks"
    cleaned = page(
        TITLE, "EPA", "Ships wait in the bay", LEDE, MORE, quote, "Reuters", "The first ship leaves the quay", LEDE
    )
    assert kinds(cleaned)["Ships wait in the bay"] == "caption"
    assert kinds(cleaned)["The first ship leaves the quay"] == "caption"
    assert quote in kept(cleaned)


def test_a_notice_above_the_menu_is_not_the_text() -> None:
    notice = "We and our 90 partners store data such as unique identifiers on your device."
    cleaned = page("How we work", notice, "Main menu", "Europe", TITLE, "By Ida Lund", "3 May 2031", LEDE, MORE, LEDE)
    assert kinds(cleaned)["How we work"] == "widget"
    assert kinds(cleaned)["Europe"] == "widget"


def test_a_date_in_two_calendars_and_the_place_above_it_are_of_the_head() -> None:
    found = kinds(page(TITLE, "Kasel: Straits Mail", "19 June 2032 AD \u0640 13 Muharram 1454 AH", LEDE, MORE))
    assert found["Kasel: Straits Mail"] == "byline"
    assert found["19 June 2032 AD \u0640 13 Muharram 1454 AH"] == "dateline"


def test_the_initials_of_a_desk_sign_a_story() -> None:
    assert kinds(page(TITLE, LEDE, MORE, "ab/cde (AFP, dpa)"))["ab/cde (AFP, dpa)"] == "byline"


def test_a_photographer_sent_by_a_paper_is_a_credit() -> None:
    line = "Ships wait off Marfa on Sunday. (Ada Lorn for The Brenn Times)"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "caption"


def test_membership_of_an_alliance_is_not_a_question_to_members() -> None:
    told = "Already a member of the alliance, Kasel has asked for more ships in the bay."
    assert told in kept(page(TITLE, LEDE, told, MORE))


def test_a_standfirst_with_an_invitation_behind_it_stays() -> None:
    told = "The harbor of Marfa was closed again before dawn on Friday. Follow our live coverage."
    assert told in kept(page(TITLE, told, LEDE, MORE))


def test_the_title_is_the_line_without_the_slug_of_the_agency() -> None:
    assert kinds(page(f"UPDATE 2-{TITLE}", TITLE, LEDE, MORE))[TITLE] == "heading"


def test_the_index_of_a_live_page_begins_no_story_of_its_own() -> None:
    entries = (
        "First ship leaves the bay",
        "Owners ask for damages",
        "Union calls off its march",
        "What is known so far",
    )
    index = (line for entry in entries for line in (entry, "7m ago"))
    cleaned = page(TITLE, LEDE, "Key events", *index, entries[0], MORE, entries[1], LEDE.replace("Tuesday", "Friday"))
    assert len(cleaned.parts) == 1


def test_a_time_with_its_zone_is_a_date_line_and_no_post() -> None:
    found = kinds(page(TITLE, LEDE, "14.32 CET", MORE, "13.58 CET", MORE.replace("two", "ten")))
    assert found["13.58 CET"] == "dateline"


def test_titles_of_other_stories_in_capitals_are_dropped_and_subheadings_stay() -> None:
    shouted = "NORDIA SENDS SHIPS HOME AFTER TWO WEEKS OF TALKS"
    end = "The first ship is to leave on Friday, its captain said from the bridge."
    cleaned = page(TITLE, LEDE, MORE, shouted, LEDE.replace("Tuesday", "Friday"), "A LONG WAIT", end)
    assert dropped(cleaned) == [shouted]
    assert "A LONG WAIT" in kept(cleaned)


def test_headlines_of_a_digest_in_capitals_stay() -> None:
    headlines = (
        "NORDIA SENDS SHIPS HOME AFTER TWO WEEKS OF TALKS",
        "VELLAND RAISES THE PRICE OF BREAD ONCE MORE THIS YEAR",
    )
    cleaned = page(TITLE, LEDE, headlines[0], MORE, headlines[1], LEDE.replace("Tuesday", "Friday"))
    assert set(headlines) <= set(kept(cleaned))


def test_two_titles_below_read_more_are_dropped_and_a_subheading_stays() -> None:
    others = ("Nordia sends ships home after two weeks", "What the owners of the ships have lost")
    assert dropped(page(TITLE, LEDE, "Read more", *others, MORE)) == ["Read more", *others]
    assert others[0] in kept(page(TITLE, LEDE, "Read more", others[0], MORE))


def test_a_title_below_the_button_of_a_film_is_dropped() -> None:
    film = "Ships leave the bay at noon after two weeks"
    assert dropped(page(TITLE, LEDE, "Watch now", film, MORE)) == ["Watch now", film]


def test_the_second_of_two_equal_headings_among_buttons_is_dropped() -> None:
    film = "Ships leave the bay at noon"
    assert dropped(page(TITLE, LEDE, "Share", film, film, MORE)) == ["Share", film]


def test_where_a_story_stands_on_its_site_is_dropped() -> None:
    trail = f"News / World News / {TITLE}"
    assert dropped(page(TITLE, LEDE, MORE, trail)) == [trail]


def test_a_word_that_begins_like_an_offer_makes_none() -> None:
    told = "Subscribe was the last word of the newsletter that the harbor printed for a hundred years."
    assert told in kept(page(TITLE, LEDE, told, MORE))


ASKING = (
    "Lighthouses are kept by people who are awake at night",
    "We keep our newsroom open with what you give. For the price of a coffee you help us stay awake.",
    "Nobody tells the Observer what it may print.",
)


def test_a_box_that_asks_for_help_reaches_from_a_button_to_its_heading() -> None:
    cleaned = page(TITLE, LEDE, MORE, LEDE + " So.", *ASKING, "Share")
    assert dropped(cleaned) == [*ASKING, "Share"]


def test_below_a_button_it_reaches_to_the_last_line_that_asks() -> None:
    cleaned = page(TITLE, LEDE, MORE, "Share", *ASKING[::-1], LEDE + " So.", MORE + " So.")
    assert dropped(cleaned) == ["Share", *ASKING[::-1]]


def test_what_the_story_tells_beside_such_a_box_is_no_part_of_it() -> None:
    told = "Soldiers were seen near the lighthouse in the afternoon, but left before the vote."
    cleaned = page(TITLE, LEDE, MORE, LEDE + " So.", told, *ASKING[1:], "Share")
    assert told in kept(cleaned)
    assert ASKING[1] in dropped(cleaned)
