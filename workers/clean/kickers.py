"""What stands above a title and belongs to it: its section, its number, its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.boxes import is_button
from workers.clean.bylines import is_name
from workers.clean.measures import words
from workers.clean.names import BYLINE, DATELINE, HEADING, WIDGET
from workers.clean.section import COLONS, Section
from workers.clean.signs import day_of
from workers.clean.widgets import is_kicker, is_section, is_trail, label, leads_to_title, opens_others

MOST_BETWEEN = 3
"""Lines above a title in which its date stands, its author's between them."""
MOST_SECTIONS = 3
"""Lines above a title that say where the story stands."""
TAGS = "Tags: "
MOST_SET_OFF = 4
"""What may stand above a title in a block of its own, and lines of it."""
MOST_SECTION_WORDS = 3
"""Words of a section that no list knows."""
PARTED = re.compile(r" [\u00b7|] ")
"""What stands between the sections of a story on one line."""
BAR = "|"
"""What stands on a line of its own between the sections of some stories."""
LATEST = frozenset({"latest", "latest news", "more", "top stories"})
"""Sections of a site that no story stands in: they list other stories."""
TOPICS = frozenset({"tags", "topics", "keywords", "related tags", "related topics"})
"""Labels of what a story is about."""
NUMBER = re.compile(r"(?:No\. ?|#)?\d{1,4}\.?")
HOME = "home"
"""What menus begin with."""
COMMENTS = frozenset({"comment", "comments"})
"""A section of some sites, a button of others, where an empty line stands below it."""
NEAR_RANK = 5
"""Lines between the numbers of such a list."""
COUNT = re.compile(r"(\d{1,2})\.?")


def top(page: Section, headlines: Sequence[int], title: int) -> int:
    """The line where the part of a title begins; `headlines` are the page's first ones."""
    set_off = _set_off(page, title)
    if set_off is not None:
        return set_off
    return _head_above(page, headlines, title) if is_below_date(page, headlines, title) else _section_above(page, title)


def is_below_date(page: Section, headlines: Sequence[int], title: int) -> bool:
    """Whether a date stands right above a title, as right above one of the page's first headlines."""
    return all(any(date_above(page, at) < at for at in run) for run in (headlines, (title,)))


def _head_above(page: Section, headlines: Sequence[int], title: int) -> int:
    """The date right above a title, or the section right above that if the page's first story has one there, too."""
    date = date_above(page, title)
    first = (date_above(page, at) for at in headlines)
    sectioned = any(at and is_section(page.text(at - 1)) for at in first)
    return date - 1 if sectioned and _may_be_section(page, date - 1) else date


def _may_be_section(page: Section, index: int) -> bool:
    """Whether a line is a known section, or a few words below an empty line."""
    return is_section(page.text(index)) or (page.lines[index].gap > 0 and _has_few_words(page, index))


def date_above(page: Section, title: int) -> int:
    """The date right above a title, or above an author's name between them; the title itself if there is none."""
    for index in range(title - 1, max(-1, title - 1 - MOST_BETWEEN), -1):
        if page.kinds[index] is DATELINE:
            updated = page.kind(index - 1) is DATELINE and page.lines[index].gap == 0 and day_of(page, index) is None
            return index - updated
        text = page.text(index)
        if not (page.kinds[index] is BYLINE or is_name(text) or is_section(text)):
            break
    return title


def _set_off(page: Section, title: int) -> int | None:
    """The first of the lines above a title that an empty line sets off from what is above, and none from the title."""
    first = title
    while first > title - MOST_SET_OFF and not page.lines[first].gap and _may_be_above(page, first - 1):
        first -= 1
    return first if first < title and page.lines[first].gap else None


def _may_be_above(page: Section, index: int) -> bool:
    text = page.text(index)
    if page.kind(index) is DATELINE or is_section(text) or is_trail(text) or text.startswith(TAGS):
        return True
    return _has_few_words(page, index) or (text.isupper() and is_button(page, index))


