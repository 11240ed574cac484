from __future__ import annotations

import pytest

from schemas.block import Kind, Span
from workers.clean.bylines import is_byline, is_name, is_role
from workers.clean.datelines import is_date_line
from workers.clean.kinds import Look, hinted, is_heading_like, look
from workers.clean.measures import words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nordia Reopens Marfa Harbour", Kind.HEADING),
        ("- Threats and talk -", Kind.HEADING),
        ("\u2014 Who pays \u2014", Kind.HEADING),
        ("What happens next?", Kind.HEADING),
        ("The harbour was reopened on Tuesday.", Kind.PARAGRAPH),
        ("\u201cThe ships can come in,\u201d the minister said.", Kind.PARAGRAPH),
        ("The points that stay open are:", Kind.PARAGRAPH),
        ("Q: When did you know?", Kind.PARAGRAPH),
        ("___", Kind.PARAGRAPH),
        ("- crossings down by half", Kind.LIST_ITEM),
        ("\u2022 Roth says he will resign", Kind.LIST_ITEM),
        ("2033/3/7 14:20 (2033/3/7 15:01 更新)", Kind.DATELINE),
        ("*VELLAND SAYS GRAIN TALKS TO RESUME: MINISTRY", Kind.HEADING),
        ("1. The smugglers", Kind.LIST_ITEM),
        ("(b) meet twice a year;", Kind.LIST_ITEM),
        ("FILE PHOTO: Boats on the Lenn, March 3, 2031.", Kind.CAPTION),
        ("In this handout photo released by the ministry, boats lie on the bank.", Kind.CAPTION),
        ("01 February 2031, Lusk: Boats lie on the bank.", Kind.CAPTION),
        ("Boats lie on the bank. (AP Photo/Jan Petrik)", Kind.CAPTION),
        ("The harbour was reopened in January. (File)", Kind.CAPTION),
        ("Boats lie on the bank (Representational image)", Kind.CAPTION),
        ("Getty Images", Kind.CREDIT),
        ("Source: Lusk News Agency", Kind.CREDIT),
        ("May 5, 2031", Kind.DATELINE),
        ("Published On 4 May 2031", Kind.DATELINE),
        ("Updated 4:12 PM CEST, May 5, 2031", Kind.DATELINE),
        ("Tue 6 May 2031 14.02 CEST", Kind.DATELINE),
        ("12 May 2031 - 14:22 \u2022 Update: 12 May 2031 - 15:05", Kind.DATELINE),
        ("05/17/31 2:15 PM ET", Kind.DATELINE),
        ("3 hours ago", Kind.DATELINE),
        ("23:10", Kind.DATELINE),
        ("07 May\u0131s 2031, \u00c7ar\u015famba", Kind.DATELINE),
        ("(Reporting by Karl Oster; Editing by Nina Halvorsen)", Kind.BYLINE),
        ("With reporting by Reuters and AFP", Kind.BYLINE),
        ("\u2014 Port Watch (@portwatch) May 6, 2031", Kind.EMBED),
        ("Share this article", Kind.WIDGET),
    ],
)
def test_a_line_is_known_by_its_looks(text: str, kind: Kind) -> None:
    assert look(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "In May 2031 the ministers met again in Halm",
        "May 5 talks",
        "The 2031 election",
        "12 dead in Kasel",
        "Court rules on March 3 ban of Novi List weekly",
    ],
)
def test_a_line_with_a_date_and_a_story_is_no_date_line(text: str) -> None:
    assert not is_date_line(text)


def test_a_heading_is_short_and_has_no_stop() -> None:
    assert is_heading_like("Ministers meet in Halm")
    assert is_heading_like("\u201cA wall with holes\u201d")
    assert not is_heading_like("Ministers meet in Halm.")
    assert not is_heading_like("word " * 40)
    assert not is_heading_like(
        "\u0648\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0630\u0644\u0643\u061f " * 8 + "\u06d4"
    )


