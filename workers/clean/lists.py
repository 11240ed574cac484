"""Lists without marks: points below a label or a colon, what a title announces, lines with a day or a label each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from workers.clean.dates import WEEKDAYS
from workers.clean.measures import words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subject import MOST_TOLD, shared, stems
from workers.clean.widgets import LONGEST_LABEL, label
from workers.clean.words import any_of, folded

POINTS = folded("points")
"""What is written above the points that a story makes."""
KNOWN = frozenset({"what we know", "what we know so far"})
"""What stands above lines without a stop that sum up."""
MOST_ANNOUNCING = 2
"""Words of any other line that announces some, with a colon behind them."""
LABELLED = re.compile(r"[^\W_][^:]{1,30}: \S")
FIELD = re.compile(r"[^\W\d_][\w ]{1,24}: [^:.]{0,30}\d[^:]{0,60}")
"""What a thing has of something: "Length: 128 meters"."""
AMOUNT = re.compile(r"[$\u20ac\u00a3]?\d[\d.,]* [a-z]")
"""How a line begins that tells how much there is of something."""
OF_DAYS = re.compile(rf"(?:{any_of(day.title() for day in WEEKDAYS if day.isascii())})\b[^:]{{0,40}}: \S")
LEAST_LABELLED = 3
ABOVE_LISTS = frozenset({PARAGRAPH, HEADING})
"""A day or a label before what is told of it, how many such lines make a list, and what stands above it."""
GOES_ON = (";", "; and", "; or")
"""What ends a point that others follow."""
ASKING = re.compile(r"(?:How|What|When|Where|Who|Why)\b", re.IGNORECASE)
"""How a heading begins that asks something, whatever it ends with."""
NOTED = re.compile(r"(?:Correction|Clarification|Editor)\b")
"""How a note begins, which is no point and may stand below the last one."""
SHORT_BRIEF, SAID_AGAIN = 75, 0.17
"""Code points of points that need not be told again below them, and the part of the others' words that is."""
LONGEST_BRIEF, TOLD = 170, 1.4
"""Code points of a point that is a sentence, and times as long as all of them that the paragraph below is."""
PICTURES = frozenset({CAPTION, CREDIT})
LEAST_POINT = 3
LEAST_POINTS = 2
LONGEST_DEMAND, QUOTED = 115, frozenset('"\u201c\u201e\u00ab')
SHORT_POINT, LONGEST_POINT, MOST_POINTS = 90, 220, 6
LONGER = 2
"""Code points of a point, and how many times as long as those above it the next may be."""
LEAST_SAID = 6
ENDS_OF_SENTENCES = COLONS | frozenset(".!?\u2026")
BELOW_SUMMARY = frozenset({BYLINE, DATELINE, CAPTION, WIDGET})
"""Words of a point below the title, and what stands below the last of them."""
EVENTS_OF_DAY = re.compile(r"\b(?:key events|what (?:we know|happened|to know))\b.*\bday\b.*\d", re.IGNORECASE)
"""The title of a story that lists what happened on a day of a war: its paragraphs are points."""
DIGIT = re.compile(r"\d")


def items(section: Section) -> Settled:
    """Two or more lines without a stop, or with semicolons, after one that announces them with a colon: a list."""
    for index in section.prose():
        if section.text(index)[-1] not in COLONS:
            continue
        end = index + 1
        while end != section.title and _may_be_item(section, end):
            end += 1
        if section.text(end - 1).endswith(GOES_ON) and section.kind(end) is PARAGRAPH:
            end += 1
        if end - index > 2:  # noqa: PLR2004  # two lines or more
            yield from ((item, LIST_ITEM) for item in range(index + 1, end))


def _may_be_item(section: Section, index: int) -> bool:
    """Whether a line has no stop, or ends as points do that others follow."""
    kind = section.kind(index)
    return kind is HEADING or (kind is PARAGRAPH and section.text(index).endswith(GOES_ON))


def clauses(section: Section) -> Settled:
    """Two or more lines in a row with a semicolon at their end, and the line below that ends what they say."""
    parted = [index for index in section.of(PARAGRAPH) if section.text(index)[-1] == ";"]
    for lines in _runs(parted):
        below = lines[-1] + 1
        if len(lines) >= LEAST_POINTS and section.kind(below) is PARAGRAPH:
            yield from ((at, LIST_ITEM) for at in (*lines, below))


def _runs(lines: Iterable[int]) -> Iterator[list[int]]:
    """The lines that stand right below each other, run by run."""
    for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
        yield [index for _, index in run]


