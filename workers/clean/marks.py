"""Headings with numbers, turns in a talk, and numbers, times and signs that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from workers.clean.datelines import HOURS, is_time
from workers.clean.kinds import DASHES
from workers.clean.measures import words
from workers.clean.names import CAPTION, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import label, shows_film

LONGEST_NUMBERED = 12
"""Words of a numbered heading."""
LONGEST_NUMBER = 3
"""Digits of a number that stands alone and is no year."""
CODE = re.compile(r"[a-z]{1,3}\d{1,3}|[a-z][a-z\d.]*(?:[-_/]+[a-z\d.]+)+|\w+_\w[\w.-]*")
"""A picture's name where pictures have no other alternative text."""
LONGEST_CODE = 120
NOTHING = "0"
"""How many comments a new story has."""
RANKED = frozenset(".)")
"""What may stand behind the number of a story in a list of the most read."""
STARS = frozenset("\u2605\u2606")
"""How good a film is."""
STOPS = frozenset(".;:,")
DIGIT = re.compile(r"\d")
SHORT_FILM = re.compile(r"0?\d:[0-5]\d")
SOURCE = re.compile(r"(?:- )?Source:")
FILMS_END = frozenset({"see all videos", "more videos", "now playing"})
"""How long a short film is, and what stands below the last of some."""
ENDS = frozenset('.!?\u201d"')
TITLED = frozenset({HEADING, PARAGRAPH, CAPTION})
"""What the title of a film looks like."""
STEP = 2
"""Lines of a film in such a list: its title and its length."""
LENGTHS = ("00", "0:")
"""How clocks begin that are the length of a film rather than an hour."""
LONGEST_READING = 24
READING = re.compile(r"(?=.*(?:[%+]|\d[.,]\d|^[(-]+\d|^\d\W\d$))[^\w\s]{0,2}\d[\d.,]*(?:[^\w\s]|\d|\s)*")
"""A price, a share, how much something rose, a score: figures with signs and no letters; years are no such."""


SPEAKER = re.compile(r"[^\W\d_a-z][\w.\u2019-]*(?: [^\W\d_a-z][\w.\u2019-]*){0,2}: (?=\S)")
LEAST_TURNS = 2
"""Whose turn it is in a talk, and how many of the turns are told by themselves."""


def is_reading(text: str) -> bool:
    """Whether a line is a figure as displays have it: of several digits with signs, and without a word."""
    return len(text) <= LONGEST_READING and text[-1] != "." and READING.fullmatch(text) is not None


def numbered(section: Section) -> Settled:
    """Numbered headings: what looks like the one item of a list, but has a paragraph below it."""
    for index in section.of(LIST_ITEM):
        if section.kind(index - 1) is not LIST_ITEM:
            text = section.text(index)
            short = text[0].isdecimal() and words(text) <= LONGEST_NUMBERED and text[-1] not in STOPS
            if short and section.kind(index + 1) is PARAGRAPH:
                yield index, HEADING


def spoken(section: Section) -> Settled:
    """Direct speech behind a dash: alone it is no item of a list."""
    for index in section.of(LIST_ITEM):
        text = section.text(index)
        alone = LIST_ITEM not in {section.kind(index - 1), section.kind(index + 1)}
        if alone and text[0] in DASHES and text[-1] in ENDS and section.is_text(index):
            yield index, PARAGRAPH


def turns(section: Section) -> Settled:
    """Questions in a talk: what looks like a heading, and begins with whom several lines begin with that are text."""
    asked = {index: found[0] for index in section.of(HEADING) if (found := SPEAKER.match(section.text(index)))}
    if asked:
        speakers = Counter(found[0] for index in section.prose() if (found := SPEAKER.match(section.text(index))))
        yield from ((index, PARAGRAPH) for index, speaker in asked.items() if speakers[speaker] >= LEAST_TURNS)