@pytest.mark.parametrize(
    "text",
    [
        "By Olga Renn",
        "by Olga Renn and Karl Oster",
        "By NINA HALVORSEN",
        "Por Clara Benavent",
        "Von Jonas Feld, Dolna",
        "By Staff Reporter",
        "By Hannah Pryce, international affairs editor",
        "by admin",
        "\u8bb0\u8005 \u674e\u660e",
    ],
)
def test_a_line_that_says_who_wrote_it_is_a_byline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text", ["By sea and by land", "By the time it rained, it was over.", "Byzantine Coins Found", "By Who?"]
)
def test_a_line_that_only_begins_like_one_is_none(text: str) -> None:
    assert not is_byline(text)


def test_names_and_posts_are_told_from_headings() -> None:
    assert is_name("Olga Renn")
    assert is_name("J. R. Halvorsen")
    assert is_name("Hester van der Lorn")
    assert not is_name("Olga Renn met the press")
    assert is_role("Foreign News Reporter")
    assert is_role("Petra Lindqvist in Lusk and agencies")
    assert not is_role("Newspaper editor arrested after raid")


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert words("three short words") == 3
    assert words("\u4e09\u4e2a\u77ed\u8bcd\u4e00\u53e5\u8bdd\u5f88\u957f") == 3


def test_markup_settles_what_looks_leave_open() -> None:
    heading, prose = "Short words", "They met on Monday in the old customs house of Halm."
    assert hinted(look(prose), Kind.HEADING, prose).kind is Kind.HEADING
    assert hinted(look(heading), Kind.LIST_ITEM, heading).kind is Kind.LIST_ITEM
    assert hinted(look(prose), Kind.CAPTION, prose).kind is Kind.CAPTION
    assert hinted(look(prose), Kind.WIDGET, prose).kind is Kind.WIDGET
    assert (
        hinted(look("Five words make a paragraph"), Kind.PARAGRAPH, "Five words make a paragraph").kind
        is Kind.PARAGRAPH
    )
    assert hinted(look("May 5, 2031"), Kind.PARAGRAPH, "May 5, 2031").kind is Kind.DATELINE
    assert hinted(look(heading), None, heading).kind is Kind.HEADING


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The minister speaks in the Senate of Nordia - ALL RIGHTS RESERVED", "ALL RIGHTS RESERVED"),
        ("Dockers wait in the harbour of Marfa - Copyright Mail / LENA ORSK/AFP or its partners", None),
        ("A ship lies in the harbour of Marfa. PHOTO \u00a9 2031 SKY MAPS INC. ALL RIGHTS RESERVED.", None),
        ("The ramp of the ship with a boat on it as it was seen in Marfa (Brenna Wharf image)", "(Brenna Wharf image)"),
        ("Smoke was seen from Lusk. Photo from open sources", "Photo from open sources"),
        ("Who holds which quay of Marfa as of 6 May. Map by the Harbour Board", "Map by the Harbour Board"),
        ("Ships that entered Marfa, by month. Data: Harbour Board; Chart: Lena Orsk", None),
        ("\u00a9 AP Photo / Lena Orsk Судно в порту Марфы", "\u00a9 AP Photo / Lena Orsk"),
        ("Dockers wait in the harbour of Marfa (file photo).", "(file photo)"),
    ],
)
def test_a_caption_is_known_by_what_ends_it_or_stands_before_it(line: str, credit: str | None) -> None:
    found = look(line)
    assert found.kind is Kind.CAPTION
    assert found.credit is not None
    assert credit is None or line[found.credit.start : found.credit.end] == credit


@pytest.mark.parametrize(
    "line",
    ["UN Photo/Lena Orsk", "PHOTO | LENA ORSK | NMG", "\u00a9 Press service of the Nordian Harbour Board/TASS"],
)
def test_a_credit_on_a_line_of_its_own_is_one_from_its_first_sign_to_its_last(line: str) -> None:
    assert look(line) == Look(Kind.CREDIT, Span(0, len(line)))


def test_whoever_works_for_an_agency_is_no_picture_of_it() -> None:
    assert look("Ada Lorn is a Lusk-based correspondent for RFE/RL.").kind is Kind.PARAGRAPH


