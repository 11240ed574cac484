"""What lines are by their surroundings: titles, heads, lists of other stories, tails, captions without a credit."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, actions, dropped, html_page, kept, kinds, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
OTHER = "The unions had asked for eight per cent more and a ballot on every change to the shifts in the docks."
LAST = "The next ship is due on Friday, the harbour master said."


def test_the_first_headline_above_the_text_is_the_title() -> None:
    cleaned = page("Home", "World", TITLE, LEDE)
    span = cleaned.parts[0].title
    assert span is not None
    assert cleaned.text[span.start : span.end] == TITLE


def test_what_the_sender_calls_the_story_is_its_title() -> None:
    cleaned = page("Ferry Workers End Their Long Strike", TITLE, LEDE, title=TITLE.upper())
    span = cleaned.parts[0].title
    assert span is not None
    assert cleaned.text[span.start : span.end] == TITLE


def test_a_page_without_a_headline_has_no_title_and_loses_nothing() -> None:
    cleaned = page(LEDE, "At a glance", "- One thing", "- Another thing", MORE)
    assert cleaned.parts[0].title is None
    assert set(actions(cleaned)) == {"keep"}


def test_the_menu_above_the_title_is_left_out() -> None:
    menu = ["Skip to content", "Home", "News", "Letters to us", "Tue 6 May 2031", "Sign in"]
    assert dropped(page(*menu, TITLE, LEDE, MORE)) == menu


def test_a_sites_motto_above_its_menu_is_not_the_title() -> None:
    cleaned = page("News and views from the border", "Menu", "Search for:", TITLE, LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_a_long_entry_of_a_menu_is_not_the_title() -> None:
    menu = ["War in the Far East", "Europe", "Money Talks", "Long Reads", "Cartoons", "Crosswords"]
    assert kept(page(*menu, TITLE, LEDE, MORE)) == [TITLE, LEDE, MORE]


def test_a_list_of_sentences_after_a_button_is_the_storys_own() -> None:
    items = ["- Fees rise to two euros a tonne from June on.", "- Fishing boats of less than ten metres stay exempt."]
    cleaned = page(TITLE, LEDE, MORE, "Advertisement", *items, "Share", "Torland")
    assert [item for item in items if item not in kept(cleaned)] == []


@pytest.mark.parametrize(
    "title", ["Nordia-Torland war: List of key events, day 41", "War in Nordia: what we know on day 41"]
)
def test_what_happened_on_a_day_of_a_war_is_a_list(title: str) -> None:
    events = [LEDE, "A drone set fire to a depot near Brill in the night, its mayor said, and nobody was hurt."]
    cleaned = page(title, MORE, "Here is how things stand on Tuesday:", "Fighting", *events, "Diplomacy", LAST)
    told = kinds(cleaned)
    assert [told[text] for text in (*events, LAST)] == ["list_item"] * 3
    assert told[MORE] == told["Here is how things stand on Tuesday:"] == "paragraph"


def test_teasers_under_a_label_above_the_title_are_not_the_title() -> None:
    cleaned = page("Trending", "Ferry fare cartel fined by court", "Ten ways to cook the pike", "", TITLE, LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_a_standfirst_without_a_stop_is_body_text() -> None:
    standfirst = "Unions and ministry agree on pay after two weeks without a single ship"
    cleaned = page(TITLE, standfirst, "By Olga Renn", LEDE, MORE)
    assert kinds(cleaned)[standfirst] == "paragraph"
    assert standfirst in kept(cleaned)


@pytest.mark.parametrize(
    "lines",
    [
        ("Olga Renn", "Foreign News Reporter", "May 5, 2031"),
        ("By Olga Renn", "Marfa", "May 5, 2031"),
        ("Petra Lindqvist in Lusk and agencies", "Share"),
        ("Mirela Osk", "Europe correspondent", "Reporting from Dolna"),
        ("By Mirela Osk", "Port affairs correspondent, in Dolna", "5 May 2031"),
        ("Mirela Osk in Dolna and Petra Lindqvist", "5 May 2031"),
        ("Mirela Osk, BPR Dolna", "5 May 2031"),
        ("Mirela Osk", "Dolna", "5 May 2031"),
        ("By Port affairs reporter Mirela Osk and Petra Lindqvist in Dolna", "5 May 2031"),
        ("By our port correspondent",),
        ("Mirela Osk - Rep\u00f3rter da Ag\u00eancia Dolna", "5 May 2031"),
        ("Mirela Osk@mirelaosk", "Share"),
        ("- Mirela Osk", "Share"),
        ("BPR-LNA", "5 May 2031"),
        ("EFE", "Dolna", "5 May 2031"),
        ("Share", "Olga Renn", "5 May 2031"),
    ],
)
def test_who_wrote_it_is_found_between_title_and_text(lines: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, *lines, LEDE, MORE))
    assert {found[line] for line in lines} <= {"byline", "dateline", "widget"}
    assert found[next(line for line in lines if line != "Share")] == "byline"


def test_a_byline_after_a_standfirst_with_a_stop_is_found_too() -> None:
    found = kinds(page(TITLE, "Two weeks without a ship are over.", "Mehmet Yaz", "07 May 2031", LEDE, MORE))
    assert found["Mehmet Yaz"] == "byline"


def test_a_subheading_stays_in_the_body() -> None:
    cleaned = page(TITLE, LEDE, "Who pays", MORE, "- Threats -", LAST)
    assert kept(cleaned) == [TITLE, LEDE, "Who pays", MORE, "- Threats -", LAST]


def test_numbered_subheadings_are_no_list() -> None:
    found = kinds(page(TITLE, LEDE, "1. The smugglers", MORE, "2. The farmers", LAST))
    assert (found["1. The smugglers"], found["2. The farmers"]) == ("heading", "heading")


def test_lines_after_a_colon_are_a_list_without_marks() -> None:
    found = kinds(page(TITLE, LEDE, "The crossing points that stay open are:", "Ostra bridge", "Halm ferry", MORE))
    assert (found["Ostra bridge"], found["Halm ferry"]) == ("list_item", "list_item")


def test_titles_of_other_stories_are_left_out_up_to_the_next_paragraph() -> None:
    cleaned = page(TITLE, LEDE, "Related", "Ferry fare cartel fined by court", "What the court said", MORE, LAST)
    assert dropped(cleaned) == ["Related", "Ferry fare cartel fined by court"]


def test_a_subheading_after_other_stories_is_kept() -> None:
    cleaned = page(
        TITLE, LEDE, "See also", "Ferry fare cartel fined by the high court", "What happens next?", MORE, LAST
    )
    assert "What happens next?" in kept(cleaned)


def test_an_empty_line_ends_the_titles_of_other_stories() -> None:
    cleaned = page(
        TITLE, "", LEDE, "", "Related", "Ferry fare cartel fined by court", "", "The price of posts", "", MORE
    )
    assert "The price of posts" in kept(cleaned)


def test_below_the_last_paragraph_everything_short_is_left_out_after_a_button() -> None:
    tail = ["Share", "Ferry fare cartel fined by the high court", "3 hours ago", "Torland", "About us"]
    assert dropped(page(TITLE, LEDE, MORE, *tail)) == tail


def test_tags_below_the_text_are_left_out_without_a_button_too() -> None:
    assert dropped(page(TITLE, LEDE, MORE, "Torland", "Fishing", "Harbours")) == ["Torland", "Fishing", "Harbours"]


def test_a_last_paragraph_that_lost_its_stop_is_kept() -> None:
    last = "The ministry said nothing about the two weeks that were lost"
    assert last in kept(page(TITLE, LEDE, MORE, last, "Share"))


def test_a_question_at_the_end_is_kept() -> None:
    assert "Who knows?" in kept(page(TITLE, LEDE, MORE, "Who knows?"))


def test_a_short_quotation_at_the_end_is_kept() -> None:
    assert "\u201cThe pike are back.\u201d" in kept(
        page(TITLE, LEDE, MORE, "\u201cThe pike are back.\u201d", "Share", "Torland")
    )


def test_paragraphs_between_labels_of_other_stories_are_the_storys_own() -> None:
    lines = (
        LEDE,
        "Related",
        "Grain ships leave Port Salis today",
        MORE,
        "Related",
        "Ferry fare cartel fined by court",
        LAST,
    )
    assert [line for line in (LEDE, MORE, LAST) if line not in kept(page(TITLE, *lines))] == []


def test_what_is_told_of_an_author_is_left_out_beside_the_name() -> None:
    biography = "Olga Renn is a news editor at the Observer and lives in Halm with two cats."
    cleaned = page(TITLE, "By Olga Renn", LEDE, MORE, "Olga Renn", biography)
    assert biography in dropped(cleaned)


def test_a_story_about_an_editor_is_kept() -> None:
    story = "Dana Mirk is the editor of the weekly Novi List, which the court has banned."
    assert story in kept(page(TITLE, "By Olga Renn", LEDE, story, MORE))


def test_a_line_between_a_credit_and_the_text_is_the_pictures_caption() -> None:
    found = kinds(
        page(
            TITLE,
            "Getty Images",
            "The fence runs for 40km along the Lenn",
            LEDE,
            "EPA",
            "Farmers blocked the road",
            MORE,
        )
    )
    assert found["The fence runs for 40km along the Lenn"] == found["Farmers blocked the road"] == "caption"


def test_a_line_above_a_credit_is_its_caption_if_it_is_long() -> None:
    found = kinds(page(TITLE, LEDE, "The first ship after the strike enters Marfa harbour", "Jan Petrik/Reuters", MORE))
    assert found["The first ship after the strike enters Marfa harbour"] == "caption"


def test_a_dated_sentence_above_a_credit_is_its_caption() -> None:
    caption = "People gather at the quay of Marfa on May 4, 2031."
    assert kinds(page(TITLE, caption, "Jan Petrik/Reuters", LEDE, MORE))[caption] == "caption"


def test_a_paragraph_above_a_credit_is_the_storys_own() -> None:
    assert kinds(page(TITLE, LEDE, MORE, "Getty Images", LAST))[MORE] == "paragraph"


def test_a_line_printed_twice_running_above_the_text_is_a_caption() -> None:
    caption = "Dockers protest outside the ministry in Marfa."
    cleaned = page(TITLE, caption, caption, LEDE, MORE)
    assert kinds(cleaned)[caption] == "caption"
    assert actions(cleaned) == ["keep", "metadata", "drop", "keep", "keep"]


def test_alternative_texts_of_any_picture_are_left_out() -> None:
    cleaned = page(
        TITLE,
        "Article thumbnail image",
        "Boats on the bank (AFP)",
        LEDE,
        "Article thumbnail image",
        "A crane in Marfa (AFP)",
        MORE,
    )
    assert dropped(cleaned) == ["Article thumbnail image"] * 2


def test_one_alternative_text_above_different_captions_is_left_out() -> None:
    cleaned = page(
        TITLE, "Harbour view", "Boats on the bank (AFP)", LEDE, "Harbour view", "A crane in Marfa (AFP)", MORE
    )
    assert dropped(cleaned) == ["Harbour view"] * 2


def test_sentences_of_a_digest_that_end_with_an_agency_are_body_text() -> None:
    items = [
        ("Umbara: Curfew lifted", "Shops may open until midnight. (Reuters)"),
        ("Kestria: Ferry sinks", "All were rescued by fishermen. (AP)"),
        ("Selvia: Paper banned", "The court rejected the appeal. (AFP)"),
    ]
    lines = [line for item in items for line in item]
    assert kept(page("World in brief", *lines)) == ["World in brief", *lines]


def test_a_closing_line_with_the_agencys_name_is_body_text() -> None:
    last = "The ministry declined to comment on the pay deal. (Reuters)"
    assert last in kept(page(TITLE, LEDE, MORE, last))


def test_a_closing_line_from_the_archive_is_a_caption() -> None:
    last = "The cranes of Marfa stand still in May. (File)"
    assert kinds(page(TITLE, LEDE, MORE, LAST, last))[last] == "caption"


def test_counters_of_a_gallery_are_left_out_and_years_are_not() -> None:
    assert dropped(page(TITLE, LEDE, "5", "Boats (AFP)", MORE, "5", "Cranes (AFP)", LAST)) == ["5", "5"]
    assert "2031" in kept(page(TITLE, LEDE, "2031", MORE, LAST))


def test_the_times_of_a_live_page_are_kept_and_the_length_of_a_film_is_not() -> None:
    live = page(TITLE, LEDE, "23:10", "Roth speaks", MORE, "22:41", "Ostra votes", LAST)
    assert [line for line in ("23:10", "22:41") if line not in kept(live)] == []
    assert dropped(page(TITLE, "2:14", LEDE, MORE)) == ["2:14"]


@pytest.mark.parametrize(
    "story",
    [
        ["استدعت سيلفيا سفيرها لدى تورلاند يوم الثلاثاء.", "ولم يصدر تعليق من تورلاند حتى الآن."],
        ["托兰周三停止向邻国供应天然气。", "邻国尚未回应。"],
        ["รัฐบาลหยุดส่งก๊าซ" * 9, "ยังไม่มีคำตอบจากอีกฝ่ายหนึ่ง"],
        ["נורדיה פתחה את הנמל ביום שלישי.", "השביתה הסתיימה."],
    ],
)
def test_text_in_any_script_is_kept(story: list[str]) -> None:
    assert kept(page(*story)) == story


def test_a_sentence_that_was_broken_at_its_links_stays_whole() -> None:
    pieces = ["The ferry had waited in", "Port Salis", "since Monday, according to", "Reuters", ", which saw the log."]
    found = kinds(page(TITLE, LEDE, *pieces, MORE, LAST))
    assert {found[piece] for piece in pieces} == {"paragraph"}


def test_a_list_of_items_in_small_letters_is_no_broken_sentence() -> None:
    items = ["joint training for ninety officers", "a shared picture of the northern straits"]
    found = kinds(page(TITLE, LEDE, "The two fleets will have:", *items, MORE))
    assert {found[item] for item in items} == {"list_item"}


def test_the_buttons_of_a_picture_tell_its_caption_and_its_credit() -> None:
    cleaned = page(
        TITLE, "A trawler leaves the bay.", "Ada Lorn/Lusk Herald", "hide caption", "toggle caption", LEDE, MORE
    )
    found = kinds(cleaned)
    assert (found["A trawler leaves the bay."], found["Ada Lorn/Lusk Herald"]) == ("caption", "credit")
    assert kept(cleaned) == [TITLE, LEDE, MORE]


@pytest.mark.parametrize("button", ["View gallery", "2 / 5", "1 of 3", "Open image in gallery"])
def test_a_line_without_a_stop_below_the_buttons_of_pictures_is_a_caption(button: str) -> None:
    caption = "The quay where the band of the dockers had waited"
    cleaned = page(TITLE, LEDE, button, caption, MORE, LAST)
    assert kinds(cleaned)[caption] == "caption"
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


@pytest.mark.parametrize("line", [TITLE, "Who pays", MORE])
def test_a_title_a_subheading_or_text_below_the_number_of_a_picture_is_kept(line: str) -> None:
    assert line in kept(page("World", "1 / 3", line, LEDE, "1 / 3", line, LAST))


@pytest.mark.parametrize(
    "described", ["EPA The bow of a grey ship above a crowd of people", "A grey ship with its bow above a crowd"]
)
def test_between_a_credit_and_the_caption_below_it_an_alternative_text_is_left_out(described: str) -> None:
    caption = "The first ship had been waiting in the bay"
    cleaned = page(TITLE, LEDE, "EPA", described, caption, MORE, LAST)
    found = kinds(cleaned)
    assert [found[line] for line in ("EPA", described, caption)] == ["credit", "widget", "caption"]
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_a_caption_told_by_its_credit_and_printed_once_more_is_no_subheading() -> None:
    caption = "Small boats have formed a chain across the harbour"
    cleaned = page(TITLE, LEDE, MORE, "Reuters", caption, caption, LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_text_below_a_picture_without_a_caption_is_kept() -> None:
    assert kept(page(TITLE, LEDE, "View image in fullscreen", MORE, LAST)) == [TITLE, LEDE, MORE, LAST]


def test_one_picture_of_several_is_the_same_picture_by_itself() -> None:
    said = "The ferry Orla lies in the bay of Lusk, May 5, 2031. REUTERS/Ada Lorn"
    cleaned = page(TITLE, f"Item 1 of 2 {said}", f"[1/2]{said} Purchase Licensing Rights, opens new tab", LEDE, MORE)
    assert actions(cleaned) == ["keep", "drop", "metadata", "keep", "keep"]
    assert [block.credit is not None for block in cleaned.blocks[1:3]] == [True, True]


def test_a_scene_on_a_day_is_a_caption_and_a_subheading_on_a_day_is_none() -> None:
    scene = "Anton Weiss on the deck of the Orla in the bay of Lusk on Saturday evening"
    subheading = "Ferry workers vote on strike Friday as talks with owners stall again"
    found = kinds(page(TITLE, LEDE, scene, MORE, subheading, LAST))
    assert (found[scene], found[subheading]) == ("caption", "heading")


def test_below_a_sign_off_what_stands_alone_is_left_out() -> None:
    about = "The Lusk Wire is read in forty countries."
    cleaned = page(
        TITLE, LEDE, MORE, LAST, "Reporting by Ada Lorn; Editing by Olaf Reed", "Tags", "Torland", about, "Share"
    )
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_an_entry_of_a_live_page_below_a_sign_off_is_kept() -> None:
    signed = "Ada Lorn contributed to this report."
    cleaned = page(TITLE, LEDE, MORE, LAST, signed, "A tug has left Lusk for the ferry.", "Share")
    assert "A tug has left Lusk for the ferry." in kept(cleaned)


def test_a_short_paragraph_after_the_most_read_stories_is_kept() -> None:
    teasers = ["Most Read", "Ferry fare cartel fined by court", "Ten ways to cook the pike"]
    assert LAST in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", *teasers, LAST, "Share"))


def test_what_stands_between_newsletter_and_its_button_is_left_out() -> None:
    box = ["Newsletter", "The Morning Tide", "What the night washed ashore, told in five minutes.", "Sign up"]
    assert kept(page(TITLE, LEDE, *box, MORE, LAST)) == [TITLE, LEDE, MORE, LAST]


def test_points_above_the_text_are_a_list() -> None:
    points = ["Unions accept four per cent", "First ship due on Friday", "Fares rise from June on"]
    found = kinds(page(TITLE, "Summary", *points, LEDE, MORE))
    assert {found[point] for point in points} == {"list_item"}


def test_a_sentence_that_begins_like_a_sign_off_is_body_text() -> None:
    told = "Reporting from Lusk, the channel\u2019s Ada Lorn said families had waited through the night."
    assert told in kept(page(TITLE, LEDE, MORE, told, LAST))


def test_a_source_between_paragraphs_is_body_text() -> None:
    assert "Source: the harbour office of Marfa" in kept(page(TITLE, LEDE, "Source: the harbour office of Marfa", MORE))


def test_a_plea_above_the_title_is_left_out_whole() -> None:
    plea = [
        "Your support helps us to tell the story",
        "From flooded villages to rigged votes, our people are there when it happens and stay when others leave.",
        "Your support makes all the difference.",
    ]
    assert kept(page(*plea, TITLE, "By Olga Renn", LEDE, MORE)) == [TITLE, LEDE, MORE]


def test_an_entry_with_a_title_below_a_sign_off_of_a_live_page_is_kept() -> None:
    signed = "\u2014 Agencies contributed to this report"
    entry = ["President to visit the valley on Sunday", "President Dahl will visit the valley on Sunday."]
    cleaned = page(TITLE, LEDE, MORE, LAST, signed, *entry, "Share")
    assert kept(cleaned)[-2:] == entry
    assert len(cleaned.parts) == 1


def test_the_only_headline_below_a_label_of_other_stories_is_the_title() -> None:
    cleaned = page("Channel", "Latest news", "Torland", TITLE, LEDE, MORE)
    span = cleaned.parts[0].title
    assert span is not None
    assert cleaned.text[span.start : span.end] == TITLE


def test_direct_speech_between_dashes_is_no_list() -> None:
    speech = "- To koniec pewnej epoki - powiedzia\u0142 premier."
    assert kinds(page(TITLE, LEDE, speech, MORE))[speech] == "paragraph"


def test_a_date_above_the_section_above_the_title_is_kept() -> None:
    assert "Apr 14, 2032" in kept(page("Menu", "Apr 14, 2032", "- World", TITLE, LEDE, MORE))


def test_a_short_sentence_that_ends_a_story_keeps_the_subheading_above_it() -> None:
    end = ["The last word", "\u201cAsk the river.\u201d"]
    assert kept(page(TITLE, LEDE, MORE, *end, "Share", "Torland"))[-2:] == end


def test_a_short_sentence_below_a_label_of_other_stories_is_no_title() -> None:
    assert "Traffic has stopped." in kept(page(TITLE, LEDE, "Latest", "Traffic has stopped.", "So far", MORE, LAST))


def test_a_byline_is_known_without_a_title() -> None:
    assert kinds(page("By Olga Renn", LEDE, MORE))["By Olga Renn"] == "byline"


def test_the_headline_that_shares_its_words_with_the_text_is_the_title() -> None:
    menu = ("To enjoy more benefits", "Trending", "Budget of the year", "Union vote", "Home / News / World")
    cleaned = page(*menu, TITLE, "Updated May 5, 2031", LEDE, MORE)
    assert kept(cleaned) == [TITLE, "Updated May 5, 2031", LEDE, MORE]


def test_the_news_of_the_minute_above_the_title_is_no_text() -> None:
    ticker = ("News Feed", "11:42 AM", "Two people hurt as tram leaves rails in Lusk.", "10:58 AM", "Selvia votes.")
    assert kept(page("War", *ticker, "Show more", TITLE, "by Olga Renn", "May 5, 2031", LEDE, MORE)) == [
        TITLE,
        "May 5, 2031",
        LEDE,
        MORE,
    ]


def test_a_title_that_plays_with_words_stays_the_title_above_its_standfirst() -> None:
    cleaned = page(
        "The fruit that nobody came for", "Marfa harbour reopens after unions and ministry agree", LEDE, MORE
    )
    span = cleaned.parts[0].title
    assert span is not None
    assert cleaned.text[span.start : span.end] == "The fruit that nobody came for"


def test_the_only_date_stands_above_the_title_and_is_kept() -> None:
    assert "2031-05-05 20:17:45" in kept(page("Source: Lusk Wire", "2031-05-05 20:17:45", TITLE, LEDE, MORE))


def test_whoever_writes_is_named_above_the_date_whatever_the_copyright_says() -> None:
    found = kinds(page(TITLE, "Olga Renn", "May 5, 2031", LEDE, MORE, "\u00a9 2031 Olga Renn"))
    assert found["Olga Renn"] == "byline"


@pytest.mark.parametrize(
    "lines",
    [
        ("Ada Lorn", "in Marfa", "5 May 2031"),
        ("Ada Lorn", "|", "Olaf Reed", "5 May 2031"),
        ("Ada Lorn, Olaf Reed, and Ines Vale with Karl Hall", "5 May 2031"),
        ("Ada Lorn in Marfa", "5 May 2031"),
        ("Ada Lorn", "\u00b7 Lusk News", "5 May 2031"),
    ],
)
def test_names_are_bylines_with_their_places_and_papers(lines: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, *lines, LEDE, MORE))
    assert {found[line] for line in lines if len(line) > 1} == {"byline", "dateline"}


def test_a_kicker_that_speaks_of_a_place_is_no_byline() -> None:
    assert kinds(page(TITLE, "War in Selvia", LEDE, MORE))["War in Selvia"] != "byline"


def test_a_title_above_a_button_to_read_it_is_another_storys() -> None:
    other = "Selvia buys two icebreakers as winter nears"
    assert other not in kept(page(TITLE, LEDE, MORE, other, "Read more", LAST, "Share"))


def test_a_sentence_with_a_note_behind_it_is_a_paragraph() -> None:
    noted = "The next ship is due on Friday. (With inputs from agencies)"
    assert kinds(page(TITLE, LEDE, MORE, noted))[noted] == "paragraph"


def test_a_sentence_with_a_dash_and_an_agency_behind_it_is_a_paragraph() -> None:
    line = "The harbour board welcomed the deal and thanked the dockers.\u2014Agencies"
    assert kinds(page(TITLE, LEDE, MORE, line, LAST))[line] == "paragraph"


def test_a_sentence_with_the_number_of_a_note_is_a_paragraph() -> None:
    noted = "The fruit was thrown into the bay.[2]"
    assert kinds(page(TITLE, LEDE, noted, MORE))[noted] == "paragraph"


def test_cards_of_other_stories_between_buttons_are_left_out_without_a_label() -> None:
    cards = (
        "Share",
        "ferries",
        "Ferry fare cartel fined by court",
        "Four owners had agreed on fares for nine years.",
        "1 Min read",
        "food",
        "Ten ways to cook the pike",
        "Cooks from six towns tell what they do with it.",
        "2 Min read",
    )
    assert kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", LAST, *cards)) == [
        TITLE,
        LEDE,
        MORE,
        LEDE + " It rained.",
        LAST,
    ]


def test_a_paragraph_about_the_story_below_other_stories_is_kept() -> None:
    others = ("More from Lusk News", "Lottery winner sues his brother", "Two sailors saved off Selvia")
    story = "Unions and ministry will meet again in the harbour of Marfa on Friday."
    tail = ("Tags", "Go deeper", "A port without people", "Trucks run by computers move what men moved.", "Share")
    assert story in kept(page(TITLE, LEDE, MORE, LEDE + " It rained.", *others, story, *tail))


def test_two_points_below_each_other_are_the_storys_own() -> None:
    points = ("fees rise to two euros a tonne", "small boats stay exempt from all fees")
    assert [point for point in points if point not in kept(page(TITLE, LEDE, MORE, *points, LAST))] == []


def test_short_lines_among_buttons_below_the_text_are_left_out_though_a_sentence_follows() -> None:
    below = ("Share", "Fruit", "Harbours of the south", "Print", "The Lusk Wire is read in forty countries.")
    assert kept(page(TITLE, LEDE, MORE, LAST, *below, "Share")) == [TITLE, LEDE, MORE, LAST, below[-1]]


def test_a_subheading_below_a_button_keeps_its_last_paragraph() -> None:
    cleaned = page(TITLE, LEDE, MORE, "Share", "What comes next", LAST, "Share")
    assert kept(cleaned) == [TITLE, LEDE, MORE, "What comes next", LAST]


def test_a_box_with_another_story_ends_with_a_button_to_read_it() -> None:
    box = ("analysis", "5 May 2031", "Strike in the south", "Who pays for the fruit", "Growers want money from both.")
    cleaned = page(TITLE, LEDE, MORE, *box, "Read more", "Ships at last", LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, "Ships at last", LAST]


def test_questions_that_a_colon_announces_are_the_storys_own() -> None:
    items = ("- Why is the fruit still on board", "- Who will pay for it in the end")
    asked = "Three questions were on the table when the unions and the ministry met:"
    assert [item for item in items if item not in kept(page(TITLE, LEDE, asked, *items, LAST))] == []


def test_another_story_behind_a_label_of_several_words_is_left_out() -> None:
    cleaned = page(TITLE, LEDE, MORE, "Related stories: Selvia buys two icebreakers", LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, LAST]


def test_a_long_run_of_items_or_headings_costs_what_it_is_long() -> None:
    items = ["- One of many things that nobody asked for"] * 3000
    headings = ["A heading of some words"] * 3000
    cleaned = page(TITLE, LEDE, MORE, LAST, *items, "Share", *headings)
    assert len(cleaned.blocks) == len(items) + len(headings) + 5


def test_initials_in_a_menu_sign_nothing() -> None:
    found = kinds(page("World", "U.S.", "Sport", TITLE, LEDE, MORE, "Share", "U.N.", "Sport"))
    assert {found["U.S."], found["U.N."]} == {"widget"}


def test_an_agency_below_a_caption_with_its_credit_sent_the_story() -> None:
    caption = "The first ship leaves the harbour of Marfa on Tuesday. (Reuters)"
    assert kinds(page(TITLE, caption, "Reuters", "Published: 5 May 2031", LEDE, MORE))["Reuters"] == "byline"


@pytest.mark.parametrize("above", [("14:05", "The band plays on the quay"), ("The band plays on the quay",)])
def test_a_name_between_the_heading_of_an_entry_and_its_text_is_its_author(above: tuple[str, ...]) -> None:
    text = f"MARFA, 5 May \u2014 {MORE}" if len(above) == 1 else MORE
    assert kinds(page(TITLE, LEDE, MORE, LAST, *above, "Olga Renn", text, LAST))["Olga Renn"] == "byline"


def test_an_agency_behind_a_dash_is_who_wrote_it() -> None:
    found = kinds(page(TITLE, LEDE, MORE, "- AFP", LAST, "- Reuters"))
    assert {found["- AFP"], found["- Reuters"]} == {"byline"}


def test_the_publisher_right_below_an_author_is_part_of_the_byline() -> None:
    claim = "\u00a9 Lusk Media Group 2031. All rights reserved"
    found = kinds(page(TITLE, "By Olga Renn", "Lusk Media Group", LEDE, MORE, "Share", claim))
    assert found["Lusk Media Group"] == "byline"


def test_where_a_story_comes_from_makes_no_caption_of_its_title() -> None:
    title = "What a winter of strikes has done to the growers of the south"
    cleaned = page("Source: Lusk Desk", title, "May 5, 2031", LEDE, MORE)
    assert kinds(cleaned)[title] == "heading"
    assert title in kept(cleaned)


def test_a_standfirst_of_two_sentences_above_a_credit_is_no_caption() -> None:
    standfirst = "The harbour is open. Its fruit is for nobody now"
    assert standfirst in kept(page(TITLE, standfirst, "Photograph: Ada Lorn", "May 5, 2031", LEDE, MORE))


def test_a_date_with_the_hour_stays_above_a_choice_of_languages() -> None:
    date = "May 5, 2031 7:00AM EDT"
    assert date in kept(page("Search", date, "Available in", "English", TITLE, LEDE, MORE))


def test_what_stands_below_the_label_of_captions_is_one_whatever_it_tells() -> None:
    caption = "Crews have been searching the bay since the early hours of Friday"
    cleaned = page(TITLE, "Image source, BPR", "Image caption,", caption, LEDE, MORE)
    assert kinds(cleaned)[caption] == "caption"


@pytest.mark.parametrize(
    "signed",
    [
        f"Renn reported from Lusk. Port writers {'Ada Lorn in Alsen, ' * 5}Josef Adu contributed to this report.",
        "Olga Renn (Marfa (Nordia), special correspondent)",
        "Renn reported from Marfa, Nordia.",
        "Olga Renn contributed reporting from Port Salis, and Josef Adu from the harbour of Marfa.",
        "Olga Renn reported from Marfa, and Josef Adu from Port Salis, Kestria.",
        "AFP",
        "O.R.",
        "Based on reporting by AP and the Brenn Herald",
        "Abridged translation by Olga Renn",
        "Some information for this report was provided by AFP and Reuters.",
    ],
)
def test_who_reported_from_where_signs_a_story_off(signed: str) -> None:
    assert kinds(page(TITLE, LEDE, MORE, LAST, signed))[signed] == "byline"


def test_a_reporter_between_the_first_two_paragraphs_is_no_other_story() -> None:
    reporter, more = (
        "OLGA RENN, Senior World News Reporter",
        [LAST.replace("Friday", day) for day in ("May", "June", "July")],
    )
    lines = (TITLE, LEDE, "Watch the ships leave the bay", reporter, MORE, LAST, *more)
    assert kinds(page(*lines))[reporter] == "byline"


@pytest.mark.parametrize("byline", ["By Olga Renn", "Key EventBy Olga Renn"])
def test_the_author_of_an_entry_stands_between_its_heading_and_its_text(byline: str) -> None:
    cleaned = page(TITLE, LEDE, "Unions vote for the deal", byline, MORE, LAST)
    assert kinds(cleaned)[byline] == "byline"
    assert "Unions vote for the deal" in kept(cleaned)


def test_a_scene_above_the_paragraph_that_has_the_dateline_is_a_caption() -> None:
    caption = "Dock workers wait beside a crane in Marfa on Friday."
    cleaned = page(TITLE, caption, f"MARFA, May 3 (BPR) \u2013 {LEDE}", MORE)
    assert kinds(cleaned)[caption] == "caption"


def test_people_in_a_picture_above_a_credit_that_says_so_are_a_caption() -> None:
    caption = "Minister Ada Lorn arrives at the weekly meeting of the council."
    assert kinds(page(TITLE, caption, "(photo credit: BPR)", LEDE, MORE))[caption] == "caption"


def test_a_sentence_with_whose_words_the_caption_below_begins_is_its_alternative_text() -> None:
    short = "Teachers on the stairs of the ministry in Brenn."
    cleaned = page(TITLE, short, f"{short[:-1]}, this Friday. Photo: Ada Lorn", LEDE, MORE)
    assert kept(cleaned) == [TITLE, LEDE, MORE]


def test_a_date_with_the_hour_stays_above_buttons_and_a_choice_of_languages() -> None:
    date = "Page last updated at 16:24 GMT, Tuesday, 6 May 2031"
    buttons = ("Share this article on Facebook", "Printable version", "Available in", "English", "Velsk")
    assert date in kept(page("Home", date, *buttons, TITLE, LEDE, MORE))


def test_an_entry_of_a_live_page_below_a_list_of_others_keeps_its_title() -> None:
    others = ("Read more:", "Inside the port that feeds three islands", "Share", "13:02:55")
    entry = ("Analysis: Why do ropes break?", "By Olga Renn, harbour correspondent", MORE, LAST)
    assert entry[0] in kept(page(TITLE, LEDE, *others, *entry))


def test_a_letters_first_paragraph_signed_by_its_author_is_text() -> None:
    greeting = "Good morning. It is the tenth day without rain in Marfa, and the river is low. \u2014 Ada"
    assert greeting in kept(page(TITLE, greeting, LEDE, MORE))


def test_a_standfirst_that_reports_stays_though_the_credit_of_a_bare_picture_stands_below() -> None:
    standfirst = "The drills will involve nine ships and some aircraft, according to the fleet"
    cleaned = page(TITLE, standfirst, "\u00a9 Press Service of the Fleet/BPR", f"MARFA, May 3. /BPR/. {LEDE}", MORE)
    assert standfirst in kept(cleaned)


def test_an_archive_picture_printed_twice_is_a_caption_and_no_placeholder() -> None:
    caption = "FILE PHOTO: A pumping station near the border of Nordia and Selvia"
    cleaned = page(
        "1 / 2", caption, "2 / 2", "Pipes lie beside a road in Lusk. (2007 file photo)", TITLE, caption, LEDE, MORE
    )
    assert kinds(cleaned)[caption] == kinds(cleaned)["Pipes lie beside a road in Lusk. (2007 file photo)"] == "caption"


def test_a_sentence_that_shows_a_place_above_a_credit_is_its_caption() -> None:
    shown = "Mr Olaf Reed at a meeting of fishermen in Port Marfa."
    found = kinds(
        page("Nordia Reopens Marfa Harbour", "6 May 2031", LEDE, shown, "Photo credit: Ada Lorn | Mail", MORE)
    )
    assert found[shown] == "caption"


@pytest.mark.parametrize(
    "told",
    [
        "The harbour master, Olaf Reed of Marfa, is among the missing.",
        "Ministers honored the dead at a wall in Port Marfa.",
    ],
)
def test_a_sentence_that_tells_what_is_or_was_is_none(told: str) -> None:
    found = kinds(page("Nordia Reopens Marfa Harbour", "6 May 2031", LEDE, told, "Photo credit: Ada Lorn | Mail", MORE))
    assert found[told] == "paragraph"


def test_a_caption_may_be_told_again_below_with_a_day() -> None:
    caption = "Dockers wait beside a crane in Marfa"
    cleaned = page(TITLE, caption, f"{caption}, 9 May 2031", "-", "Copyright AP Photo/Lena Orsk", "Share", LEDE, MORE)
    assert kinds(cleaned)[caption] == "caption"


def test_a_question_between_a_credit_and_text_is_a_subheading() -> None:
    story = (TITLE, "6 May 2031", LEDE, "Dockers wait in Marfa. May 5, 2031", "Lena Orsk / AFP / Scanpix")
    found = kinds(page(*story, "What does the ministry say?", MORE, LAST))
    assert found["What does the ministry say?"] == "heading"


def test_a_caption_may_end_with_a_button_to_read_more_of_it() -> None:
    caption = "The quay of Marfa is seen on Tuesday, May 6, 2031. (AP Photo/Lena Orsk) more >"
    assert kinds(page(TITLE, "Share", caption, "By Ada Lorn", LEDE, MORE))[caption] == "caption"


def test_a_name_glued_to_what_a_story_tells_makes_no_caption_of_it() -> None:
    told = "The unions said that they would wait on the quay of Salis until the pay deal was signed.Ada Lorn"
    shown = "Families from Salis rest in the bus station of Marfa, in the north, on Monday.Ada Lorn"
    found = kinds(page(TITLE, "6 May 2031", LEDE, told, MORE, shown, LAST))
    assert (found[told], found[shown]) == ("paragraph", "caption")


def test_an_hour_in_a_bracket_before_the_day_is_a_date() -> None:
    assert (
        kinds(page(TITLE, "Updated 10:15 (GMT) - 5 May 2031", LEDE))["Updated 10:15 (GMT) - 5 May 2031"] == "dateline"
    )


def test_a_heading_below_an_empty_line_is_no_caption_of_the_credit_above() -> None:
    shown = "An aerial view shows the quays of Marfa in the north of Nordia on Sunday."
    cleaned = page(TITLE, "6 May 2031", LEDE, shown, "Lena Orsk/AFP/Getty Images", "", "Dockers sleep in tents", MORE)
    assert kinds(cleaned)["Dockers sleep in tents"] == "heading"


def test_an_alternative_text_may_begin_with_the_credit_that_is_printed_again_below() -> None:
    shown = ("EPA A map with two ships on either side under flags", "EPA", "The harbour was last dredged in October")
    found = kinds(page(TITLE, "6 May 2031", LEDE, MORE, *shown, LAST))
    assert [found[line] for line in shown] == ["widget", "credit", "caption"]


def test_what_happened_weeks_after_something_describes_no_picture() -> None:
    told = "Two weeks after the strike ended, residents are still waiting for ships"
    shown = "A sailor checks ropes in Marfa on May 4, 2031. (Ivo Tamm/AFP)"
    assert kinds(page("In Marfa a peace that nobody trusts", "May 5, 2031", told, shown, LEDE, MORE))[told] != "widget"


def test_points_below_a_colon_are_no_captions() -> None:
    points = ("pull the cranes back 12 kilometres from the line of contact by 1 June 2031", "reopen the eastern quay")
    found = kinds(page(TITLE, LEDE, "The two sides also agreed to:", *points, MORE))
    assert [found[point] for point in points] == ["list_item"] * 2


def test_a_place_and_an_agency_on_a_line_of_their_own_are_a_dateline() -> None:
    for line in ("PORT MARFA (BRN)", "L\u0130ZARA (BRN)"):
        assert kinds(page(TITLE, "May 5, 2031", line, LEDE, MORE))[line] == "dateline"


def test_a_quoted_subheading_below_a_credit_is_no_caption() -> None:
    heading, shown = "'We will not leave the square'", "Mayor Olga Renn at a council meeting earlier this month."
    head = (
        TITLE,
        "By Ada Lorn",
        "May 5, 2031",
        LEDE,
        MORE,
        "Open gallery view",
        shown,
        "Credit: Government Press Office",
    )
    assert kinds(page(*head, heading, f"{LEDE[:-1]} now.", LAST))[heading] == "heading"


@pytest.mark.parametrize("below", ["Ada Lorn and her men", "EMPTY POLLING STATIONS"])
def test_a_line_above_a_picture_shown_before_is_a_subheading_also_if_it_may_be_a_name(below: str) -> None:
    shown = "An official empties a ballot box in Marfa, Nordia, Saturday, May 3, 2031. (AP Photo/Ivo Tamm)"
    bare = "An official empties a ballot box in Marfa, Nordia, Saturday, May 3, 2031."
    cleaned = page(TITLE, shown, shown, LEDE, MORE, below, bare, shown, OTHER)
    assert kinds(cleaned)[below] == "heading"


def test_a_line_below_a_newsletters_box_heads_a_picture_shown_before() -> None:
    shown = "Ada Lorn lost the sight of her left eye on 4 May. Photograph: Ivo Tamm/BRN"
    letter = (
        "Sign up to This is Nordia",
        "Free weekly newsletter",
        "The most pressing stories for Nordians",
        "Privacy Notice",
    )
    cleaned = page(
        TITLE, shown, LEDE, MORE, OTHER, *letter, "No serial numbers", "View image in fullscreen", shown, LAST
    )
    assert kinds(cleaned)["No serial numbers"] == "heading"


def test_a_line_below_an_advertisement_heads_a_picture_printed_twice() -> None:
    shown = "Residents queue for water in Marfa before the start of the curfew. Clara Temm/Reuters"
    cleaned = page(TITLE, LEDE, MORE, "Ad Feedback", "Region on edge", shown, shown, OTHER, LAST)
    assert kinds(cleaned)["Region on edge"] == "heading"


def test_what_was_reported_before_is_no_caption_though_a_credit_stands_below() -> None:
    told = "As reported earlier, on March 1, a guided bomb hit a market in the suburbs of Hlybne, killing three people."
    foot = ("Photo credit: State Emergency Service", "Marfa", "Drone", "Attack", "Topics")
    cleaned = page(TITLE, LEDE, MORE, OTHER, LAST, told, *foot, f"{OTHER[:-1]} in the harbour.")
    assert kinds(cleaned)[told] == "paragraph"


def test_a_heading_below_a_box_for_donations_heads_the_text_below() -> None:
    box = ("Support independent journalism in Nordia with a donation, dear readers", "Monthly", "One-time", "Support")
    cancel = "To cancel a regular donation to our newsroom, please write to us"
    cleaned = page(TITLE, LEDE, MORE, *box, cancel, "The trial", OTHER, LAST)
    assert kinds(cleaned)["The trial"] == "heading"


def test_a_heading_above_a_list_below_the_text_is_no_tag() -> None:
    points = tuple(f"- May {day}: Second letter is sent by a doctor of the prison" for day in (4, 5, 6))
    cleaned = page(TITLE, LEDE, MORE, "TIMELINE OF THE STRIKE", *points, "Share or comment on this article", "e-mail")
    assert kinds(cleaned)["TIMELINE OF THE STRIKE"] == "heading"


def test_below_a_button_to_embed_a_film_stands_its_title() -> None:
    film = "Dockers Gather In Marfa As Riot Police Deploy"
    cleaned = page(TITLE, LEDE, MORE, "Embed share", film, "by NRF", "Embed share", OTHER, LAST)
    assert film in dropped(cleaned)


def test_a_title_above_what_stands_for_a_film_is_the_films() -> None:
    film = "The unions of Marfa: How did it come to this?"
    cleaned = page(TITLE, LEDE, MORE, film, "To view this video please enable JavaScript", OTHER, LAST)
    assert film in dropped(cleaned)


def test_a_title_below_what_a_picture_shows_is_another_storys_and_so_is_its_summary() -> None:
    other = ("Rice has tripled in price in Salis. Who is to blame?", "A blockade has left thousands dependent on aid.")
    cleaned = page(TITLE, LEDE, MORE, "Photo shows A man in a red shirt on a wharf.", *other, OTHER, LAST)
    assert set(other) <= set(dropped(cleaned))


def test_another_story_is_told_by_the_sites_and_the_authors_name_below_it() -> None:
    other = (
        "Nordia's summer mobilization: what we know so far about it",
        "Parliament has lowered the draft age to 20.",
    )
    site = ("The Marfa IndependentOlaf Reed", "The Marfa Independent", "Olaf Reed")
    assert set(other) <= set(dropped(page(TITLE, LEDE, MORE, *other, *site, "Article image", OTHER, LAST)))


def test_a_post_may_have_a_hyphen_before_its_author() -> None:
    post = (
        "Die Errungenschaften werden bewahrt. Alle Nordier werden das sicherstellen.",
        "- Ivo Tamm (@tamm) 27. Juli 2031",
    )
    cleaned = page(TITLE, LEDE, MORE, *post, OTHER)
    assert [kinds(cleaned)[line] for line in post] == ["embed", "embed"]


def test_a_heading_of_the_markup_is_no_button_above_a_paragraph() -> None:
    story = "".join(f"<p>{text}</p>" for text in (LEDE, MORE, LEDE.replace("Tuesday", "Friday")))
    heading = "Six years of sick children and of dead fish"
    other = (
        "The case was brought by residents of 14 villages, led by a retired postal worker who filled jars with water."
    )
    told = html_page(f"<article><h1>{TITLE}</h1>{story}<h3>{heading}</h3><p>{other}</p><p>{MORE}</p></article>")
    assert kinds(told)[heading] == "heading"
    assert kinds(page(TITLE, LEDE, MORE, LEDE.replace("Tuesday", "Friday"), heading, other, MORE))[heading] == "widget"
