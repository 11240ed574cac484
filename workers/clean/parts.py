"""Where one article of a page ends and the next begins: at a title with a head and a text of its own.

No sign is sure by itself: subheadings speak of the text below them, entries of live pages have authors, teasers have
dates. So what speaks for each headline is counted, and what speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from schemas.block import Kind
from workers.clean.appeals import is_biography
from workers.clean.boxes import is_button
from workers.clean.bylines import is_byline, is_name, is_sign_off, opens_with_byline
from workers.clean.captions import has_cue
from workers.clean.datelines import is_time
from workers.clean.dates import dates
from workers.clean.lines import Line
from workers.clean.live import is_live
from workers.clean.measures import is_headline, words
from workers.clean.names import BYLINE, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.others import BAR_AGO, QUOTES
from workers.clean.section import COLONS, Section
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
    is_dated,
    may_be_title,
    signs,
    text_below,
)
from workers.clean.subject import MOST_TOLD, pieces, shared, shared_with, subject_of
from workers.clean.titles import announces
from workers.clean.widgets import (
    is_kicker,
    is_section,
    is_sharing,
    is_trail,
    label,
    leads_to_title,
    opens_others,
    shows_film,
)

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
BETWEEN = frozenset({HEADING, DATELINE, BYLINE})
"""What stands between a title and its standfirst."""
MOST_HEADINGS = 3
"""Headings below a title of which the last may be its standfirst."""
AMONG_RANKS = frozenset({HEADING, PARAGRAPH, WIDGET})
"""What stands below a headline in a list with numbers, the next number or another headline."""
LISTED, MOST_LISTED = frozenset({HEADING, DATELINE}), 40
"""What other stories are listed with, their titles and dates, and lines of such a list."""
CLOSE = 3
"""Lines above a copy in which its caption stands."""
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
CLOSING_QUOTES = frozenset("\"'\u2019\u201d\u00bb\u201c")
PLAYING, NEAR_FILM = "now playing", 8
"""The label of the film that a player shows, and lines from its title to the label."""
BAR = "|"
"""What stands on a line of its own between the sections of some stories."""
LATEST = frozenset({"latest", "latest news"})
"""Sections of a site that no story stands in: they list other stories."""
NUMBER = re.compile(r"(?:No\. ?|#)?\d{1,4}\.?")
NEAR_RANK = 5
"""Lines between the numbers of such a list."""
FROM, AGO, NEAR_AGO = "From CNN", re.compile(r"\d{1,2} ?[hdm] ago"), 2
"""What stands below the title of an entry, below that of another story in a box, and in so many lines."""
RELATED = frozenset({"related", "related story", "related article"})
NEAR_RELATED = 2
"""Labels right above a headline of another story, and lines from the label."""
REVIEW = "press review"
"""How a headline begins that says that papers are quoted below."""
OF_DAY = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?![.\d])|\d\s?[ap]\.?m\b", re.IGNORECASE)
"""The time of day in a date line."""
COUNT = re.compile(r"(\d{1,2})\.?")
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
            elif _is_over(page, title, story, index):
                first = first or [i for i in range(max(title, story[0] - REACH), story[0]) if may_be_title(page, i)]
                if not _opens(page, story, index, first) or _is_entry(page, first, index):
                    continue
                title = _first_headline(page, story, index)
                dated = _is_below_date(page, first, title)
                top = _top(page, title)
                if top is None:
                    top = _head_above(page, first, title) if dated else _section_above(page, title)
                starts.append(Start(top, title))
                story = []
    return starts


def _is_entry(page: Section, headlines: Sequence[int], index: int) -> bool:
    """Whether one of the page's first headlines says that it is live, and a line has no day but that of the page."""
    if not any(is_live(page, at) for at in headlines):
        return False
    day = _day(page, _date_above(page, index)) or _day_below(page, index)
    if day is None:
        return True
    above = {_day(page, _date_above(page, at)) for at in headlines}
    return day in above.union(_day(page, at) for at in range(headlines[0], text_below(page, headlines[-1]) or index))


