"""What stands above the text: menus before the title, standfirsts and buttons after it."""

from __future__ import annotations

import re

from workers.clean.boxes import UNDER_FILMS
from workers.clean.bylines import is_byline, is_name, is_role
from workers.clean.credits import is_source_line, is_sources
from workers.clean.datelines import HOURS, is_time, without_dates
from workers.clean.lists import names_points
from workers.clean.measures import QUESTIONS, is_headline, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, HEAD, Section, Settled
from workers.clean.subject import MOST_TOLD, shared
from workers.clean.widgets import is_furniture, is_section, is_trail, shows_film

PLACE = re.compile(r"[A-Z\u00c0-\u00de][\w'\u2019.-]+(?: [A-Z\u00c0-\u00de][\w'\u2019.-]+){0,2}:")
"""Where a story was written, right above it: "New Brenn:"."""
PLACE_AND_DATE = re.compile(rf"{PLACE.pattern[:-1]},")
"""The same above its date: "New Brenn,"."""
STANDFIRST = 6
LONG_STANDFIRST = 50
"""Words, or code points, from which a line between title and text tells what the story says."""
POINT = 4
"""Words of the points that some sites put above the text."""
MOST_STANDFIRSTS = 2
"""Lines above the text that are standfirsts rather than points."""
MOST_SCRAP_WORDS = 3
"""Words of a scrap among bylines and buttons that may be left out."""
MOST_SCRAPS = 3
"""Scraps right below each other of which the last decides for the first."""
MOST_AUTHORS, BY = 4, "By"
"""Lines with an author each above a title, and what stands above the first."""
MOST_PLACE_WORDS = 3
LEAST_PLACE = 4
"""Words and code points in capitals right above the text that say where it was written."""
AROUND_PLACES = " -\u2013\u2014:,"
MENU = frozenset({HEADING, LIST_ITEM, DATELINE, BYLINE})
PICTURED = frozenset({CAPTION, CREDIT})
MOST_NAME_WORDS = 2
"""Words of what a menu has that looks like a credit, as the name of a region may be an agency's."""
STEPS = frozenset("/>\u203a\u00bb")
"""What stands between the steps of the way to a story."""
SIGNED = frozenset({DATELINE, BYLINE, CREDIT})
"""What may stand between a date and the title below it, and signs that part them."""
FAR, FAR_TIMED = 4, 8
"""Lines from a date to the title below it, and from one with the hour."""
MOST_ABOVE = 2
"""Lines above a title that are no menu: a line, and a date or an author."""
MOST_STANDING = 4
"""Headings in a row of which the last is taken for the title, and each may be it."""
YEAR = re.compile(r"\b20\d\d\b")
LONGEST_MOTTO, CLEARLY = 50, 2
"""Code points of a sentence that a site prints above the title, and words of its text that the title has."""
PLEA = 5
"""Words of an appeal to the reader; buttons have fewer."""
NEAR_PLEA = 3
"""Lines between such an appeal and a sentence of the same plea."""
LONGEST_TICKER = 140
"""Code points of a report of one sentence in the list of a site's news."""
AMONG_BUTTONS = frozenset(
    {(WIDGET, WIDGET), (WIDGET, CAPTION), (WIDGET, CREDIT), (DATELINE, WIDGET), (BYLINE, WIDGET), (WIDGET, PARAGRAPH)}
)
"""What stands above and below a button of unknown words."""
BUTTONS = frozenset({DATELINE, BYLINE, WIDGET})
"""What stands beside scraps of buttons."""


def menus(section: Section) -> Settled:
    """Everything short before the title, but a date right above it."""
    title = section.title or 0
    for index in range(title):
        if _is_author(section, index, title):
            yield index, BYLINE
        elif _is_menu_line(section, index, title) and not section.is_title(index):
            yield index, WIDGET


def trails(section: Section) -> Settled:
    """Where the story stands on its site: the names of sections, and perhaps behind them the title."""
    title = None if section.title is None else section.text(section.title)
    for index in section.of(HEADING, PARAGRAPH) if title else ():
        text = section.text(index)
        steps = text[: -len(title or "")].rstrip() if text.endswith(title or "") else ""
        if (steps and (steps[-1] in STEPS or is_furniture(steps))) or is_trail(text):
            yield index, WIDGET


