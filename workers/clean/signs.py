"""The head of a story: what stands between a headline and its text, and what of it stories have and subheadings not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.clean.appeals import is_biography
from workers.clean.bylines import (
    are_names,
    are_names_in_place,
    is_byline,
    is_name,
    is_role,
    is_sign_off,
    opens_with_byline,
)
from workers.clean.credits import is_signature
from workers.clean.datelines import (
    LONGEST,
    has_short_year,
    has_year,
    is_sent_from,
    opening_dateline,
    opens_with_place,
    tells_update,
)
from workers.clean.dates import DATE, dates
from workers.clean.lists import names_points
from workers.clean.measures import is_headline, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, WIDGET
from workers.clean.section import Section, once
from workers.clean.widgets import is_sharing

REACH = 30
"""Lines below a title in which its text must begin."""
STANDFIRST = 12
"""Lines below a first paragraph in which an author or a date makes a standfirst of it."""
AGAIN, DATED, TIMED, SENT, SIGNED, NAMED, PICTURED = "again", "dated", "timed", "sent", "signed", "named", "pictured"
"""The title once more, a full date, any other right below, an agency's dateline, an author, a mere name, a picture."""
SHARED, SIZES = "shared", frozenset({"TT", "A A A", "AA", "\u0639 \u0639 \u0639"})
"""Buttons below a picture that stand below titles only: to share, or for the size of the text."""
MOST_PLACE_WORDS = 2
NEAR_LABEL, MOST_POINTS = 2, 8
"""Lines from the label of a story's points to the first, and how many points follow that."""
BUTTONS = frozenset({WIDGET, HEADING})
"""What alone stands between the copies of a title in a box with another story."""
DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4} ?[-\u2013\u2014] ")
"""How the title of another story begins in a list that tells the day of each."""
PICTURES = frozenset({CAPTION, CREDIT})
MAY_BE_DATED = frozenset({HEADING, CREDIT, BYLINE})
"""What a line may look like that has a full date among other things."""


def may_be_title(page: Section, index: int) -> bool:
    """Whether a line is a headline and nobody's name."""
    text = page.text(index)
    if page.kinds[index] is not HEADING or not is_headline(text) or text[0] == "\u00a9" or DAY_FIRST.match(text):
        return False
    if _is_file_name(text):
        return False
    return not (is_signature(text) or is_byline(text) or opens_with_byline(text))


def _is_file_name(text: str) -> bool:
    """Whether a line is words in small letters alone, as names of pictures' files are."""
    return text.isascii() and text.islower() and text.replace(" ", "").isalnum()


@once
def text_below(page: Section, title: int) -> int | None:
    """The first paragraph of a title's text, a standfirst above its author or date apart; None if it is too far."""
    end = min(title + 1 + REACH, len(page))
    first = _paragraph(page, title + 1, end)
    if first is not None and _is_signed(page, first - 1) and is_biography(page.text(first)):
        first = _paragraph(page, first + 1, end)
    if first is None or any(_is_head(page, index) for index in range(title + 1, first)):
        return first
    if any(names_points(page.text(index)) for index in range(max(title + 1, first - NEAR_LABEL), first)):
        points = first
        while page.is_prose(first + 1) and not page.lines[first + 1].gap and first < points + MOST_POINTS:
            first += 1
        headed = first + 1 < len(page) and _is_head(page, first + 1)
        return _paragraph(page, first + 1, end) if headed else points
    below = range(first + 1, min(first + STANDFIRST, len(page)))
    if again := next((index for index in below if _is_headed_again(page, title, index)), None):
        return _paragraph(page, again, end)
    for index in below:
        if page.is_prose(index) and not _is_shown(page, index):
            break
        if _is_head(page, index):
            return _paragraph(page, index, end)
    return first


@once
def signs(page: Section, title: int) -> frozenset[str]:
    """The signs of a story that stand between a headline and its text."""
    text = text_below(page, title)
    return frozenset() if text is None else frozenset(_signs(page, title, text))


