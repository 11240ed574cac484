"""What stands between the paragraphs of a story: pictures, other stories, players, lists."""

from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, dropped, kept, kinds, page

TITLE = "Nordia Reopens Marfa Harbour after Strike"
NEXT = "Dockers voted for the deal on Monday, by four hundred votes to thirty, at a meeting in the fish hall."
LAST = "The next ship is due on Friday, the harbour master said."
CAPTION = "Cranes in Marfa on Tuesday. (Jan Petrik, Brenn Herald)"


@pytest.mark.parametrize(
    "line",
    [
        "Olga Renn wants hearings on the price of winter wheat",
        "The Long View | A quiet spring among the beekeepers of Alsen",
        "Listen to our reporters on the road between Alsen and Port Salis",
    ],
)
def test_a_long_line_that_says_nothing_of_the_paragraph_below_is_another_storys_title(line: str) -> None:
    assert dropped(page(TITLE, LEDE, MORE, line, NEXT, LAST)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "What the winter may bring to fishermen and their wives",
        "\u2018I have never seen so many people cheer and cry at once\u2019",
        "Could the winter bring more trouble to fishermen and their wives?",
        "How four hundred dockers came to vote for the deal they hated",
        "The fish hall where nobody wanted to meet a neighbour",
        "March 3, 2031: Olga Renn goes home with an empty bag",
        "Winter ahead",
        "WHAT TO DO IF YOU FIND AN ORANGE ON THE BEACH",
    ],
)
def test_a_subheading_asks_quotes_dates_is_short_or_speaks_of_the_text_below(line: str) -> None:
    assert line in kept(page(TITLE, LEDE, MORE, line, NEXT, LAST))


def test_a_line_without_a_stop_between_a_paragraph_and_a_caption_is_an_alternative_text() -> None:
    described = "Two yellow cranes stand beside a ship full of fruit"
    cleaned = page(TITLE, LEDE, MORE, described, CAPTION, NEXT, LAST)
    assert dropped(cleaned) == [described]
    assert kinds(cleaned)[CAPTION] == "caption"


def test_above_a_caption_without_a_credit_it_is_a_caption() -> None:
    first, second = "Fruit rots on the quay in Marfa, as it has since April", "Image caption: Dockers in the fish hall"
    cleaned = page(TITLE, LEDE, MORE, first, second, NEXT, LAST)
    assert {kinds(cleaned)[line] for line in (first, second)} == {"caption"}


def test_an_alternative_text_stands_above_the_text_too_but_not_right_below_the_title() -> None:
    described = "A woman in a yellow coat throws oranges into the bay"
    cleaned = page(TITLE, "By Olga Renn", "5 May 2031", described, CAPTION, LEDE, MORE, NEXT, LAST)
    assert dropped(cleaned) == [described]
    standfirst = "A court in Alsen clears the way for ships with fruit"
    assert standfirst in kept(page(TITLE, standfirst, CAPTION, "By Olga Renn", LEDE, MORE, NEXT, LAST))


@pytest.mark.parametrize(
    ("above", "name"),
    [(("Map_Marfa_May12-17",), "(Brenn Herald)"), (("Image caption: Dockers in the fish hall",), "The Brenn Herald")],
)
def test_a_name_alone_that_another_credit_has_is_a_credit(above: tuple[str, ...], name: str) -> None:
    signed = "Cranes in Marfa on Tuesday. [Jan Petrik/Brenn Herald]"
    other = "Ships in the bay on Friday. (Jan Petrik for The Brenn Herald)"
    cleaned = page(TITLE, signed, other, LEDE, MORE, *above, name, NEXT, LAST)
    assert kinds(cleaned)[name] == "credit"


def test_a_line_that_says_what_the_caption_below_says_is_an_alternative_text() -> None:
    described, caption = (
        "Dockers of the union burn tyres in Marfa harbour",
        "Dockers burned tyres in the harbour of Marfa. AFP",
    )
    assert described in dropped(page(TITLE, LEDE, "Share", "Print", described, caption, MORE, NEXT, LAST))