def _section_above(page: Section, title: int) -> int:
    """The first of the lines right above a title that say its section, the way to it or its number."""
    first = max(0, title - MOST_SECTIONS)
    if kicker := next((index for index in range(title - 1, first - 1, -1) if is_kicker(page.text(index))), None):
        return kicker
    above = next((i + 1 for i in range(title - 1, first - 1, -1) if not _says_section(page, i, title)), first)
    if above == title:
        return _few_words_above(page, title)
    others = _are_tags(page, above, title) or _is_menu(page, above, first) or _goes_on_above(page, above, title)
    return title if others else above


def _goes_on_above(page: Section, first: int, title: int) -> bool:
    """Whether seeming sections stand tight below an unknown one, as tags do, and an empty line above the title."""
    tight = page.lines[title].gap > 0 == page.lines[first].gap and not page.text(first).isupper()
    return tight and _has_few_words(page, first - 1)


def _is_menu(page: Section, above: int, first: int) -> bool:
    """Whether as many sections as a story has, and home is the first, stand right below more buttons."""
    return above == first > 0 and label(page.text(above)) == HOME and not page.lines[above].gap


def _are_tags(page: Section, first: int, title: int) -> bool:
    """Whether seeming sections stand tight below a label of topics, one of tags if alone, and a gap above the title."""
    labelled = page.kind(first - 1) is WIDGET and opens_others(page.text(first - 1))
    several = title - first > 1 or label(page.text(first - 1)) in TOPICS
    return labelled and several and page.lines[title].gap > page.lines[first].gap


def _few_words_above(page: Section, title: int) -> int:
    """The first of the headings of few words between a button or an empty line and the title: an unknown section."""
    first = title
    if page.lines[title].gap > page.lines[title - 1].gap:
        return title
    while first > title - MOST_SECTIONS and _has_few_words(page, first - 1):
        first -= 1
    below_button = page.kind(first - 1) is WIDGET and page.text(first - 1)[-1] not in COLONS
    return first if below_button and title - first < MOST_SECTIONS else title


def _has_few_words(page: Section, index: int) -> bool:
    text = page.text(index)
    tag = text.islower() and text.isascii() and text.isalpha()
    return page.kind(index) is HEADING and words(text) <= MOST_SECTION_WORDS and not tag


def _says_section(page: Section, index: int, title: int) -> bool:
    """Whether a line is a section, a number, or the way to a section or to that title."""
    text = page.text(index)
    if text == BAR:
        return True
    if text.islower() or label(text) in LATEST:
        return False
    if NUMBER.fullmatch(text):
        return not (is_rank(page, index) or page.lines[index + 1].gap > page.lines[index].gap)
    if label(text) in COMMENTS and page.lines[title].gap > page.lines[index].gap:
        return False
    leads = leads_to_title(text) and page.key(index).endswith(page.key(title))
    return leads or is_section(text) or is_trail(text) or _are_sections(text)


def _are_sections(text: str) -> bool:
    """Whether sections stand on a line with dots or bars between them: "News · Society"."""
    names = PARTED.split(text)
    short = all(words(name) <= MOST_SECTION_WORDS for name in names)
    return len(names) > 1 and short and sum(map(is_section, names)) > len(names) / 2


def is_rank(page: Section, index: int) -> bool:
    """Whether a number follows one close above it with no text between, as those of a list of the most read do."""
    number = COUNT.fullmatch(page.text(index))
    for above in range(index - 1, max(-1, index - 1 - NEAR_RANK), -1):
        found = COUNT.fullmatch(page.text(above))
        if number and found and int(found[1]) + 1 == int(number[1]):
            return True
        if page.is_prose(above):
            break
    return False


def number_above(page: Section, index: int) -> int | None:
    """The number that stands alone right above a line."""
    above = page.text(index - 1) if index else ""
    counted = COUNT.fullmatch(above)
    return int(counted[1]) if counted else None