def _signs(page: Section, title: int, text: int) -> Iterator[str]:
    head = range(title + 1, text)
    again = next((index for index in head[1:] if page.key(index) == page.key(title)), title)
    if any(page.kinds[index] not in BUTTONS for index in range(title + 1, again)):
        yield AGAIN
    if any(is_dated(page, index) for index in head):
        yield DATED
    elif page.kind(title + 1) is DATELINE:
        yield TIMED
    sent = opening_dateline(page.text(text)) or opens_with_place(page.text(text))
    if sent or (head and (is_sent_from(page.text(text - 1)) or _is_place(page, title, text - 1))):
        yield SENT
    if any(_is_signed(page, index) for index in head):
        yield SIGNED
    if any(page.kinds[index] is HEADING and are_named(page.text(index)) for index in head):
        yield NAMED
    if any(page.kinds[index] in PICTURES for index in head):
        yield PICTURED
        if page.kinds[title + 1] in PICTURES and any(_is_shared(page, index) for index in head):
            yield SHARED


def is_dated(page: Section, index: int) -> bool:
    """Whether a full date stands in a short line that is no caption."""
    text, kind = page.text(index), page.kinds[index]
    if kind is DATELINE or not has_year(text):
        return kind is DATELINE and (has_year(text) or tells_update(text) or has_short_year(text))
    return kind in MAY_BE_DATED and len(text) <= LONGEST and DATE.search(text) is not None


def day_below(page: Section, title: int) -> tuple[int | None, int, int] | None:
    """The day of the first date between a title and its text."""
    found = (day_of(page, at) for at in range(title + 1, text_below(page, title) or title))
    return next((day for day in found if day), None)


def day_of(page: Section, index: int) -> tuple[int | None, int, int] | None:
    """The first date in a date line: year, if it is printed, month and day."""
    if page.kind(index) is not DATELINE:
        return None
    found = next(dates(page.text(index)), None)
    return None if found is None else (found.year, found.month, found.day)


@once
def _is_head(page: Section, index: int) -> bool:
    return _is_signed(page, index) or is_dated(page, index)


def _is_place(page: Section, title: int, index: int) -> bool:
    """Whether the only line between a title and its text is a place in capitals."""
    text = page.text(index)
    named = index == title + 1 and page.kinds[index] is HEADING and text.isupper() and not page.text(title).isupper()
    return named and words(text) <= MOST_PLACE_WORDS and text.replace(" ", "").isalpha()


def _is_shared(page: Section, index: int) -> bool:
    """Whether a line is a button that titles alone have below them: to share, or for the size of the text."""
    return page.kinds[index] is WIDGET and (page.text(index) in SIZES or is_sharing(page.text(index)))


def _is_signed(page: Section, index: int) -> bool:
    text = page.text(index)
    return (page.kinds[index] is BYLINE and not is_sign_off(text)) or is_byline(text) or _has_post_below(page, index)


def _has_post_below(page: Section, index: int) -> bool:
    """Whether a line is a name, and the one below it says in some words what that person is at a paper."""
    below = index + 1
    if page.kinds[index] is not HEADING or page.kind(below) is not HEADING or not is_name(page.text(index)):
        return False
    return " " in page.text(below) and is_role(page.text(below)) and not is_name(page.text(below))


def _is_headed_again(page: Section, title: int, index: int) -> bool:
    """Whether a line is the title once more, right above the author."""
    again = page.kinds[index] is HEADING and page.key(index) == page.key(title)
    return again and index + 1 < len(page) and _is_signed(page, index + 1)


def are_named(text: str) -> bool:
    """Whether a line is names of people, perhaps with the place that they wrote from or the post behind them."""
    return are_names(text) or are_names_in_place(text) or _is_with_post(text)


def _is_with_post(text: str) -> bool:
    """Whether a name stands before a region and a post: "Ada Lorn East Nordia correspondent"."""
    if not is_role(text):
        return False
    terms = text.split()
    return terms[-1].islower() and is_name(" ".join(terms[:2]))


def _is_shown(page: Section, index: int) -> bool:
    """Whether a credit stands right below a sentence, or below its copy: it is a picture's caption."""
    again = index + 1 < len(page) and page.text(index + 1) == page.text(index)
    return page.kind(index + 1 + again) is CREDIT


def _paragraph(page: Section, start: int, end: int) -> int | None:
    return next((index for index in range(start, end) if page.is_prose(index)), None)