def points(section: Section) -> Settled:
    """Two or more short sentences below a line that announces them by its name, or in a few words with a colon."""
    sizes, prose = section.sizes, section.prose()
    for start in (index for index in prose if sizes[index] <= SHORT_POINT and index > 0):
        above = start - 1
        if sizes[above] <= LONGEST_LABEL and above != section.title and _announces(section.text(above)):
            end = _points_end(section, start)
            if end - start >= LEAST_POINTS:
                yield from ((at, LIST_ITEM) for at in range(start, end))
    for start in (index for index in section.of(HEADING) if index and _sums_up(section.text(index - 1))):
        end = start
        while section.kind(end) is HEADING and words(section.text(end)) >= LEAST_POINT:
            end += 1
        if end - start >= LEAST_POINTS:
            yield from ((at, LIST_ITEM) for at in range(start, end))


def summary(section: Section) -> Settled:
    """What a story says in two lines or more without a stop, between its title and who wrote it, when, or a button."""
    if section.title is None:
        return
    end = start = section.title + 1
    while section.kind(end) in ABOVE_LISTS and _is_said(section, end):
        end += 1
    if end - start >= LEAST_POINTS and section.kind(end) in BELOW_SUMMARY:
        yield from ((index, LIST_ITEM) for index in range(start, end))


def _is_said(section: Section, index: int) -> bool:
    """Whether a line is as long as a point, ends without a stop and has a word of the story."""
    text = section.text(index)
    stopped = text[-1] in ENDS_OF_SENTENCES or ". " in text
    if words(text) < LEAST_SAID or stopped or section.is_title(index):
        return False
    return shared(text, [section.text(at) for at in section.prose(index + 1, MOST_TOLD)], 1) > 0


def demands(section: Section) -> Settled:
    """Three short sentences or more below a line with a colon, and anything longer or no text below the last."""
    for index in section.of(PARAGRAPH):
        if section.text(index)[-1] not in COLONS:
            continue
        end = index + 1
        while section.kind(end) is PARAGRAPH and section.sizes[end] <= LONGEST_DEMAND and _is_plain(section.text(end)):
            end += 1
        apart = section.kind(end) is not PARAGRAPH or section.sizes[end] > LONGEST_DEMAND
        if LEAST_LABELLED <= end - index - 1 <= MOST_POINTS and apart:
            yield from ((at, LIST_ITEM) for at in range(index + 1, end))


def _is_plain(text: str) -> bool:
    """Whether a line is no speech, and announces nothing itself."""
    return text[0].isalnum() and text[-1] not in COLONS and text[-1] not in QUOTED


def highlights(section: Section) -> Settled:
    """Two to six paragraphs, none long, between the label of points and anything but text."""
    for index in section.of(WIDGET, HEADING, PARAGRAPH):
        if names_points(section.text(index)):
            start = end = index + 1 + (section.kind(index + 1) is WIDGET)
            while section.kind(end) in ABOVE_LISTS and _is_point(section, end):
                end += 1
            if LEAST_POINTS <= end - start <= MOST_POINTS and section.kind(end) in BELOW_SUMMARY:
                yield from ((at, LIST_ITEM) for at in range(start, end))


def _is_point(section: Section, index: int) -> bool:
    long = section.kinds[index] is PARAGRAPH or words(section.text(index)) >= LEAST_SAID
    text = section.text(index)
    return long and section.sizes[index] <= LONGEST_POINT and text[-1] not in COLONS and text[0] not in QUOTED


def briefs(section: Section) -> Settled:
    """Three to six sentences, each a line of its own, above a paragraph that is longer than all of them.

    They stand below the label of points, below a heading that asks something, or are the first the story says, perhaps
    but for one line above a picture.
    """
    first, second = section.lede, section.prose(section.lede, 2)[1:]
    pictured = [index for index in second if section.kind(index - 1) in PICTURES]
    for start in section.prose():
        if start != first and start not in pictured and not _is_announced(section, start):
            continue
        end = _briefs_end(section, start)
        told = LEAST_LABELLED <= end - start <= MOST_POINTS and section.is_prose(end)
        told = told and (_is_announced(section, start) or _is_told_again(section, range(start, end)))
        if told and (_is_told_longer(section, start, end) or NOTED.match(section.text(end))):
            yield from ((at, LIST_ITEM) for at in range(start, end))


def _briefs_end(section: Section, start: int) -> int:
    """The line below the last of the sentences from a line on, up to one that is longer than three or more above it."""
    end = start
    while end - start <= MOST_POINTS and section.is_prose(end) and _is_brief(section, end):
        if end - start >= LEAST_LABELLED and _is_told_longer(section, start, end):
            break
        end += 1
    return end