@pytest.mark.parametrize("line", ["June, 02, 2031 - 13:26", "Sep.15.2031 11:43AM"])
def test_a_comma_or_a_stop_may_stand_behind_the_month_of_a_date_line(line: str) -> None:
    assert look(line).kind is Kind.DATELINE


@pytest.mark.parametrize("line", ["(By Ada Pei-lorn and Olaf Reed)", "(ST)"])
def test_a_sign_off_may_have_names_with_hyphens_or_the_sites_initials(line: str) -> None:
    assert look(line).kind is Kind.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "World | May 2, 2031, Tuesday // 09:14| Views: | Comments: 0",
        "Politics » DEFENSE | July 6, 2031, Thursday // 13:32| Views: | Comments: 1",
        "Aug. 9, 2031 / 7:42 AM",
    ],
)
def test_a_date_may_stand_among_sections_and_counters_or_have_its_time_behind_a_stroke(line: str) -> None:
    assert look(line).kind is Kind.DATELINE


@pytest.mark.parametrize("line", ["Nordia | World | Views: 3", "Boats, 18 May 2031. (AFP)"])
def test_other_lines_with_bars_or_a_credit_are_no_dates(line: str) -> None:
    assert look(line).kind is not Kind.DATELINE


@pytest.mark.parametrize(
    "line", ["By \u2014 Ada Lorn, Brenn Mail", "byAda Lorn-Vale", "Reporter : AFP", "Translator: Ada Lorn, Olaf Reed"]
)
def test_a_byline_may_have_a_dash_or_nothing_before_its_names_or_say_what_they_did(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", ["bypass of Lusk", "Reporters Ada Lorn (left) and Olaf Reed in the courtroom"])
def test_other_lines_that_begin_so_are_none(line: str) -> None:
    assert not is_byline(line)


def test_a_byline_with_the_day_of_an_update_glued_to_it_is_a_byline() -> None:
    assert look("By Ada Lorn-Vale Mail Staff,Updated January 23, 2031, 6:31 p.m.").kind is Kind.BYLINE


def test_the_label_of_a_films_caption_opens_a_caption() -> None:
    assert look("Media caption, Watch: Pilots leave the quay of Marfa").kind is Kind.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Posted Sun 16 Mar 2031 at 6:04amSunday 16 Mar 2031 at 6:04am, updated Sun 16 Mar 2031 at 1pmSunday 16 Mar",
        "BRENN MAIL - Oct 24, 2031 - 08:15 | World, All, Breaking News",
    ],
)
def test_a_date_line_may_say_everything_twice_or_stand_before_sections(line: str) -> None:
    assert look(line).kind is Kind.DATELINE


def test_a_post_may_have_affairs_in_it() -> None:
    assert is_role("Ada Lorn Legal affairs correspondent")


def test_a_photographers_name_and_post_are_left_to_what_stands_beside_them() -> None:
    assert look("Olga Renn/Staff Reporter").kind is Kind.BYLINE
    assert look("Olga Renn/Staff Photographer").kind is not Kind.BYLINE


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("by Ada Lorn | May 6, 2031 | Ports, Velland | 3 comments", Kind.BYLINE),
        ("May 6, 2031 by Ada Lorn Leave a Comment", Kind.DATELINE),
        ("Posted on May 6, 2031 by Ada Lorn", Kind.DATELINE),
        ("Shares fell on May 6, 2031 by 3 percent", Kind.HEADING),
        ("This story was originally published May 6, 2031 at 5:10 PM.", Kind.DATELINE),
        ("This story was originally published by the Brenn Observer.", Kind.WIDGET),
    ],
)
def test_what_blogs_and_papers_say_of_a_story_names_its_day_or_its_author(line: str, kind: Kind) -> None:
    assert look(line).kind is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [("Help from across the border", Kind.HEADING), ("With help from Ada Lorn in Brenn", Kind.BYLINE)],
)
def test_help_alone_names_nobody_who_had_a_hand_in_a_story(line: str, kind: Kind) -> None:
    assert look(line).kind is kind
