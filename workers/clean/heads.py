"""What stands above the text: menus before the title; bylines, standfirsts and buttons after it."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.block import Kind
from workers.clean.credits import is_sources
from workers.clean.keys import key
from workers.clean.kinds import BYLINE, is_byline, is_name, is_role, words
from workers.clean.section import Section
from workers.clean.widgets import is_section

STANDFIRST = 6
"""Words from which a line between title and text tells what the story says."""
MOST_SCRAP_WORDS = 3
"""Words of a scrap among bylines and buttons that may be left out."""
MOST_PLACE_WORDS = 3
"""Words in capitals right above the text that say where it was written."""
LONG_STANDFIRST = 50
"""Code points that do as well."""
MENU = frozenset({Kind.HEADING, Kind.LIST_ITEM, Kind.DATELINE, Kind.BYLINE})
BESIDE_BYLINES = frozenset({Kind.DATELINE, Kind.BYLINE, Kind.WIDGET})


def menus(section: Section) -> Iterator[tuple[int, Kind]]:
    """Everything short before the title, but a date right above it; without a title, runs of section names."""
    if section.title is None:
        yield from _section_runs(section)
        return
    for index in range(section.title):
        text, kind = section.text(index), section.kinds[index]
        scrap = kind is Kind.PARAGRAPH and not section.is_prose(index) and words(text) <= STANDFIRST
        dated = kind is Kind.DATELINE and index == section.title - 1
        if (kind in MENU or scrap) and not dated and not _is_kicker(section, index):
            yield index, Kind.WIDGET


def _is_kicker(section: Section, index: int) -> bool:
    """Whether a line is all that stands above the title, and names no section."""
    return index == 0 and section.title == 1 and not is_section(section.text(0))


def _section_runs(section: Section) -> Iterator[tuple[int, Kind]]:
    run: list[int] = []
    for index in range(section.lede + 1):
        if section.kind(index) in MENU and is_section(section.text(index)):
            run.append(index)
            continue
        if len(run) > 1:
            yield from ((i, Kind.WIDGET) for i in run)
        run = []


def bylines(section: Section) -> Iterator[tuple[int, Kind]]:
    """Who wrote it, and from where, between title and text, or right after the text."""
    found: set[int] = set()
    if section.title is not None:
        for _ in range(2):  # a name is known by the role under it, a place by the name above it
            for index in range(section.title + 1, section.head_end):
                if index not in found and key(section.text(index)) != section.title_key and _is_byline(section, index, found):
                    found.add(index)
    prose = [index for index in range(section.lede, len(section)) if section.is_prose(index)]
    if prose:
        top, bottom = (
            range(prose[0], prose[min(2, len(prose) - 1)]),
            range(prose[-1] + 1, min(prose[-1] + 3, len(section))),
        )
        found.update(index for index in (*top, *bottom) if _signs(section, index))
    yield from ((index, Kind.BYLINE) for index in found)


def _is_byline(section: Section, index: int, found: set[int]) -> bool:
    text, kind = section.text(index), section.kinds[index]
    beside = [Kind.BYLINE if i in found else section.kind(i) for i in (index - 1, index + 1)]
    if kind is Kind.CREDIT:
        return is_sources(text) and Kind.CAPTION not in beside and not {Kind.BYLINE, Kind.DATELINE}.isdisjoint(beside)
    if kind is not Kind.HEADING:
        return False
    if is_byline(text) or is_role(text) or text.casefold().startswith("reporting from "):
        return True
    if Kind.DATELINE in beside and (opened := BYLINE.fullmatch(text)):
        return is_name(" ".join(opened["names"].split()[:2]))
    if is_name(text):
        return not BESIDE_BYLINES.isdisjoint(beside)
    return (
        text.count(" ") < 2
        and text[0].isupper()
        and not is_section(text)
        and beside[0] is Kind.BYLINE
        and beside[1] is Kind.DATELINE
    )


def _signs(section: Section, index: int) -> bool:
    return section.kinds[index] is Kind.HEADING and (is_byline(section.text(index)) or is_role(section.text(index)))


def standfirsts(section: Section) -> Iterator[tuple[int, Kind]]:
    """What is left between title and text: the standfirst, subheadings, scraps of buttons."""
    if section.title is None or section.lede == len(section):
        return
    lede, end = section.lede, section.head_end
    for index in range(section.title + 1, end):
        text, kind = section.text(index), section.kinds[index]
        beside = [section.kind(i) for i in (index - 1, index + 1)]
        if text.isdecimal():
            yield index, Kind.WIDGET
        elif kind is not Kind.HEADING or key(text) == section.title_key:
            continue
        elif index < lede and (words(text) >= STANDFIRST or len(text) > LONG_STANDFIRST):
            yield index, Kind.PARAGRAPH
        elif index + 1 == lede and text.isupper() and words(text) <= MOST_PLACE_WORDS and not is_section(text):
            yield index, Kind.DATELINE
        elif is_section(text) or (words(text) <= MOST_SCRAP_WORDS and             beside[1] is not Kind.LIST_ITEM and index + 1 < end and not BESIDE_BYLINES.isdisjoint(beside)
        ):
            yield index, Kind.WIDGET