def _day_below(page: Section, title: int) -> tuple[int | None, int, int] | None:
    """The day of the first date between a title and its text."""
    found = (_day(page, at) for at in range(title + 1, text_below(page, title) or title))
    return next((day for day in found if day), None)


def _is_below_date(page: Section, headlines: Sequence[int], title: int) -> bool:
    """Whether a date stands right above a title, as right above one of the page's first headlines."""
    return all(any(_date_above(page, at) < at for at in run) for run in (headlines, (title,)))


def _head_above(page: Section, headlines: Sequence[int], title: int) -> int:
    """The date right above a title, or the section right above that if the page's first story has one there, too."""
    date = _date_above(page, title)
    first = (_date_above(page, at) for at in headlines)
    sectioned = any(at and is_section(page.text(at - 1)) for at in first)
    return date - 1 if sectioned and _may_be_section(page, date - 1) else date


def _may_be_section(page: Section, index: int) -> bool:
    """Whether a line is a known section, or a few words below an empty line."""
    return is_section(page.text(index)) or (page.lines[index].gap > 0 and _has_few_words(page, index))


def _date_above(page: Section, title: int) -> int:
    """The date right above a title, or above an author's name between them; the title itself if there is none."""
    for index in range(title - 1, max(-1, title - 1 - MOST_BETWEEN), -1):
        if page.kinds[index] is DATELINE:
            updated = page.kind(index - 1) is DATELINE and page.lines[index].gap == 0 and _day(page, index) is None
            return index - updated
        text = page.text(index)
        if not (page.kinds[index] is BYLINE or is_name(text) or is_section(text)):
            break
    return title


def _top(page: Section, title: int) -> int | None:
    """The first of the lines above a title that an empty line sets off from what is above, and none from the title."""
    top = title
    while top > title - MOST_SET_OFF and not page.lines[top].gap and _may_be_above(page, top - 1):
        top -= 1
    return top if top < title and page.lines[top].gap else None


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
    return _few_words_above(page, title) if above == title else above


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
        return not (_is_rank(page, index) or page.lines[index + 1].gap > page.lines[index].gap)
    leads = leads_to_title(text) and page.key(index).endswith(page.key(title))
    return leads or is_section(text) or is_trail(text) or _are_sections(text)


def _are_sections(text: str) -> bool:
    """Whether sections stand on a line with dots or bars between them: "News · Society"."""
    names = PARTED.split(text)
    short = all(words(name) <= MOST_SECTION_WORDS for name in names)
    return len(names) > 1 and short and sum(map(is_section, names)) > len(names) / 2


def _is_entrys(page: Section, index: int) -> bool:
    """Whether whose entry of a live page it is, or how many hours ago another story was told, stands below a line."""
    if page.text(index - 1).endswith(" ago") and BAR_AGO.search(page.text(index - 1)):
        return True
    below = (page.text(at) for at in range(index + 1, min(index + 1 + NEAR_AGO, len(page))))
    return any(text.startswith(FROM) or AGO.fullmatch(text) for text in below)


def _is_ranked(page: Section, index: int) -> bool:
    """Whether a headline stands below its number in a list, with the one before or behind below the number of it."""
    if page.kind(index + 1) not in AMONG_RANKS or not (number := _number(page, index)):
        return False
    below = _number(page, index + 2) if index + 2 < len(page) else None
    return below == number + 1 or (not COUNT.fullmatch(page.text(index - 2)) and _is_rank(page, index - 1))


def _is_rank(page: Section, index: int) -> bool:
    """Whether a number follows one close above it with no text between, as those of a list of the most read do."""
    number = COUNT.fullmatch(page.text(index))
    for above in range(index - 1, max(-1, index - 1 - NEAR_RANK), -1):
        found = COUNT.fullmatch(page.text(above))
        if number and found and int(found[1]) + 1 == int(number[1]):
            return True
        if page.is_prose(above):
            break
    return False


