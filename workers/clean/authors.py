"""Who wrote a story, and what is told of them."""

from __future__ import annotations

import re
from collections import defaultdict

from schemas.block import Kind
from workers.clean.appeals import is_biography
from workers.clean.bylines import is_byline, is_name, is_role, names_post, opens_with_byline
from workers.clean.credits import is_sources
from workers.clean.measures import words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.widgets import is_furniture, is_section, label

PREPOSITIONS = frozenset({"by", "par", "por", "von", "di", "door"})
"""What may stand on a line of its own above a name."""
JOINERS = frozenset({"and", "und", "et", "y", "e"})
"""What may stand on a line of its own between two names."""
SEPARATOR = re.compile("\\s[\u00b7|\u2022]\\s")
"""What stands between a name and whom it writes for."""
_NAME = r"[^\W\d_a-z][\w\u2019'-]*"
_NAMES = rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
PLACE_AND_PAPER = re.compile(rf"{_NAMES}: {_NAMES}")
"""Where a story was written and for whom: "Brenn: Lusk Mail"."""
IN_PLACES = re.compile(rf"{_NAMES} in {_NAMES}(?:(?:, | and ){_NAMES} in {_NAMES}){{1,3}}")
"""Authors, each with a place: "Ada Lorn in Brenn and Olaf Reed in Lusk"."""
IN_ONE_PLACE = re.compile(rf"{_NAME} {_NAMES} in {_NAMES}")
AUTHORS = re.compile(
    rf"{_NAMES}(?:, {_NAMES}){{0,8}},? (?:and|with) {_NAMES}(?: with {_NAMES})?(?:(?:,| and|, and) {_NAMES}){{0,4}}"
)
"""Several authors: "Ada Lorn, Olaf Reed, and Ines Vale with Karl Hall"."""
MARKED = re.compile("[\u00b7|\u2022\u25cf] ?[^\\W\\d_a-z]")
"""How a line begins that says for whom somebody writes, below the name."""
MOST_PAPER_WORDS = 6
AT_PAPER = re.compile(rf"{_NAMES}(?:, | in ){_NAMES}")
"""What stands below a name: the paper and the place, or another name with a place."""
IN_PLACE = re.compile(rf"in {_NAMES}(?:, {_NAMES})?")
"""What stands below a name: where the story was written."""
ABOVE_DATES = (PLACE_AND_PAPER, IN_ONE_PLACE, AUTHORS)
"""What names the authors right above a date."""
BESIDE_NAMES = frozenset({DATELINE, BYLINE, WIDGET})
BESIDE_AGENCIES = frozenset({DATELINE, BYLINE})
ENDS = frozenset({WIDGET, None})
"""What stands below a name that ends a story."""
TOP = 2
BOTTOM = 2
"""Paragraphs at the beginning, and lines after the text, in which a line may say who wrote it."""
MOST_PLACE_WORDS = 2
LONGEST_NAME = 60
"""Code points of a line that is an author's name."""
NAME_WORDS = (2, 3)
MAY_TELL = frozenset({PARAGRAPH, HEADING})
MAY_BE_NAMES = frozenset({HEADING, BYLINE, WIDGET})
MOST_STEPS = 4
"""Times that what was found to be a byline tells more of the lines beside it."""
NEAR = 3
BELOW_BYLINE = 10
"""Lines between an author's name and what is told of them, and from a byline, with buttons between."""


def bylines(section: Section) -> Settled:
    """Who wrote it, and from where, between title and text, or right after the text."""
    found: set[int] = set()
    if section.title is not None:
        head = [index for index in range(section.title + 1, section.head_end) if not _is_title_again(section, index)]
        for _ in range(MOST_STEPS):  # a name is known by the role under it, a place by the name above it
            more = [index for index in head if index not in found and _is_byline(section, index, found)]
            if not more:
                break
            found.update(more)
    else:
        above = range(section.lede if section.lede < len(section) else 0)
        found.update(i for i in above if section.kinds[i] is HEADING and is_byline(section.text(i)))
    if prose := section.prose(section.lede):
        found.update(index for index in range(prose[0], prose[min(TOP, len(prose) - 1)]) if _signs(section, index))
        end = prose[-1] + 1
        found.update(index for index in range(end, min(end + BOTTOM, len(section))) if _signs(section, index))
        if section.kind(end) is HEADING and section.kind(end + 1) in ENDS and _is_name(section.text(end)):
            found.add(end)
    found.update(index for index in section.of({HEADING}) if names_post(section.text(index)))
    yield from ((index, BYLINE) for index in found)


