"""What stands between a site's menu and a story's text: title, author, date, and the buttons among them."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, dropped, kept, kinds, page, text_of, title_of

TITLE = "Nordia Reopens Marfa Harbour after Strike"
SCENE = "Port workers wave from a crane above the quays of the harbour of Marfa in Nordia on Monday, 5 May 2031."


def test_two_words_among_buttons_are_nobodys_name_where_the_author_is_named() -> None:
    buttons = ["Share", "Single Page", "Large Text", "Print"]
    assert dropped(page(TITLE, "By Olga Renn", "May 5, 2031", *buttons, LEDE, MORE)) == buttons


def test_a_name_among_buttons_is_the_authors_where_nobody_else_is_named() -> None:
    assert kinds(page(TITLE, "Share", "Olga Renn", "Print", LEDE, MORE))["Olga Renn"] == "byline"


@pytest.mark.parametrize("label", ["By", "Posted"])
def test_a_label_without_a_name_above_the_date_is_left_out(label: str) -> None:
    assert kinds(page(TITLE, "By Olga Renn", label, "5 May 2031", LEDE, MORE))[label] == "widget"


def test_an_author_with_the_date_and_the_hour_behind_the_name_is_no_caption() -> None:
    byline = "by Olga Renn - 05/06/31 5:52 PM ET"
    cleaned = page(TITLE, byline, LEDE, MORE, "Latest", "Salis elects a mayor", "by Olga Renn", "2 days ago")
    assert kinds(cleaned)[byline] == "byline"
    assert kinds(cleaned)["by Olga Renn"] == "widget"


def test_a_name_behind_the_desk_above_a_date_is_the_authors() -> None:
    assert kinds(page(TITLE, "From the Newspaper | Olga Renn", "5 May 2031", LEDE, MORE))[
        "From the Newspaper | Olga Renn"
    ] == ("byline")


def test_a_place_may_have_its_country_and_its_agency_in_brackets() -> None:
    assert kinds(page(TITLE, "Marfa (Nordia) (AFP) \u2013", LEDE, MORE))["Marfa (Nordia) (AFP) \u2013"] == "dateline"


def test_the_date_of_todays_paper_above_the_title_is_none_of_the_storys() -> None:
    assert dropped(page("Menu", "Today's Paper | May 6, 2031", TITLE, "May 4, 2031", LEDE, MORE))[1:] == [
        "Today's Paper | May 6, 2031"
    ]


def test_an_author_and_a_date_above_a_row_of_buttons_and_the_title_are_the_storys() -> None:
    head = ("By Olga Renn and Karl Oster", "Thursday, 6 May 2031")
    found = kinds(page("View online", "MARFA LETTER", *head, "TWEET US | LISTEN | SHARE | SIGN UP", TITLE, LEDE, MORE))
    assert [found[line] for line in head] == ["byline", "dateline"]


def test_a_copy_of_a_caption_above_its_credit_is_not_the_title() -> None:
    pictured = (f"{SCENE} Copyright AP Photo/Ivo Tamm", f"{SCENE} -", "Copyright  AP Photo/Ivo Tamm")
    cleaned = page("Health", *pictured, TITLE, "By Olga Renn", LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_a_title_above_its_author_is_no_copy_of_the_caption_below_that_says_the_same() -> None:
    second = "Velland: Farmers to park their tractors on bridges"
    head = (second, "May 6, 2031", f"{second} (representative image)")
    told = "Farmers in Velland will park their tractors on the bridges of Dolna from Monday on, their union said."
    others = ("Share", "Latest", "In pictures: the oldest bakery of the coast")
    cleaned = page(TITLE, "May 5, 2031", LEDE, MORE, *others, *head, told, "Nobody is to be hurt, it said on Sunday.")
    assert second in kept(cleaned)


def test_agencies_above_a_date_sent_the_story_and_make_no_caption_of_its_title() -> None:
    again = "Unions of Marfa agree on pay"
    told = "The unions and the ministry agreed on Tuesday on a pay deal that lets the harbour of Marfa open again."
    cleaned = page(TITLE, "May 5, 2031", LEDE, MORE, again, "AFP | Reuters", "Published May 6, 2031", told, MORE)
    assert again in kept(cleaned)


def test_a_headline_above_its_author_is_the_title_although_a_picture_below_says_more_of_the_text() -> None:
    standfirst = "For two weeks nobody came for the fruit. Now everybody does."
    below = ("By Olga Renn", "Photographs by Ivo Tamm", "A ministry clerk on a quay of the harbour of Marfa")
    caption = "Ada Lorn counts the crates in Marfa, May 2031 (Ivo Tamm for The Meridian)"
    title = "THE WOMAN WHO LEARNED TO SLEEP AGAIN"
    assert title_of(page("Sign In", "Global", title, standfirst, *below, caption, LEDE, MORE)) == title


def test_a_headline_below_a_label_of_others_is_the_title_if_it_says_much_more_of_the_text_than_others_do() -> None:
    byline = ("Audio", "Source: Ada Lorn", "13 March 2031 8:15am", "The writer, Ada Lorn, is a former harbour pilot")
    assert title_of(page("Next Article", "Opinion", TITLE, *byline, LEDE, MORE)) == TITLE


def test_a_label_above_the_title_alone_opens_no_list_of_others() -> None:
    gallery = ("1 / 2", f"{SCENE} (AP Photo/Ivo Tamm)", "2 / 2")
    cleaned = page("Top Stories:", TITLE, *gallery, TITLE, "By Olga Renn", "May 5, 2031", LEDE, MORE)
    assert [block.action.value for block in cleaned.blocks if text_of(cleaned, block) == TITLE] == ["keep", "drop"]


@pytest.mark.parametrize(
    "button",
    ["Send it to a friend", "Sign in to recommend", "Snipers fire at fleeing vessels in a film from another sea"],
)
def test_a_line_among_buttons_below_the_date_is_left_out_if_it_says_nothing_of_the_text(button: str) -> None:
    assert dropped(page(TITLE, "By Olga Renn", "May 5, 2031", "Share", button, "Print", LEDE, MORE))[1:2] == [button]


@pytest.mark.parametrize("line", ["Unions and ministry agree on pay after two weeks", "What is new?"])
def test_a_standfirst_or_a_question_below_a_button_is_kept(line: str) -> None:
    assert line in kept(page(TITLE, "By Olga Renn", "May 5, 2031", "Share", line, LEDE, MORE))


@pytest.mark.parametrize(
    "author",
    [
        "Ada Lorn, Olaf Reed",
        "Ada Lorn, Olaf Reed, and Ines Vale with Karl K. Hall",
        "By   Ada Lorn on   May 08, 2031 at 2:47 PM",
        "AFP, PORT MARFA",
        "Ada Lorn (The Brenn Herald)",
        "Par : Ada Lorn et Olaf Reed | Lusk Mail",
        "Brenn News, reporting from Lusk",
        "By Ada Lorn, a harbour writer at the Brenn Mail.",
    ],
)
def test_who_wrote_a_story_may_stand_below_its_standfirst(author: str) -> None:
    head = ("Nordia reopens Marfa harbour", "Ships may enter from Tuesday, says the ministry.", author, "6 May 2031")
    found = kinds(page(*head, LEDE, MORE))
    assert found[author] == "byline"


@pytest.mark.parametrize("place", ["MARFA, Nordia", "MARFA, Nordia / LUSK, Selvia"])
def test_where_it_was_sent_from_is_no_author(place: str) -> None:
    assert kinds(page("Nordia reopens Marfa harbour", "By Ada Lorn", place, LEDE, MORE))[place] == "dateline"


def test_an_agency_with_a_place_is_an_author() -> None:
    assert kinds(page("Nordia reopens Marfa harbour", "AFP, Marfa", "6 May 2031", LEDE, MORE))["AFP, Marfa"] == "byline"


def test_a_name_above_what_is_told_of_an_author_is_the_boxs_where_a_byline_names_her() -> None:
    told = "Ada has covered harbours for the Brenn Mail since 2016. She is based in Lusk."
    story = ("Nordia reopens Marfa harbour", "By Ada Lorn and Olaf Reed", LEDE, MORE, LEDE + " So.")
    cleaned = page(*story, "ADA LORN", told)
    assert dropped(cleaned) == ["ADA LORN", told]


@pytest.mark.parametrize("button", ["SUPPORT HARBOURMEN", "Change Size"])
def test_what_asks_something_of_the_reader_is_no_name(button: str) -> None:
    caption = "Dockers wait in Marfa. (Lena Orsk/EPA)"
    assert kinds(page("Nordia reopens Marfa harbour", "By Ada Lorn", LEDE, button, caption, MORE))[button] != "byline"


@pytest.mark.parametrize(
    "title",
    [
        "Nordia Sets a Day for the Harbour. Will Any Ship Come?",
        "Nordia reopens the harbour. Ships wait in the bay, nobody knows for how long",
    ],
)
def test_a_title_may_have_two_sentences(title: str) -> None:
    cleaned = page("Menu", title, "By Ada Lorn", "6 May 2031", LEDE, MORE)
    assert title_of(cleaned) == title


def test_two_sentences_between_paragraphs_are_none() -> None:
    said = "Nordia reopens the harbour. Ships wait in the bay, nobody knows for how long"
    assert kinds(page("Harbour of Marfa is open again", "By Ada Lorn", LEDE, said, MORE))[said] != "heading"


def test_the_name_of_a_site_and_its_motto_are_no_title() -> None:
    title = "Nordia reopens Marfa harbour after strike"
    assert title_of(page("Lusk Tribune", "Plain news and views of Lusk", title, "6 May 2031", LEDE, MORE)) == title


def test_a_sentence_between_the_title_and_a_credit_alone_is_the_standfirst() -> None:
    standfirst = "The ministry says that whoever pays is welcome to it"
    head = ("6 MAY, 09:05", "Nordia reopens Marfa harbour", standfirst, "\u00a9 Lena Orsk/TASS")
    assert standfirst in kept(page(*head, f"MARFA, May 6. /TASS/. {LEDE}", MORE))


def test_a_place_and_the_paper_below_a_caption_are_the_author() -> None:
    caption = "Dockers wait in Marfa. (Reuters)"
    title = "Nordia Reopens Marfa Harbour"
    cleaned = page(title, caption, "Lusk: Asharq Al-Awsat", "TT", "5 May 2031", title, caption, LEDE, MORE)
    assert kinds(cleaned)["Lusk: Asharq Al-Awsat"] == "byline"


@pytest.mark.parametrize("between", ["3 MIN READ", "Dockers wait in Marfa. (Lena Orsk/EPA)"])
def test_an_agency_near_the_date_is_the_author(between: str) -> None:
    found = kinds(page("Nordia reopens Marfa harbour", "6 May 2031, 13:26", between, "AFP", "Share", LEDE, MORE))
    assert found["AFP"] == "byline"


def test_an_agency_below_a_caption_without_a_credit_is_its_credit() -> None:
    caption = "Dockers wait beside a crane in the harbour of Marfa on Tuesday"
    assert kinds(page("Nordia reopens Marfa harbour", "6 May 2031", caption, "AFP", LEDE, MORE))["AFP"] == "credit"


def test_the_author_of_an_entry_may_have_buttons_below() -> None:
    entry = (
        "Two quays are open again in Marfa harbour",
        "By Ada Lorn Follow",
        "Manage alerts",
        "20 June 2031, 10:21 pm",
    )
    cleaned = page("Strike in Marfa: live updates", "20 June 2031", LEDE, MORE, *entry, LEDE + " So.", MORE + " So.")
    assert kinds(cleaned)["By Ada Lorn Follow"] == "byline"


def test_a_name_with_the_initials_of_an_editor_is_the_author() -> None:
    head = ("6.05.2031, 08:21", "Updated: 6.05.2031, 12:47", "Ada Lorn / ow", "Share")
    assert kinds(page("Nordia reopens Marfa harbour", *head, LEDE, MORE))["Ada Lorn / ow"] == "byline"


def test_a_place_with_its_region_before_the_day_and_the_hour_is_the_date() -> None:
    date = "Port Salis (Selvia) - MAY 06, 2031 - 23:15 CET"
    found = kinds(page("Nordia reopens Marfa harbour", "Share", "Ada Lorn", "Olaf Reed", date, "Share", LEDE, MORE))
    assert (found["Ada Lorn"], found["Olaf Reed"], found[date]) == ("byline", "byline", "dateline")


def test_who_wrote_a_story_may_stand_right_below_it() -> None:
    plea = "The ministry has declared the Mail an undesirable paper, and nobody there can pay for it now."
    foot = ("Story by Ada Lorn", "Your donation lets us tell the truth", plea)
    found = kinds(page("Nordia reopens Marfa harbour", "6 May 2031", LEDE, MORE, LEDE + " So.", *foot))
    assert found[foot[0]] == "byline"


def test_a_section_above_the_date_is_none_of_the_story() -> None:
    first = ("World", "3 May 2031, 09:05", "Nordia reopens Marfa harbour", LEDE, MORE, "Share", "")
    told = "The house of Velland passed the law of grain on Sunday by 61 votes to 40, the speaker said in Dolna."
    again = "Farmers had blocked the roads to the capital since March, and they say that they will go on."
    second = ("Emergencies", "4 May 2031, 11:31", "Velland parliament passes grain law", told, again)
    cleaned = page(*first, *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("Emergencies")
    assert "Emergencies" not in kept(cleaned)


def test_an_author_may_stand_above_the_place_the_agency_and_the_day() -> None:
    head = ("Ada Lorn", "Salis", "BPR", "May 6, 2031", "14:05")
    found = kinds(page("Nordia Reopens Marfa Harbour after Strike", *head, LEDE, MORE))
    assert [found[line] for line in head] == ["byline", "dateline", "byline", "dateline", "dateline"]


def test_an_author_may_have_the_place_and_the_post_in_a_bracket() -> None:
    author = "Ada Lorn (Salis (Nordia), special correspondent)"
    assert kinds(page("Nordia reopens Marfa harbour", author, "Share", LEDE, MORE))[author] == "byline"


def test_initials_with_agencies_in_a_bracket_sign_a_story() -> None:
    signed = "lfo (efe, afp, reuters)"
    assert kinds(page("Nordia reopens Marfa harbour", "6 May 2031", LEDE, MORE, signed))[signed] == "byline"


@pytest.mark.parametrize("place", [("Brenn,", "6 May 2031, 17:42"), ("6 May 2031 17:42", "", "BRENN / LUSK", "")])
def test_a_place_may_stand_beside_a_date_with_a_comma_or_a_stroke(place: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, "Ada Lorn", *place, LEDE, MORE))
    assert {found[line] for line in place if line} == {"dateline"}


def test_a_station_may_stand_before_the_authors() -> None:
    assert (
        kinds(page(TITLE, "BPR | By Ada Lorn, Olaf Reed", "6 May 2031", LEDE, MORE))["BPR | By Ada Lorn, Olaf Reed"]
        == "byline"
    )


def test_a_box_about_an_author_begins_with_the_name_above_it() -> None:
    box = ("Ada Lorn-Reed", "Ada Lorn-Reed teaches the history of ports at the university of Salis.")
    text = (LEDE, MORE, f"{MORE[:-1]} at all.")
    assert set(box) <= set(dropped(page(TITLE, "Ada Lorn-Reed", "6 May 2031", *text, *box, "Share")))


@pytest.mark.parametrize(
    "line", ["lusktimes Send an email May 6, 2031", "By Ada Lorn-Reed May 6, 2031", "By bne IntelliNews"]
)
def test_authors_with_their_day_and_agencies_sign(line: str) -> None:
    assert kinds(page(TITLE, line, "Share", LEDE, MORE))[line] == "byline"


@pytest.mark.parametrize("place", ["ISTANBUL", "PORT BRENN"])
def test_a_place_in_capitals_between_an_author_and_the_day_is_kept(place: str) -> None:
    head = ("by Brenn Sabah with Reuters", place, "May 6, 2031 - 11:42 am GMT+3")
    assert kinds(page(TITLE, *head, LEDE, MORE))[place] == "dateline"


def test_initials_behind_a_stop_and_an_agency_close_a_paragraph() -> None:
    told = "The harbour of Marfa will be looked at again on October 14. PTI ACD NN"
    assert told in kept(page(TITLE, "6 May 2031", LEDE, MORE, told))


def test_names_with_their_agency_below_by_are_the_authors_above_buttons_and_the_title() -> None:
    names = ["Olga Renn, Associated Press", "Ivo Tamm, Associated Press"]
    cleaned = page("By \u2014", *names, "Share", "Email", TITLE, "5 May 2031", LEDE, MORE)
    assert [kinds(cleaned)[name] for name in names] == ["byline", "byline"]
    assert kinds(page("Share", names[0], "Email", TITLE, "5 May 2031", LEDE, MORE))[names[0]] == "widget"


def test_a_section_above_a_date_and_a_title_is_nobodys_name() -> None:
    assert kinds(page("U.S. News", "5 May 2031", TITLE, LEDE, MORE))["U.S. News"] == "widget"


def test_whose_text_it_is_and_who_edited_it_stands_below_a_title() -> None:
    signed = ["Text: Olga Renn", "Editor: Ivo Tamm-Orlo"]
    cleaned = page(TITLE, *signed, "5 May 2031", LEDE, MORE)
    assert [kinds(cleaned)[line] for line in signed] == ["byline", "byline"]


def test_a_paper_in_capitals_between_its_author_and_the_date_is_no_place() -> None:
    assert kinds(page(TITLE, "By OLGA RENN", "STARS AND STRIPES", "5 May 2031", LEDE, MORE))["STARS AND STRIPES"] == (
        "byline"
    )
    assert kinds(page(TITLE, "By OLGA RENN", "MARFA", "5 May 2031", LEDE, MORE))["MARFA"] == "dateline"


def test_the_label_of_points_above_the_text_is_no_place() -> None:
    cleaned = page(TITLE, "By Olga Renn", "5 May 2031", "Executive Summary:", LEDE, MORE)
    assert kinds(cleaned)["Executive Summary:"] == "paragraph"
    assert kinds(page(TITLE, "By Olga Renn", "5 May 2031", "New Marfa:", LEDE, MORE))["New Marfa:"] == "dateline"


@pytest.mark.parametrize("byline", ["Olga Renn/Staff Reporter", "Ivo Tamm/Senior Staff Reporter"])
def test_a_name_with_a_post_behind_a_stroke_is_the_authors(byline: str) -> None:
    assert kinds(page("May 5, 2031", byline, "Loading article....", LEDE, MORE))[byline] == "byline"


@pytest.mark.parametrize(
    ("between", "further"),
    [((), ", Olaf Reed"), ((), "and Olaf Reed"), (("Follow",), "and Olaf Reed"), ((",",), "Olaf Reed")],
)
def test_a_further_author_stands_behind_a_comma_or_and(between: tuple[str, ...], further: str) -> None:
    cleaned = page(
        TITLE, "6 May 2031", "Heard on Morning Edition", "By Ada Lorn", *between, further, "Share", LEDE, MORE
    )
    assert kinds(cleaned)[further] == "byline"


def test_whose_picture_it_is_is_no_name() -> None:
    cleaned = page(TITLE, "Ada Lorn's Photo", "by Ada Lorn", "6 May 2031", LEDE, MORE)
    assert "Ada Lorn's Photo" in dropped(cleaned)