def test_a_line_with_whose_words_a_caption_begins_is_left_out_if_it_tells_of_any_picture() -> None:
    described = "A docker eats an orange"
    caption = "A docker eats an orange on the quay of Marfa, one of four hundred who voted [Jan Petrik/BPR]"
    assert dropped(page(TITLE, LEDE, MORE, described, caption, NEXT, LAST)) == [described]


def test_a_name_alone_that_no_credit_has_is_a_subheading() -> None:
    assert "The Brenn Herald" in kept(page(TITLE, CAPTION, LEDE, MORE, "The Brenn Herald", NEXT, LAST))


def test_captions_without_a_stop_stand_above_the_button_of_a_gallery() -> None:
    captions = ("Dockers wave their caps outside the fish hall", "The owners of the ships were not invited")
    cleaned = page(TITLE, LEDE, MORE, *captions, "View gallery", NEXT, LAST)
    assert {kinds(cleaned)[caption] for caption in captions} == {"caption"}


@pytest.mark.parametrize(
    "listed",
    [
        ("March 12: Dockers go on strike", "April 3: The minister resigns", "May 5: The harbour opens again"),
        ("Built: 1967, last mended in 1994", "Ships in 2030: 412", "Price of a berth: 40 crowns"),
    ],
)
def test_lines_that_open_with_a_day_or_a_label_are_a_list(listed: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, LEDE, MORE, *listed, "What comes next", NEXT, LAST))
    assert {found[line] for line in listed} == {"list_item"}


@pytest.mark.parametrize("heading", ["Fruit on the quay", "Who will eat all of the fruit now?"])
def test_a_short_subheading_or_a_question_above_a_caption_is_kept(heading: str) -> None:
    assert heading in kept(page(TITLE, LEDE, MORE, heading, CAPTION, NEXT, LAST))


def test_a_caption_may_stand_below_who_took_the_picture() -> None:
    credit, caption = "Jan Petrik for The Brenn Herald", "Olga Renn, who had waited since April, eats an orange."
    above = "The first ship of the year came in at noon."
    cleaned = page(TITLE, credit, above, LEDE, MORE, "Enlarge This Image", credit, caption, NEXT, LAST)
    assert kinds(cleaned)[credit] == "credit"
    assert {kinds(cleaned)[line] for line in (above, caption)} == {"caption"}


def test_a_sentence_that_shows_people_below_a_credit_is_its_caption() -> None:
    caption = "A docker eats an orange on the quay of Marfa."
    cleaned = page(TITLE, LEDE, MORE, "\u00a9 Harbours/Jan Petrik", caption, NEXT, LAST)
    assert kinds(cleaned)[caption] == "caption"


def test_a_sentence_that_reports_below_a_credit_is_text() -> None:
    text = "A docker said the oranges were for the children of Marfa."
    assert text in kept(page(TITLE, LEDE, MORE, "\u00a9 Harbours/Jan Petrik", text, NEXT, LAST))


def test_a_caption_above_its_credit_and_its_button_may_tell_anything() -> None:
    caption = "Olga Renn, 61, says the new price does not cover her diesel."
    cleaned = page(TITLE, LEDE, MORE, caption, "Jan Petrik/BPR", "hide caption", NEXT, LAST)
    assert kinds(cleaned)[caption] == "caption"


def test_a_long_line_without_a_stop_that_ends_with_a_full_name_in_a_bracket_is_a_caption() -> None:
    caption = "Olga Renn with the oranges that she kept in a cellar all through the strike (Jan Petrik)"
    assert kinds(page(TITLE, LEDE, MORE, caption, NEXT, LAST))[caption] == "caption"


def test_pictures_side_by_side_say_which_is_which() -> None:
    caption = (
        "Left: Dockers vote. Right: The fish hall, which had been closed since 2030. (Jan Petrik for The Meridian)"
    )
    assert kinds(page(TITLE, LEDE, MORE, caption, NEXT, LAST))[caption] == "caption"