def standfirsts(section: Section) -> Settled:
    """What is left between title and text: points, the standfirst, where it was written, scraps of buttons."""
    lede, end = section.lede, section.head_end
    if section.title is None or lede == len(section):
        return
    points = _points(section, section.title + 1, lede)
    scrap = signed = False
    again = max((index for index in range(section.title, end) if section.is_title(index)), default=0)
    for index in range(section.title + 1, end):
        text = section.text(index)
        signed = signed or section.kinds[index] in HEAD
        scrap = scrap and section.kinds[index] is HEADING and words(text) <= MOST_SCRAP_WORDS and index + 1 < end
        if _is_marked_place(section, index):
            yield index, DATELINE
        elif text.isdecimal() or _is_field(section, index) or _is_film(section, index):
            yield index, WIDGET
        elif index in points:
            yield index, LIST_ITEM
        elif section.kinds[index] is HEADING and not section.is_title(index):
            if _names_place(section, index):
                yield index, DATELINE
            elif index < lede and _is_long(text) and not (signed and _is_among_buttons(section, index)):
                yield index, PARAGRAPH
            elif (
                is_section(text)
                or scrap
                or (signed and _is_among_buttons(section, index))
                or (index < again and words(text) <= MOST_SCRAP_WORDS)
                or (not section.is_prose(index + 1) and _is_scrap(section, index))
                or (index + 1 == lede and _is_below_button(section, index))
            ):
                scrap = True
                yield index, WIDGET


def _points(section: Section, start: int, end: int) -> range:
    """The run of three headings or more, of some words each, below a button or a heading: what the story says."""
    for first in range(start, end):
        run = first
        while run < end and section.kinds[run] is HEADING and words(section.text(run)) >= POINT:
            run += 1
        if run - first > MOST_STANDFIRSTS:
            return range(first, run)
    return range(0)


def _is_author(section: Section, index: int, title: int) -> bool:
    """Whether a line above the title is a name, or its role, with the date right below, or above it at the top."""
    text, below = section.text(index), index + 1
    if index == 1 and below == title and section.kinds[0] is DATELINE:
        return is_name(text) and not (is_furniture(text) or is_section(text) or is_trail(text))
    if _is_below_by(section, index):
        return True
    if is_role(text) and index and is_name(section.text(index - 1)):
        text = section.text(index - 1)
    elif below < title and is_role(section.text(below)):
        below += 1
    if section.kinds[index] is not HEADING or section.kind(below) is not DATELINE or below >= title:
        return False
    named = (is_name(text) and not (is_furniture(text) or is_section(text))) or is_byline(text)
    return named and _is_only_date(section, below, title)


def _is_below_by(section: Section, index: int) -> bool:
    """Whether a line is a name with an agency behind it, below "By" alone or below another such line there."""
    top = index
    while top > index - MOST_AUTHORS and _is_agencys(section.text(top)):
        top -= 1
    return top < index and section.text(top).rstrip(AROUND_PLACES) == BY


def _is_agencys(text: str) -> bool:
    """Whether a line is somebody's name and the agency behind it: "Ada Lorn, Associated Press"."""
    name, _, agency = text.partition(", ")
    return bool(agency) and is_name(name) and is_sources(agency)


def _is_menu_line(section: Section, index: int, title: int) -> bool:
    text, kind = section.text(index), section.kinds[index]
    if kind is DATELINE and _is_storys_date(section, index, title):
        return False
    if _is_motto(section, index, title):
        return True
    if _stays_above(section, index, title):
        return False
    if section.is_prose(index):
        return _is_in_plea(section, index) or _is_ticker(section, index)
    region = kind in PICTURED and words(text) <= MOST_NAME_WORDS and not is_source_line(text)
    scrap = region or (kind is PARAGRAPH and words(text) <= STANDFIRST)
    return scrap or (kind in MENU and not section.is_text(index))


def _is_motto(section: Section, index: int, title: int) -> bool:
    """Whether a short sentence opens the page right above the title that is about the text, as the sentence is not."""
    if index or title != 1 or section.sizes[0] > LONGEST_MOTTO:
        return False
    return _shared(section, title, CLEARLY) == CLEARLY and not _shared(section, 0, 1)


def _is_in_plea(section: Section, index: int) -> bool:
    """Whether appeals to the reader stand close above a line and close below it."""
    above, below = range(max(0, index - NEAR_PLEA), index), range(index + 1, min(index + 1 + NEAR_PLEA, len(section)))
    return all(
        any(section.kinds[at] is WIDGET and words(section.text(at)) >= PLEA for at in near) for near in (above, below)
    )


def _is_storys_date(section: Section, index: int, title: int) -> bool:
    """Whether a date stands right above the title, or above the section that stands there, or is the only one."""
    if index == title - 1 or (index == title - 2 and section.kinds[title - 1] is not WIDGET):
        return DATELINE not in section.kinds[title : section.head_end] or not without_dates(section.text(index))
    return _is_only_date(section, index, title)


def _stays_above(section: Section, index: int, title: int) -> bool:
    """Whether a line is all that stands above the title, or one of the headings there that may be the title."""
    text = section.text(index)
    if index == 0 and title <= MOST_ABOVE and SIGNED.issuperset(section.kinds[1:title]):
        dated = DATELINE in section.kinds[1:title] and words(text) < MOST_PLACE_WORDS
        return not (dated or is_section(text) or is_furniture(text))
    between = section.kinds[index:title]
    return between.count(HEADING) == len(between) <= MOST_STANDING and _may_be_title(section, index)