def _day(page: Section, index: int) -> tuple[int | None, int, int] | None:
    """The first date in a date line: year, if it is printed, month and day."""
    if page.kind(index) is not DATELINE:
        return None
    found = next(dates(page.text(index)), None)
    return None if found is None else (found.year, found.month, found.day)


def _is_over(page: Section, title: int, story: Sequence[int], index: int) -> bool:
    """Whether a story has a text, which one paragraph without a head is not, and a line is not its title once more."""
    if page.key(index) == page.key(title):
        return False
    if len(story) > 1:
        return True
    headlines = (i for i in range(title, story[0]) if may_be_title(page, i))
    return text_below(page, title) == story[0] and any(not SURE.isdisjoint(signs(page, i)) for i in headlines)


def _opens(page: Section, story: Sequence[int], index: int, first: Sequence[int]) -> bool:
    """Whether a headline is the title of the text below it, rather than another one between them."""
    points = _points(page, story, index, first)
    if points < ENOUGH or _is_caption(page, index):
        return False
    text = text_below(page, index)
    rivals = [i for i in range(index + 1, text or 0) if _is_other(page, i, index) and text_below(page, i) == text]
    if _shared_below(page, index, CLEARLY) == CLEARLY:
        rivals = [i for i in rivals if not _is_caption(page, i)]
    if _is_dated_list(page, index, text):
        return False
    if _is_last_of_list(page, index, rivals) and _points(page, story, rivals[0], first) > points:
        return False
    if _is_listed(page, index) and any(is_section(page.text(i - 1)) for i in rivals):
        return False
    if _is_listed(page, index) and _is_again(page, index, text) and (rivals or DATED not in signs(page, index)):
        return False
    return all(_points(page, story, i, first) <= points + 1 or _is_standfirst(page, index, i) for i in rivals)


def _is_caption(page: Section, index: int) -> bool:
    """Whether a line beside it begins with a headline: the caption of a picture, printed again without its credit."""
    near = (*range(max(0, index - CLOSE), index), index + 1)
    return any(page.kind(at) in PICTURES and page.key(at).startswith(page.key(index)) for at in near)


def _is_last_of_list(page: Section, index: int, below: Sequence[int]) -> bool:
    """Whether another headline stands tight above a headline, and an empty line above the one below."""
    tight = page.kind(index - 1) is HEADING and not page.lines[index].gap
    return tight and list(below[:1]) == [index + 1] and page.lines[index + 1].gap > 0


def _is_again(page: Section, index: int, text: int | None) -> bool:
    """Whether a headline is printed once more above the text below it."""
    return any(page.key(at) == page.key(index) for at in range(index + 1, text or 0))


def _first_headline(page: Section, story: Sequence[int], index: int) -> int:
    """The headline right below the story above, if the one found is its standfirst and has no word of what follows."""
    above, text = index - 1, text_below(page, index) or index
    if story[-1] < above - 1 or not may_be_title(page, above) or shared(page.text(index), [page.text(text)], 1):
        return index
    return above


def _is_standfirst(page: Section, title: int, index: int) -> bool:
    """Whether only headings, none a section, stand between a title that speaks of its text and a line that does."""
    between = range(title + 1, index)
    run = index - title <= MOST_HEADINGS and all(page.kinds[at] in BETWEEN for at in between)
    run = run and not any(is_section(page.text(at)) for at in between)
    return run and page.lines[index].gap <= page.lines[title].gap and _shared_below(page, title, 1) > 0


