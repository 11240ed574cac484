"""What outlets print around a story: ways to it, windows' titles, labelled pictures, links between its paragraphs."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, dropped, kept, kinds, page, title_of

TITLE = "Nordia Reopens Marfa Harbour after Strike"
LAST = "The next ship is due on Friday, the harbour master said."
NEXT = (
    "By Ada Lorn",
    "7 May 2031",
    "Ferries of Lusk stay in port, and nobody knows for how long their captains will be ill.",
)
FERRY = "Ferries between Lusk and Marfa had not left for nine days, as their captains were on strike as well."


@pytest.mark.parametrize("way", [f"Home / World News / {TITLE}", "News|Nordia"])
def test_the_way_to_a_story_may_end_with_its_title_or_its_subject(way: str) -> None:
    cleaned = page(way, TITLE, "6 May 2031", LEDE, MORE)
    assert dropped(cleaned) == [way]
    assert title_of(cleaned) == TITLE


def test_the_way_to_another_story_above_the_way_to_a_title_is_the_story_aboves() -> None:
    above = [
        "Home / World News / Pike is in season again",
        "Home / World News / Ferries of Lusk stay in port for a year",
    ]
    cleaned = page(
        TITLE, "6 May 2031", LEDE, MORE, *above, "Ferries of Lusk stay in port for a year", *NEXT, FERRY, LAST
    )
    assert cleaned.text[cleaned.parts[1].start :].startswith(above[1])


def test_a_kicker_in_capitals_is_not_the_title() -> None:
    title = "Nordia reopens its harbour in Marfa and tells the unions that pay will rise by a tenth until 2033"
    assert title_of(page("Menu", "THE HARBOUR OF MARFA", title, "6 May 2031", LEDE, MORE)) == title


@pytest.mark.parametrize("site", [" : MRR", " - Lusk Radio", " | The Lusk Observer"])
def test_the_title_of_the_window_is_the_storys_once_more(site: str) -> None:
    cleaned = page(f"{TITLE}{site}", "Menu", "Home", TITLE, "6 May 2031", LEDE, MORE)
    assert kept(cleaned) == [TITLE, "6 May 2031", LEDE, MORE]
    assert kinds(cleaned)[f"{TITLE}{site}"] == "heading"


@pytest.mark.parametrize("line", ["Lusk / Marfa - 15 MAY 2031 - 23:48 CEST", "Marfa - 15 May 2031 - 23:48 CEST"])
def test_a_place_before_day_and_time_makes_a_date_line(line: str) -> None:
    assert kinds(page(TITLE, line, LEDE, MORE))[line] == "dateline"


@pytest.mark.parametrize("names", ["Reuters | Posted by Ada Lorn", "ANI | Edited by Olaf Reed"])
def test_an_agency_and_who_posted_it_are_a_byline(names: str) -> None:
    cleaned = page(TITLE, TITLE, names, "6 May 2031", LEDE, MORE)
    assert kinds(cleaned)[names] == "byline"
    assert title_of(cleaned) == TITLE


def test_a_line_that_says_next_to_nothing_but_what_the_caption_below_says_is_left_out() -> None:
    short = "Dockers celebrate in front of the ministry, this Tuesday in Marfa."
    full = "Dockers celebrate the deal in front of the ministry, this Tuesday in Marfa. Ada Lorn (EFE)"
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, short, full, FERRY)
    assert kinds(cleaned)[short] == "widget"
    assert [said.credit for said in cleaned.blocks if said.kind == "caption"] != [None]


def test_who_is_to_nominate_the_head_of_something_is_no_author() -> None:
    last = "President Olaf Reed is expected to nominate Ada Lorn, the head of the harbour board, as the next minister."
    assert last in kept(page(TITLE, "6 May 2031", LEDE, MORE, FERRY, last, "Become a member"))


def test_a_labelled_picture_is_its_caption_once_more() -> None:
    caption = "Dockers wait at a gate of the harbour in Marfa, Nordia, May 6, 2031."
    cleaned = page(TITLE, "6 May 2031", LEDE, f"PHOTO: {caption}", caption, "Ada Lorn/Reuters", MORE, FERRY)
    found = [block.action.value for block in cleaned.blocks if block.kind == "caption"]
    assert found == ["drop", "metadata"]


@pytest.mark.parametrize(
    "credit",
    [
        "BBC/Ada Lorn",
        "AFP photo",
        "Ada Lorn / Brennfoto / AP / Vesti Photo",
        "Photo: State Service of Nordia, illustrative",
    ],
)
def test_whose_picture_it_is_on_a_line_of_its_own_is_a_credit(credit: str) -> None:
    assert kinds(page(TITLE, "6 May 2031", LEDE, credit, MORE, FERRY))[credit] == "credit"


def test_a_month_at_its_end_dates_a_caption() -> None:
    said = "Ada Lorn appears in court in the capital, Marfa, in late February."
    cleaned = page(TITLE, "By Olaf Reed", said, said, LEDE, MORE)
    assert said not in kept(cleaned)
    assert kinds(cleaned)[said] == "caption"


def test_a_bracket_behind_a_copy_makes_a_caption_of_both() -> None:
    said = "Teachers stand outside the ministry in Marfa in late February."
    found = kinds(page(TITLE, "By Olaf Reed", said, f"{said} (social media)", LEDE, MORE))
    assert found[said] == found[f"{said} (social media)"] == "caption"


def test_a_long_line_on_where_it_comes_from_is_text() -> None:
    source = "Source: Marfa Harbour Board; Olaf Reed, Head of the Marfa City Council; State Emergency Service of Nordia"
    cleaned = page(TITLE, "6 May 2031", LEDE, source, MORE, FERRY)
    assert kinds(cleaned)[source] == "paragraph"
    assert len(cleaned.parts) == 1


def test_a_caption_above_its_credited_copy_opens_no_story() -> None:
    said = "Harbour police have gone back to their base north of the city of Marfa"
    text = [LEDE, MORE, FERRY]
    cleaned = page(
        TITLE, "6 May 2031", *text, said, f"{said} Image: Ada Lorn/dpa", said, "What comes next", *text[::-1]
    )
    assert len(cleaned.parts) == 1


def test_titles_above_a_shorter_heading_are_other_stories() -> None:
    links = [
        "Nordia ferry sinking: what we know about the victims",
        "Safety board sends two of its men to Nordia today",
    ]
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, *links, "Families press for answers", FERRY, LAST)
    assert dropped(cleaned) == links


def test_an_alternative_text_with_the_same_bar_and_agency_is_left_out() -> None:
    texts = ["Ada Lorn tritt ans Mikrofon. | EPA", "Die Ministerin Lorn gestand am Abend die Niederlage ein. | EPA"]
    found = kinds(page(TITLE, "Stand: 06.05.2031 09:47 Uhr", *texts, LEDE, MORE))
    assert [found[text] for text in texts] == ["widget", "caption"]


def test_between_the_label_of_a_picture_and_its_credit_the_last_line_is_its_caption() -> None:
    texts = ["A crowd holding candles in falling snow.", "Dockers outside the ministry on Monday. Nobody let them in."]
    found = kinds(page(TITLE, "6 May 2031", LEDE, "Image", *texts, "Credit...Ada Lorn for The Marfa Mail", MORE, FERRY))
    assert [found[text] for text in texts] == ["widget", "caption"]


@pytest.mark.parametrize("tags", ["Ferry, Marfa,", "diplomacy,"])
def test_tags_with_a_comma_behind_the_last_are_left_out(tags: str) -> None:
    assert tags in dropped(page(TITLE, "6 May 2031", LEDE, MORE, tags, "Share"))


@pytest.mark.parametrize("kicker", ["News \u00b7 Society", "News|Ferries"])
def test_two_sections_on_a_line_are_the_next_storys(kicker: str) -> None:
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, kicker, "Ferries stay in port", *NEXT)
    assert cleaned.text[cleaned.parts[1].start :].startswith("News")


def test_ranks_of_the_most_read_are_not_the_next_storys() -> None:
    ranks = ["Most viewed", "Pike is in season again", "1", "Why the sea is green", "2"]
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, *ranks, "Ferries of Lusk stay in port", "7 May 2031", FERRY, LAST)
    assert cleaned.text[cleaned.parts[1].start :].startswith("Ferries of Lusk")


def test_a_readers_name_with_an_age_opens_a_comment() -> None:
    said = "Fourteen weeks and all they talk about is fruit."
    assert said in dropped(page(TITLE, LEDE, MORE, FERRY, "Share", "Comments", "MarfaNan 2 hours ago", said, "Reply"))


def test_subheadings_in_capitals_below_a_list_of_others_are_kept() -> None:
    others = ["Related:", "Nine ships leave as storm nears the bay of Marfa"]
    assert "WE HEARD IT CRACK" in kept(page(TITLE, "6 May 2031", LEDE, MORE, *others, "WE HEARD IT CRACK", FERRY, LAST))


def test_a_title_above_read_more_below_a_label_is_another_storys() -> None:
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, "news", "Governor Resigns after a Year", "Read more", FERRY, LAST)
    assert "Governor Resigns after a Year" in dropped(cleaned)


@pytest.mark.parametrize(
    "summary", [[], ["Nobody knows why they come so early, and nobody asks, for they taste of butter and lemon."]]
)
def test_a_bookmarked_story_between_paragraphs_is_another(summary: list[str]) -> None:
    card = [
        "Pike are in season again and so are the men who catch them",
        *summary,
        "The Marfa Mail",
        "Ada Lorn",
    ]
    assert dropped(page(TITLE, "By Olaf Reed", "6 May 2031", LEDE, MORE, *card, FERRY, LAST)) == card


def test_a_feed_of_latest_news_below_the_text_is_left_out() -> None:
    feed = [
        "News Feed",
        "11:58 AM",
        "Poll: most of Marfa is against night shifts.",
        "11:02 AM",
        "Fire breaks out at depot.",
    ]
    cleaned = page(TITLE, "By Olaf Reed", "6 May 2031", LEDE, MORE, FERRY, "Show More", *feed, "More news")
    assert dropped(cleaned) == ["Show More", *feed, "More news"]


def test_a_caption_below_the_date_leaves_a_title_below_a_label_of_others_its_story() -> None:
    head = [
        "Ferries of Lusk stay in port for a year",
        "7 May 2031",
        "A ferry of Lusk in an undated photo of its captain",
    ]
    text = ["Ferries of Lusk stay in port, and nobody knows for how long their captains will be ill.", FERRY, LAST]
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, "More Stories", *head, "Share", *text)
    assert len(cleaned.parts) == 2


def test_a_title_with_day_and_time_below_a_list_of_others_with_days_heads_a_story() -> None:
    others = [
        "More on this story",
        "Why the bay of Marfa is so green",
        "21 Sep 2031",
        "Pike are in season",
        "20 Sep 2031",
    ]
    head = ["Builders jailed over tower blocks that fell in Lusk earthquake", "Tue 4 Feb 2032 14.31 GMT", "Share"]
    jailed = (
        "A court in Lusk has jailed eight builders over tower blocks that fell in the earthquake of last September."
    )
    hall = "The verdict was read in a sports hall that held more than seven hundred relatives of the dead."
    cleaned = page(TITLE, "Mon 22 Sep 2031 10.00 GMT", LEDE, MORE, FERRY, *others, *head, jailed, hall)
    assert len(cleaned.parts) == 2
    assert head[0] in kept(cleaned)


def test_small_print_below_each_story_of_a_page_is_known_by_its_copies() -> None:
    print_ = "The harbour office of the Lusk Observer has told nobody what this line is for, and nobody has asked."
    below = ("Share", print_)
    second = ("Ferries of Lusk stay in port for a year", *NEXT, FERRY)
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, *below, *second, *below)
    assert dropped(cleaned) == [*below, *below]


def test_a_paragraph_with_which_two_stories_end_is_theirs() -> None:
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, LAST, "Ferries of Lusk stay in port for a year", *NEXT, FERRY, LAST)
    assert kept(cleaned).count(LAST) == 2


def test_what_readers_say_stands_between_two_labels() -> None:
    said = ("Guest", "How many more times? Everybody knows who is doing this.", "We ask our readers to be kind.")
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, LAST, "Updated at 5:10 pm", "Comments", *said, "Post a comment")
    assert dropped(cleaned) == ["Comments", *said, "Post a comment"]


def test_two_titles_with_a_date_each_are_other_stories() -> None:
    others = ("Pike is in season again", "May 4, 2031", "Fog stays over Lusk until Sunday", "May 3, 2031")
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, *others, LAST)
    assert dropped(cleaned) == list(others)


def test_a_code_of_figures_below_the_text_is_the_sites() -> None:
    assert dropped(page(TITLE, "6 May 2031", LEDE, MORE, "9341**4194")) == ["9341**4194"]


def test_the_day_on_which_a_story_first_appeared_stays_below_its_text() -> None:
    first = "First published on May 5, 2031 / 5:40 AM EDT"
    assert first in kept(page(TITLE, "6 May 2031", LEDE, MORE, "Share", "More from Marfa", first))


def test_what_stands_above_a_sign_off_is_the_storys() -> None:
    below = ("Filed Under:", "Harbours", "Enter your email", "Sign Up")
    told = ("The ministry had sent two clerks to the quay late on Monday.", "Two unions said that they would wait.")
    story = (TITLE, "6 May 2031", LEDE, MORE, LEDE + " So.", *below, *told)
    cleaned = page(*story, "Ada Lorn contributed to this report.")
    assert set(told) <= set(kept(cleaned))


def test_what_is_known_may_be_told_in_lines_without_a_stop() -> None:
    known = ("Two quays are open again, and a third will be", "Nobody knows for how long", "The ships wait for pilots")
    found = kinds(page(TITLE, "6 May 2031", LEDE, "What we know so far", *known, MORE, LAST))
    assert [found[line] for line in known] == ["list_item"] * 3


def test_titles_with_a_date_each_may_have_their_sections_and_summaries() -> None:
    sectioned = ("HARBOURS", "Pike is in season again", "May 4, 2031", "FISH", "Fog stays over Lusk", "May 3, 2031")
    assert dropped(page(TITLE, "6 May 2031", LEDE, MORE, *sectioned, LAST)) == list(sectioned)
    first = ("Who owns the quays of Salis", "A family from Lusk has bought all four of them in ten years.")
    second = ("The pilots of Marfa go to school", "Nine of them will learn the language of the Selvian ships.")
    dates = ("Harbours 04/05/2031", "4 May 2031")
    assert set(dropped(page(TITLE, "6 May 2031", LEDE, MORE, *first, *dates, *second, *dates))) == {
        *first,
        *second,
        *dates,
    }


def test_a_lone_clock_below_a_day_is_the_hour_of_a_story() -> None:
    assert "14:05" in kept(page(TITLE, "Ada Lorn", "May 6, 2031", "14:05", LEDE, MORE))


@pytest.mark.parametrize("length", ["0:48", "00:53"])
def test_the_length_of_a_film_below_a_day_is_none(length: str) -> None:
    assert length in dropped(page(TITLE, "Ada Lorn", "May 6, 2031", length, LEDE, MORE))


def test_the_length_of_a_film_may_stand_below_what_stands_in_its_place() -> None:
    player = ("Please use Chrome browser for a more accessible video player", "2:14")
    found = page(TITLE, "6 May 2031, 19:06", *player, "The quay of Marfa from the air", LEDE, MORE, *player, MORE)
    assert "2:14" not in kept(found)


def test_subheadings_of_known_houses_stay_whatever_stands_around() -> None:
    cleaned = page(TITLE, "6 May 2031", "Share", "Topline", LEDE, "MORE FROM THE MAIL", "Key Background", MORE, LAST)
    assert {"Topline", "Key Background"} <= set(kept(cleaned))


def test_a_subheading_of_a_known_house_is_no_author() -> None:
    shown = "Nordian ships are seen in a drill off Salis on May 2, 2031."
    assert kinds(page(TITLE, "6 May 2031", LEDE, MORE, "Why It Matters", shown, LAST))["Why It Matters"] == "heading"


def test_what_is_told_of_no_name_but_a_post_ends_a_story_as_what_is_told_of_an_author() -> None:
    post = "Lusk-based senior correspondent covering harbours, fish and the law of the sea. He had worked in Salis."
    assert dropped(page(TITLE, "By Ada Lorn", "6 May 2031", LEDE, MORE, post)) == [post]


def test_a_letter_to_somebody_is_the_storys_title_and_a_message_from_the_paper_is_not() -> None:
    assert title_of(page("A letter to the dockers of Marfa", "6 May 2031", LEDE, MORE)) is not None
    assert dropped(page(TITLE, "6 May 2031", LEDE, MORE, "A Message from The Lusk Times:"))


def test_the_picture_of_another_story_goes_with_its_title() -> None:
    other = (
        "Related article",
        "Ships lie off Salis in the rain. Lena Orsk/AFP/Getty Images",
        "She said it would flood",
    )
    assert dropped(page(TITLE, "6 May 2031", LEDE, *other, "7 min read", MORE)) == [*other, "7 min read"]


def test_titles_of_films_with_their_lengths_are_a_playlist() -> None:
    films = ("Pilots leave the quay of Marfa", "0:48", "Snow falls on the ships in Salis", "00:51")
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, "16 videos", *films, "See More Videos", LAST)
    assert set(films) <= set(dropped(cleaned))


def test_a_length_below_the_title_of_a_film_twice_is_no_hour() -> None:
    film = ("Film shows pilots as they leave the quay of Marfa harbour", "01:12")
    cleaned = page(TITLE, "Share", "Video", *film, "Source: Mail", *film, "Brenn Mail \u2014", LEDE, MORE)
    assert "01:12" not in kept(cleaned)


@pytest.mark.parametrize("said", ['"QUESTIONS THAT WILL NOT GO AWAY"', "« La mer a pris le quai »"])
def test_a_quotation_below_a_list_of_other_stories_heads_the_text_below(said: str) -> None:
    others = ("Related", "Fog stays over Lusk until Sunday, pilots say", "Pike is in season again in the bay of Salis")
    assert said in kept(page(TITLE, "6 May 2031", LEDE, *others, said, MORE, LAST))


def test_the_time_of_an_entry_below_a_label_stays() -> None:
    entry = ("11:42am", "Pilot found alive on sandbar", "By Ada Lorn", MORE)
    cleaned = page("Storm in Marfa: live updates", "6 May 2031", LEDE, "Jump to latest", "Latest", "Oldest", *entry)
    assert "11:42am" in kept(cleaned)


def test_what_is_told_of_who_joined_a_paper_and_was_elsewhere_before_ends_a_story() -> None:
    told = "Ada Lorn covers harbours and fish in the north. She joined the Mail in 2025 and was in Salis for years."
    assert dropped(page(TITLE, "6 May 2031", LEDE, MORE, told)) == [told]


def test_a_lone_line_behind_a_dash_is_a_subheading() -> None:
    assert kinds(page(TITLE, "6 May 2031", LEDE, MORE, "- 'Empty quays'", FERRY, LAST))["- 'Empty quays'"] == "heading"


def test_a_films_title_stands_above_and_below_what_its_player_says() -> None:
    player = "To view this video please enable JavaScript, and consider another browser"
    film = "Marfa: Dockers between hope and anger"
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, film, player, film, "", "What comes next", FERRY, LAST)
    assert kinds(cleaned)[film] == "caption"


def test_a_paragraph_of_the_story_above_an_appeal_stays() -> None:
    told = (
        "Help for the harbour of Marfa comes from readers of this newspaper, you may say: unions, ministry and dockers"
        " of Marfa agreed on a pay deal on Tuesday, and ships that waited in the bay for two weeks set sail."
    )
    assert told in kept(
        page(TITLE, "6 May 2031", LEDE, MORE, FERRY, "Image Credit: Marfa Union", told, "Transcript", LAST)
    )


@pytest.mark.parametrize(
    "said",
    [
        "The views expressed in this article do not necessarily reflect those of The Lusk Cradle.",
        "(RELATED: Rebels Seize Bridge As Army Leaves)",
        "This is a rush transcript. Copy may not be in its final form.",
        "(function (d, s) { var js = d.createElement(s); js.src = s; })(document);",
        "Access articles from across Nordia with one account.",
    ],
)
def test_what_a_site_says_of_its_stories_is_left_out(said: str) -> None:
    assert said in dropped(page(TITLE, "6 May 2031", LEDE, MORE, said, FERRY, LAST))


@pytest.mark.parametrize(
    "box",
    [
        ("Read more", "Velland warns its neighbours of a storm", "Velland warns its neighbours of a storm"),
        ("Read also:", "Storm fleet captains leave the sea after third gale in a month"),
        ("Other Topics of Interest", "How Velland Builds Its Storm Walls"),
        ("Read also: 'I count the gales' \u2014 Life on Salis", "\u2018I count the gales\u2019 \u2014 Life on Salis"),
    ],
)
def test_titles_below_a_line_that_leads_to_them_are_left_out(box: tuple[str, ...]) -> None:
    cleaned = page(TITLE, "6 May 2031", LEDE, MORE, *box, FERRY, LAST)
    assert set(box) <= set(dropped(cleaned))
    assert {FERRY, LAST} <= set(kept(cleaned))


def test_a_list_of_other_stories_with_their_ages_is_left_out() -> None:
    told = "May 6 (BPR) -- Ash from a volcano closed two airports of Velland on Monday."
    others = ("Latest Headlines", "Velland // 2 hours ago", "Volcano closes two airports", told)
    more = ("Lusk // 5 hours ago", "Court upholds ban on paper", told.replace("Velland", "Lusk"))
    assert {*others, *more} <= set(dropped(page(TITLE, "6 May 2031", LEDE, MORE, FERRY, *others, *more, "Follow Us")))


def test_the_name_of_a_pictures_file_above_its_caption_is_left_out() -> None:
    named = "marfa harbour crane satellite image may 2031"
    shown = "The crane of Marfa seen from a ship. Source: Port of Marfa via BPR"
    assert named in dropped(page(TITLE, "6 May 2031", LEDE, MORE, named, shown, FERRY, LAST))


def test_points_of_the_head_with_a_day_are_no_captions() -> None:
    points = (
        "Ministers of both countries sign a paper on the harbour after three days of talks",
        "First ships to leave on June 1, ferries to resume a month later with a new captain",
    )
    shown = "Trucks line up at the gate of Marfa, which has been closed since March. (AFP)"
    assert set(points) <= set(kept(page(TITLE, "May 21, 2031", "AFP", "Follow", shown, *points, "", LEDE, MORE)))


def test_a_channel_in_which_something_was_said_makes_no_appeal() -> None:
    told = (
        "Следственное управление Луска возбудило дело, сообщается в ведомственном Telegram-канале. Подозреваемых нет."
    )
    lede = "Жители села Марфа потребовали от властей Луска восстановить мост, по которому ездили в больницу."
    assert told in kept(
        page("Жители Марфы потребовали восстановить мост", "6 мая 2031", lede, told, lede[:-1] + " и в школу.")
    )


def test_points_behind_semicolons_are_kept_though_one_goes_on_with_and() -> None:
    points = (
        "Nine of the dockers were in the hall;",
        "No cranes were moved at all; and",
        "Nobody had told them to go.",
    )
    found = kinds(
        page(
            TITLE,
            "6 May 2031",
            LEDE,
            MORE,
            "The preliminary report of the harbour master says that:",
            *points,
            FERRY,
            LAST,
        )
    )
    assert [found[point] for point in points] == ["list_item"] * 3


def test_the_day_of_the_last_change_below_the_text_is_kept() -> None:
    told = "Last Update: May 6, 2031 5:48 pm"
    foot = ("SIGN ME UP", "You can unsubscribe at any time.", told, "KEYWORDS", "marfa harbour")
    assert told in kept(page(TITLE, "6 May 2031", LEDE, MORE, FERRY, *foot))


def test_the_label_of_points_may_have_a_colon() -> None:
    assert kinds(page(TITLE, "6 May 2031", LEDE, MORE, "Why it matters:", FERRY, LAST))["Why it matters:"] == "heading"


def test_a_flash_of_an_agency_is_kept() -> None:
    flash = "*NORDIA SUSPENDS ALL FREIGHT BY SEA UNTIL FRIDAY: BPR"
    assert flash in kept(page(TITLE, "6 May 2031", LEDE, MORE, flash, FERRY, LAST))


def test_captions_of_a_gallery_with_bars_are_none_of_alternative_texts() -> None:
    shown = [
        f"{name} speaks to dockers in Marfa on Monday. | {who}"
        for name, who in (("Ada Lorn", "EPA"), ("Olaf Reed", "AFP"))
    ]
    gallery = [*shown, "Dockers wait in line at the gate of Marfa on Monday. | REUTERS"]
    found = kinds(page(TITLE, "6 May 2031", LEDE, MORE, "PHOTO GALLERY (CLICK TO ENLARGE)", *gallery, FERRY, LAST))
    assert [found[line] for line in gallery] == ["caption"] * 3


def test_fields_of_a_thing_that_the_story_is_about_are_a_list() -> None:
    fields = ("Length: 128 meters", "Beam: 16.4 meters", "Top speed: 28 knots")
    found = kinds(page(TITLE, "6 May 2031", LEDE, MORE, FERRY, LAST, "About the ships of Marfa harbour", *fields))
    assert [found[field] for field in fields] == ["list_item"] * 3


def test_dashed_titles_with_capitals_between_paragraphs_are_other_stories() -> None:
    links = [
        "- Nordia President Says Coup Attempt Is 'Over' After Nine Hours in Marfa",
        "- The Man Who Could Not Be Overthrown: Who Is Olaf Reed of Nordia",
    ]
    assert dropped(page(TITLE, "6 May 2031", LEDE, MORE, *links, FERRY, LAST)) == links


def test_the_hour_below_a_day_is_a_storys_though_a_standfirst_stands_above() -> None:
    head = ("Harbours of the south pay most, the ministry says", "World", "22/02/2031", "02:10", "Ada Lorn")
    assert "02:10" in kept(page(TITLE, *head, "Share", "", LEDE, MORE))


def test_a_story_whose_first_paragraph_invites_to_click_is_kept() -> None:
    told = f"{LEDE} Readers of the app can click here to follow the talks and see what the ministry has to say of them."
    assert told in kept(page(TITLE, told, MORE))


def test_who_posted_a_story_on_a_blog_and_how_often_it_was_answered_is_no_text() -> None:
    told = "Posted by Ruth Adlin at 7:42 AM 14 comments:"
    assert told not in kept(page(TITLE, LEDE, MORE, told, "Labels: Brenn, dams"))