def _may_be_title(section: Section, index: int) -> bool:
    """Whether a line above the title found is as long as one and about the text, and does not say the same."""
    text = section.text(index)
    if not is_headline(text) or section.key(index).endswith(section.title_key or ""):
        return False
    return _shared(section, index, 1) > 0


def _shared(section: Section, index: int, most: int) -> int:
    """How many words a line shares with the first paragraphs of the text, counted up to `most`."""
    return shared(section.text(index), [section.text(at) for at in section.prose(section.lede, MOST_TOLD)], most)


def _is_only_date(section: Section, index: int, title: int) -> bool:
    """Whether a full date close above the title is the last there, and none stands between the title and the text."""
    timed = HOURS.search(section.text(index)) is not None or is_byline(section.text(index - 1))  # as no menu's date is
    if index < title - (FAR_TIMED if timed else FAR) or YEAR.search(section.text(index)) is None:
        return False
    most, beside = (MOST_PLACE_WORDS, {*SIGNED, WIDGET}) if timed else (0, SIGNED)
    between = (at for at in range(index + 1, title) if section.kinds[at] not in beside and section.sizes[at] > 1)
    if any(words(section.text(at)) > most for at in between):
        return False
    below = index + 2 if section.kind(index + 1) is DATELINE else index + 1  # it may say when the story was updated
    return DATELINE not in section.kinds[below : max(section.lede, title)]


def _is_ticker(section: Section, index: int) -> bool:
    """Whether a line above the title is a short report below the time at which it came."""
    return (
        section.sizes[index] <= LONGEST_TICKER
        and section.kind(index - 1) in {DATELINE, WIDGET}
        and is_time(section.text(index - 1))
    )


def _is_place(text: str) -> bool:
    """Whether a line is the place that a story was sent from, in capitals."""
    city, _, country = text.partition(", ")
    short = sum(map(str.isalpha, text)) >= LEAST_PLACE and words(text) <= MOST_PLACE_WORDS
    return (
        short and city.isupper() and country[:1].upper() == country[:1] and not (is_section(text) or is_sources(text))
    )


def _is_marked_place(section: Section, index: int) -> bool:
    """Whether a line is a place with a colon right above the text, or with a comma right above a date."""
    text = section.text(index)
    if index + 1 == section.lede and section.kinds[index] is PARAGRAPH and PLACE.fullmatch(text):
        return not names_points(text)
    return section.kind(index + 1) is DATELINE and PLACE_AND_DATE.fullmatch(text) is not None


def _names_place(section: Section, index: int) -> bool:
    """Whether a line says where the story was written: right above the text, or beside an author or a date."""
    above = index - 1 if section.kind(index - 1) in PICTURED else index
    signed = section.kind(above - 1) is DATELINE
    if index + 1 == section.lede and (signed or LIST_ITEM not in section.kinds[section.title : index]):
        return _is_place(section.text(index))
    between = section.kind(index - 1) is BYLINE and section.kind(index + 1) is DATELINE
    return between and _is_place(section.text(index))


def _is_field(section: Section, index: int) -> bool:
    """Whether a line is one word with a colon above a short line ("From:"), and not above text or a list."""
    text = section.text(index)
    return (
        section.kinds[index] is PARAGRAPH
        and text[-1] in COLONS
        and " " not in text
        and section.kind(index + 1) is HEADING
    )


def _is_film(section: Section, index: int) -> bool:
    """Whether a heading is the title of a film, between its button and another."""
    if section.kinds[index] is not HEADING or section.kind(index + 1) not in UNDER_FILMS:
        return False
    return shows_film(section.text(index - 1))


def _is_below_button(section: Section, index: int) -> bool:
    """Whether a few words that are no name stand between a button and the text, which no subheading opens."""
    text = section.text(index)
    short = 1 < words(text) < STANDFIRST and text[-1] not in QUESTIONS
    return section.kind(index - 1) is WIDGET and short and not is_name(text)


def _is_long(text: str) -> bool:
    """Whether a line is long enough for a standfirst."""
    return words(text) >= STANDFIRST or len(text) > LONG_STANDFIRST


def _is_among_buttons(section: Section, index: int) -> bool:
    """Whether a heading below the author or the date has few words between two buttons, or none of the text by one."""
    text, above, below = section.text(index), section.kind(index - 1), section.kind(index + 1)
    if above is WIDGET and below is WIDGET and words(text) < STANDFIRST:
        return True
    if (above, below) not in AMONG_BUTTONS or text[-1] == ")" or (below is not WIDGET and text[-1] in QUESTIONS):
        return False
    return not _shared(section, index, 1)


def _is_scrap(section: Section, index: int) -> bool:
    """Whether a heading is short and stands among buttons and bylines; above a list it heads it."""
    end = index
    while end < index + MOST_SCRAPS and section.kind(end) is HEADING and words(section.text(end)) <= MOST_SCRAP_WORDS:
        end += 1
    before, after = section.kind(index - 1), section.kind(end)
    return end > index and after is not LIST_ITEM and (before in BUTTONS or after in BUTTONS)
