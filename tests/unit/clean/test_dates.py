from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.clean.datelines import has_short_year, is_date_line
from workers.clean.dates import DATE, dates, first_weekday

PIECES = [
    "5",
    "12",
    "2031",
    "2031-05-12",
    "May",
    "march",
    "Jan.",
    "the",
    "de",
    "\u201c",
    "(",
    ",",
    ":",
    "-",
    ".",
    " ",
    " ",
]


@pytest.mark.parametrize(
    "text",
    [
        "14 March 2031",
        "March 14, 2031",
        "Mar. 14, 2031",
        "14 de marzo de 2031",
        "14 mars 2031",
        "14. M\u00e4rz 2031",
        "14 \u043c\u0430\u0440\u0442\u0430 2031",
        "14 Mart 2031",
        "2031-03-14",
        "14.03.2031",
        "14-03-2031",
        "2031\u5e743\u670814\u65e5",
        "14th of March 2031",
        "MARCH 14, 2031",
        "14-Mar-2031",
    ],
)
def test_a_date_is_read_in_the_ways_pages_print_it(text: str) -> None:
    assert [written.full for written in dates(f"On {text} they met")] == [date(2031, 3, 14)]


def test_a_date_without_a_year_leaves_it_open() -> None:
    (written,) = dates("MARFA, April 8 (Reuters)")
    assert (written.year, written.month, written.day, written.full) == (None, 4, 8, None)
    assert written.on(2032) == date(2032, 4, 8)


def test_a_date_with_slashes_that_may_be_read_two_ways_is_left_out() -> None:
    assert list(dates("updated 03/04/2031")) == []
    assert [written.full for written in dates("updated 25/04/2031")] == [date(2031, 4, 25)]


@pytest.mark.parametrize("text", ["30 February 2031", "31.11.2031", "2031-13-01", "99 May 2031"])
def test_a_day_that_no_month_has_is_no_date(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text", ["they may 5 times say no", "flight 370 took off", "the march of 2 million", "1,200 troops"]
)
def test_words_that_months_share_are_no_dates_by_themselves(text: str) -> None:
    assert [written.full for written in dates(text) if written.full] == []


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_dates_stand_where_a_search_through_the_whole_text_finds_them(text: str) -> None:
    found = [each.span() for each in DATE.finditer(text)]
    assert [span for span in found if list(dates(text[slice(*span)]))] == [
        (each.span.start, each.span.end) for each in dates(text)
    ]


def test_dates_come_in_order_with_their_places() -> None:
    text = "From 2 May 2031 to 5 May 2031"
    assert [text[each.span.start : each.span.end] for each in dates(text)] == ["2 May 2031", "5 May 2031"]


def test_a_leap_day_exists_in_leap_years_only() -> None:
    (written,) = dates("29 February")
    assert (written.on(2032), written.on(2031)) == (date(2032, 2, 29), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday", 1),
        ("am Mittwoch", 2),
        ("el lunes", 0),
        ("\u0432 \u043f\u044f\u0442\u043d\u0438\u0446\u0443", 4),
        ("tomorrow", None),
    ],
)
def test_the_first_weekday_is_found_in_its_language(text: str, day: int | None) -> None:
    assert first_weekday(text, 0, len(text)) == day


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv Ukraine 5 January 2026 12:30",
        "First published on Monday, 5 January 2026 at 12:30 GMT and last updated on Tuesday, 6 January 2026",
        "Mis \u00e0 jour le 5 janvier 2026 \u00e0 12:30",
        "Local time and date: Mon 5 January 2026 12:30 pm",
        "Posted a few hours ago",
    ],
)
def test_a_date_line_may_have_any_number_of_the_words_that_stand_beside_dates(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "Published 4:05 AM EST, Mon March 7, 2033",
        "March 7, 20336:01 AM ET",
        "Fri, March 7, 2033 at 3:15 PM EST\u00b72 min read",
        "March 7, 2033 9:14 am (Updated: March 7, 2033 11:02 am)2 min read",
        "Published Mon, Mar 7 20332:20 PM ESTUpdated 3 Hours Ago",
        "Issued on: 07/03/2033 - 14:20Modified: 07/03/2033 - 15:01",
        "Updated - March 07, 2033 02:20 pm IST - PORT SALIS",
        "Monday March 07 2033, 2.20pm GMT, Straits Mail",
        "Publi\u00e9 hier \u00e0 16 h 12 HAE. Mis \u00e0 jour aujourd\u2019hui \u00e0 7 h 05 HAE.",
        "Aktualisiert am 07.03.2033, 14:20 Uhr Lesezeit: 3 Min.",
        "7. 3. 2033 14:20",
        "14.3. 14:02 - P\u00e4ivitetty 14.3. 16:45",
        "Giri\u015f Tarihi: 7.3.2033 14:20 G\u00fcncelleme: 7.3.2033 15:01",
        "понеділок, 7 березня 2033, 14:20",
        "نُشر: 14:20-7 مارس 2033 م ـ 05 ذو الحجة 1454 هـ",
        "منذ ساعتين",
        "\uc785\ub825 2033.03.07 14:20 \uc218\uc815 2033.03.07 15:01",
        "2033\u5e743\u67087\u65e5 14\u664220\u5206",
        "Th\u1ee9 hai, 7/3/2033, 14:20 (GMT+7)",
        "7 Machi 2033 14:20",
        "2033/3/7 14:20",
        "3月7日(月) 14:20配信",
        "3월 7일(월) 14:20",
        "5h ago",
        "2 hours, 14 minutes ago",
        "hace 2 horas",
    ],
)
def test_a_date_line_is_told_by_its_words_however_they_stand(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "Polls close at 8 p.m. on Tuesday.",
        "March 3: 14 dead in Lusk",
        "2 min read",
        "March 2033",
        "Duration 1:14",
        "12.03",
        "3/4",
        "+1.24%",
        "Day 14",
        "The last 24 hours",
        "1 May protests",
        "10:30 train",
    ],
)
def test_a_line_with_a_number_and_the_words_of_dates_is_not_always_one(text: str) -> None:
    assert not is_date_line(text)


@pytest.mark.parametrize(
    "text",
    ["Kyiv Ukraine Europe 5 January 2026 12:30", "The first of three talks is on 5 January 2026"],
)
def test_a_line_with_more_other_words_is_no_date_line(text: str) -> None:
    assert not is_date_line(text)


@pytest.mark.parametrize("text", ["04.29.31 | 11:37", "05.28.31, 22:41", "17:02, 03.30.31"])
def test_a_day_may_have_two_figures_for_its_year_beside_the_time(text: str) -> None:
    assert has_short_year(text)


@pytest.mark.parametrize("text", ["04.29.31", "Version 1.2.31 of the program came out at noon", "3/4/31"])
def test_without_the_time_those_may_be_any_numbers(text: str) -> None:
    assert not has_short_year(text)


@pytest.mark.parametrize(("text", "found"), [("1h ago 15.04 BST", 0), ("8h ago 12 people", 0), ("Ago 15, 2031", 1)])
def test_how_long_ago_it_was_is_no_august(text: str, found: int) -> None:
    assert len(list(dates(text))) == found


def test_a_date_may_be_glued_to_the_agency_before_it() -> None:
    assert is_date_line("BPR.lt, LSN2033.07.04 15:40")
    assert [(each.year, each.month, each.day) for each in dates("LSN2033.07.04 15:40")] == [(2033, 7, 4)]