def _is_told_longer(section: Section, start: int, index: int) -> bool:
    return section.sizes[index] >= TOLD * max(section.sizes[start:index])


def _is_told_again(section: Section, lines: range) -> bool:
    """Whether lines are as short as points are, or the text below them says again what they say."""
    if max(section.sizes[lines.start : lines.stop]) <= SHORT_BRIEF:
        return True
    said = set().union(*(stems(section.text(index)) for index in lines))
    again = set().union(*(stems(section.text(index)) for index in section.prose(lines.stop, LEAST_LABELLED)))
    return len(said & again) >= SAID_AGAIN * len(said)


def _is_announced(section: Section, index: int) -> bool:
    """Whether the label of points, or a heading that asks, stands right above a line."""
    above = index - 1
    if above < 0 or above == section.title:
        return False
    text = section.text(above)
    asks = section.kinds[above] is HEADING and (text[-1] == "?" or ASKING.match(text) is not None)
    return asks or names_points(text)


def _is_brief(section: Section, index: int) -> bool:
    """Whether a line is one sentence and no longer than points are."""
    text = section.text(index)
    one = section.sizes[index] <= LONGEST_BRIEF and ". " not in text and not NOTED.match(text)
    return one and text[-1] not in COLONS and text[0] not in QUOTED


def diary(section: Section) -> Settled:
    """What a story lists that its title announces as the events of a day of a war; its lede is none of them."""
    if section.title is not None and EVENTS_OF_DAY.search(section.text(section.title)):
        told = [
            index for index in section.of(PARAGRAPH) if index > section.lede and section.text(index)[-1] not in COLONS
        ]
        if len(told) >= LEAST_POINTS:
            yield from ((index, LIST_ITEM) for index in told)


def labelled(section: Section) -> Settled:
    """Three lines or more below text or a heading, each with a day or a label before it: a list.

    They lack their stop, or are short and each has a number.
    """
    numbered = (
        i
        for i in section.of(PARAGRAPH)
        if (section.sizes[i] <= SHORT_POINT and DIGIT.search(section.text(i))) or OF_DAYS.match(section.text(i))
    )
    lines = sorted((*section.of(HEADING), *numbered))
    marked = [index for index in lines if index != section.title and _is_labelled(section.text(index))]
    for lines in _runs(marked):
        if (
            len(lines) >= LEAST_LABELLED
            and section.kind(lines[0] - 1) in ABOVE_LISTS
            and section.lede < lines[0] < section.last
        ):
            yield from ((index, LIST_ITEM) for index in lines)


def amounts(section: Section) -> Settled:
    """Three headings or more in a row right below a paragraph, each with a figure at its beginning: a list."""
    for lines in _runs(index for index in section.of(HEADING) if AMOUNT.match(section.text(index))):
        if len(lines) >= LEAST_LABELLED and section.is_prose(lines[0] - 1):
            yield from ((index, LIST_ITEM) for index in lines)


def fields(section: Section) -> Settled:
    """Three lines or more in a row of a name, a colon and a figure, below a heading with a word of the story."""
    lede = section.lede
    named = (i for i in section.of(HEADING, PARAGRAPH) if i > lede and FIELD.fullmatch(section.text(i)))
    story = [section.text(index) for index in section.prose(lede, MOST_TOLD)]
    for lines in _runs(named):
        above = lines[0] - 1
        if len(lines) >= LEAST_LABELLED and section.kind(above) is HEADING and shared(section.text(above), story, 1):
            yield from ((index, LIST_ITEM) for index in lines)


def _is_labelled(text: str) -> bool:
    return LABELLED.match(text) is not None


def names_points(text: str) -> bool:
    """Whether a line is what stands above the points that a story makes."""
    return len(text) <= LONGEST_LABEL and label(text) in POINTS


def _sums_up(text: str) -> bool:
    """Whether a line is the label of points, or of what is known."""
    return names_points(text) or (len(text) <= LONGEST_LABEL and label(text) in KNOWN)


def _announces(text: str) -> bool:
    return label(text) in POINTS or (text[-1] in COLONS and words(text) <= MOST_ANNOUNCING)


def _points_end(section: Section, start: int) -> int:
    """The line below the last of the sentences from a line on that are about as long as the first."""
    end, most = start, SHORT_POINT
    while section.is_prose(end) and section.sizes[end] <= most:
        most = min(SHORT_POINT, LONGER * max(section.sizes[start : end + 1]))
        end += 1
    return end
