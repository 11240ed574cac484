"""Where one article of a page ends and the next begins: at a title with a head and a text of its own.

No sign is sure by itself: subheadings speak of the text below them, entries of live pages have authors, teasers have
dates. So what speaks for each headline is counted, and what speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from schemas.block import Kind
from workers.clean.appeals import is_biography
from workers.clean.bylines import is_byline, is_sign_off, opens_with_byline
from workers.clean.datelines import is_time, opening_dateline, opens_with_place
from workers.clean.dates import MONTHS, WEEKDAYS, dates
from workers.clean.kickers import MOST_SECTION_WORDS, date_above, is_below_date, number_above, top
from workers.clean.lines import Line
from workers.clean.listings import (
    is_in_dated_list,
    is_in_tight_list,
    is_last_of_list,
    is_listed,
    is_other,
    is_ranked,
    is_related,
)
from workers.clean.live import is_live
from workers.clean.measures import is_quoted, words
from workers.clean.names import BYLINE, CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.others import BAR_AGO
from workers.clean.scenes import CUE
from workers.clean.section import Section
from workers.clean.signs import (
    AGAIN,
    DATED,
    NAMED,
    PICTURED,
    PICTURES,
    REACH,
    SENT,
    SHARED,
    SIGNED,
    TIMED,
    day_below,
    day_of,
    is_dated,
    may_be_title,
    signs,
    text_below,
)
from workers.clean.subject import MOST_TOLD, pieces, shared, shared_with, subject_of
from workers.clean.titles import announces
from workers.clean.widgets import is_section, label, opens_others, shows_film
from workers.clean.words import any_of

ENOUGH = 6
"""Points from which a headline is a story's title."""
COUNTED = "counted"
"""A number right above, one more than the story's above."""
POINTS = {AGAIN: 3, COUNTED: 3, DATED: 2, SENT: 2, SIGNED: 1, NAMED: 1, PICTURED: 1, SHARED: 0, TIMED: 0}
"""Points for the signs of a head."""
SURE = frozenset({AGAIN, DATED, TIMED, SENT, SIGNED})
"""Signs that are no accident above one paragraph, which may be a notice of the site's."""
BARE = 5
"""Points against a headline without a head right below the text above."""
SUBJECT = 2
MOST_SHARED = 4
"""Points for a word that a title shares with its text, and how many words get them."""
CLEARLY = 2
"""Words that the title of a text has in common with it."""
LONG = 2
MOST_WORDS = 12
"""Words of a title for a point, and up to how many."""
TEASER = 2
"""Points against a headline with less text than the story above, or in a list of other stories."""
BEGINNING = 3
"""Paragraphs of a text that are compared with its title."""
DENSE = 20
MOST_TIED = 6
"""Points against a text whose every word the story above has, and against one that has enough of them."""
SPARED, LEAST_APART = 3, 2
"""Points fewer against it where the headline stands apart, with so many buttons above it."""
ENDED = 2
"""Points for standing right below the sign-off of the story above."""
ALIKE, MOST_ALIKE = 2, 2
"""Points for each line right above that stands above the page's first title too, and how many get them."""
WORDS_OF_DATES = re.compile(rf"{any_of({*MONTHS, *WEEKDAYS})}|\d+|[ap]\.?m\.?\b")
LATER, LONGEST_DATELINE = 2, 60
"""Points for a text that was sent on another day than the story above, and code points in which its day stands."""
BETWEEN = frozenset({HEADING, DATELINE, BYLINE})
"""What stands between a title and its standfirst."""
MOST_HEADINGS = 3
"""Headings below a title of which the last may be its standfirst."""
CLOSE = 3
"""Lines above a copy in which its caption stands."""
PLAYING, NEAR_FILM = "now playing", 8
"""The label of the film that a player shows, and lines from its title to the label."""
FROM, AGO, NEAR_AGO = "From CNN", re.compile(r"\d{1,2} ?[hdm] ago"), 2
"""What stands below the title of an entry, below that of another story in a box, and in so many lines."""
REVIEW = "press review"
"""How a headline begins that says that papers are quoted below."""
LEAST_PARAGRAPHS = 2
LEAST_TEXT = 120
NEAR = 20
"""Paragraphs and code points of a story's text, and lines in which they stand; a teaser has fewer."""


class Start(NamedTuple):
    """Where a part begins, and the line of its title, which the first is still without."""

    line: int
    title: int | None = None