def biographies(section: Section) -> Settled:
    """Paragraphs about an author whose name stands by itself near them, or that end the text."""
    places, last = _places_of_names(section), section.last
    told = (i for i in section.of(MAY_TELL) if section.is_prose(i) or (i > last and section.kinds[i] is HEADING))
    for index in told if places else ():
        text = section.text(index)
        opening = text.split(" ", NAME_WORDS[-1])
        for name in (" ".join(opening[:size]) for size in NAME_WORDS):
            if name in places and is_biography(text):
                near = not places[name].isdisjoint(range(index - NEAR, index + NEAR + 1))
                above = places[name].intersection(range(index - BELOW_BYLINE, index))
                if near or index >= last - 1 or any(section.kinds[at] is BYLINE for at in above):
                    yield index, WIDGET


def _is_title_again(section: Section, index: int) -> bool:
    return section.kinds[index] is HEADING and section.key(index) == section.title_key


def _is_byline(section: Section, index: int, found: set[int]) -> bool:
    """Whether a line of the head says who wrote the story, given those that were found to."""
    text, kind = section.text(index), section.kinds[index]
    before, after = (BYLINE if i in found else section.kind(i) for i in (index - 1, index + 1))
    named = label(text)
    if named in PREPOSITIONS or named in JOINERS:
        return named in PREPOSITIONS or before is BYLINE
    if kind is CREDIT:
        return is_sources(text) and CAPTION not in {before, after} and not BESIDE_AGENCIES.isdisjoint({before, after})
    if kind is LIST_ITEM:
        return before is BYLINE and MARKED.match(text) is not None and words(text) <= MOST_PAPER_WORDS
    return kind is HEADING and (_names_authors(text, after) or _is_told_beside(section, index, before, after))


def _names_authors(text: str, after: Kind | None) -> bool:
    """Whether a line says who wrote the story, whatever stands above it."""
    if is_byline(text) or is_role(text) or text.casefold().startswith("reporting from ") or IN_PLACES.fullmatch(text):
        return True
    return after is DATELINE and any(form.fullmatch(text) for form in ABOVE_DATES)


def _is_told_beside(section: Section, index: int, before: Kind | None, after: Kind | None) -> bool:
    """Whether a line is a name or a place, as the lines beside it tell."""
    text = section.text(index)
    if _is_name(text):
        return not BESIDE_NAMES.isdisjoint({before, after}) or _is_followed(section, index)
    if opens_with_byline(text):
        return DATELINE in {before, after}
    return before is BYLINE and (AT_PAPER.fullmatch(text) is not None or (after is DATELINE and _is_in_place(text)))


def _is_followed(section: Section, index: int) -> bool:
    """Whether below a name stands whom it writes for, from where, or the "and" before another name."""
    if section.kind(index + 1) is LIST_ITEM:
        return MARKED.match(section.text(index + 1)) is not None
    below = section.text(index + 1) if section.kind(index + 1) is HEADING else ""
    return label(below) in JOINERS or IN_PLACE.fullmatch(below) is not None


def _is_in_place(text: str) -> bool:
    return _is_place(text) or IN_PLACE.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    """Whether a line is a name, perhaps with whom it writes for, and not a button or a section in capitals."""
    name = SEPARATOR.split(text, maxsplit=1)[0].rstrip(" |\u00b7\u2022-")
    return is_name(name) and not is_furniture(name)


def _is_place(text: str) -> bool:
    return text.count(" ") < MOST_PLACE_WORDS and text[0].isupper() and not is_section(text)


def _signs(section: Section, index: int) -> bool:
    text = section.text(index)
    return section.kinds[index] is HEADING and (is_byline(text) or is_role(text))


def _places_of_names(section: Section) -> dict[str, set[int]]:
    """Where names stand by themselves, each without the "By" before it."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for index in section.of(MAY_BE_NAMES):
        text = section.text(index)
        if len(text) <= LONGEST_NAME:
            name = text[3:] if text[:3].casefold() == "by " else text
            if is_name(name):
                places[name].add(index)
    return places
