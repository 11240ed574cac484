from __future__ import annotations

import pytest

from schemas.block import CleanedPage
from tests.support.cleaning import LEDE, MORE, kinds, page

FIRST, SECOND, THIRD = (
    "Nordia Reopens Marfa Harbour",
    "Velland Parliament Passes Grain Law",
    "Storm Closes Straits for Second Day",
)
OTHER = "Velland lawmakers passed the grain law on Sunday by 61 votes to 40 after a debate of eleven hours."
MORE_OTHER = "Farmers had blocked the roads to the capital since the first reading in March, and they will go on."
LAST = "A storm kept the straits closed for a second day, and forty freighters wait off Salis for the wind to drop."
MORE_LAST = "Forecasters expect gusts of a hundred kilometres an hour until Thursday, the coast guard in Salis said."


def titles(cleaned: CleanedPage) -> list[str | None]:
    """The title of every part."""
    return [cleaned.text[part.title.start : part.title.end] if part.title else None for part in cleaned.parts]


def test_a_page_with_one_story_has_one_part() -> None:
    assert titles(page(FIRST, LEDE, MORE)) == [FIRST]


def test_a_title_that_is_printed_again_after_its_picture_opens_a_part() -> None:
    caption = "Lawmakers vote in Velland. (Ivo Tamm/AFP)"
    cleaned = page(FIRST, LEDE, MORE, SECOND, caption, caption, "TT", SECOND, caption, caption, OTHER)
    assert titles(cleaned) == [FIRST, SECOND]
    assert cleaned.text[cleaned.parts[1].start : cleaned.parts[1].end].startswith(SECOND)


def test_a_dateline_below_a_title_opens_a_part() -> None:
    assert titles(page(FIRST, LEDE, MORE, SECOND, f"DOLNA, May 4 (Reuters) - {OTHER}")) == [FIRST, SECOND]


@pytest.mark.parametrize("opening", ["(ANSA-AFP) - DOLNA, 4 MAY - ", "Dolna, 4 May (EFE).- "])
def test_a_dateline_may_begin_with_its_agency_or_end_with_a_stop(opening: str) -> None:
    assert titles(page(FIRST, LEDE, MORE, SECOND, opening + OTHER)) == [FIRST, SECOND]


def test_a_dateline_on_a_line_of_its_own_opens_a_part() -> None:
    assert titles(page(FIRST, "MARFA, May 4", LEDE, MORE, SECOND, "DOLNA, May 4", OTHER)) == [FIRST, SECOND]


