"""Lines among a site's buttons that no rule knows are told by where they stand."""

from __future__ import annotations

from tests.support.cleaning import LEDE, MORE, dropped, kept, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
LAST = "The next ship is due on Friday, the harbour master said."
STORY = (TITLE, LEDE, MORE, LAST)
PLEA = "We keep what you type for good"
BUTTONS = ("Share", "Print", "Contact us", "Privacy policy", "Terms of use", "Newsletters", "RSS")


def test_a_word_between_buttons_below_the_text_are_left_out() -> None:
    assert kept(page(*STORY, *BUTTONS, "N.S.", *BUTTONS)) == list(STORY)


def test_a_sentence_to_the_reader_among_the_buttons_below_the_text_is_left_out() -> None:
    assert PLEA in dropped(page(*STORY, *BUTTONS, PLEA, *BUTTONS))


def test_the_same_sentence_stays_between_paragraphs() -> None:
    assert PLEA in kept(page(TITLE, LEDE, PLEA, MORE, LAST, *BUTTONS))


def test_a_subheading_below_an_advertisement_and_an_author_stays() -> None:
    below = ("By Ada Lorn", "Advertisement", "Share", "What comes next", LAST)
    assert "What comes next" in kept(page(TITLE, LEDE, MORE, *below))


def test_a_last_sentence_below_a_row_of_buttons_stays() -> None:
    assert LAST in kept(page(TITLE, LEDE, MORE, *BUTTONS, LAST))


def test_what_somebody_says_to_others_stays_below_buttons() -> None:
    said = "\u201cWe told you so,\u201d she said."
    assert said in kept(page(TITLE, LEDE, MORE, "Share", "Print", said))


def test_a_word_of_the_site_between_two_buttons_is_no_paragraph_of_the_story() -> None:
    offer = "Keep stories of the Meridian for later"
    head = ("Meridian Premium", "Subscribe", "Log in", "Share", offer, "Save", "Print")
    assert offer in dropped(page(TITLE, *head, LEDE, MORE, LAST))


def test_a_line_that_shows_who_is_to_be_seen_beside_a_picture_and_buttons_is_an_alternative_text() -> None:
    seen = "A man in a yellow coat walks past a row of cranes."
    picture = ("Share", "Save", seen, "The quay on Monday. (Ivo Tamm/Reuters)")
    assert seen in dropped(page(TITLE, LEDE, *picture, MORE, LAST))


def test_what_happened_is_told_beside_a_picture_too() -> None:
    told = "A man in a yellow coat was held at the gate."
    assert told in kept(page(TITLE, LEDE, told, "The quay on Monday. (Ivo Tamm/Reuters)", MORE, LAST, *BUTTONS))


def test_a_line_that_stands_below_every_entry_is_a_button_in_any_language() -> None:
    below = ("Beitrag weitergeben", "Adresse kopiert")
    entries = [line for text in (LEDE, MORE, LAST) for line in (text, *below, "9:00", text.replace("the", "a"))]
    assert {"Beitrag weitergeben", "Adresse kopiert"} <= set(dropped(page(TITLE, *entries, *BUTTONS)))


def test_a_turn_of_a_talk_speaks_to_nobody_who_reads_it() -> None:
    talk = ("VALE: Thank you for having me.", "LORN: You are welcome.")
    assert set(talk) <= set(kept(page(TITLE, LEDE, MORE, LAST, *talk, *BUTTONS)))
