"""What readers say of a story, below its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.clean.datelines import AGO
from workers.clean.dates import DATE
from workers.clean.measures import words
from workers.clean.names import BYLINE, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import LONGEST_LABEL, label
from workers.clean.words import folded

LABELS = folded("comment_labels")
NUMBER = re.compile(r"^\(?\d[\d.,]*\)? | ?\(?\d[\d.,]*\)?$")
"""How many comments there are, before or behind the label."""
SHORT_AGE = re.compile(r"\d{1,3} ?(?:min|m|h|d|w|mo|y)")
"""How old a comment is: "5h"."""
NAMED_AGE = re.compile(r"(?P<name>\S+(?: \S+){0,2}) \d{1,2} (?:minute|hour|day|week|month|year)s? ago")
MOST_AGE = 4
"""Words of a comment's age."""
MOST_NAME = 5
"""Words of a reader's name, perhaps with the place."""
LEAST_TEXT = 3
"""Paragraphs of a story above what readers say of it."""
FAR = 12
"""Lines from the label to the first comment, and from one to the next: buttons to sort and to rate them."""
MOST_SAID, LONG_SAID, CREDITED = 4, 110, 3
"""Paragraphs of so many code points that no comment has, and other lines among them."""
WRITING = frozenset({"add comment", "add a comment", "leave a comment", "post a comment"})
"""The label of the box to write one, which some sites have below the others."""
MAY_BE_SAID = frozenset({HEADING, PARAGRAPH, LIST_ITEM, BYLINE, DATELINE})
BESIDE_AGE = frozenset({HEADING, BYLINE, WIDGET, LIST_ITEM})


def comments(section: Section) -> Settled:
    """Names, times and texts of comments below their label; the entries of live pages have times above it as well."""
    lines = (i for i in section.of(WIDGET, HEADING, PARAGRAPH) if i > section.lede and _opens(section, i))
    opening = next(lines, None)
    if opening is None or len(section.prose(section.lede)) - len(section.prose(opening)) < LEAST_TEXT:
        return
    near = range(opening + 1, min(opening + 1 + FAR, len(section)))
    closing = next((index for index in near if label(section.text(index)) in WRITING), opening)
    yield from ((index, WIDGET) for index in range(opening + 1, closing) if section.kinds[index] in MAY_BE_SAID)
    if not any(_is_dated(section, index) for index in range(section.head_end, opening)):
        yield from ((index, WIDGET) for index in _entries(section, opening + 1))


def _opens(section: Section, index: int) -> bool:
    return section.sizes[index] <= LONGEST_LABEL and NUMBER.sub("", label(section.text(index))) in LABELS


def _is_dated(section: Section, index: int) -> bool:
    return section.kinds[index] is DATELINE or _is_age(section.text(index))


def _is_age(text: str) -> bool:
    """Whether a few words say how long ago something was, in any language, and no more."""
    terms = text.casefold().split(" ", MOST_AGE) if len(text) <= LONGEST_LABEL else []
    told = not AGO.isdisjoint(terms) and any(term.isdecimal() for term in terms)
    return len(terms) <= MOST_AGE and (told or SHORT_AGE.fullmatch(text) is not None)


def _entries(section: Section, start: int) -> Iterator[int]:
    """The lines of the comments: of each the name and the time, on one line or two, and the text."""
    index, end = start, start + FAR
    while index < min(end, len(section)):
        name = _name(section, index)
        if name is None:
            index += 1
            continue
        if _is_storys(section, index):
            return
        if not name and section.kind(index - 1) in BESIDE_AGE and words(section.text(index - 1)) <= MOST_NAME:
            yield index - 1
        yield index
        index += 1
        if section.kind(index) is WIDGET and section.kind(index + 1) is PARAGRAPH:
            index += 1
        while section.kind(index) is PARAGRAPH:
            yield index
            index += 1
        end = index + FAR


def _is_storys(section: Section, index: int) -> bool:
    """Whether more paragraphs as long as a story's follow a time than anybody writes as a comment."""
    text = section.prose(index, MOST_SAID + 1)
    close = len(text) > MOST_SAID and text[-1] - index <= MOST_SAID + CREDITED
    return close and sum(section.sizes[at] >= LONG_SAID for at in text) >= MOST_SAID


def _name(section: Section, index: int) -> str | None:
    """What stands before the age or the date of a comment; None if a line tells no time."""
    text = section.text(index)
    name, _, age = text.rpartition(", ")
    if _is_age(age):
        return name
    if named := NAMED_AGE.fullmatch(text):
        return named["name"]
    if section.kinds[index] is not DATELINE:
        return None
    found = DATE.search(text)
    return text[: found.start()].strip() if found else ""