def test_a_standfirst_may_stand_between_a_title_and_its_author() -> None:
    head = ("What the law means for the farmers", "By Karl Oster", "May 4, 2031")
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, SECOND, *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_byline_and_a_date_below_a_title_open_a_part() -> None:
    cleaned = page(
        FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, SECOND, "By Karl Oster", "May 4, 2031", OTHER, MORE_OTHER
    )
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_sign_off_above_a_title_closes_a_part() -> None:
    cleaned = page(FIRST, LEDE, MORE, "(Reporting by Karl Oster; Editing by Nina Holm)", SECOND, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_every_part_is_found_and_none_overlaps() -> None:
    texts = ((FIRST, LEDE, MORE), (SECOND, OTHER, MORE_OTHER), (THIRD, LAST, MORE_LAST))
    cleaned = page(*(line for title, *text in texts for line in (title, "By Olga Renn", "May 3, 2031", *text)))
    assert titles(cleaned) == [FIRST, SECOND, THIRD]
    assert all(before.end < after.start for before, after in zip(cleaned.parts, cleaned.parts[1:], strict=False))
    assert [block.part for block in cleaned.blocks] == [0] * 5 + [1] * 5 + [2] * 5


def test_subheadings_open_no_part() -> None:
    cleaned = page(
        FIRST,
        LEDE,
        MORE,
        "- 'Terror' designations -",
        OTHER,
        MORE_OTHER,
        "What the Farmers of Velland Want",
        LEDE + " Now.",
        MORE,
    )
    assert titles(cleaned) == [FIRST]


def test_entries_of_a_live_page_open_no_part() -> None:
    entries = [
        "23:10",
        "Roth Speaks to His Party in Dolna",
        "By Olga Renn",
        LEDE,
        MORE,
        "22:41",
        "Ostra Votes Out Its Mayor",
        "By Karl Oster",
        OTHER,
        MORE_OTHER,
    ]
    assert titles(page(FIRST, MORE, *entries)) == [FIRST]


def test_other_stories_listed_twice_with_a_summary_open_no_part() -> None:
    others = ["Related articles", SECOND, "3 hours ago", SECOND, OTHER, THIRD, "5 hours ago", THIRD, MORE_OTHER]
    assert titles(page(FIRST, LEDE, MORE, *others)) == [FIRST]


def test_buttons_printed_twice_open_no_part() -> None:
    assert titles(
        page("News of the Day", FIRST, LEDE, MORE, "Europe and the World", "Share", "Europe and the World", "Share")
    ) != [FIRST, "Europe and the World"]


def test_teasers_above_the_first_title_are_no_part() -> None:
    cleaned = page(OTHER, "Show more", FIRST, "1 min read", FIRST, "Boats on the bank (AFP)", LEDE, MORE)
    assert titles(cleaned) == [FIRST]


def test_an_empty_page_has_no_part() -> None:
    assert page("").parts == ()


def test_the_title_printed_again_above_the_text_opens_no_part_after_a_summary() -> None:
    summary = f"DOLNA (Nordia Press) - {OTHER}"
    cleaned = page(SECOND, summary, SECOND, "14:02 GMT 14.06.2032", summary, MORE_OTHER)
    assert len(cleaned.parts) == 1


def test_reports_with_a_full_date_below_each_title_are_stories_of_their_own() -> None:
    first, second = (FIRST, "May 5, 2031, 12:31", LEDE, MORE), (SECOND, "May 4, 2031, 07:48", OTHER, MORE_OTHER)
    assert titles(page(*first, *second)) == [FIRST, SECOND]


def test_a_date_below_the_pictures_tells_stories_apart_as_well() -> None:
    first = (
        FIRST,
        "Ships off Marfa, 5 May 2031. REUTERS/Ada Lorn",
        "Ships off Marfa, 5 May 2031.",
        "5 May 2031",
        LEDE,
        MORE,
    )
    second = (SECOND, "Farmers in Brenn in 2030. AFP", "Farmers in Brenn in 2030.", "6 May 2031", OTHER, MORE_OTHER)
    assert titles(page(*first, *second)) == [FIRST, SECOND]


def test_the_entries_of_a_live_page_with_their_times_are_one_story() -> None:
    entries = ("12:31", SECOND, OTHER, MORE_OTHER, "11:02", THIRD, LEDE + " It rained.", MORE)
    assert titles(page(FIRST, "May 5, 2031", LEDE, MORE, *entries)) == [FIRST]


def test_a_full_date_tells_a_title_above_a_standfirst_an_author_and_a_place() -> None:
    head = ("What it means for both sides", "Olga Renn", "May 3, 2031", "100% font size")
    assert titles(page(FIRST, *head, LEDE, MORE, SECOND, *head, OTHER, MORE_OTHER)) == [FIRST, SECOND]


def test_teasers_that_stand_tight_above_the_next_story_are_none_of_its_head() -> None:
    others = ("Read more", "Oldest bakery of the coast closes", "Ferry fares to rise again in June")
    head = ("What it means for both sides", "May 3, 2031")
    cleaned = page(FIRST, *head, LEDE, MORE, *others, "", SECOND, *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_subheading_above_the_last_paragraph_and_its_sign_off_is_no_title() -> None:
    signed = ("What comes next now", MORE, "With reporting by Reuters and AP")
    cleaned = page(FIRST, "May 3, 2031", LEDE, MORE, *signed, SECOND, "May 4, 2031", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_dated_reports_of_one_paragraph_each_are_stories_of_their_own() -> None:
    first, second, third = f"{LEDE} {MORE}", f"{OTHER} {MORE_OTHER}", f"{LAST} {MORE_LAST}"
    cleaned = page(FIRST, "May 4, 2026", first, SECOND, "May 6, 2026", second, THIRD, "May 7, 2026", third)
    assert titles(cleaned) == [FIRST, SECOND, THIRD]


def test_dated_cards_of_one_paragraph_below_a_longer_story_are_none() -> None:
    cards = (SECOND, "May 6, 2026", f"{OTHER} {MORE_OTHER}")
    assert titles(page(FIRST, "May 4, 2026", LEDE, MORE, OTHER, *cards)) == [FIRST]


def test_a_sign_off_below_the_points_of_a_live_page_closes_no_part() -> None:
    points = ("Key points", "Selvia leaves the talks in Brill", "Nordia denies that it leaked the map")
    entry = ("Envoy says he was lied to from the first day", OTHER, MORE_OTHER)
    cleaned = page(
        "Talks on the brink as Selvia walks out", "The envoy has left.", *points, "Reporting by Ada Lorn", *entry
    )
    assert len(cleaned.parts) == 1


def test_the_title_and_date_of_a_film_open_no_part() -> None:
    film = ("Player: audio", "Ada Lorn, from the harbour, on the strike", "May 5, 2031 19:40")
    cleaned = page(FIRST, "May 5, 2031", LEDE, MORE, *film, "Unions warn of another strike", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST]


def test_a_title_below_a_list_of_others_opens_a_part_if_it_has_a_head_and_a_text() -> None:
    others = ("Recommended Stories", "Why your next flight may cost more", "Lusk Finance • 4 hours ago")
    head = ("Olga Renn", "Thu, May 3, 2031 at 9:02 AM EST·1 min read")
    assert titles(page(FIRST, *head, LEDE, MORE, *others, SECOND, *head, OTHER, MORE_OTHER)) == [FIRST, SECOND]


def test_a_date_of_no_year_right_below_a_title_tells_with_its_words_that_a_story_begins() -> None:
    cleaned = page(FIRST, "May 5, 2031", LEDE, MORE, "Share", SECOND, "2 days ago", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_headline_between_a_standfirst_and_the_author_opens_no_part() -> None:
    head = (
        "Unions and the ministry agreed on pay on Monday night.",
        "The harbour of Marfa, seen on Tuesday",
        "Olga Renn",
    )
    assert titles(page(FIRST, *head, "May 3, 2031", LEDE, MORE)) == [FIRST]


def test_a_standfirst_below_a_title_is_not_taken_for_it() -> None:
    head = ("Lawmakers pass the grain law after a debate of eleven hours", "By Karl Oster", "May 4, 2031")
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, SECOND, *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_headline_that_goes_on_with_the_story_above_opens_no_part() -> None:
    on = "The harbour of Marfa stayed closed after the ministry had signed the pay deal with the unions on Monday."
    cleaned = page(
        FIRST, "May 3, 2031", LEDE, MORE, "Marfa: ministry signed too late", "May 4, 2031", on, MORE + " Still."
    )
    assert titles(cleaned) == [FIRST]


def test_the_entries_of_a_live_page_are_one_story_but_those_of_another_day() -> None:
    head = ("Live updates: Nordia reopens the harbour of Marfa", "By Olga Renn", "May 4, 2031", LEDE)
    entries = (SECOND, "By Karl Oster", "8:12 pm", "Share", OTHER, MORE_OTHER)
    assert len(page(*head, MORE, *entries).parts) == 1
    dated = ("May 3, 2031", *entries[3:])
    assert len(page(*head, MORE, SECOND, "By Karl Oster", *dated).parts) == len(("4 May", "3 May"))


def test_a_story_begins_at_the_date_above_its_title_where_the_first_one_does() -> None:
    first = ("5 May, 22:10", FIRST, LEDE, MORE, "Read also")
    cleaned = page("News", *first, "5 May, 20:48", SECOND, f"DOLNA, May 5. /NORDFOTO/. {OTHER}", MORE_OTHER)
    assert [cleaned.text[part.start :].partition("\n")[0] for part in cleaned.parts] == ["News", "5 May, 20:48"]
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_date_above_each_title_tells_stories_apart_as_one_below_would() -> None:
    first = ("5 May 2031, 22:10", FIRST, "Unions and the ministry agree on pay", LEDE, MORE)
    second = ("5 May 2031, 20:48", SECOND, "Farmers had blocked roads since March", OTHER, MORE_OTHER)
    assert titles(page("News", *first, *second)) == [FIRST, SECOND]


def test_the_entries_of_a_live_page_with_their_day_above_are_stories_if_the_day_is_another() -> None:
    live = ("Live updates: Nordia reopens the harbour of Marfa", "May 5, 2031, 10:10 p.m.")
    entry = ("Karl Oster", SECOND, OTHER, MORE_OTHER)
    assert len(page(*live, "Olga Renn", FIRST, LEDE, MORE, "May 5, 2031, 8:12 p.m.", *entry).parts) == 1
    cleaned = page(*live, "Olga Renn", FIRST, LEDE, MORE, "May 4, 2031, 8:12 p.m.", *entry)
    assert [cleaned.text[part.start :].partition("\n")[0] for part in cleaned.parts][1:] == ["May 4, 2031, 8:12 p.m."]
    assert kinds(cleaned)["Karl Oster"] == "byline"


def test_a_title_in_a_list_of_others_opens_no_part_where_it_stands_again_above_its_text() -> None:
    others = ("Most Read", SECOND, "Oldest bakery of the coast to close")
    own = (SECOND, "By Karl Oster", "May 4, 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, *others, "Advertisement", *own)
    assert [cleaned.text[part.start :].split("\n")[1] for part in cleaned.parts] == ["By Olga Renn", "By Karl Oster"]


def test_a_headline_far_above_the_title_of_the_next_story_is_not_taken_for_it() -> None:
    foot = ("Share", "Farmers row across the straits to market", "Mail Plus", "Mail Table", "Mail Atlas", "Mail Rooms")
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, *foot, SECOND, "May 4, 2031", OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[-1].start :].startswith(SECOND)


def test_what_a_page_tells_of_an_author_is_no_story() -> None:
    desk = ("The harbour desk of the Mail", "Write to us.", "By Olga Renn")
    author = (
        "Olga Renn is a reporter on the harbour desk. Before she joined the Mail, she wrote on the courts of Marfa."
    )
    assert titles(page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, *desk, author)) == [FIRST]


def test_stories_in_a_script_without_spaces_are_told_apart_though_they_share_characters() -> None:
    first = (
        "港の組合、賃上げで合意　ストを終了",
        "3月7日(月) 14:20配信",
        "港の組合は7日、賃上げで会社側と合意し、二週間続いたストを終えた。船は八日の朝から港に入る。",
    )
    second = (
        "灯台の島、最後の診療所を閉鎖へ",
        "3月6日(日) 9:30配信",
        "灯台の島で最後の診療所が今月で閉鎖される。島に残る三十人は、週に一度の船で本土の病院に通うことになる。",
    )
    more = "市の職員は「後任の医師を探したが、見つからなかった」と話している。島の人たちは署名を集めている。"
    assert titles(page(*first, "会社側は「長い交渉だった」と話した。組合は投票で合意を認めた。", *second, more)) == [
        first[0],
        second[0],
    ]


BARE = "Velland parliament passes grain law after farmers blocked roads"


def test_a_title_without_a_head_opens_a_part_where_it_says_much_of_its_text_and_nothing_of_the_text_above() -> None:
    assert titles(page(FIRST, LEDE, MORE, BARE, OTHER, MORE_OTHER)) == [FIRST, BARE]
    assert titles(page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, BARE, OTHER, MORE_OTHER)) == [FIRST, BARE]


def test_a_title_without_a_head_among_buttons_or_of_few_words_opens_no_part() -> None:
    assert titles(page(FIRST, LEDE, MORE, "Share", BARE, OTHER, MORE_OTHER)) == [FIRST]
    assert titles(page(FIRST, LEDE, MORE, "Farmers and the grain law", OTHER, MORE_OTHER)) == [FIRST]


def test_a_title_above_a_date_is_another_storys_where_dates_stand_above_titles() -> None:
    first = ("5 May 2031, 22:10", FIRST, LEDE, MORE, "Read also", "Oldest bakery of the coast to close")
    cleaned = page("News", *first, "5 May 2031, 20:48", SECOND, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "section",
    [
        ("Europe",),
        ("Home > World > Europe",),
        ("Politics", "World"),
        ("#2",),
        ("No. 119",),
        ("Velland Grain Row",),
        ("Karsund & Coast", "Salis"),
    ],
)
def test_a_story_begins_at_the_section_or_number_right_above_its_title(section: tuple[str, ...]) -> None:
    second = (*section, SECOND, "By Karl Oster", "May 4, 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, "Share", "Print", *second)
    assert titles(cleaned) == [FIRST, SECOND]
    assert cleaned.text[cleaned.parts[1].start :].startswith("\n".join((*section, SECOND)))


def test_dated_titles_below_a_label_of_other_stories_open_no_part_above_the_rest_of_the_story() -> None:
    listed = ("Related coverage", SECOND, "May 3, 2031", THIRD, "May 2, 2031", "Advertisement")
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, *listed, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST]


def test_a_caption_printed_again_and_again_without_its_credit_opens_no_part() -> None:
    shown = "Lawmakers of Velland vote on the grain law after a debate of eleven hours, Dolna, 4 May 2031"
    pictures = (f"{shown} AP Photo", shown, shown, "AP Photo")
    cleaned = page(FIRST, "May 3, 2031", LEDE, MORE, *pictures, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST]


def test_a_tag_in_small_letters_stays_the_storys_above() -> None:
    second = (SECOND, "By Karl Oster", "May 4, 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, "Read more on:", "politics", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith(SECOND)


def test_a_section_may_stand_between_a_date_and_the_title_below_it() -> None:
    first, second = (("5 May 2031", "Europe", FIRST, LEDE, MORE), ("4 May 2031", "Politics", SECOND, OTHER, MORE_OTHER))
    cleaned = page(*first, "Share", "Print", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("4 May 2031\nPolitics")


def test_another_story_printed_twice_between_paragraphs_with_only_its_series_between_opens_no_part() -> None:
    card = ("The ministry's small harbours try to hold on to their schools", "Parallels")
    cleaned = page(
        FIRST, "May 3, 2031", LEDE, MORE, LAST, *card, card[0], f"The ministry has said no. {MORE_LAST}", OTHER
    )
    assert len(cleaned.parts) == 1


def test_a_story_below_a_label_of_the_next_one_opens_a_part_if_its_title_stands_above_its_date_and_below_it() -> None:
    second = (
        "News / World",
        SECOND,
        "By Karl Oster",
        "May 4, 2031, 07:50",
        "Share",
        "Print",
        SECOND,
        OTHER,
        MORE_OTHER,
    )
    cleaned = page(FIRST, "May 3, 2031", LEDE, MORE, "Subscribe to our newsletter", "NEXT STORY", *second)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_card_of_one_paragraph_below_a_label_and_its_section_opens_no_part() -> None:
    card = ("Recommended Stories", "The Harbour Bell", SECOND, f"DOLNA, Velland (AP) \u2014 {OTHER}", "4h ago")
    assert len(page(FIRST, "May 3, 2031", LEDE, MORE, "Share", *card).parts) == 1


@pytest.mark.parametrize("stop", ["", "."])
def test_a_number_that_follows_the_one_above_opens_a_part(stop: str) -> None:
    cleaned = page(f"1{stop}", FIRST, LEDE, MORE, "Share this story", f"2{stop}", SECOND, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]
    assert cleaned.text[cleaned.parts[1].start :].startswith(f"2{stop}\n{SECOND}")


def test_a_number_out_of_turn_opens_no_part() -> None:
    second = ("3", "The price of wheat", OTHER, MORE_OTHER)
    assert titles(page("1", FIRST, LEDE, MORE, "Share this story", *second)) == [FIRST]


def test_the_numbers_of_the_most_read_open_no_part() -> None:
    last = "Ferry from Salis to close for nine nights as its engine is mended"
    most_read = ("Trending", "1", "Owl found in the fish hall", "2", "Parrot found in Lusk", "3", last)
    cleaned = page(FIRST, "May 5, 2031", LEDE, MORE, *most_read, SECOND, "May 4, 2031", OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[1].start :].startswith(SECOND)


def test_a_date_may_open_a_dateline() -> None:
    second = (SECOND, f"May 4, 2031 (DOLNA) \u2013 {OTHER}", MORE_OTHER)
    assert titles(page(FIRST, LEDE, MORE, "(ST)", "", *second)) == [FIRST, SECOND]


def test_sections_with_bars_between_them_open_a_part() -> None:
    sections = "World | Politics | Velland Desk"
    second = (SECOND, "By Karl Oster", "May 4, 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "May 3, 2031", LEDE, MORE, "Tags", sections, *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith(sections)


def test_titles_of_other_stories_with_their_dates_open_none() -> None:
    others = ("Interview: Why Velland has no ships of its own", "May 2, 2031", "Storm closes the road", "May 1, 2031")
    assert titles(page(FIRST, "May 3, 2031", LEDE, MORE, *others, f"{MORE} So they say.")) == [FIRST]


def test_a_story_on_the_same_subject_is_told_by_its_author_and_date_below_buttons() -> None:
    again = "Nordia Closes Marfa Harbour Again"
    told = "The harbour of Marfa was closed on Sunday after the pay deal between the unions and the ministry failed."
    second = (again, "By Karl Oster", "May 9, 2031", told, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "May 3, 2031", LEDE, MORE, "Share", "Tags", *second)
    assert titles(cleaned) == [FIRST, again]


def test_a_section_above_the_date_opens_a_part_where_the_first_story_has_one_there() -> None:
    first = ("World", "3 May 2031, 09:05", FIRST, LEDE, MORE)
    second = ("Politics", "4 May 2031, 11:31", SECOND, OTHER, MORE_OTHER)
    cleaned = page("Menu", *first, "Share", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("Politics")


def test_a_subject_above_the_date_is_the_story_aboves_where_the_first_has_none() -> None:
    first = ("3 May 2031, 09:05", FIRST, LEDE, MORE)
    second = ("4 May 2031, 11:31", SECOND, OTHER, MORE_OTHER)
    cleaned = page(*first, "Tags", "Politics", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith(second[0])


def test_the_label_of_a_sites_latest_news_opens_no_part() -> None:
    second = (SECOND, "By Karl Oster", "4 May 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "3 May 2031", LEDE, MORE, "Share", "Latest News", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith(SECOND)


def test_an_empty_line_ends_a_list_of_other_stories_with_their_dates() -> None:
    others = ("Top stories", "Ministers meet in Lusk over the school roofs", "Fog stays over Salis", "2 hours ago")
    second = ("", SECOND, "6 May 2031", "Share", "Karl Oster", OTHER, MORE_OTHER)
    assert titles(page(FIRST, "3 May 2031", LEDE, MORE, *others, *second)) == [FIRST, SECOND]


def test_a_button_to_share_below_the_date_tells_the_last_of_a_list_from_the_next_story() -> None:
    others = ("More Stories", "Fog stays over Salis until Sunday", "May 2, 2031, 11:26 GMT")
    second = (SECOND, "May 6, 2031, 16:10 GMT", "Share", OTHER, MORE_OTHER)
    assert titles(page(FIRST, "May 3, 2031, 10:00 GMT", LEDE, MORE, *others, *second)) == [FIRST, SECOND]


def test_what_an_authors_post_is_may_stand_between_byline_and_date() -> None:
    post = "Olga Renn is a correspondent for the Marfa Mail who covers harbours and fish."
    second = (SECOND, "By Olga Renn", post, "Follow", "4 May 2031, 6:20 am", OTHER, MORE_OTHER)
    assert titles(page(FIRST, "By Olga Renn", "3 May 2031", LEDE, MORE, "", *second)) == [FIRST, SECOND]


def test_a_picture_with_its_credit_may_stand_between_a_standfirst_and_the_date() -> None:
    standfirst = "Sixty-one members voted for the law, with two who stayed away. It will cost nine crowns a sack."
    caption = "The house of Velland meets on the law of grain and barley in Dolna, in May and in some rain,"
    second = (SECOND, standfirst, caption, "(photo credit: Lena Orsk/Reuters)", "4 May 2031", "By KARL OSTER, MAIL")
    assert titles(page(FIRST, "3 May 2031", LEDE, MORE, "Share", *second, OTHER, MORE_OTHER)) == [FIRST, SECOND]


def test_the_title_of_a_film_that_plays_opens_no_part() -> None:
    film = "Film shows the grain law's last night"
    played = ("Video", "Ad Feedback", film, "01:12", "- Source:", "Mail", film, "Now playing", "01:12")
    assert titles(page(FIRST, "By Olga Renn", "3 May 2031", LEDE, MORE, *played, MORE_OTHER, LAST)) == [FIRST]


def test_a_quotation_without_an_author_below_it_opens_no_part() -> None:
    said = "'We waited on the quay for nine nights'"
    told = '"We waited on the quay for nine nights," said Olaf Reed, a docker in Marfa whose ship had left without him.'
    caption = "Dockers wait on the quay in Marfa, Nordia, on Monday, 3 May 2031"
    cleaned = page(FIRST, "3 May 2031", LEDE, MORE, "Related", "Fog stays over Salis", "", said, caption, told, MORE)
    assert titles(cleaned) == [FIRST]


def test_a_subject_glued_to_a_title_below_an_empty_line_opens_its_part() -> None:
    second = ("", "Velland", SECOND, "By Karl Oster", "4 May 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "3 May 2031", LEDE, MORE, *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("Velland\n")


def test_a_part_opens_at_the_first_of_two_dates_above_its_title() -> None:
    second = ("World", "4 May 2031, 11:31", "Updated at: 12:15", SECOND, OTHER, MORE_OTHER)
    cleaned = page("World", "3 May 2031, 09:05", FIRST, LEDE, MORE, "Share", "", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("World\n4 May 2031, 11:31")


def test_sections_with_a_bar_on_a_line_between_them_open_a_part() -> None:
    second = ("News", "|", "World", SECOND, "By Karl Oster", "4 May 2031", OTHER, MORE_OTHER)
    cleaned = page(FIRST, "By Olga Renn", "3 May 2031", LEDE, MORE, "Share", *second)
    assert cleaned.text[cleaned.parts[1].start :].startswith("News\n|\nWorld")


@pytest.mark.parametrize(
    "head",
    [
        ("", "WATCH LIST", "Velland"),
        ("", "Politics", "6 May 2031, 17:02"),
        ("", "Tags: grain | farms"),
        ("", "Regions of Velland", "Politics"),
    ],
)
def test_a_story_begins_with_the_lines_that_an_empty_line_sets_off_above_its_title(head: tuple[str, ...]) -> None:
    below = ("By Karl Oster", "6 May 2031") if len(head) == 2 or "6 May" not in head[2] else ("By Karl Oster",)
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "Share", *head, BARE, *below, OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[1].start :].startswith(head[1])


def test_tags_above_the_empty_line_above_a_title_stay_the_storys_above() -> None:
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "Topics", "Lusk", "", BARE, "6 May 2031", OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[1].start :].startswith(BARE)


def test_a_section_may_stand_set_off_below_a_label_of_other_stories() -> None:
    head = ("Other news", "", "Politics", "Farm bill clears last hurdle", "6 May 2031, 09:05 AM")
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, "Farm bill clears last hurdle"]


def test_a_place_and_an_agency_with_buttons_for_the_size_of_the_text_are_a_head() -> None:
    shown = "Farmers wait outside the parliament in Port Dolna on Sunday. (Reuters)"
    head = (shown, shown, "Port Dolna: Reuters", "TT", "Port Dolna: Reuters", "TT")
    assert titles(page(FIRST, LEDE, MORE, "", BARE, *head, "", OTHER, MORE_OTHER)) == [FIRST, BARE]


def test_a_picture_with_a_button_for_the_size_of_the_text_below_it_is_a_head() -> None:
    shown = "Farmers wait outside the parliament in Port Dolna on Sunday."
    head = (shown, f"{shown} (EPA)", "TT", "TT")
    assert titles(page(FIRST, LEDE, MORE, BARE, *head, "", OTHER, MORE_OTHER)) == [FIRST, BARE]


def test_a_place_in_capitals_and_a_dash_open_a_storys_text() -> None:
    buttons = ("Article content", "Share this article")
    assert titles(page(FIRST, LEDE, MORE, *buttons, BARE, f"DOLNA \u2014 {OTHER}", MORE_OTHER)) == [FIRST, BARE]


@pytest.mark.parametrize(
    "lines", [("1", "Why the sea is green", "2", BARE), ("01", BARE, "02", "Why the sea is green")]
)
def test_a_headline_below_its_number_in_a_list_opens_no_part(lines: tuple[str, ...]) -> None:
    more = ("Ferries stay in port", "By Karl Oster", "6 May 2031", f"DOLNA, Velland \u2014 {OTHER}", MORE_OTHER)
    assert titles(page(FIRST, "4 May 2031", LEDE, MORE, "Most viewed", *lines, *more)) == [FIRST, more[0]]


@pytest.mark.parametrize("below", [("From CNN's Ada Lorn", "3 hr 12 min ago"), ("By LRA", "2h ago")])
def test_an_entry_or_another_story_of_some_hours_ago_opens_no_part(below: tuple[str, ...]) -> None:
    assert titles(page(FIRST, "By Karl Oster", "6 May 2031", LEDE, MORE, BARE, *below, OTHER, MORE_OTHER)) == [FIRST]


def test_the_papers_of_a_press_review_open_no_parts() -> None:
    papers = (("Dolna Courier: Grain law divides Velland", OTHER), ("Salis Mail: Storm keeps straits closed", LAST))
    lines = [line for title, said in papers for line in (title, said, MORE_OTHER)]
    assert titles(page("Press review: A grain law and a storm", "Top stories on Tuesday, May 6", *lines)) == [
        "Press review: A grain law and a storm"
    ]


def test_a_new_day_above_a_title_set_off_by_an_empty_line_opens_a_part() -> None:
    head = ("", "June 17, 2031 7:00AM", "News Release", BARE, "Court Clears Nine Officers of Velland's Guard")
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "Most viewed", *head, OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[1].start :].startswith(head[1])


def test_a_label_tells_that_a_day_without_its_year_is_that_of_a_story() -> None:
    shown = "A farmer waits for the bus to the capital"
    head = ("Farm bill clears last hurdle", shown, f"{shown} - Copyright LRA/ADA LORN", "Last updated: 18/02 - 16:21")
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "View more", "", *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, "Farm bill clears last hurdle"]


def test_a_headline_right_below_a_label_of_a_related_story_opens_no_part() -> None:
    card = ("RELATED", "Storm keeps forty freighters off Salis as straits stay closed", "By Ada Lorn")
    assert titles(page(FIRST, "By Karl Oster", LEDE, MORE, *card, LAST, MORE_LAST)) == [FIRST]


def test_a_page_may_begin_with_a_title_that_announces_a_film() -> None:
    head = ("Watch: Dockers Block the Harbour of Marfa", "BPR/Getty Images", "Ada Lorn", "4 May 2031")
    second = (BARE, "OLAF REED/BPR", "Karl Oster", "6 May 2031", OTHER, MORE_OTHER)
    assert titles(page(*head, LEDE, MORE, "COMMENTS", "", *second)) == [head[0], BARE]


@pytest.mark.parametrize("label", ["Related...", "RELATED"])
def test_headlines_as_close_below_a_label_of_related_stories_as_the_label_is_open_no_part(label: str) -> None:
    others = (
        "A Town Closed Its Harbour. Then The Dockers Came.",
        "",
        "Storm Keeps Forty Freighters Off Salis As Winds Rise",
    )
    cleaned = page(
        FIRST, "By Ada Lorn", "4 May 2031", "", LEDE, "", MORE, "", label, "", *others, "", LAST, "", MORE_LAST
    )
    assert titles(cleaned) == [FIRST]


def test_a_section_and_an_age_above_a_headline_tell_that_it_opens_no_part() -> None:
    card = ("Velland // 5 hours ago", BARE, f"May 3 (BPR) -- {OTHER}")
    assert titles(page(FIRST, "By Ada Lorn", "4 May 2031", LEDE, MORE, "Latest Headlines", *card, "Follow Us")) == [
        FIRST
    ]


@pytest.mark.parametrize("sender", ["SALIS - Agence France-Presse", "SALIS"])
def test_a_place_in_capitals_with_or_without_its_agency_is_a_head(sender: str) -> None:
    cleaned = page(FIRST, "MARFA", LEDE, MORE, "", "Farm bill clears last hurdle in Velland", sender, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, "Farm bill clears last hurdle in Velland"]


def test_headlines_with_dates_tight_below_a_label_open_no_part_above_an_empty_line() -> None:
    others = ("Related News", "Storm keeps freighters off Salis", "3 May 2031", BARE, "2 May 2031", "")
    assert titles(page(FIRST, "By Ada Lorn", "4 May 2031", "", LEDE, "", MORE, "", *others, OTHER, MORE_OTHER)) == [
        FIRST
    ]


def test_points_may_stand_between_a_title_and_its_head() -> None:
    points = (
        "Nineteen people were hurt in three days of unrest over the law.",
        "Farmers left the coalition on Sunday.",
    )
    head = (
        "Economics",
        BARE,
        "Takeaways by Bloomberg AI",
        "Subscribe",
        *points,
        "By Ada Lorn and Karl Oster",
        "6 May 2031",
    )
    assert titles(page(FIRST, "4 May 2031", LEDE, MORE, "Share", "", *head, OTHER, MORE_OTHER)) == [FIRST, BARE]


def test_a_tag_in_small_letters_above_a_title_is_the_story_aboves() -> None:
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "Related Tags", "dockers", BARE, "6 May 2031", OTHER, MORE_OTHER)
    assert cleaned.text[cleaned.parts[1].start :].startswith(BARE)


def test_the_name_of_a_pictures_file_opens_no_part() -> None:
    file, shown = "farmers block a road to the capital photo bpr", "Farmers block a road to the capital. PHOTO: BPR"
    head = (
        "WORLD",
        "Farm bill clears last hurdle in Velland",
        "Reuters",
        "6 May 2031",
        "Listen to article",
        file,
        shown,
        "TT",
    )
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "COMMENTS", "", *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, "Farm bill clears last hurdle in Velland"]


def test_points_that_end_a_page_have_no_head_below() -> None:
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, BARE, "Key points", OTHER, MORE_OTHER)
    assert [block.action.value for block in cleaned.blocks[-2:]] == ["keep", "keep"]


@pytest.mark.parametrize("opening", ["DOLNA, Velland, May 6. ", "DOLNA, MAY 6, VELLPRESS. "])
def test_a_dateline_with_its_day_and_a_stop_opens_a_part(opening: str) -> None:
    text = ("Farm bill clears last hurdle in Velland", f"{opening}{OTHER}", MORE_OTHER)
    assert titles(page(FIRST, f"MARFA, MAY 4, NORDPRESS. {LEDE}", MORE, "", *text)) == [FIRST, text[0]]


def test_a_picture_without_its_credit_between_a_title_and_its_date_is_not_the_title() -> None:
    shown = "Farmers wait at a polling station in the port of Velland"
    head = (
        "Farmers of Velland vote on grain law as port stays closed",
        "Reading Time: 2 minutes",
        shown,
        "6 May 2031, 6:41 AM",
    )
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "", *head, "Reuters", f"{shown} Image: Reuters", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, head[0]]


def test_an_author_may_stand_below_the_standfirst_and_the_picture() -> None:
    told = "Le bilan ne cesse de s'alourdir dans le sud du Belmara, frappé depuis cinq jours par des pluies."
    shown = "Des habitants du port évacuent leurs biens sur une pirogue, le 2 mai 2031. (c) AFP"
    text = (
        "Les secours ont retrouvé neuf habitants dans le port, où les pluies ont emporté deux ponts.",
        f"{told[:-1]} ici.",
    )
    head = (
        "Inondations au Belmara: plus de 120 morts dans le sud",
        "Publié le : 03/05/2031 - 07:15",
        told,
        shown,
        "Par : Ada Lorn",
    )
    lines = [line for each in (*head, *text) for line in (each, "")]
    others = ("Sur le même sujet", "", "Sanou: l'opposition dépose six recours", "")
    first = ("Sanou rouvre son port après deux semaines", "", "Publié le : 02/05/2031 - 10:00", "", LEDE, "", MORE, "")
    assert titles(page(*first, *others, *lines)) == [first[0], head[0]]


@pytest.mark.parametrize("above", [("Suggested for you",), ("Suggested reading",)])
def test_a_title_suggested_above_an_empty_line_opens_no_part(above: tuple[str, ...]) -> None:
    suggested = ("Why Velland Needs a Law on Bread", "Dolna to Host Lawmakers on Grain in June")
    head = (SECOND, "By Olga Renn", "5 May 2031")
    cleaned = page(FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, *above, *suggested, "", *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]
    assert [kinds(cleaned)[line] for line in suggested] == ["widget", "widget"]


def test_a_title_below_a_section_and_a_date_is_no_standfirst_of_the_one_above_them() -> None:
    other = "Velland minister delays harbour talks"
    story = ("World News", "May 5, 2031", SECOND, "By Olga Renn", OTHER, MORE_OTHER)
    cleaned = page("U.S. News", "May 4, 2031", FIRST, "By Ivo Tamm", LEDE, MORE, "Read More", other, *story)
    assert titles(cleaned) == [FIRST, SECOND]
    assert starts(cleaned)[1] == "World News"


@pytest.mark.parametrize("line", ["ADVERTISEMENT", "AD", "296"])
def test_a_part_begins_below_what_is_the_pages(line: str) -> None:
    gap = ("", line, "Harbours") if line.isupper() else (line, "")
    cleaned = page(FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, *gap, SECOND, "By Olga Renn", "5 May 2031", OTHER)
    assert starts(cleaned)[1] == ("Harbours" if line.isupper() else SECOND)


@pytest.mark.parametrize("day", ["05.04.31 | 11:37", "17:02, 05.04.31"])
def test_an_author_and_a_day_with_a_short_year_open_a_part(day: str) -> None:
    cleaned = page(FIRST, "Ivo Tamm|", "05.03.31 | 09:12", LEDE, MORE, SECOND, "Olga Renn|", day, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]
    assert kinds(cleaned)["Olga Renn|"] == "byline"


def test_a_title_with_an_author_and_a_date_is_the_second_below_a_label_of_related_stories_at_most() -> None:
    head = (SECOND, "", "Monday May 5, 2031", "", "By Olga Renn", "")
    above = ("Related", "", "Velland grain board cuts its prices again", "")
    told = [line for each in (LEDE, MORE) for line in (each, "")]
    first = (FIRST, "", "Sunday May 4, 2031", "", *told)
    assert titles(page(*first, *above, *head, OTHER, "", MORE_OTHER)) == [FIRST, SECOND]


def test_a_picture_printed_twice_may_stand_below_a_standfirst() -> None:
    told, shown = "Three farmers are still missing in the valley.", "Lawmakers leave the house in Dolna on Sunday."
    head = (SECOND, SECOND, told, shown, shown, "Photo courtesy: Velland Police", "Published at : May 5, 2031")
    first = (FIRST, LEDE, "Ada Lorn", "Published at : May 4, 2031", MORE, LAST)
    cleaned = page(*first, "", "National", *head, OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]
    assert kinds(cleaned)[told] == "paragraph"


def test_the_last_of_a_list_above_an_empty_line_is_not_the_title_below_it() -> None:
    listed = ("Why sailors leave Nordia's ports", "Velland grain board given another month to answer")
    head = (SECOND, "Monday, May 5, 2031", "By Olga Renn")
    cleaned = page(
        FIRST,
        "Sunday, May 4, 2031",
        "By Ivo Tamm",
        LEDE,
        MORE,
        "In the headlines",
        *listed,
        "",
        *head,
        OTHER,
        MORE_OTHER,
    )
    assert titles(cleaned) == [FIRST, SECOND]


def test_three_tags_above_a_title_are_of_the_story_above() -> None:
    tags = ("Velland Republic", "Grain laws", "Protests")
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE)
    assert (
        starts(page(*first, "Read more", *tags, SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND
    )


def test_a_title_may_stand_again_above_the_author_below_standfirst_and_pictures() -> None:
    shown = "Farida Kolm was arrested in August."
    head = (SECOND, "Lawmakers cannot wait for the prosecutors, its speaker said.", shown, shown, SECOND)
    cleaned = page(
        FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, *head, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER
    )
    assert titles(cleaned) == [FIRST, SECOND]
    assert starts(cleaned)[1] == SECOND
    assert [block.part for block in cleaned.blocks].count(1) == len(head) + 4


def test_an_author_and_a_place_behind_a_bar_open_a_part() -> None:
    head = (SECOND, "Olga Renn | Dolna", "A bridge in Dolna was among the six that were closed")
    assert titles(page(FIRST, "Ivo Tamm", LEDE, MORE, "May 4, 2031", *head, OTHER, MORE_OTHER)) == [FIRST, SECOND]


def test_titles_with_their_day_before_them_open_no_part() -> None:
    listed = (
        "04/05/2031 \u2013 Velland Council Urges Repeal of Grain Law",
        "03/05/2031 \u2013 Velland President Signs It",
    )
    cleaned = page(
        FIRST, "By Ivo Tamm", "5 May 2031", LEDE, MORE, "Also Read:", "02/05/2031 \u2013 Farmers March", *listed, OTHER
    )
    assert titles(cleaned) == [FIRST]


def test_a_dateline_of_another_day_speaks_for_a_story() -> None:
    sent = "DOLNA, {}, BRENNPRESS. {}"
    first = (FIRST, sent.format("MAY 3", LEDE), MORE)
    below = ("Storm of force 11 hits straits", "2 minute read", sent.format("MAY 5", LAST))
    assert titles(page(*first, *below)) == [FIRST, below[0]]
    assert titles(page(*first, *below[:2], sent.format("MAY 3", LAST))) == [FIRST]


def test_a_date_told_as_below_the_first_title_speaks_for_a_story() -> None:
    told = ("Published:Sunday | May 4, 2031 | 12:10 AM", "Published:Tuesday | May 6, 2031 | 12:07 AM")
    on = "The harbour of Marfa is to take back its dockers, a tribunal said in a pay deal of the unions on Monday."
    more = "Ships had waited in the bay of Marfa, and its unions and the ministry want the harbour to be run by both."
    second = "Tribunal takes back all"
    assert titles(page(FIRST, told[0], LEDE, MORE, second, told[1], on, more)) == [FIRST, second]
    assert titles(page(FIRST, told[0], LEDE, MORE, second, "May 6, 2031", on, more)) == [FIRST]


def test_a_part_begins_at_the_first_of_two_copies_of_its_title() -> None:
    shown = "Lawmakers vote in Dolna on Sunday (Photo: BRN)"
    first = (FIRST, "4 May, 12:41 PM", LEDE, MORE, "Read us on Google News")
    cleaned = page(*first, "", SECOND, SECOND, "5 May, 06:15 PM", shown, OTHER, MORE_OTHER)
    assert [block.part for block in cleaned.blocks] == [0] * 5 + [1] * 6
    assert titles(cleaned) == [FIRST, SECOND]


def test_topics_above_an_empty_line_are_of_the_story_above() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, "Suggested Topics:", "World", "Europe", "Human Rights")
    assert starts(page(*first, "", SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND


def test_a_story_of_a_list_is_none_though_its_date_is_told_as_the_first_ones() -> None:
    told = ("Domingo 04 Mayo, 2031 | 16:20", "Lunes 05 Mayo, 2031 | 12:07")
    listed = ("Lee también...", "Velland changes four ministers amid grain crisis", told[1])
    assert titles(page(FIRST, told[0], LEDE, MORE, *listed, f"{LEDE[:-1]} now.", f"{MORE[:-1]} now.")) == [FIRST]


@pytest.mark.parametrize("author", ["Ada Lorn in Marfa", "Ada Lorn (aus Marfa)"])
def test_a_name_with_a_place_speaks_for_a_title(author: str) -> None:
    title = "After the long debate"
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "", title, author, "20.05.2031", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, title]


def test_a_section_glued_to_a_subject_begins_the_part_of_a_title_below() -> None:
    kicker = "Opinion>International"
    notice = "The views expressed by contributors are their own and not the view of this paper"
    head = (kicker, notice, SECOND, "By Karl Oster", "5 May 2031")
    assert starts(page(FIRST, "By Olga Renn", "4 May 2031", LEDE, MORE, "", *head, OTHER, MORE_OTHER))[1] == kicker


def test_the_hours_since_an_entry_of_a_live_page_are_no_month() -> None:
    live = "Storm live: straits closed for second day"
    entries = ("14m ago 16.02 BST", THIRD, LAST, MORE_LAST, "Share", "1h ago 15.04 BST", "Death toll rises to 14")
    toll = "The death toll has risen to 14 and rescuers look for 30 sailors of a freighter, the hospital of Dolna said."
    cleaned = page(live, "Sun 4 May 2031 16.02 BST", "Live feed", *entries, toll, MORE_OTHER)
    assert titles(cleaned) == [live]


def test_one_tag_above_an_empty_line_is_of_the_story_above() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, "Tags", "World")
    assert starts(page(*first, "", SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND


def test_a_button_to_comment_above_an_empty_line_is_of_the_story_above() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, "read more:", "Nordia", "harbours", "Comment")
    assert starts(page(*first, "", SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND


def test_a_menu_above_a_title_is_of_the_story_above() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE)
    menu = ("Skip to content", "Watch Live", "Subscribe", "Sign In", "Home", "News", "Sport")
    assert starts(page(*first, "", *menu, SECOND, "5 May 2031", "By Olga Renn", OTHER, MORE_OTHER))[1] == SECOND


def test_a_standfirst_below_a_picture_opens_no_part() -> None:
    shown = "Workers celebrate outside the parliament of Dolna after the vote on Sunday."
    standfirst = "Price of grain to fall over three years in a move that splits farmers and their coalition"
    head = (
        SECOND,
        shown,
        shown,
        "Photograph: Ivo Tamm/BRN",
        standfirst,
        "Olga Renn",
        "Mon 5 May 2031 16.20 GMT",
    )
    first = (FIRST, "Ivo Tamm", "Sun 4 May 2031 16.20 GMT", LEDE, MORE, "Share", "Reuse this content")
    cleaned = page(*first, "", *head, OTHER, MORE_OTHER, f"{shown} Photograph: Ivo Tamm/BRN")
    assert titles(cleaned) == [FIRST, SECOND]


def test_how_long_ago_another_story_was_told_says_nothing_of_the_title_below_an_empty_line() -> None:
    below = ("Read Next", "Storm Ottilie hits straits", "May 3, 2031 \u00b7 7:03 AM UTC \u00b7 6 hours ago")
    first = (FIRST, "By Ivo Tamm", "May 4, 2031", LEDE, MORE, *below)
    cleaned = page(*first, "", SECOND, "By Olga Renn", "May 5, 2031", "Share", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_story_above_that_is_offered_again_opens_no_part() -> None:
    first, below = (FIRST, "May 4, 2031 11:48 AM", "Ivo Tamm", LEDE, MORE), (OTHER, MORE_OTHER)
    again = "Marfa harbour, which Nordia reopens, had been closed for two weeks, and its dockers won a pay deal there."
    cleaned = page(*first, "", SECOND, "May 5, 2031 3:20 PM", "Olga Renn", *below, "See also:", FIRST, again, MORE_LAST)
    assert titles(cleaned) == [FIRST, SECOND]


def test_a_story_with_its_date_right_below_a_label_of_others_opens_no_part() -> None:
    other = ("Te podr\u00eda interesar", "Storm of ten years empties the greatest lake of Velland", "2 May 2031")
    pitch = "Reg\u00edstrate para recibir El Lusk en tu buz\u00f3n de correo. Suscr\u00edbete aqu\u00ed."
    assert titles(page(FIRST, "4 May 2031", LEDE, MORE, *other, pitch, LAST, MORE_LAST)) == [FIRST]


def test_what_says_who_is_to_be_seen_is_no_title() -> None:
    shown = "Deputy minister Karl Oster (right) meets his colleague from Nordia, Ada Lorn"
    first = (FIRST, "By Ivo Tamm", "May 4, 2031", LEDE, MORE)
    head = ("March 5, 2031 - 19:44", SECOND, "By Olga Renn")
    cleaned = page(*first, "", *head, f"DOLNA \u2013 {OTHER}", shown, shown, MORE_OTHER, LAST, MORE_LAST)
    assert shown not in titles(cleaned)


def test_a_caption_printed_twice_with_its_credit_below_is_no_title() -> None:
    shown, by = 'Prime minister Karl Oster in parliament: "At no time informed"', "Photo: Lise Tamm / BRN"
    cleaned = page(FIRST, "By Ivo Tamm", "May 4, 2031", LEDE, MORE, shown, by, shown, by, LAST, MORE_LAST)
    assert titles(cleaned) == [FIRST]


def test_a_part_begins_at_the_first_copy_of_its_title_above_the_place() -> None:
    first = (FIRST, "MARFA", LEDE, MORE)
    title = "Lawmakers of Velland pass grain law after debate of eleven hours"
    head = (title, "DOLNA", title, "Police face protesters in Dolna, May 5. Reuters photo")
    cleaned = page(*first, "", *head, OTHER, MORE_OTHER, LAST, MORE_LAST)
    assert [block.part for block in cleaned.blocks][:7] == [0] * 4 + [1] * 3


def starts(cleaned: CleanedPage) -> list[str]:
    """The first line of every part."""
    return [cleaned.text[part.start : part.end].strip().partition("\n")[0] for part in cleaned.parts]


def test_a_name_with_a_region_and_a_post_speaks_for_a_title() -> None:
    title = "Minister charged over Marfa pay deal"
    told = "Ivo Tamm accused of promising what the ministry had no money for"
    text = (
        "Prosecutors in Marfa have charged the minister who made the pay deal with the unions over the harbour, "
        "which was reopened on Tuesday after ships had waited in the bay for two weeks."
    )
    author = ("Ada Lorn East Nordia correspondent", "Tue 20 May 2031 11.50 CET", "Share")
    first = (FIRST, "By Olga Renn", "4 May 2031", LEDE, MORE)
    cleaned = page(*first, "", title, "", told, *author, "", text, f"{LEDE[:-1]} so far.")
    assert titles(cleaned) == [FIRST, title]


def test_a_title_of_two_sentences_may_stand_between_an_empty_line_and_its_date() -> None:
    title = "News Analysis: Who sold the grain? Trial of Velland officials shows how far the law reaches in the south"
    cleaned = page(FIRST, "4 May 2031", LEDE, MORE, "", title, "20 May 2031", "By Karl Oster", "", OTHER, MORE_OTHER)
    assert titles(cleaned) == [FIRST, title]


def test_sections_above_the_first_title_that_stand_above_another_too_speak_for_it() -> None:
    kickers = ("Politics", "Velland")
    second = "Protest list wins Velland vote"
    told = (
        "The list that grew out of the row about the water is the strongest force at once, but for a majority it needs "
        "the party that made the deal with the ministry after which ships waited in the bay."
    )
    first = ("Head of government loses vote", "6 May 2031", LEDE, MORE)
    below = ("Karl Oster (from Dolna)", "19.05.2031", told, "As the first count comes in, the hall falls silent.")
    assert titles(page(*kickers, *first, "", *kickers, second, *below)) == [first[0], second]


def test_an_entry_with_its_clock_and_how_long_ago_that_was_opens_no_part() -> None:
    entry = ("17:20 28m ago", "Analysis: The numbers of the unions are moving", "Tam Yelland Political correspondent")
    told = (
        "The unions of Dolna had the numbers on Tuesday, and have lost four of eleven harbours since then, I am told."
    )
    cleaned = page("Harbour latest: unions vote tonight", "18:05", LEDE, MORE, "", *entry, told, MORE_OTHER)
    assert len(cleaned.parts) == 1


def test_a_seeming_section_below_tags_and_above_an_empty_line_is_of_the_story_above() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, "Sign up here.", "Velland", "Asia")
    assert starts(page(*first, "", SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND


def test_a_standfirst_may_stand_between_a_title_and_a_name_with_a_post_below() -> None:
    told = "Parliament Should Reject Bill Allowing Closure of Papers and Ports"
    first = ("June 8, 2031 12:00AM EDT News Release", FIRST, "By Olga Renn", LEDE, MORE)
    second = ("May 24, 2031 9:30AM EDT Dispatches", "Velland Law Would Put Editors at Risk", told, "Ada Lorn")
    post = ("Senior Researcher, Europe and Asia Division", "Lawmakers in Salis. (Ivo Tamm/AFP)")
    text = (
        "Lawmakers in Velland are due to vote this week on a bill that would let the ministry close papers and ports."
    )
    cleaned = page(*first, *second, *post, text, MORE_OTHER)
    assert titles(cleaned) == [FIRST, second[1]]


def test_more_above_an_empty_line_is_no_section() -> None:
    first = (FIRST, "By Ivo Tamm", "4 May 2031", LEDE, MORE, "Subscribe", "This item is part of", "More")
    assert starts(page(*first, "", SECOND, "By Olga Renn", "5 May 2031", OTHER, MORE_OTHER))[1] == SECOND
