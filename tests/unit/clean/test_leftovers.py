"""What crawlers leave around a story: mottos, codes of pictures, rows of buttons, films and stories listed below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.block import CleanedPage
from tests.support.cleaning import LEDE, MORE, actions, dropped, html_page, kept, kinds, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
LAST = "The next ship is due on Friday, the harbour master said."
LONG_TERMS = "By reading on, you consent to what we ask, and agree that your clicks may be shared. " * 3


def test_a_sites_motto_right_above_the_title_is_left_out() -> None:
    assert kept(page("Every morning a new horizon.", TITLE, LEDE, MORE)) == [TITLE, LEDE, MORE]


def test_a_short_first_sentence_above_a_subheading_is_kept() -> None:
    assert kept(page("The harbour is open.", "What comes next", LEDE, MORE))[0] == "The harbour is open."


@pytest.mark.parametrize("trail", ["Home > World > Nordia", f"Home World {TITLE}"])
def test_the_way_to_a_story_is_left_out(trail: str) -> None:
    assert kept(page(TITLE, trail, LEDE, MORE)) == [TITLE, LEDE, MORE]


def test_a_title_with_the_sites_name_beside_it_is_the_title_again() -> None:
    cleaned = page(TITLE, f"Marfa Mail - {TITLE}", f"{TITLE} Marfa Mail", LEDE, MORE)
    assert actions(cleaned) == ["keep", "drop", "drop", "keep", "keep"]


def test_the_first_sentence_printed_twice_is_kept_once() -> None:
    assert actions(page(TITLE, LEDE, LEDE, MORE)) == ["keep", "keep", "drop", "keep"]


def test_a_lede_that_says_what_the_caption_said_is_kept() -> None:
    said = "Ministers and dockers sign the deal on pay at the town hall of Marfa."
    cleaned = page(TITLE, f"{said} (AFP)", f"{said} (AFP)", "", said, MORE, LAST)
    assert kept(cleaned) == [TITLE, said, MORE, LAST]


@pytest.mark.parametrize(
    ("credit", "caption"),
    [
        ("\u00a9 Nordfoto / Ada Lorn", "The quay of Marfa"),
        ("\u00a9 LRA/Ada Lorn", " Families of the dockers wait on the quay of Marfa."),
    ],
)
def test_a_credit_with_its_caption_behind_it_is_parted_from_it(credit: str, caption: str) -> None:
    cleaned = page(TITLE, credit + caption, LEDE, MORE)
    block = cleaned.blocks[1]
    assert block.kind == "caption"
    assert block.credit is not None
    assert cleaned.text[block.credit.start : block.credit.end] == credit


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        (("Dockers greet the first ship on Tuesday (Lusk Harbour Board)",), "(Lusk Harbour Board)"),
        (("Dockers greet the first ship.", "Ada Lorn for BPR", "hide caption"), "Ada Lorn for BPR"),
    ],
)
def test_a_line_that_others_tell_to_be_a_picture_s_has_its_credit_too(lines: tuple[str, ...], credit: str) -> None:
    cleaned = page(TITLE, *lines, LEDE, MORE)
    spans = [block.credit for block in cleaned.blocks if block.credit is not None]
    assert [cleaned.text[span.start : span.end] for span in spans] == [credit]


def test_the_bracket_at_the_end_of_a_figures_caption_is_its_credit() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>Dockers on the quay (WLSK)</figcaption></figure>"
    cleaned = html_page(f"<main><h1>{TITLE}</h1><p>{LEDE}</p>{figure}<p>{MORE}</p></main>")
    spans = [block.credit for block in cleaned.blocks if block.credit is not None]
    assert [cleaned.text[span.start : span.end] for span in spans] == ["(WLSK)"]


@pytest.mark.parametrize(
    "told",
    [
        "The first ship was welcomed by a band of dockers, who had waited since dawn. (Olga Renn)",
        "The minister said that the fees would rise again in June. (WLSK)",
    ],
)
def test_a_sentence_that_reports_is_text_although_a_bracket_with_a_name_ends_it(told: str) -> None:
    assert told in kept(page(TITLE, LEDE, MORE, told, MORE + " It rained."))


def test_a_last_paragraph_signed_in_a_bracket_is_text() -> None:
    assert "Ships may call again from Friday. (WLSK)" in kept(
        page(TITLE, LEDE, MORE, "Ships may call again from Friday. (WLSK)")
    )


@pytest.mark.parametrize("line", ["By Ada Lorn May 5, 2031 4:17 PM", "AFP, Marfa"])
def test_a_line_with_an_author_and_a_date_or_places_is_a_byline(line: str) -> None:
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "byline"


def test_a_name_above_a_date_above_the_title_is_the_author() -> None:
    cleaned = page("Politics", "Ada Lorn", "May 5, 2031", TITLE, LEDE, MORE)
    assert kinds(cleaned)["Ada Lorn"] == "byline"


def test_who_published_when_is_a_date_line_even_below_a_summary() -> None:
    line = "Marfa News Desk | Updated: 05-05-2031 00:26 | Created: 05-05-2031 00:26"
    assert kinds(page(TITLE, LEDE, line, MORE, LAST))[line] == "dateline"


def test_a_date_line_in_capitals_below_the_text_is_no_credit() -> None:
    assert kinds(page(TITLE, LEDE, MORE, "MARFA, May 5 (Nordpress)"))["MARFA, May 5 (Nordpress)"] == "dateline"


def test_a_sentence_that_reports_is_text_although_it_ends_with_an_agency() -> None:
    said = "The harbour master said that the next ship is due on Friday. (AFP)"
    note = "(The Mail prints what it gets from its partners as it comes, and answers for none of it.)"
    assert said in kept(page(TITLE, LEDE, MORE, said, note))


def test_a_long_sentence_without_its_stop_is_a_paragraph() -> None:
    told = (
        "Although he did not go into details, he said that the deal was carried out by the same bank as two years ago"
    )
    assert kinds(page(TITLE, LEDE, told, MORE))[told] == "paragraph"


def test_films_below_the_text_are_left_out_with_their_lengths() -> None:
    films = ["01:44", "Growers count what the strike has cost them", "02:10", "Ferry fares rise again in June"]
    assert dropped(page(TITLE, LEDE, MORE, LAST, *films)) == films


@pytest.mark.parametrize(
    "line",
    [
        "Nordia, Torland, Marfa, harbours, strikes, unions",
        "NordiaTorlandMarfaHarboursStrikesUnions",
        "Next: Ferry fares rise again in June",
        "Contact \u00b7 Imprint \u00b7 Terms \u00b7 Privacy of readers",
        "3 Responses to \u201cNordia reopens its harbour\u201d",
        "5 thoughts on the harbour",
    ],
)
def test_lists_of_tags_and_rows_of_buttons_below_the_text_are_left_out(line: str) -> None:
    assert dropped(page(TITLE, LEDE, MORE, line)) == [line]


@pytest.mark.parametrize("name", ["ee7", "harbour-marfa.jpg", "harbour-marfa", "news/2031/05/harbour_marfa"])
def test_the_name_of_a_file_or_a_code_of_a_picture_is_left_out(name: str) -> None:
    assert dropped(page(TITLE, LEDE, name, MORE)) == [name]


def test_a_title_that_opens_as_teasers_do_is_kept_above_its_own_text() -> None:
    title = "WATCH: First ships leave the harbour of Marfa after the strike"
    assert kept(page(title, LEDE, MORE)) == [title, LEDE, MORE]


def test_a_headline_printed_twice_is_the_title_rather_than_the_name_of_a_series() -> None:
    cleaned = page("Tales of the North Country", "Main", TITLE, TITLE, LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_what_is_told_of_an_author_below_their_name_is_left_out() -> None:
    told = "Ada, who grew up by the sea, has written for ten years and is a reporter with the Mail"
    assert kept(page(TITLE, LEDE, MORE, LAST, "Ada Lorn", told)) == [TITLE, LEDE, MORE, LAST]


def test_a_line_to_click_is_left_out_whoever_it_speaks_of() -> None:
    line = "Growers can now insure their fruit for next to nothing, click here to find out how"
    assert dropped(page(TITLE, LEDE, line, MORE)) == [line]


def test_the_rest_of_a_sentence_may_be_two_words() -> None:
    begun = "The union on Thursday asked a court to look at the deal, which is what the ministry wants, its press"
    assert kept(page(TITLE, LEDE, begun, "office said.", MORE)) == [TITLE, LEDE, begun, "office said.", MORE]


def test_somebodys_turn_in_a_talk_is_no_appeal() -> None:
    turn = "LORN: You can also follow us on our website, or sign up for our newsletter."
    assert kept(page(TITLE, LEDE, turn, MORE)) == [TITLE, LEDE, turn, MORE]
    assert dropped(page(TITLE, LEDE, turn.removeprefix("LORN: "), MORE)) == [turn.removeprefix("LORN: ")]


def test_a_title_printed_twice_below_a_summary_is_the_title() -> None:
    assert actions(page(MORE, TITLE, TITLE, LEDE, LAST)) == ["keep", "keep", "drop", "keep", "keep"]


def test_a_heading_about_a_staff_is_no_byline() -> None:
    assert "Staff Shortages" in kept(page(TITLE, LEDE, "Staff Shortages", MORE))


def test_a_word_in_small_letters_between_title_and_text_is_left_out() -> None:
    assert dropped(page(TITLE, "on", LEDE, MORE)) == ["on"]


def test_a_paragraph_that_claims_the_copyright_is_left_out() -> None:
    claim = "\u00a9 2031, Ada Lorn. All rights reserved. " + "What is said here is her view and not the paper's. " * 5
    assert dropped(page(TITLE, LEDE, MORE, claim.strip())) == [claim.strip()]


def test_a_row_of_headlines_is_left_out_and_a_row_of_a_table_kept() -> None:
    ticker = " | ".join(["Ferry fares rise again in June as fuel gets dearer for all who cross the sound"] * 4)
    row = "Harbour | Berths | Cranes | Crews"
    assert kept(page(ticker, TITLE, LEDE, row, MORE)) == [TITLE, LEDE, row, MORE]


def test_an_author_glued_to_a_date_is_a_byline() -> None:
    assert (
        kinds(page(TITLE, "Ada R LornMay 5, 2031 at 10:17 AM", LEDE, MORE))["Ada R LornMay 5, 2031 at 10:17 AM"]
        == "byline"
    )


def test_several_sentences_that_report_are_text_although_they_end_with_an_agency() -> None:
    told = "The deal was signed at night in the town hall. Nobody had been told of it \u2013 AFP"
    assert told in kept(page(TITLE, LEDE, told, MORE, LAST))


def test_a_sites_name_with_its_motto_is_not_the_title() -> None:
    cleaned = page("Northern Morning | Nothing but What Is New", TITLE, LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_first_sentences_of_other_stories_below_names_of_sections_are_left_out() -> None:
    story = [LEDE, MORE, LAST, "Fees for ships will rise by two euros a tonne from June on, the ministry said."]
    others = [
        "Top Stories",
        "LUSK - Ferry fares rise again.",
        "General News",
        "A mayor was chosen by four votes in Brenn.",
    ]
    assert kept(page(TITLE, *story, *others)) == [TITLE, *story]


def test_a_form_for_comments_is_known_in_other_languages() -> None:
    form = ["Deixe uma resposta", "Por favor, digite seu nome aqui", "Deja un comentario"]
    assert dropped(page(TITLE, LEDE, MORE, *form)) == form


def test_what_tells_of_the_storys_own_matters_below_a_button_is_no_leftover() -> None:
    told = "The ships in the bay of Marfa will leave it by Friday, with their fruit."
    assert told in kept(page(TITLE, LEDE, MORE, LAST, LEDE.replace("Tuesday", "Monday"), "Join the conversation", told))


def test_a_standfirst_above_an_agencys_name_is_no_caption() -> None:
    standfirst = "Unions and ministry agree on pay after two weeks"
    assert standfirst in kept(page(TITLE, standfirst, "EFE", "Marfa", "May 5, 2031", LEDE, MORE))


def test_an_author_with_a_role_above_a_date_above_the_title_is_the_author() -> None:
    found = kinds(page("News", "Rhona Mills", "Reporter", "May 5, 2031", TITLE, LEDE, MORE))
    assert {found["Rhona Mills"], found["Reporter"]} == {"byline"}


def test_a_poll_goes_with_its_question_and_answers() -> None:
    poll = ["Reader poll", "Should the bridge stay closed?", "Yes", "No", "Vote"]
    assert kept(page(TITLE, LEDE, *poll, MORE)) == [TITLE, LEDE, MORE]


def test_a_question_in_the_story_is_kept() -> None:
    assert kept(page(TITLE, LEDE, "Should the bridge stay closed?", MORE)) == [
        TITLE,
        LEDE,
        "Should the bridge stay closed?",
        MORE,
    ]


def test_a_scholar_and_the_university_are_a_byline() -> None:
    line = "Hala Naim, University of Brenn"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "byline"


@pytest.mark.parametrize("label", ["Читайте также", "Lesen Sie auch", "Lire aussi", "Lee también"])
def test_labels_of_other_stories_are_known_in_other_languages(label: str) -> None:
    assert label in dropped(page(TITLE, LEDE, label, MORE))


def test_a_name_with_a_post_behind_it_is_a_byline() -> None:
    line = "OLGA RENN, chief ports correspondent"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "byline"


def test_a_box_that_names_a_newsletter_is_left_out_up_to_its_button() -> None:
    box = ("Morgenpost-Newsletter", "Jeden Morgen das Wichtigste in drei Minuten.", "Jetzt abonnieren")
    assert kept(page(TITLE, LEDE, MORE, *box, LAST)) == [TITLE, LEDE, MORE, LAST]


def test_an_invitation_to_a_channel_is_known_by_its_pictogram() -> None:
    assert kept(page(TITLE, LEDE, "\u2705 Siga o canal do jornal no WhatsApp", MORE)) == [TITLE, LEDE, MORE]
    told = "\u2705 Minister Renn said that the harbour was open on WhatsApp."
    assert told in kept(page(TITLE, LEDE, told, MORE))


def test_what_is_told_of_an_author_below_about_and_the_name_is_left_out() -> None:
    box = ("About Olga Renn", "Olga Renn is the deputy editor of the Mail. She writes of ships.")
    assert kept(page(TITLE, LEDE, MORE, LAST, *box)) == [TITLE, LEDE, MORE, LAST]


def test_a_line_above_an_agency_that_sells_pictures_is_a_caption_and_above_another_a_summary() -> None:
    line = "Dockers walk past a crane that nobody has used since the strike"
    assert kinds(page(TITLE, line, "Getty Images", LEDE, MORE))[line] == "caption"
    assert kinds(page(TITLE, line, "Reuters", LEDE, MORE))[line] == "paragraph"


def test_a_title_above_a_credit_is_the_title_again() -> None:
    assert actions(page(TITLE, "May 4, 2031", TITLE, "\u00a9 Reuters", LEDE, MORE)) == [
        *("keep", "keep", "drop", "metadata"),
        *("keep", "keep"),
    ]


def test_a_menu_is_left_out_with_the_sentence_of_the_site_above_it() -> None:
    head = ("Skip to content", "This site keeps what it must know of you.", "World", "Ports", "Log in")
    assert dropped(page(*head, TITLE, LEDE, MORE, LAST)) == list(head)


def test_a_sentence_below_the_most_read_stories_is_kept() -> None:
    listed = ("Most Popular", "1", "Zoning board rejects a tower", "2", "Where to eat fish on Fridays")
    assert LAST in kept(page(TITLE, LEDE, MORE, *listed, LAST, "Subscribe to our newsletter today", "Join us"))


def test_a_post_may_stand_before_the_name_in_a_byline() -> None:
    line = "By foreign affairs reporter Olga Renn"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "byline"


@pytest.mark.parametrize(
    "line", ["Vandaag, 14:12", "Heute um 14:12", "MARFA, May 4", "2031\u5e745\u67084\u65e5 14\u664220\u5206"]
)
def test_days_are_known_in_other_forms(line: str) -> None:
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "dateline"


STORY = (
    LEDE,
    MORE,
    "The unions had asked for nine per cent and will get seven, in two steps.",
    "Dockers cheered when the first crane moved again at noon.",
)
STRANGERS = ("Oldest bakery of the coast closes its doors", "A museum of clocks opens in a granary")


@pytest.mark.parametrize("listed", [STRANGERS, ("From the shelf", STRANGERS[0]), ("From the shelf", *STRANGERS)])
def test_titles_in_a_row_or_below_a_label_that_say_nothing_of_the_story_are_left_out(listed: tuple[str, ...]) -> None:
    assert kept(page(TITLE, *STORY, *listed, LAST)) == [TITLE, *STORY, LAST]


@pytest.mark.parametrize(
    "lines",
    [
        ("What comes next", "Ships with fruit may enter the harbour first"),
        ("12 eggs", "500 g of flour", "Norway 3 and Sweden 2", "Kenya 4:01.22 gold and Uganda 4:02.10 silver"),
        ("Oldest bakery closes its doors",),
    ],
)
def test_lines_between_paragraphs_are_kept_where_they_speak_of_the_story_or_are_no_list_of_titles(
    lines: tuple[str, ...],
) -> None:
    assert kept(page(TITLE, *STORY, *lines, LAST)) == [TITLE, *STORY, *lines, LAST]


def test_a_short_last_sentence_with_a_sign_behind_its_stop_is_text() -> None:
    assert (
        kinds(page(TITLE, LEDE, MORE, "The Council sent a lawyer. \u2666"))["The Council sent a lawyer. \u2666"]
        == "paragraph"
    )


def test_the_way_to_a_story_is_never_its_title() -> None:
    assert kept(page("World", "Home / World / Europe", TITLE, LEDE, MORE))[0] == TITLE


def test_signs_between_sections_are_left_out() -> None:
    assert kept(page(TITLE, LEDE, "\u25aa \u25aa \u25aa", MORE)) == [TITLE, LEDE, MORE]


def test_what_a_site_says_of_itself_below_a_sign_off_is_left_out() -> None:
    brand = ("Radio Open Word", "Radio Open Word journalists report the news in 14 countries without a free press.")
    signed = "With reporting by Nordia.Reality and AP"
    cleaned = page(TITLE, LEDE, MORE, LAST, signed, *brand)
    assert kinds(cleaned)[signed] == "byline"
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_an_offer_between_a_newsletters_name_and_its_button_is_left_out_if_it_is_not_the_storys() -> None:
    box = ("The Day, in your inbox", "Understand it all with one letter a day, made by people.", "Email (required)")
    assert kept(page(TITLE, LEDE, MORE, *box, LAST)) == [TITLE, LEDE, MORE, LAST]
    told = ("The Day, in your inbox", "The harbour of Marfa was to open on Monday.", "Email (required)")
    assert told[1] in kept(page(TITLE, LEDE, MORE, *told, LAST))


def test_cards_below_a_label_are_left_out_with_their_summaries_and_dates() -> None:
    cards = ["Selvia moves rockets to its border", "Pictures show the harbour of Marfa in their reach.", "4 May 2031"]
    others = ["Dockers of Lusk vote on a strike", "The harbour there may close from Monday on.", "3 May 2031"]
    story = [LEDE, MORE, LAST, "Fees for ships will rise by two euros a tonne from June on, the ministry said."]
    assert kept(page(TITLE, *story, "Related", *cards, *others)) == [TITLE, *story]


def test_the_way_to_a_story_with_its_title_at_the_end_is_not_the_title() -> None:
    way = f"Harbours: {TITLE}"
    assert kept(page("Menu", way, "Print", "Share", TITLE, LEDE, MORE)) == [TITLE, LEDE, MORE]


def test_a_short_line_right_above_a_caption_that_opens_with_its_words_is_its_alternative_text() -> None:
    cleaned = page(TITLE, LEDE, "Dockers of Marfa", "Dockers of Marfa on the quay on Monday. (AFP)", MORE)
    assert kinds(cleaned)["Dockers of Marfa"] == "caption"


def test_a_long_line_printed_twice_below_a_heading_is_another_storys_title() -> None:
    title = "He slept in his van: what is known of the man who shut the harbour"
    told = "What they know"
    assert kept(page(TITLE, LEDE, MORE, told, title, title, LAST)) == [TITLE, LEDE, MORE, told, LAST]


def test_a_first_paragraph_that_says_it_is_a_file_photo_is_a_caption() -> None:
    shown = "The harbour master of Marfa attends a hearing in this file photo. Yonder"
    assert kinds(page(TITLE, shown, LEDE, MORE))[shown] == "caption"


def test_scattered_paragraphs_below_a_list_of_other_stories_are_the_storys_own_if_no_titles_stand_above_them() -> None:
    shown = "Nora Dahl at her stall. She has refused three offers (Photo: Olaf Reed)"
    ends = ("Nine hours! My cod travels faster than that.", "3 View gallery", shown, "She has sold herring since then.")
    cleaned = page(TITLE, *STORY, "Read more:", "\u2022 Trial to open in September", *ends, "Comments")
    assert {ends[0], ends[3]} <= set(kept(cleaned))


def test_unmarked_items_below_a_full_sentence_are_kept() -> None:
    items = ["Higher pay for dockers on night shifts", "Free harbour passes within three days", "No fees for fruit"]
    assert kept(page(TITLE, *STORY, *items, LAST)) == [TITLE, *STORY, *items, LAST]


def test_a_films_title_below_its_length_is_left_out() -> None:
    film = ("0:48", "Vale: the page that I like best")
    assert kept(page(TITLE, LEDE, MORE, *film, LAST)) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize("heading", ["“We lit all that would burn”", "What the next ship will carry"])
def test_a_subheading_below_a_list_of_other_stories_is_kept(heading: str) -> None:
    cleaned = page(TITLE, LEDE, MORE, "Related", "Selvia moves rockets to its border", heading, LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, heading, LAST]


def test_a_section_between_two_newsletter_boxes_is_kept() -> None:
    box = "Sign up for The Tower and get our best stories in your inbox."
    section = ("What does the deal promise?", "Two weeks without pay are to be made up for.")
    assert set(section) <= set(kept(page(TITLE, LEDE, MORE, box, *section, "Sign up for The Bell", LAST)))


def test_a_sign_off_opens_no_story_below_more_text_or_above_a_list_of_others() -> None:
    signed, other = "(Mail of Marfa with AFP, Reuters)", "Envoy meets dockers in Lusk"
    below = (signed, "RELATED ARTICLES", other, f"The envoy spoke of fees. {LEDE}", MORE)
    assert len(page(TITLE, LEDE, MORE, *below).parts) == 1
    assert len(page(TITLE, "Reporting from Marfa and Lusk", "3 May 2031", LEDE, other, MORE, LAST).parts) == 1


def test_a_last_paragraph_on_the_post_of_somebody_whom_the_story_never_names_is_left_out() -> None:
    post = "Ines Vale is a correspondent who covers harbours for The Marfa Mail."
    assert kept(page(TITLE, LEDE, MORE, LAST, post)) == [TITLE, LEDE, MORE, LAST]
    assert post in kept(page(TITLE, LEDE, "Ines Vale was held at the quay.", LAST, post))


def test_paragraphs_that_report_go_on_with_a_story_below_a_label_of_the_end() -> None:
    more = "The strike has cost the growers of Lusk two million euros, their union says."
    story = (*STORY, "Fees for ships will rise by two euros a tonne from June on, the ministry said.", LAST)
    assert more in kept(page(TITLE, *story, "Related Topics:", "Harbours", more, "Up Next", "Nordia counts the sacks"))


def test_cards_with_their_section_and_date_below_the_summary_are_left_out() -> None:
    first = ("Nordia calls up reservists", "The government has called up 20,000 reservists.", "Conflicts", "4 May 2031")
    second = ("Grain, gas and a grudge on the Orm", "Transit fees are only part of it.", "Business", "3 May 2031")
    story = (*STORY, LAST, "Fees for ships will rise by two euros a tonne from June on, the ministry said.")
    assert kept(page(TITLE, *story, "Explore more", *first, *second)) == [TITLE, *story]


def test_a_photographer_printed_twice_opens_no_story() -> None:
    credit = ("Josef Adu for BPR", "hide caption", "toggle caption", "Josef Adu for BPR")
    cleaned = page(TITLE, LEDE, MORE, "A police boat patrols the harbour on Monday.", *credit, LAST, MORE)
    assert len(cleaned.parts) == 1


def test_a_section_above_a_label_of_other_stories_is_kept_as_it_speaks_of_the_story() -> None:
    section = (
        "The first ships to leave",
        "The ships that had waited in the bay may leave first, the harbour master said.",
    )
    cleaned = page(TITLE, *STORY, "Share", *section, "Read more", "Selvia moves rockets to its border", LAST)
    assert set(section) <= set(kept(cleaned))


def test_a_heading_above_a_button_heads_nothing_and_is_left_out() -> None:
    assert kept(page(TITLE, LEDE, MORE, "Follow the bay", "Download the app", LAST)) == [TITLE, LEDE, MORE, LAST]


def test_a_heading_above_a_button_is_kept_if_the_text_below_speaks_of_it() -> None:
    assert "The harbour master" in kept(page(TITLE, LEDE, MORE, "The harbour master", "Download the app", LAST))


def test_headings_among_buttons_are_left_out_up_to_the_last_which_may_head_the_text() -> None:
    lines = ("Watch now", "A bakery on rails", "Fish for the king", "What comes next")
    assert kept(page(TITLE, LEDE, MORE, *lines, LAST)) == [TITLE, LEDE, MORE, "What comes next", LAST]


def test_names_of_those_who_speak_in_turns_are_kept() -> None:
    turns = ("Lorn", "We waited for two weeks.", "Reed", "So did the fruit, and nobody bought it.") * 3
    assert kept(page(TITLE, LEDE, MORE, *turns)).count("Lorn") == 3


def test_a_paragraph_far_below_the_text_among_buttons_is_left_out() -> None:
    near = ("Share", "Tweet", "Print", "Comments", "Subscribe", "Log in", "Contact us", "Newsletters", "Podcasts")
    far = (*near, "Advertise", "About us", "Privacy policy", "Terms of use", "Cookie settings")
    stray = "Owls sleep by day, and mice are glad of it."
    assert stray not in kept(page(TITLE, LEDE, MORE, LAST, *far, stray, "Share"))
    assert stray in kept(page(TITLE, LEDE, MORE, LAST, *near, stray, "Share"))


FOOT = ("Share", "Tweet", "Print", "Subscribe", "Log in", "Contact us", "Newsletters", "Podcasts", "Privacy policy")


def test_what_readers_say_below_a_row_of_buttons_is_left_out_name_and_all() -> None:
    said = ("Ilse", "Glad that is over.", "Pol", "High time.")
    assert kept(page(TITLE, LEDE, MORE, LAST, *FOOT, *said, "Share")) == [TITLE, LEDE, MORE, LAST]


def test_a_short_sentence_below_few_buttons_ends_the_story() -> None:
    assert "Glad that is over." in kept(page(TITLE, LEDE, MORE, LAST, *FOOT[:2], "Glad that is over.", "Share"))


def test_paragraphs_below_each_other_are_no_foot_whatever_stands_above_them() -> None:
    told = ("Owls sleep by day, and mice are glad of it at night.", "The town has counted nine of them since the war.")
    assert set(told) <= set(kept(page(TITLE, LEDE, MORE, LAST, *FOOT, *told, "Share")))


def test_a_title_below_a_label_of_other_stories_is_the_title_where_its_date_stands_below_it() -> None:
    cleaned = page("Top News", "Politics", TITLE, "5 May 2031", LEDE, MORE)
    assert kept(cleaned) == [TITLE, "5 May 2031", LEDE, MORE]


@pytest.mark.parametrize("name", ["Coast Guard", "Lusk Mail file photo", "Ada Lorn for Lusk Mail", "Nordfoto"])
def test_a_name_behind_a_sentence_is_a_credit_whoever_it_is(name: str) -> None:
    cleaned = page(TITLE, f"Ships lie at the quay of Marfa. {name}", LEDE, MORE)
    credit = cleaned.blocks[1].credit
    assert credit is not None
    assert cleaned.text[credit.start : credit.end] == name


def test_a_paragraph_of_the_text_with_a_name_behind_it_is_kept() -> None:
    told = "The dockers want more. They had waited for nine years. \u2013 Harbour.example"
    assert told in kept(page(TITLE, LEDE, told, MORE))


def test_speech_behind_a_dash_is_no_item_of_a_list() -> None:
    said = "\u2013 Vi har inget med saken att g\u00f6ra, s\u00e4ger talespersonen Mira Tan."
    assert kinds(page(TITLE, LEDE, said, MORE))[said] == "paragraph"


@pytest.mark.parametrize("label", ["Key points", "Background:", "What you need to know:"])
def test_short_sentences_below_a_line_that_announces_points_are_items(label: str) -> None:
    points = ("The deal ends a strike of two weeks.", "The fruit is lost, its owners say.")
    found = kinds(page(TITLE, label, *points, "5 May 2031", LEDE, MORE))
    assert [found[point] for point in points] == ["list_item", "list_item"]


def test_an_author_in_brackets_below_the_text_is_a_byline() -> None:
    line = "(By Ada Lorn and Olaf Reed)"
    assert kinds(page(TITLE, LEDE, MORE, LAST, line))[line] == "byline"


def test_a_line_above_the_title_found_is_kept_if_it_may_be_the_title() -> None:
    above = "Dockers of Marfa win a pay deal after strike"
    assert above in kept(page(above, f"{TITLE} of two weeks, unions and ministry say", "5 May 2031", LEDE, MORE))


@pytest.mark.parametrize("line", ["Marfa Mail is part of the Trust Circle >>>", "The bay in five maps \u00bb"])
def test_a_line_with_an_arrow_at_its_end_leads_elsewhere(line: str) -> None:
    assert dropped(page(TITLE, LEDE, line, MORE)) == [line]


def test_what_a_site_claims_below_the_text_is_no_credit() -> None:
    assert dropped(page(TITLE, LEDE, MORE, LAST, "Copyright MARFAMAIL.")) == ["Copyright MARFAMAIL."]


@pytest.mark.parametrize(
    "line", ["- 05/05/31 5:40 PM ET", "14:12 (GMT -0400)", "This content was published on May 5, 2031 - 18:00"]
)
def test_dates_are_known_with_what_sites_write_beside_them(line: str) -> None:
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "dateline"


def test_an_author_below_a_credit_is_no_caption() -> None:
    byline = "By Ada Lorn, Reuters"
    assert (
        kinds(page(TITLE, "Ships at the quay of Marfa on Monday", "(Reuters)", byline, LEDE, MORE))[byline] == "byline"
    )


def test_a_row_of_headings_that_says_nothing_of_the_text_below_is_left_out() -> None:
    listed = (
        "Te kan ook lezen",
        "Court orders a museum to return eleven paintings",
        "Rain until the weekend in the hills",
    )
    assert kept(page(TITLE, *STORY, *listed, LAST)) == [TITLE, *STORY, LAST]


def test_the_last_of_a_row_stays_if_it_may_head_the_text_below() -> None:
    assert kept(page(TITLE, *STORY, "Te kan ook lezen", "What comes next", LAST)) == [
        TITLE,
        *STORY,
        "What comes next",
        LAST,
    ]


def test_two_questions_in_a_row_are_kept() -> None:
    asked = ("Who pays for the quay?", "What does the deal say?")
    assert kept(page(TITLE, *STORY, *asked, LAST)) == [TITLE, *STORY, *asked, LAST]


def test_a_few_words_between_a_button_and_the_text_head_nothing() -> None:
    assert kept(page(TITLE, "Share", "Put us first everywhere", LEDE, MORE)) == [TITLE, LEDE, MORE]
    assert "What is going on?" in kept(page(TITLE, "Share", "What is going on?", LEDE, MORE))


def test_a_summary_that_tells_what_was_is_no_caption() -> None:
    told = "Mayor Ada Lorn has not been seen in the harbour since Tuesday and her office is dark"
    assert kept(page(TITLE, told, "Ada Lorn", "May 5, 2031", LEDE, MORE)) == [TITLE, told, "May 5, 2031", LEDE, MORE]


def test_titles_and_dates_below_a_sign_off_are_other_stories() -> None:
    foot = (
        "Reporting by Ada Lorn",
        "A ferry for two islands",
        "May 4, 2031",
        "The town that lost its only road",
        "May 3, 2031",
    )
    assert kept(page(TITLE, *STORY, *foot)) == [TITLE, *STORY]


def test_what_stands_between_two_names_of_newsletters_is_left_out() -> None:
    box = (
        "Newsletter",
        "Every Morning",
        "What you should have read before the first coffee of the day.",
        "More newsletters",
    )
    assert kept(page(TITLE, *STORY, *box, LAST)) == [TITLE, *STORY, LAST]


@pytest.mark.parametrize(
    "asked",
    [
        "Det h\u00e4r inneh\u00e5llet beh\u00f6ver din permission att l\u00e4gga cookies.",
        "Vous n'avez pas accept\u00e9 les cookies, ce contenu est bloqu\u00e9.",
    ],
)
def test_a_sentence_that_asks_to_accept_cookies_is_left_out(asked: str) -> None:
    assert kept(page(TITLE, *STORY, asked, LAST)) == [TITLE, *STORY, LAST]


def test_biscuits_are_kept() -> None:
    baked = "She baked cookies for the dockers in the second week of the strike."
    assert kept(page(TITLE, *STORY, baked, LAST)) == [TITLE, *STORY, baked, LAST]


def test_headings_below_a_label_of_points_are_items() -> None:
    points = ("Selvia leaves the talks", "Nordia denies it all")
    found = kinds(page(TITLE, LEDE, "Key points", *points, "May 5, 2031", MORE, LAST))
    assert {found[point] for point in points} == {"list_item"}


def test_a_title_may_begin_with_its_topic_and_a_stop() -> None:
    title = "Marfa. Three reporters are held in the harbour, and their paper asks the ministry for reasons"
    assert kinds(page(title, LEDE, MORE))[title] == "heading"


def test_an_opening_dateline_may_stand_on_a_line_of_its_own() -> None:
    line = "MARFA, Nordia (Harbour Press) \u2014"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "dateline"


def test_points_below_a_list_of_other_stories_are_kept() -> None:
    points = ("At a glance", "- Dockers get seven per cent", "- Two ferries left first")
    listed = ("Related News", STRANGERS[0], STRANGERS[1])
    found = kept(page(TITLE, LEDE, *listed, *points, MORE, *STORY[2:], LAST))
    assert found == [TITLE, LEDE, *points, MORE, *STORY[2:], LAST]


def test_a_paragraph_that_only_says_you_below_a_button_is_kept() -> None:
    seen = "From the roof of the bakery you can see eleven cranes, a breakwater and the ferry."
    assert seen in kept(page(TITLE, *STORY, "Share", seen, "Advertisement", LAST))


def test_what_has_three_words_of_the_story_below_a_label_of_others_is_kept() -> None:
    own = "The unions of the harbour and the ministry meet again for two weeks in June."
    assert own in kept(
        page(TITLE, *STORY, LAST, "Related article", "A museum of clocks", "3 min read", own, "Comments")
    )


def test_paragraphs_below_a_list_of_others_are_kept_where_no_title_stands_above_them() -> None:
    rest = ("Brenn lies 310 kilometres from the sea.", "The depot was last hit in April.")
    buttons = ("Share", "Print", "Copy link")
    text = page(TITLE, *STORY, "Related News", *buttons, rest[0], *buttons, rest[1], *buttons)
    assert set(rest) <= set(kept(text))


def test_a_paragraph_above_read_more_is_kept_if_neither_a_date_nor_its_words_make_a_card_of_it() -> None:
    rest = "Kestria gives up its claim in case of default, which had been the clause with most critics."
    box = ("Related", "Nobody warned us of the mud", "What rivers could flood next?")
    assert rest in kept(page(TITLE, *STORY, *box, rest, "Read more", LAST, MORE))


def test_a_box_to_sign_up_goes_with_the_sentence_that_praises_its_letter() -> None:
    box = (
        "Sign up for The Harbour Mail",
        "Evening Bulletin",
        "Get what happened today and keep up with the most important headlines from along the coast.",
        "Subscribe",
    )
    assert kept(page(TITLE, *STORY, *box, LAST)) == [TITLE, *STORY, LAST]


@pytest.mark.parametrize(
    "told",
    [
        "Ada Lorn is a writer for The Harbour Mail. Story tips can be sent to the paper at any hour.",
        "Ada is a correspondent in Marfa covering trade and politics along the coast since 2029.",
    ],
)
def test_what_is_told_of_the_author_below_the_story_goes_though_other_lines_stand_between(told: str) -> None:
    foot = ("The Harbour Press contributed to this report.", told, "Related Topics", "World", "Get the latest updates")
    assert kept(page(TITLE, "By Ada Lorn and Olaf Reed", "May 5, 2031", *STORY, LAST, *foot))[-1] == LAST


def test_two_labels_of_sections_above_a_byline_are_left_out() -> None:
    head = ("Lorries at the harbour on Monday. Photograph: Olaf Reed/AFP", "Nordia", "Explained", "Ada Lorn in Marfa")
    assert kept(page(TITLE, *head, "May 5, 2031", "Share", LEDE, MORE)) == [TITLE, "May 5, 2031", LEDE, MORE]


def test_a_place_and_an_initialism_with_a_dash_are_a_dateline() -> None:
    assert kinds(page(TITLE, "Marfa HBN \u2014", LEDE, MORE))["Marfa HBN \u2014"] == "dateline"


def test_an_author_is_known_again_by_the_last_name_in_capitals() -> None:
    told = "Lorn covers Nordia and Selvia for The Marfa Mail. She is based in Brenn."
    assert kept(page(TITLE, "By ADA LORN", LEDE, MORE, LAST, "ADA LORN", told)) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize("line", ["View Comments3", "Featured Weekly Ad"])
def test_a_button_with_capitals_beside_a_date_is_no_name(line: str) -> None:
    assert kinds(page(TITLE, "By Ada Lorn", "May 5, 2031", line, LEDE, MORE))[line] != "byline"


def test_stars_between_a_heading_and_its_text_part_them_not() -> None:
    lines = (
        "\u2018The Harbour\u2019",
        "\u2605\u2605\u00bd",
        LEDE,
        "\u2018The Strike\u2019",
        "\u2605\u2605\u2605",
        MORE,
    )
    assert [line for line in lines if line in kept(page(TITLE, LAST, "Share", *lines))] == list(lines)


@pytest.mark.parametrize("line", ["More: Who is the master of the harbour?", "Audio: The dockers of Marfa speak"])
def test_a_title_behind_a_label_between_paragraphs_is_another_storys(line: str) -> None:
    assert dropped(page(TITLE, LEDE, line, MORE, LAST)) == [line]


def test_the_source_with_the_date_and_the_editor_is_a_date_line() -> None:
    line = "Source: Nordfoto | 2031-05-05 14:20:11 | Editor: lorn"
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "dateline"


def test_questions_of_a_talk_are_text_where_the_same_speaker_says_more() -> None:
    turns = (
        "MAIL: Mrs. Lorn, you ran the harbour of Marfa for eleven years. What did you learn?",
        "Lorn: That no crane can be trusted in the wind, and no minister in any weather.",
        "MAIL: You have been accused of selling the same crane to both sides of the border.",
        "Lorn: I reject that. I gave one of them away, and the other was never delivered.",
        "MAIL: Will you testify?",
        "Lorn: I have promised to, and a promise to a parliament is a promise.",
    )
    assert set(kinds(page(TITLE, *turns)).values()) == {"heading", "paragraph"}
    assert kinds(page(TITLE, *turns))["MAIL: Will you testify?"] == "paragraph"


def test_a_few_words_in_small_letters_alone_are_tags() -> None:
    cleaned = page("Home", "World", TITLE, LEDE, MORE, LAST, "harbour strike", "fruit")
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_a_photographer_of_a_site_is_a_caption_s_credit() -> None:
    line = "Ships wait in the bay of Marfa on Monday. Some of them carried fruit. Ada Lorn, marfa.example"
    cleaned = page(TITLE, LEDE, MORE, line, LAST, "By", "Olga Renn, marfa.example")
    assert kinds(cleaned)[line] == "caption"
    cleaned = page(TITLE, line, "By", "Olga Renn, marfa.example", LEDE, MORE)
    assert kinds(cleaned)[line] == "caption"
    assert kinds(cleaned)["Olga Renn, marfa.example"] == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "If you buy something through a link on our site, we may receive compensation.",
        "Use of any part of this site constitutes acceptance of our User Agreement.",
        "Sponsored: How to keep a ferry warm in winter",
        f"If you buy a thing by a link on this page, we may receive a sum for it. {LONG_TERMS}",
        "You may use only letters to comment, and comments are subject to our comment policy.",
        "Send a letter to the editor or write to letters@marfa.example",
        "The video in the player above is from an earlier report.",
        "The author is a fisherman with forty years behind him.",
        "The reader of this page is a machine and may mispronounce names.",
        "S M L",
        "Fotogalerie 6",
    ],
)
def test_what_pages_say_of_themselves_is_left_out(line: str) -> None:
    assert kept(page(TITLE, LEDE, MORE, LAST, line)) == [TITLE, LEDE, MORE, LAST]


def test_the_ranks_of_a_list_are_no_text() -> None:
    ranked = ("1", "Crane falls on empty quay", "2", "Mayor of Brenn sells her boat", "3", "Parrot found in Lusk")
    cleaned = page(TITLE, LEDE, MORE, LAST, "Most read", *ranked)
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize("line", ["T.R.", "M.N./K.F.", "(Nordian original by Ada Lorn, City News Department)"])
def test_initials_and_who_wrote_the_original_sign_a_story_off(line: str) -> None:
    assert kinds(page(TITLE, LEDE, MORE, LAST, line))[line] == "byline"


def test_the_story_goes_on_right_below_the_end_of_a_list() -> None:
    listed = ("Recommended stories", "list 1 of 2", "Crane falls on empty quay", "list 2 of 2", "Parrot found in Lusk")
    cleaned = page(TITLE, LEDE, MORE, *listed, "end of list", "They agreed to:", "- open the harbour;", LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, "They agreed to:", "- open the harbour;", LAST]


def test_a_subheading_below_a_related_paper_and_its_kind_is_kept() -> None:
    listed = ("Related work", "The harbours of Nordia: who decides, who drinks?", "Research paper")
    cleaned = page(TITLE, LEDE, MORE, *listed, "What outsiders can do", LAST, LAST.replace("next", "last"))
    assert dropped(cleaned) == list(listed)


def test_what_readers_say_below_a_story_is_left_out() -> None:
    said = ("Tess, Brenn, 3 hours ago", "Good for the unions, I say.", "Rate this", "Karl Hall", "5h", f"Hm. {MORE}")
    assert kept(page(TITLE, LEDE, MORE, LAST, "Comments (2)", "Newest", *said)) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize("label", ["Comments (2)", "Les commentaires (2)", "Recent comments"])
def test_comments_with_a_date_are_left_out_whether_it_stands_beside_the_name_or_below(label: str) -> None:
    said = "Two weeks without fruit for nothing, and now they want us to be glad of it."
    beside, below = ("islander_7, Feb 24, 2031", said), ("Klaus M.", "24.02.2031, 12:40", f"{said} Shame!")
    cleaned = page(TITLE, "5 May 2031", LEDE, MORE, LAST, label, *beside, "Reply", *below, "Reply")
    assert kept(cleaned) == [TITLE, "5 May 2031", LEDE, MORE, LAST]


def test_the_entries_of_a_live_page_below_a_button_to_comment_are_kept() -> None:
    entries = ("Roth speaks", "2 hours ago", MORE, "Comments", "Ostra votes", "3 hours ago", LAST)
    assert [line for line in (MORE, LAST) if line not in kept(page(TITLE, LEDE, *entries))] == []


def test_titles_with_their_days_stand_in_a_carousel() -> None:
    listed = ("Press Enter to skip to end of carousel", "Carousel", "Parrot found in Lusk", "March 5, 2031")
    cleaned = page(TITLE, LEDE, MORE, *listed, "Crane falls on empty quay", "March 4, 2031", "End of carousel", LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_summaries_of_other_stories_below_their_dates_are_left_out() -> None:
    cards = ("Grain ships leave Salis", "3 hours ago", "Three ships with corn left the harbour on Monday.")
    more = ("Fishing boats return to delta", "5 hours ago", "Dozens of boats went out on Saturday.")
    assert kept(page(TITLE, LEDE, MORE, LAST, "Related articles", *cards, *more)) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize(
    "seen",
    [
        "A girl in rubber boots stands at a pump.",
        "Two officers in helmets hold a rope across a road.",
        "Mourners gather beside the flooded quay.",
    ],
)
def test_a_sentence_that_only_shows_somebody_beside_a_caption_is_its_alternative_text(seen: str) -> None:
    caption = "The quay of Marfa on Monday. (Ivo Tamm/Reuters)"
    assert dropped(page(TITLE, LEDE, seen, caption, MORE, LAST)) == [seen]
    assert seen in kept(page(TITLE, LEDE, seen, MORE, LAST))


@pytest.mark.parametrize(
    "told",
    [
        "Repairs are to take a month.",
        "A court holds a hearing on Friday.",
        "Farmers held a protest against the ministry.",
    ],
)
def test_a_sentence_that_tells_more_than_a_picture_shows_is_text_beside_a_caption_too(told: str) -> None:
    assert told in kept(page(TITLE, LEDE, told, "The quay of Marfa on Monday. (Ivo Tamm/Reuters)", MORE, LAST))


def test_a_line_that_ends_with_whose_photo_it_is_is_a_caption_whatever_it_tells() -> None:
    told = "A window of the fish hall was smashed with a chair. Photo: Reuters"
    assert kinds(page(TITLE, LEDE, MORE, told, LAST))[told] == "caption"


@pytest.mark.parametrize("line", ["Washington, DC", "The Marfa Harbour Mail - Monday, May 5, 2031"])
def test_a_city_with_its_state_beside_a_date_and_a_paper_with_its_day_are_date_lines(line: str) -> None:
    assert kinds(page(TITLE, "Office of the Spokesperson", line, "May 5, 2031", LEDE, MORE))[line] == "dateline"


def test_a_page_of_one_sentence_in_the_present_keeps_it() -> None:
    assert kept(page("Farmers march on the ministry.")) == ["Farmers march on the ministry."]
    assert "Farmers march on the ministry." in kept(page(TITLE, "Share", "Farmers march on the ministry.", "Share"))


@pytest.mark.parametrize(
    "signed",
    ["ot/ marfa.eu", "OtR, marfa.eu", "ot, marfa.eu, based on Harbour Radio", "Authored by Olga Renn via Marfa Mail,"],
)
def test_initials_with_a_site_and_a_name_with_a_paper_sign_a_story(signed: str) -> None:
    assert kinds(page(TITLE, LEDE, MORE, LAST, signed))[signed] == "byline"


def test_the_name_of_an_author_all_in_capitals_heads_the_lines_about_her() -> None:
    about = "Olga Renn covers N.A.T.O. harbours and the seas of the north for Marfa Mail. She likes oranges."
    cleaned = page(TITLE, "By OLGA RENN", "5 May 2031", LEDE, MORE, LAST, "OLGA RENN", about)
    assert dropped(cleaned) == ["OLGA RENN", about]


@pytest.mark.parametrize("line", ["Updated: May 6, 2031, 6:41 AM", "Last updated: May 6, 2031 at 18:05"])
def test_when_a_story_was_last_changed_stays_in_the_foot_of_a_page(line: str) -> None:
    specs = ("The specs", "Length: 120 metres", "Power: 268hp", "Price: from $185,000", "On sale: now")
    company = ("COMPANY PROFILE", "Name: Orlo Freight", "Started: 2021", "Founders: Olga Renn and Ivo Tamm", *specs)
    cleaned = page(TITLE, "May 5, 2031", LEDE, MORE, LAST, "The story behind the money", *company, line, "Fruit")
    assert line in kept(cleaned)


@pytest.mark.parametrize("line", ["Updated: May 6, 2031, 6:41 AM", "Last reviewed: May 5, 2031"])
def test_when_another_page_was_changed_goes_with_it(line: str) -> None:
    about = ("Velland grain law passed", line, "About us", "Contact us", "Privacy policy")
    assert dropped(page(TITLE, "May 5, 2031", LEDE, MORE, LAST, "Related news", *about))[1:] == list(about)


def test_a_heading_below_an_empty_line_is_none_of_the_box_that_asks_above_it() -> None:
    box = (
        "Share",
        "Our reporting needs you, and every reader counts.",
        "Join us.",
        "Support Marfa Mail. Save our ships.",
    )
    cleaned = page(TITLE, LEDE, MORE, "", *box, "", "\u2018Every Orange Floats\u2019", LAST, MORE)
    assert "\u2018Every Orange Floats\u2019" in kept(cleaned)


@pytest.mark.parametrize("label", ["Left", "Right", "Above", "Below", "Top"])
def test_where_a_picture_stands_makes_no_other_caption_of_its_own(label: str) -> None:
    caption = "Dockers cheer outside the closed gates of the fish hall in Marfa, June 18, 2031."
    signed = f"{caption} Photo by Ivo Tamm/Reuters"
    cleaned = page(TITLE, LEDE, signed, MORE, f"{label}: {signed}", LAST)
    assert dropped(cleaned) == [f"{label}: {signed}"]


def test_a_button_that_sells_a_picture_is_no_part_of_its_credit() -> None:
    signed = "Dockers cheer in the fish hall in Marfa. File Photo by Ivo Tamm/UPI"
    cleaned = page(TITLE, "5 May 2031", signed, f"{signed} | License Photo", LEDE, MORE)
    assert dropped(cleaned) == [signed]


@pytest.mark.parametrize("credit", [" \u2014 Ivo Tamm", " (Ministry's website)", " (Source: Ministry of Ports)"])
def test_a_line_printed_with_a_name_and_without_it_below_the_date_is_a_caption(credit: str) -> None:
    caption = "Trucks with oranges wait near the quay of Marfa"
    cleaned = page(TITLE, "By Olga Renn", "5 May 2031", caption, caption + credit, LEDE, MORE, LAST)
    assert dropped(cleaned) == [caption]
    assert kinds(cleaned)[caption + credit] == "caption"


def test_a_title_printed_with_its_sites_name_is_no_caption() -> None:
    assert kinds(page(TITLE, f"{TITLE} \u2014 Marfa Mail", "By Olga Renn", LEDE, MORE))[TITLE] == "heading"


def test_a_bracket_with_a_source_below_the_date_is_a_credit() -> None:
    assert kinds(page(TITLE, "5 May 2031", "(Source: Marfa.no)", LEDE, MORE))["(Source: Marfa.no)"] == "credit"


@pytest.mark.parametrize("given", ["Contributed", "File", "Supplied"])
def test_what_says_behind_a_bar_that_a_picture_was_given_is_its_credit(given: str) -> None:
    caption = "Dockers of the night shift in Marfa."
    assert kinds(page(TITLE, "5 May 2031", LEDE, f"{caption} | {given}", MORE))[f"{caption} | {given}"] == "caption"


def test_a_last_sentence_that_ends_with_who_helped_is_kept_below_an_advertisement() -> None:
    last = "The ministry said it would publish the deal on Friday. \u2013 with reports from Olga Renn/Marfa.com"
    assert kept(page(TITLE, LEDE, MORE, "ADVERTISEMENT", last, "Add a comment")) == [TITLE, LEDE, MORE, last]


def test_a_story_below_the_label_of_comments_is_no_comment() -> None:
    told = [
        f"{LEDE[:-1]} on the {day} of the month, the unions said."
        for day in ("first", "second", "third", "fourth", "fifth")
    ]
    assert set(told) <= set(kept(page(TITLE, LEDE, MORE, LAST, "Comments", "Olga Renn", "Sunday 4 May 2031", *told)))
    assert told[0] in dropped(page(TITLE, LEDE, MORE, LAST, "Comments", "Olga Renn", "Sunday 4 May 2031", told[0]))


def test_what_somebody_was_head_of_makes_no_author() -> None:
    told = "Mayor Dexter Hall called for the end of Roland Persson, who was head of the harbour police at the time."
    assert told in kept(page(TITLE, LEDE, MORE, told, "Comments", "More in this section"))


def test_where_and_when_a_story_was_filed_stays_below_it() -> None:
    assert "(Brenn/May03/2031)" in kept(page(TITLE, LEDE, MORE, "(Brenn/May03/2031)", "Related", "Ferry fares rise"))


@pytest.mark.parametrize("label", ["Article content", "ADVERTISEMENT"])
def test_the_label_of_an_advertisement_above_every_paragraph_parts_none_of_them(label: str) -> None:
    wall = (
        "Sign in to continue reading",
        "Enjoy additional articles",
        "Email address",
        "Continue",
        "or",
        "Subscribe now",
    )
    others = (
        "Recommended from Editorial",
        "Opinion: A quay to nowhere was bound to fail",
        "How the costs of it rose by year",
    )
    said = (
        '"We were sold a ferry at the price of a cruise ship," said Olga Renn.',
        "The mayor of Marfa said that he was disappointed but would not bring the cranes back.",
    )
    told = [f"{line[:-1]} {letter}." for letter in "abcdefghijklmnopqrstuvwxyz" for line in (LEDE, MORE)]
    above, below = ([line for text in texts for line in (label, text)] for texts in (told, said))
    end = ("Share this article", "Join the Conversation", "Trending", "Latest from Shopping")
    cleaned = page(TITLE, "By Ada Lorn", "May 5, 2031", *above, *wall, *wall, *below, *others, label, MORE, *end)
    assert {*told, *said} <= set(kept(cleaned))
    assert label not in kept(cleaned)


def test_when_a_story_first_appeared_stays_below_the_claim_of_the_copyright() -> None:
    line = "First published: 06:15, 02.06.31"
    assert line in kept(page(TITLE, LEDE, MORE, "\u00a9 2031 Marfa Mail", "Share", line))


def test_the_title_of_a_story_may_say_that_it_explains() -> None:
    title = "Explained | Why judges of Marfa stayed the new harbour law"
    assert title in kept(page(title, "By Ada Lorn", "May 5, 2031", LEDE, MORE))


@pytest.mark.parametrize(("end", "action"), [("officials said.", kept), ("as the map shows.", dropped)])
def test_what_officials_said_below_a_single_other_story_is_the_storys(
    end: str, action: Callable[[CleanedPage], list[str]]
) -> None:
    told = f"Clerks have registered 14 claims and sent 66 people home in connection with the fires, {end}"
    text = (
        f"Marfa, May 5 (BRN) Shops opened and ships returned to the quays on Friday. {LEDE}",
        "Long queues were seen outside bakeries in the old town, where nobody had been able to buy bread for a week.",
        "Harbour master Olga Renn said the night shifts would be extended if the wind stayed low. Pilots are sought.",
    )
    listed = ("Also Read:", "What the new rules for land change in Nordia")
    foot = ("(Published 5 May 2031, 09:10 IST)", "India News", "Police", "Follow us on :")
    assert told in action(page(TITLE, "BRN", "Last Updated : 5 May 2031, 09:10 IST", *text, *listed, told, *foot))
