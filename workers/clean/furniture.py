"""Lists of other stories within the text, and everything that stands below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from schemas.block import Kind
from workers.clean.kinds import TIME, is_byline, is_name, words
from workers.clean.section import Section
from workers.clean.widgets import is_biography, opens_others

SUBHEADING = 5
"""Words up to which the line before a paragraph is its subheading rather than one more teaser."""
MOST_TEASERS = 40
LONGEST_NUMBERED = 12
"""Words of a numbered heading."""
LEAST_ENTRY = 2
"""Lines above the summary of another story: its title, and a date, a source or the title once more."""
LONGEST_NAME = 60
"""Code points of a line that is an author's name."""
MOST_NAMES = 3
"""Words that such a name has."""
NEAR = 3
"""Lines between an author's name and what is told of them."""
LONGEST_NUMBER = 4
"""Digits from which a number that stands alone is no count of pictures but a year or the like."""
TAG_WORDS = 4
"""Words of a tag."""
LISTED = frozenset({Kind.HEADING, Kind.LIST_ITEM, Kind.DATELINE, Kind.BYLINE, Kind.WIDGET})
SHORT = frozenset({Kind.HEADING, Kind.LIST_ITEM, Kind.DATELINE, Kind.BYLINE})


def teasers(section: Section) -> Iterator[tuple[int, Kind]]:
    """Titles of other stories, listed under a label that says so."""
    for index, kind in enumerate(section.kinds):
        if kind is Kind.WIDGET and opens_others(section.text(index)):
            for teaser in _listed(section, index):
                if section.kinds[teaser] is not Kind.WIDGET:
                    yield teaser, Kind.WIDGET


def _listed(section: Section, label: int) -> list[int]:
    """The lines under a label, up to a paragraph, or to an empty line where there was none between the label and them."""
    listed: list[int] = []
    tight = label + 1 < len(section) and section.lines[label + 1].gap == 0
    for index in range(label + 1, min(label + 1 + MOST_TEASERS, len(section))):
        scrap = section.kinds[index] is Kind.PARAGRAPH and not section.is_prose(index) and index < section.last
        if (
            index == section.title
            or (index < section.lede and is_byline(section.text(index)))
            or not (section.kinds[index] in LISTED or scrap)
        ):
            break
        if tight and listed and section.lines[index].gap and index < section.last:
            break
        listed.append(index)
    if len(listed) > 1 and _is_subheading(section, listed[-1]):
        listed.pop()
    return listed


def _is_subheading(section: Section, index: int) -> bool:
    """Whether the last line of a list heads the paragraph after it: shorter than the teaser before it."""
    text = section.text(index)
    ahead = index + 1 < len(section) and section.is_prose(index + 1)
    short = words(text) <= SUBHEADING < words(section.text(index - 1))
    return ahead and short and not text.isupper()


def biographies(section: Section) -> Iterator[tuple[int, Kind]]:
    """Paragraphs about an author whose name stands by itself near them."""
    posts = [index for index in range(len(section)) if section.is_prose(index) and is_biography(section.text(index))]
    if not posts:
        return
    names: defaultdict[str, set[int]] = defaultdict(set)
    for index, kind in enumerate(section.kinds):
        text = section.text(index)
        if kind in {Kind.HEADING, Kind.BYLINE, Kind.WIDGET} and len(text) <= LONGEST_NAME:
            names[text[3:] if text[:3].casefold() == "by " else text].add(index)
    last = section.last
    for index in posts:
        words = section.text(index).split(" ", MOST_NAMES)[:MOST_NAMES]
        places = [names[name] for size in (2, 3) if (name := " ".join(words[:size])) in names and is_name(name)]
        if any(index >= last - 1 or not named.isdisjoint(range(index - NEAR, index + NEAR + 1)) for named in places):
            yield index, Kind.WIDGET


def summaries(section: Section) -> Iterator[tuple[int, Kind]]:
    """Paragraphs below the text that each tell what another story is about, under its title and where or when it appeared."""
    labels = [
        i
        for i in range(section.lede, len(section))
        if section.kinds[i] is Kind.WIDGET and opens_others(section.text(i))
    ]
    if len(labels) != 1:
        return
    prose = [index for index in range(labels[0], len(section)) if section.is_prose(index)]
    if len(prose) > 1 and all(after - before > LEAST_ENTRY for before, after in pairwise([labels[0], *prose])):
        yield from (
            (index, Kind.WIDGET)
            for index in range(labels[0], prose[-1] + 1)
            if section.kinds[index] in {*SHORT, Kind.PARAGRAPH}
        )


def tail(section: Section) -> Iterator[tuple[int, Kind]]:
    """What stands below the text: everything short after the first button, tags before it."""
    last = section.last
    if last < 0:
        return
    opened = False
    for index in range(last + 1, len(section)):
        text, kind = section.text(index), section.kinds[index]
        opened = opened or kind is Kind.WIDGET
        tag = kind is Kind.HEADING and words(text) <= TAG_WORDS and text[-1] not in "?？؟"
        scrap = kind is Kind.PARAGRAPH and not section.is_prose(index) and text[-1] in ":："
        if (opened and (kind in SHORT or scrap)) or tag or text.isdecimal():
            yield index, Kind.WIDGET


def items(section: Section) -> Iterator[tuple[int, Kind]]:
    """Two or more lines without a stop after a paragraph that announces them with a colon: a list without marks."""
    for index in range(len(section)):
        if not section.is_prose(index) or section.text(index)[-1] not in ":：":
            continue
        end = index + 1
        while section.kind(end) is Kind.HEADING and end != section.title:
            end += 1
        if end - index > 2:
            yield from ((item, Kind.LIST_ITEM) for item in range(index + 1, end))


def numbered(section: Section) -> Iterator[tuple[int, Kind]]:
    """Numbered headings: what looks like one item of a list, but has a paragraph below it."""
    for index, kind in enumerate(section.kinds):
        text = section.text(index)
        alone = kind is Kind.LIST_ITEM and section.kind(index - 1) is not Kind.LIST_ITEM
        if (
            alone
            and text[0].isdecimal()
            and words(text) <= LONGEST_NUMBERED
            and text[-1] not in ".;:,"
            and section.kind(index + 1) is Kind.PARAGRAPH
        ):
            yield index, Kind.HEADING


def counters(section: Section) -> Iterator[tuple[int, Kind]]:
    """Numbers printed alone more than once (how many pictures there are), a time printed alone once (how long a film is), single signs."""
    numbers = [index for index, line in enumerate(section.lines) if len(line.text) < LONGEST_NUMBER and line.text.isdecimal()]
    times = Counter(section.text(index) for index in numbers)
    yield from ((index, Kind.WIDGET) for index in numbers if times[section.text(index)] > 1)
    yield from ((index, Kind.WIDGET) for index, line in enumerate(section.lines) if len(line.text) == 1 and not line.text.isalnum())
    clocks = [index for index, kind in enumerate(section.kinds) if kind is Kind.DATELINE and TIME.fullmatch(section.text(index))]
    if len(clocks) == 1:
        yield clocks[0], Kind.WIDGET