def part_starts(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[Start]:
    """The beginning of every part; the first is line 0 if there is any line."""
    page = Section(lines, list(kinds), [None] * len(lines))
    starts = [Start(0)][: len(lines)]
    title: int | None = None
    told: set[str] = set()
    story: list[int] = []
    first: list[int] = []
    for index in range(len(page)):
        if title is not None and page.is_prose(index):
            story.append(index)
        elif title is None and announces(page.text(index), page.kinds[index]):
            title = index
        elif (title is None or story) and may_be_title(page, index):
            if title is None:
                title = index
            elif _is_over(page, title, story, index) and not _is_told_of(page, told, index):
                first = first or [i for i in range(max(title, story[0] - REACH), story[0]) if may_be_title(page, i)]
                if not _opens(page, story, index, first) or _is_entry(page, first, index):
                    continue
                title = _first_copy(page, _first_headline(page, story, index))
                starts.append(Start(top(page, first, title), title))
                story = []
            told.add(page.key(title))
    return starts


def _is_told_of(page: Section, told: Container[str], index: int) -> bool:
    """Whether a headline is the title of a story above, right below a label of other stories."""
    return page.key(index) in told and _is_labelled(page, index)


def _is_entry(page: Section, headlines: Sequence[int], index: int) -> bool:
    """Whether one of the page's first headlines says that it is live, and a line has no day but that of the page."""
    if not any(is_live(page, at) for at in headlines):
        return False
    day = day_of(page, date_above(page, index)) or day_below(page, index)
    if day is None:
        return True
    above = {day_of(page, date_above(page, at)) for at in headlines}
    return day in above.union(day_of(page, at) for at in range(headlines[0], text_below(page, headlines[-1]) or index))


def _is_entrys(page: Section, index: int) -> bool:
    """Whether whose entry of a live page it is, or how many hours ago another story was told, stands below a line."""
    tight = page.lines[index].gap <= page.lines[index - 1].gap
    if tight and page.text(index - 1).endswith(" ago") and BAR_AGO.search(page.text(index - 1)):
        return True
    below = (page.text(at) for at in range(index + 1, min(index + 1 + NEAR_AGO, len(page))))
    return any(text.startswith(FROM) or AGO.fullmatch(text) for text in below)


def _is_over(page: Section, title: int, story: Sequence[int], index: int) -> bool:
    """Whether a story has a text, which one paragraph without a head is not, and a line is not its title once more."""
    if page.key(index) == page.key(title):
        return False
    if len(story) > 1:
        return True
    headlines = (i for i in range(title, story[0]) if may_be_title(page, i))
    return text_below(page, title) == story[0] and any(not SURE.isdisjoint(signs(page, i)) for i in headlines)


def _is_labelled(page: Section, index: int) -> bool:
    """Whether a label of other stories stands right above a headline, and no empty line between them."""
    if page.lines[index].gap > page.lines[index - 1].gap or page.kind(index - 1) is not WIDGET:
        return False
    return opens_others(page.text(index - 1))


def _opens(page: Section, story: Sequence[int], index: int, first: Sequence[int]) -> bool:
    """Whether a headline is the title of the text below it, rather than another one between them."""
    points = _points(page, story, index, first)
    if points < ENOUGH or _is_caption(page, index):
        return False
    text = text_below(page, index)
    rivals = [i for i in range(index + 1, text or 0) if is_other(page, i, index) and text_below(page, i) == text]
    if _shared_below(page, index, CLEARLY) == CLEARLY:
        rivals = [i for i in rivals if not _is_caption(page, i)]
    if is_in_dated_list(page, index, text):
        return False
    if is_last_of_list(page, index, rivals) and _points(page, story, rivals[0], first) > points:
        return False
    if is_listed(page, index) and any(is_section(page.text(i - 1)) for i in rivals):
        return False
    if is_listed(page, index) and _is_again(page, index, text) and (rivals or DATED not in signs(page, index)):
        return False
    return all(_points(page, story, i, first) <= points + 1 or _is_standfirst(page, index, i) for i in rivals)


def _is_caption(page: Section, index: int) -> bool:
    """Whether a line says what captions say, or one beside it is its copy, perhaps with the credit."""
    if CUE.search(page.text(index)):
        return True
    near = (*range(max(0, index - CLOSE), index), index + 1)
    if any(page.kind(at) in PICTURES and page.key(at).startswith(page.key(index)) for at in near):
        return True
    copies = (at for at in (index - 2, index + 2) if 0 <= at < len(page))
    return page.kind(index + 1) is CREDIT and any(page.key(at) == page.key(index) for at in copies)


def _is_again(page: Section, index: int, text: int | None) -> bool:
    """Whether a headline is printed once more above the text below it."""
    return any(page.key(at) == page.key(index) for at in range(index + 1, text or 0))


def _first_copy(page: Section, title: int) -> int:
    """The first of the copies of a title right above each other, or with a place in capitals between them."""
    while page.key(title - 1) == page.key(title):
        title -= 1
    placed = page.text(title - 1).isupper() and not page.text(title).isupper()
    return title - 2 if placed and title > 1 and page.key(title - 2) == page.key(title) else title


def _first_headline(page: Section, story: Sequence[int], index: int) -> int:
    """The headline right below the story above, if the one found is its standfirst and has no word of what follows."""
    above, text = index - 1, text_below(page, index) or index
    if story[-1] < above - 1 or not may_be_title(page, above) or shared(page.text(index), [page.text(text)], 1):
        return index
    return above


def _is_standfirst(page: Section, title: int, index: int) -> bool:
    """Whether only headings, none a section, stand between a title that speaks of its text and a line that does."""
    between = range(title + 1, index)
    shown = {page.key(at) for at in between if page.kinds[at] in PICTURES}
    apart = [at for at in between if not any(said.startswith(page.key(at)) for said in shown)]
    run = len(apart) < MOST_HEADINGS and all(page.kinds[at] in BETWEEN for at in apart)
    run = run and not any(is_section(page.text(at)) for at in apart)
    return run and page.lines[index].gap <= page.lines[title].gap and _shared_below(page, title, 1) > 0


def _points(page: Section, story: Sequence[int], index: int, first: Sequence[int]) -> int:
    """What speaks for a headline as a story's title; nothing does in a list, or without a head far below the text."""
    text, head = text_below(page, index), signs(page, index)
    date = date_above(page, index)
    if day_of(page, date) and (_is_new_day(page, date, index) or is_below_date(page, first, index)):
        head |= {DATED}
    if _is_next(page, story, index):
        head |= {COUNTED}
    if (
        text is None
        or is_biography(page.text(text))
        or is_related(page, index, head)
        or is_in_tight_list(page, index, text)
        or _is_of_page(page, index, head)
        or _is_quotation(page, index, head)
    ):
        return 0
    bare = not (head - {PICTURED} or any(_is_sign_off(page, i) for i in range(story[-1] + 1, index)))
    if bare and (head or story[-1] < index - 1 or _is_review(page, story)):
        return 0
    listed = is_listed(page, index)
    short = not _has_text(page, text, min(len(story), LEAST_PARAGRAPHS))
    if listed and short:
        return 0
    above = subject_of([page.text(i) for i in {*story[:MOST_TOLD], *story[-MOST_TOLD:]}])
    tied = shared_with(page.text(text), above) * DENSE // max(DENSE, pieces(page.text(text)))
    return (
        sum(POINTS[sign] for sign in head)
        + min(words(page.text(index)), MOST_WORDS) // LONG
        + SUBJECT * _shared_below(page, index, MOST_SHARED)
        - min(tied, MOST_TIED - SPARED * _is_apart(page, story, index, head))
        - shared_with(page.text(index), above, 1)
        - sum(is_other(page, i, index) for i in range(index + 1, text))
        + ENDED * _is_sign_off(page, index - 1)
        + ALIKE * _kicked_alike(page, first, index)
        + LATER * (_is_sent_on_other_day(page, story[0], text) or (not listed and _is_dated_alike(page, first, index)))
        - TEASER * (listed + short + (head == {DATED} and _is_labelled(page, index)))
        - (BARE if bare else 0)
    )


def _is_review(page: Section, story: Sequence[int]) -> bool:
    """Whether a headline above a story says that it tells what papers write, each below a headline."""
    above = range(max(0, story[0] - REACH), story[0])
    return any(page.text(index)[: len(REVIEW)].casefold() == REVIEW for index in above)


def _is_new_day(page: Section, date: int, title: int) -> bool:
    """Whether an empty line sets a date and the title below it off from the text, and no date above tells that day."""
    first = page.once("days", lambda: {day_of(page, at): at for at in reversed(page.of(DATELINE))})
    return page.lines[date].gap > page.lines[title].gap and first[day_of(page, date)] == date


def _is_apart(page: Section, story: Sequence[int], index: int, head: frozenset[str]) -> bool:
    """Whether a headline has a name and a date below it and buttons between it and the story above."""
    if DATED not in head or head.isdisjoint({SIGNED, NAMED}):
        return False
    return sum(page.kinds[at] is WIDGET for at in range(story[-1] + 1, index)) >= LEAST_APART


def _is_sent_on_other_day(page: Section, above: int, text: int) -> bool:
    """Whether the first paragraphs of two stories begin with the day on which they were sent, and not with the same."""
    days = [_sent_on(page.text(index)) for index in (above, text)]
    return None not in days and days[0] != days[1]


def _is_dated_alike(page: Section, headlines: Sequence[int], index: int) -> bool:
    """Whether the date right below a headline is of another day and has the words of that below the page's first one.

    In a list of other stories there is a date above it, or below the next one, too.
    """
    below = index + 1
    day = day_of(page, below)
    listed = DATELINE in {page.kind(index - 1), page.kind(below + 2)}
    if day is None or listed or not is_dated(page, below):
        return False
    titles = (at for at in headlines if words(page.text(at)) > MOST_SECTION_WORDS)
    first = [at + 1 for at in titles if day_of(page, at + 1) not in {None, day}]
    manner = _manner(page.text(below))
    return manner is not None and any(_manner(page.text(at)) == manner for at in first)


def _kicked_alike(page: Section, headlines: Sequence[int], index: int) -> int:
    """How many headings right above a headline are those above one of the page's first: "World", "Nordia"."""
    found = 0
    for title in headlines:
        above = range(1, min(MOST_ALIKE, title, index) + 1)
        alike = [_is_kicker(page, index - back) and page.key(index - back) == page.key(title - back) for back in above]
        found = max(found, alike.index(False) if False in alike else len(alike))
    return found


def _is_kicker(page: Section, index: int) -> bool:
    return page.kinds[index] is HEADING and words(page.text(index)) <= MOST_SECTION_WORDS


def _manner(date: str) -> str | None:
    """How a date line tells its day: its other words and signs; None for a mere day without its time."""
    manner = WORDS_OF_DATES.sub("", date.casefold())
    return manner if ":" in manner or any(map(str.isalpha, manner)) else None


def _sent_on(text: str) -> tuple[int, int] | None:
    """Month and day in the dateline with which a paragraph begins."""
    sent = opening_dateline(text) or opens_with_place(text)
    found = next(dates(text, 0, LONGEST_DATELINE), None) if sent else None
    return None if found is None else (found.month, found.day)


def _is_of_page(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline is a film's or one of a list with numbers, or a live page's entry, its time above it."""
    above = page.text(index - 1)
    if _is_playing(page, index) or is_ranked(page, index) or _is_entrys(page, index):
        return True
    if page.kind(index - 1) is WIDGET:
        return shows_film(above)
    return _is_clock(page, index - 1) and head.isdisjoint({AGAIN, DATED})


def _is_clock(page: Section, index: int) -> bool:
    """Whether a line is a clock, perhaps with how long ago that was."""
    clock, _, ago = page.text(index).partition(" ")
    return is_time(page.text(index)) or (is_time(clock) and ago.endswith(" ago") and page.kinds[index] is DATELINE)


def _is_quotation(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline is nothing but a quotation, and nobody is named below it, as below titles that are."""
    return is_quoted(page.text(index)) and head.isdisjoint({AGAIN, NAMED, SIGNED})


def _is_playing(page: Section, index: int) -> bool:
    """Whether a headline is printed again close below, and right below that what says that its film plays now."""
    near = range(index + 2, min(index + NEAR_FILM, len(page)))
    return any(label(page.text(at)) == PLAYING and page.key(at - 1) == page.key(index) for at in near)


def _is_next(page: Section, story: Sequence[int], index: int) -> bool:
    """Whether the number above a headline follows the number above the one of the story above."""
    number = number_above(page, index)
    beginning = range(max(0, story[0] - REACH), min(story[0] + REACH, story[-1]))
    return number is not None and any(number_above(page, i) == number - 1 for i in beginning)


def _is_sign_off(page: Section, index: int) -> bool:
    """Whether a line is a sign-off with which stories end; who contributed is told below each entry of a live page."""
    text = page.text(index)
    return page.kinds[index] is BYLINE and is_sign_off(text) and "contributed" not in text


def _shared_below(page: Section, title: int, most: int) -> int:
    """How many words a title shares with the text below it."""
    text = text_below(page, title) or title + 1
    below = [page.text(i) for i in range(text, min(text + NEAR, len(page))) if page.is_prose(i)]
    return shared(page.text(title), below[:BEGINNING], most)


def _ends_text(page: Section, index: int) -> bool:
    """Whether a line is a heading without a text below it, and no author's, who may stand below a standfirst."""
    if page.kinds[index] is not HEADING or page.kind(index + 1) is PARAGRAPH:
        return False
    return not (is_byline(page.text(index)) or opens_with_byline(page.text(index)))


def _has_text(page: Section, first: int, least: int) -> bool:
    """Whether as many paragraphs follow, up to a date or to a heading that is no subheading, and of some length."""
    paragraphs = size = 0
    for index in range(first, min(first + NEAR, len(page))):
        if page.kinds[index] is PARAGRAPH:
            paragraphs += 1
            size += len(page.text(index))
        elif page.kinds[index] is DATELINE or _ends_text(page, index):
            break
    return paragraphs >= least and size >= LEAST_TEXT