def _points(page: Section, story: Sequence[int], index: int, first: Sequence[int]) -> int:
    """What speaks for a headline as a story's title; nothing does in a list, or without a head far below the text."""
    text, head = text_below(page, index), signs(page, index)
    date = _date_above(page, index)
    if _day(page, date) and (_is_new_day(page, date, index) or _is_below_date(page, first, index)):
        head |= {DATED}
    if _is_next(page, story, index):
        head |= {COUNTED}
    if (
        text is None
        or is_biography(page.text(text))
        or _is_related(page, index, head)
        or _is_in_tight_list(page, index, text)
        or _is_of_page(page, index, head)
        or _is_quotation(page, index, head)
    ):
        return 0
    bare = not (head - {PICTURED} or any(_is_sign_off(page, i) for i in range(story[-1] + 1, index)))
    if bare and (head or story[-1] < index - 1 or _is_review(page, story)):
        return 0
    listed = _is_listed(page, index)
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
        - sum(_is_other(page, i, index) for i in range(index + 1, text))
        + ENDED * _is_sign_off(page, index - 1)
        - TEASER * (listed + short)
        - (BARE if bare else 0)
    )


def _is_related(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline stands as close below a label that it is another story's as what is above that, or next.

    One with a date and an author is the first below the label, or none of its.
    """
    widest, near = 0, 1 if {DATED, SIGNED} <= head else NEAR_RELATED
    for at in range(index - 1, max(-1, index - 1 - near), -1):
        widest = max(widest, page.lines[at + 1].gap)
        if page.kinds[at] is WIDGET and label(page.text(at)) in RELATED:
            return widest <= page.lines[at].gap
    return False


def _is_in_tight_list(page: Section, index: int, text: int) -> bool:
    """Whether headlines with dates stand tight below a label of others, with an empty line between them and a text."""
    top, end = index, index + 1
    while not page.lines[top].gap and page.kind(top - 1) in LISTED and top > index - MOST_LISTED:
        top -= 1
    while end < text and page.kinds[end] in LISTED and not page.lines[end].gap:
        end += 1
    if end != text or not page.lines[end].gap or page.lines[top].gap or DATELINE not in page.kinds[top:end]:
        return False
    listed = sum(may_be_title(page, at) for at in range(top, end))
    return listed > 1 and page.kind(top - 1) is WIDGET and opens_others(page.text(top - 1))


def _is_review(page: Section, story: Sequence[int]) -> bool:
    """Whether a headline above a story says that it tells what papers write, each below a headline."""
    above = range(max(0, story[0] - REACH), story[0])
    return any(page.text(index)[: len(REVIEW)].casefold() == REVIEW for index in above)


def _is_new_day(page: Section, date: int, title: int) -> bool:
    """Whether an empty line sets a date and the title below it off from the text, and no date above tells that day."""
    first = page.once("days", lambda: {_day(page, at): at for at in reversed(page.of(DATELINE))})
    return page.lines[date].gap > page.lines[title].gap and first[_day(page, date)] == date


def _is_apart(page: Section, story: Sequence[int], index: int, head: frozenset[str]) -> bool:
    """Whether a headline has a name and a date below it and buttons between it and the story above."""
    if DATED not in head or head.isdisjoint({SIGNED, NAMED}):
        return False
    return sum(page.kinds[at] is WIDGET for at in range(story[-1] + 1, index)) >= LEAST_APART


def _is_of_page(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline is a film's or one of a list with numbers, or a live page's entry, its time above it."""
    above = page.text(index - 1)
    if _is_playing(page, index) or _is_ranked(page, index) or _is_entrys(page, index):
        return True
    if page.kind(index - 1) is WIDGET:
        return shows_film(above)
    return is_time(above) and head.isdisjoint({AGAIN, DATED})


def _is_quotation(page: Section, index: int, head: frozenset[str]) -> bool:
    """Whether a headline is nothing but a quotation, and nobody is named below it, as below titles that are."""
    text = page.text(index)
    return text[0] in QUOTES and text[-1] in CLOSING_QUOTES and head.isdisjoint({AGAIN, NAMED, SIGNED})


def _is_playing(page: Section, index: int) -> bool:
    """Whether a headline is printed again close below, and right below that what says that its film plays now."""
    near = range(index + 2, min(index + NEAR_FILM, len(page)))
    return any(label(page.text(at)) == PLAYING and page.key(at - 1) == page.key(index) for at in near)


def _is_next(page: Section, story: Sequence[int], index: int) -> bool:
    """Whether the number above a headline follows the number above the one of the story above."""
    number = _number(page, index)
    beginning = range(max(0, story[0] - REACH), min(story[0] + REACH, story[-1]))
    return number is not None and any(_number(page, i) == number - 1 for i in beginning)


def _number(page: Section, index: int) -> int | None:
    """The number that stands alone right above a line."""
    above = page.text(index - 1) if index else ""
    counted = COUNT.fullmatch(above)
    return int(counted[1]) if counted else None


def _is_sign_off(page: Section, index: int) -> bool:
    """Whether a line is a sign-off with which stories end; who contributed is told below each entry of a live page."""
    text = page.text(index)
    return page.kinds[index] is BYLINE and is_sign_off(text) and "contributed" not in text


def _shared_below(page: Section, title: int, most: int) -> int:
    """How many words a title shares with the text below it."""
    text = text_below(page, title) or title + 1
    below = [page.text(i) for i in range(text, min(text + NEAR, len(page))) if page.is_prose(i)]
    return shared(page.text(title), below[:BEGINNING], most)


def _is_other(page: Section, index: int, title: int) -> bool:
    """Whether a line below a title is another headline."""
    if not may_be_title(page, index) or page.key(index) == page.key(title):
        return False
    return not (is_name(page.text(index)) or is_dated(page, index) or has_cue(page.text(index)))


def _is_listed(page: Section, index: int) -> bool:
    """Whether a label of other stories stands above a headline, other headlines at most between, and no empty line."""
    if page.lines[index].gap > 0 and page.lines[index - 1].gap == 0:
        return False
    if is_section(page.text(index - 1)) and page.lines[index - 1].gap > 0 and page.lines[index - 2].gap == 0:
        return False
    while index and page.kinds[index] is HEADING and is_headline(page.text(index)):
        index -= 1
    index -= index > 0 and page.kinds[index] is HEADING  # the section of the first
    return page.kinds[index] is WIDGET and opens_others(page.text(index))


def _is_dated_list(page: Section, index: int, text: int | None) -> bool:
    """Whether headlines stand around a date below a label of other stories, and this is one of them."""
    start, end = index, index + 1
    while page.kind(start - 1) in LISTED and start > index - MOST_LISTED:
        start -= 1
    while page.kind(end) in LISTED and end < (text or 0):
        end += 1
    if page.kind(end) is not WIDGET or page.kind(start - 1) is not WIDGET or not opens_others(page.text(start - 1)):
        return False
    headlines = [at for at in range(start, end) if may_be_title(page, at) and not has_cue(page.text(at))]
    dates = [at for at in range(start, end) if page.kinds[at] is DATELINE]
    if not (headlines and any(headlines[0] < at < headlines[-1] for at in dates)):
        return False
    shared_below = headlines[-1] == index and is_sharing(page.text(end))
    own = shared_below or _is_timed(page, index, dates)
    return not (own or _stands_apart(page, range(start, index), headlines))


def _is_timed(page: Section, index: int, dates: Sequence[int]) -> bool:
    """Whether a headline has the time of day below it where those above have mere days."""
    above = {OF_DAY.search(page.text(at)) is not None for at in dates if at < index}
    return above == {False} and any(OF_DAY.search(page.text(at)) for at in dates if at > index)


def _stands_apart(page: Section, listed: range, headlines: Sequence[int]) -> bool:
    """Whether an empty line stands above a headline, its date and its section, and none between two or more above."""
    top = listed.stop
    while top > listed.start and not page.lines[top].gap and _may_stand_above(page, top - 1):
        top -= 1
    gaps = any(page.lines[at].gap for at in range(listed.start + 1, top))
    above = sum(listed.start <= at < top for at in headlines)
    return above > 1 and not gaps and page.lines[top].gap > 0


def _may_stand_above(page: Section, index: int) -> bool:
    return page.kinds[index] is DATELINE or is_section(page.text(index))


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