def test_a_picture_from_a_film_is_a_caption() -> None:
    caption = "Dockers in the fish hall, May 5, 2031. (Video screenshot)"
    assert kinds(page(TITLE, LEDE, MORE, caption, NEXT, LAST))[caption] == "caption"


FILM = "Why the dockers of Marfa went on strike in April"


@pytest.mark.parametrize("player", [["0:00", "28:14"], ["03:12", FILM, FILM], ["Map_Marfa_May12-17"]])
def test_the_clocks_of_a_player_and_the_names_of_files_are_left_out(player: list[str]) -> None:
    cleaned = page(TITLE, LEDE, "21:30", "Dockers vote", MORE, *player, NEXT, "22:10", "Ships come in", LAST)
    assert dropped(cleaned) == player


@pytest.mark.parametrize(
    "line",
    [
        "Make sense of the winter at sea with the Harbour Watch newsletter. Sign up here.",
        "** A message from the Gas Board: Gas keeps Marfa warm all through the winter.",
        "Space to play or pause, M to mute, left and right arrows to seek.",
        "\u3010\u5730\u56f3\u3011\u591a\u7d0d\u6e2f",
    ],
)
def test_offers_and_what_players_say_are_left_out(line: str) -> None:
    assert dropped(page(TITLE, LEDE, MORE, line, NEXT, LAST)) == [line]


def test_a_page_with_long_subheadings_keeps_all_of_them() -> None:
    strange, own = (
        "Olga Renn wants hearings on winter wheat and oranges",
        "This meeting was the third of dockers since the winter",
    )
    told = "The dockers had voted twice before, at a meeting that nobody wished to remember in the long winter."
    headings = {strange, own}
    assert headings <= set(kept(page(TITLE, LEDE, MORE, NEXT, strange, LEDE.upper(), MORE.upper(), own, told, LAST)))


def test_the_number_of_a_chapter_below_a_list_of_other_stories_is_kept() -> None:
    listed = ("Recommended Reading", "How to Cook the Pike", "A Winter in Alsen")
    assert "II." in kept(page(TITLE, LEDE, MORE, *listed, "II.", NEXT, LAST))


def test_what_a_currency_is_worth_is_body_text() -> None:
    rate = "($1 = 0.9472 crowns)"
    assert rate in kept(page(TITLE, LEDE, MORE, LAST, rate, "Share", "Torland"))


@pytest.mark.parametrize("line", ["Correction: May 17, 2031", "Born: March 3rd, 1958"])
def test_a_day_on_which_nothing_was_published_is_no_date_line(line: str) -> None:
    assert kinds(page(TITLE, LEDE, MORE, line, NEXT, LAST))[line] == "paragraph"


def test_a_sentence_that_stands_in_the_text_twice_is_a_caption() -> None:
    shown = "Ordeal: the dockers slept in the fish hall for two weeks, with their wives and children."
    cleaned = page(TITLE, LEDE, MORE, shown, NEXT, shown, LAST)
    assert kept(cleaned) == [TITLE, LEDE, MORE, NEXT, LAST]
    assert [block.action for block in cleaned.blocks if block.kind == "caption"] == ["metadata", "drop"]


def test_one_of_the_first_two_sentences_printed_again_is_the_texts_own() -> None:
    assert kinds(page(TITLE, LEDE, MORE, NEXT, MORE, LAST))[MORE] == "paragraph"


def test_sentences_without_stops_between_paragraphs_are_points_of_the_story() -> None:
    points = (
        "The ferry was built in 1987 and had been refitted twice",
        "Inspectors ordered repairs to its bow doors in November",
        "It was allowed back into service five weeks later",
    )
    text = (LEDE, MORE, NEXT, LEDE.replace("Tuesday", "Friday"), MORE.replace("two weeks", "three"))
    assert set(points) <= set(kept(page(TITLE, *text, *points, f"The harbour master, {LAST}", "Share")))
