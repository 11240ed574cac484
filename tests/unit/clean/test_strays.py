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
