"""Boxes in which the site speaks to its reader, told by the voice that a story has otherwise."""

from __future__ import annotations

from tests.support.cleaning import LEDE, MORE, kept, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
LAST = "The next ship is due on Friday, the harbour master said."
BOX = "We walk the quays so that you need not. Whatever you can spare keeps us walking."


def test_what_speaks_to_the_reader_below_a_button_is_left_out_of_a_report() -> None:
    assert BOX not in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", "Support us", BOX, "Share", LAST))


def test_advertisements_above_a_sentence_make_no_box_of_it() -> None:
    assert BOX in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", "Advertisement", BOX, LAST))


def test_a_letter_speaks_to_its_reader_throughout() -> None:
    letter = ("You asked me about the harbour.", "You will not believe how still it is when you stand there at noon.")
    cleaned = page(TITLE, *letter, MORE, "Subscribe", BOX, "Subscribe", LAST)
    assert [line for line in (*letter, BOX) if line not in kept(cleaned)] == []


def test_what_somebody_says_to_somebody_is_the_storys_own() -> None:
    said = '"You have lost two weeks, and we have lost the fruit," a captain told the minister.'
    assert said in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", "Share", said, LAST))


def test_a_sentence_about_the_story_is_the_storys_own_whomever_it_speaks_to() -> None:
    useful = "If you hold a ticket for the harbour of Marfa, the ministry and the unions will pay for it."
    assert useful in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", "Share", useful, LAST))


def test_a_question_that_goes_on_with_the_text_above_a_box_is_kept() -> None:
    asked = "What do you do with a road like that? Pell has begun to sell honey on it."
    sold = "When you buy a book through a link on this page, we get a share of what you pay."
    assert asked in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", LAST, asked, "About the author", sold, "Share"))