def counters(section: Section) -> Settled:
    """Numbers alone more than once, in a column or among buttons, a time alone once, single signs, and readings."""
    short = {index: section.text(index) for index, size in enumerate(section.sizes) if size <= LONGEST_NUMBER}
    ranks = [index for index, text in short.items() if text[-1] in RANKED and text[:-1].isdecimal()]
    if len(ranks) > 1:
        yield from ((index, WIDGET) for index in ranks)
    times = Counter(text for text in short.values() if text.isdecimal())
    ranked = {int(text) for text in times if text.isascii()}
    for index, text in short.items():
        sign = (
            not any(map(str.isalnum, text))
            and text[0] not in STARS
            and not (text in STOPS and section.is_prose(index - 1))
        )
        if (
            sign
            or text == NOTHING
            or times[text] > 1
            or (text.isdecimal() and (_is_ranked(int(text), ranked) or _is_among_others(section, index)))
        ):
            yield index, WIDGET
    yield from ((i, WIDGET) for i in section.of(LIST_ITEM) if _is_rule(section.text(i)))
    brief = [index for index in section.of(HEADING, PARAGRAPH) if section.sizes[index] <= LONGEST_CODE]
    codes = (i for i in brief if " " not in section.text(i) and CODE.fullmatch(section.text(i)))
    yield from ((i, WIDGET) for i in codes if section.kinds[i] is HEADING or "/" in section.text(i))
    yield from ((i, WIDGET) for i in brief if section.kinds[i] is PARAGRAPH and is_reading(section.text(i)))
    clocks = [index for index in section.of(DATELINE) if is_time(section.text(index))]
    yield from ((index, WIDGET) for index in clocks if _is_players(section, index))
    yield from ((index, WIDGET) for index in _playlist(section, clocks))
    if len(clocks) == 1 and section.text(clocks[0])[-1].isdecimal() and not _tells_hour(section, clocks[0]):
        yield clocks[0], WIDGET


def _is_ranked(number: int, numbers: Container[int]) -> bool:
    """Whether the numbers before or behind one stand alone too, as in a list of the most read."""
    return any(all(number + step in numbers for step in steps) for steps in ((1, 2), (-1, 1), (-2, -1)))


def _is_rule(text: str) -> bool:
    """Whether a line is made of signs with spaces between, as stars part the sections of a story."""
    return len(text) <= LONGEST_READING and not any(map(str.isalnum, text))


def _playlist(section: Section, clocks: Sequence[int]) -> Iterator[int]:
    """The titles of films with their lengths, each right below the other; or a length below its title twice."""
    films = [at for at in clocks if SHORT_FILM.fullmatch(section.text(at)) and _may_title(section, at - 1)]
    for first, second in pairwise(films):
        if second - first == STEP:
            yield from (at for at in range(first - 1, second + 1) if section.kinds[at] is not CAPTION)
        elif all(section.text(first - back) == section.text(second - back) for back in range(STEP)):
            yield from (first, second)


def _may_title(section: Section, index: int) -> bool:
    return section.kind(index) in TITLED and section.text(index)[-1] not in ENDS


def _tells_hour(section: Section, index: int) -> bool:
    """Whether a clock stands right below a day without its time, above the text."""
    above = index - 1
    dayed = index < max(section.lede, section.head_end) and section.kind(above) is DATELINE
    return dayed and not section.text(index).startswith(LENGTHS) and HOURS.search(section.text(above)) is None


def _is_players(section: Section, index: int) -> bool:
    """Whether a clock shows nothing yet, or a film's length: below such a one, or above a title printed twice."""
    if any(not section.text(at).strip("0:") for at in (index, max(index - 1, 0))):
        return True
    if SHORT_FILM.fullmatch(section.text(index)) and (_is_film(section, index + 1) or _is_player(section, index - 1)):
        return True
    titled = section.kind(index + 1) is section.kind(index + 2) is WIDGET
    return titled and section.key(index + 1) == section.key(index + 2)


def _is_player(section: Section, index: int) -> bool:
    """Whether a line stands in a film's place, or is the button of one or below the last."""
    if section.kind(index) is not WIDGET:
        return False
    text = section.text(index)
    return shows_film(text) or label(text) in FILMS_END


def _is_film(section: Section, index: int) -> bool:
    """The same, or whether it is a sign, or says where a film comes from."""
    if section.kind(index) is not WIDGET:
        return False
    text = section.text(index)
    return len(text) == 1 or SOURCE.match(text) is not None or _is_player(section, index)


def _is_among_others(section: Section, index: int) -> bool:
    """Whether a number stands beside a button and no text, or right below or above another number."""
    beside = [at for at in (index - 1, index + 1) if section.kind(at) is not None]
    if any(section.text(at).replace(",", "").isdecimal() for at in beside):
        return True
    return WIDGET in {section.kind(at) for at in beside} and not any(section.is_prose(at) for at in beside)
