from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kinds, page
from workers.clean.embeds import attribution

TITLE = "Nordia Reopens Marfa Harbour"


@pytest.mark.parametrize(
    "text",
    [
        "\u2014 Port Watch (@portwatch) May 6, 2031",
        "\u2014 Ana Pop (@anap) 22 octombrie 2031",
        "\u2014 J. Holm \U0001f1f3\U0001f1f4 (@j_holm) 2031\u5e745\u670816\u65e5",
        "Unions meet again\u2026\u2014 J Holm (@jholm) May 16, 2031",
        "A post shared by Lenn Watch (@lennwatch)",
        "\u2014 Port Watch (@portwatch@social.example) May 6, 2031",
        "The cranes of Marfa move again, and the first ship is in since noon. -- Port Watch (@portwatch) May 6, 2031",
    ],
)
def test_the_author_of_a_post_is_found_at_the_end_of_a_line(text: str) -> None:
    assert attribution(text) is not None


@pytest.mark.parametrize(
    "text",
    ["He wrote to (@portwatch) and waited.", "The harbour \u2014 all of it \u2014 is open", "mail@portwatch.example"],
)
def test_a_handle_within_a_sentence_names_no_author(text: str) -> None:
    assert attribution(text) is None


def test_a_post_on_lines_of_its_own_reaches_back_to_its_first() -> None:
    found = kinds(
        page(
            TITLE,
            LEDE,
            "ALL CLEAR",
            "First ship at noon\u2026 https://t.co/aB1",
            "\u2014 Port Watch (@portwatch) May 6, 2031",
            MORE,
        )
    )
    assert [found[text] for text in ("ALL CLEAR", "First ship at noon\u2026 https://t.co/aB1")] == ["embed", "embed"]
    assert found[LEDE] == found[MORE] == "paragraph"


def test_a_post_glued_to_its_author_is_one_block() -> None:
    post = "\u201cWe will strike again\u201d \u2013 union boss tonight\u2014 Emil Straub (@estraub) May 12, 2031"
    found = kinds(page(TITLE, LEDE, MORE, post, MORE + " So it is."))
    assert found[post] == "embed"
    assert found[MORE] == "paragraph"


def test_a_post_in_another_script_than_the_page_is_found_whole() -> None:
    first = "\u05d4\u05d9\u05d5\u05dd \u05d1\u05e0\u05de\u05dc"
    last = "\u05e9\u05d1\u05d9\u05ea\u05d4 pic.twitter.com/aB1\u2014 Noa (@noa) May 2, 2031"
    found = kinds(page(TITLE, LEDE, MORE, first, last, "Ships wait", MORE + " Still."))
    assert (found[first], found[last]) == ("embed", "embed")


def test_a_post_stops_at_the_paragraph_that_announces_it() -> None:
    announced = "The union wrote on its page the next morning:"
    found = kinds(page(TITLE, LEDE, announced, "NO WORK TODAY", "\u2014 Port Union (@portunion) May 6, 2031", MORE))
    assert (found[announced], found["NO WORK TODAY"]) == ("paragraph", "embed")


def test_where_empty_lines_part_paragraphs_a_post_is_what_stands_together() -> None:
    lines = (
        TITLE,
        "",
        LEDE,
        "",
        "The first line of the post.",
        "Its second line.",
        "\u2014 Ana (@ana) May 6, 2031",
        "",
        MORE,
    )
    found = kinds(page(*lines))
    assert [found[text] for text in lines[4:7]] == ["embed"] * 3
    assert found[LEDE] == found[MORE] == "paragraph"


def test_a_post_is_no_longer_than_posts_are() -> None:
    body = [f"{MORE[:-1]}, and that was day {day}." for day in range(6)]
    found = kinds(page(TITLE, LEDE, *body, "\u2014 Ana (@ana) May 6, 2031"))
    assert [found[text] for text in body[:4]] == ["paragraph"] * 4


def test_an_attribution_may_lack_its_dash_on_a_line_of_its_own() -> None:
    post = "We will open the harbour today."
    found = kinds(page(TITLE, LEDE, post, "Port of Marfa (@marfaport) May 6, 2031", MORE))
    assert found[post] == found["Port of Marfa (@marfaport) May 6, 2031"] == "embed"
    assert found[LEDE] == found[MORE] == "paragraph"


def test_a_post_stands_between_its_button_and_its_date() -> None:
    post = (
        "Ships are in! The first oranges go to the children of Marfa. #Nordia",
        "Harbour Board",
        "HBMARFA",
        "May 6, 2031",
    )
    found = kinds(page(TITLE, LEDE, "Tweet URL", *post, MORE))
    assert {found[line] for line in post} == {"embed"}
    assert found[MORE] == "paragraph"


def test_a_button_of_a_post_that_is_not_there_opens_none() -> None:
    assert kinds(page(TITLE, "Tweet URL", LEDE, MORE))[LEDE] == "paragraph"


def test_a_line_that_ends_with_a_posts_own_link_is_part_of_it_whatever_it_begins_with() -> None:
    post = "WATCH: The first ship enters the harbour pic.twitter.com/aB3dE"
    assert kinds(page(TITLE, LEDE, post, "\u2014 Port Watch (@portwatch) May 6, 2031", MORE))[post] == "embed"


@pytest.mark.parametrize(
    "post",
    [
        (
            "Olga Renn",
            "@orenn_marfa",
            "No ship leaves before we are paid.",
            "2:17 PM \u00b7 Oct 8, 2031",
            "41.2K Views",
        ),
        (
            "Olga Renn @orenn_marfa",
            "No ship leaves.",
            "Nor the next.",
            "8:41 AM \u00b7 Mar 3, 2031 \u00b7 Post for Web",
        ),
    ],
)
def test_a_post_as_its_site_prints_it_reaches_from_its_author_to_its_time(post: tuple[str, ...]) -> None:
    found = kinds(page(TITLE, LEDE, MORE, *post, MORE + " So it is."))
    assert {found[line] for line in post} == {"embed"}
    assert found[MORE] == found[MORE + " So it is."] == "paragraph"


def test_a_time_without_an_author_above_it_ends_no_post() -> None:
    found = kinds(page(TITLE, LEDE, MORE, "2:17 PM \u00b7 Oct 8, 2031"))
    assert found[MORE] == "paragraph"


@pytest.mark.parametrize(
    "post",
    [
        "Ada Lorn (@adalorn) May 5, 2031: We hear the ships through the walls. Stay calm.",
        "Ada Lorn @adalorn My door is open. It has been open since November. 5 May 2031",
    ],
)
def test_a_post_on_one_line_may_begin_with_its_author(post: str) -> None:
    found = kinds(page("Nordia Reopens Marfa Harbour", "6 May 2031", LEDE, MORE, post, LEDE + " So."))
    assert found[post] == "embed"
    assert found[MORE] == "paragraph"


def test_a_post_begins_at_its_alarm_and_not_at_the_headlines_above() -> None:
    post = (
        "BREAKING: Long line of hoppers at the crossing of Salis. pic.twitter.com/Kf0w9",
        "\u2014 Ada Lorn (@adalorn) June 11, 2031",
    )
    told = "The ministry confirmed that it reviews the fees for freight that nobody has paid since January."
    lines = ("Trains stop at the border", "By Olaf Reed", told, "*NORDIA SUSPENDS ALL FREIGHT: BPR", *post, LEDE, MORE)
    found = kinds(page(*lines))
    assert (found[lines[3]], found[post[0]]) == ("heading", "embed")
