"""The kinds that only a line's surroundings tell: titles, bylines, menus, captions without a credit, placeholders."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.credits import is_agencies
from workers.clean.keys import key
from workers.clean.kinds import CAPTION_CUE, LONGEST_CAPTION, Look, is_byline, is_heading_like
from workers.clean.lines import Line
from workers.clean.widgets import RELATED, is_menu_entry, is_placeholder, label

MENU_ENTRY = 30
"""Code points of the longest entry of a menu."""
NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]+[ ,]*){2,4}")
CRUMBS = re.compile(r"\s*[>›»/|→]\s*")
CAPTION_WORDS = 6
"""Words from which a line right above a credit is a caption rather than a subheading."""
LONG_HEAD = 25
"""Lines after which no title is looked for any more."""


class Section(Struct, frozen=True):
    """One part of the page: its lines, their kinds and credits, and the line of its title."""

    lines: Sequence[Line]
    kinds: list[Kind]
    credits: Sequence[Span | None]
    title: int | None = None

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def lede(self) -> int:
        """The first paragraph after the title."""
        after = 0 if self.title is None else self.title + 1
        return next((i for i in range(after, len(self)) if self.kinds[i] is Kind.PARAGRAPH), len(self))


def arrange(lines: Sequence[Line], looks: Sequence[Look], title: str | None) -> Section:
    """A part with every line's final kind; `title` is what the article's sender calls it, if known."""
    kinds = [look.kind for look in looks]
    credits = [look.credit for look in looks]
    for index in _menus(lines, kinds):
        kinds[index] = Kind.WIDGET
    section = Section(lines, kinds, credits, _title(lines, kinds, key(title) if title else None))
    for find in (_bylines, _unsigned, _captions, _related, _placeholders):
        for index, kind in list(find(section)):
            kinds[index] = kind
    return section


def stem(line: Line, credit: Span | None) -> str:
    """The key of a caption without its credit."""
    return key(line.text if credit is None else line.text[: credit.start].rstrip(" -–—|.,:"))


def _menus(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[int]:
    """Runs of short lines that name a site's sections, and breadcrumbs."""
    run: list[int] = []
    for index, line in enumerate(lines):
        short = len(line.text) <= MENU_ENTRY and kinds[index] in {Kind.HEADING, Kind.LIST_ITEM, Kind.WIDGET}
        if short:
            run.append(index)
        if not short or index == len(lines) - 1:
            known = sum(is_menu_entry(lines[i].text) for i in run)
            if known >= 2 and 2 * known >= len(run):
                yield from run
            run = []
        if not short and kinds[index] is Kind.HEADING and _is_breadcrumb(line.text):
            yield index


def _is_breadcrumb(text: str) -> bool:
    crumbs = CRUMBS.split(text)
    return len(crumbs) > 1 and is_menu_entry(crumbs[0]) and all(len(crumb) <= MENU_ENTRY for crumb in crumbs)


def _title(lines: Sequence[Line], kinds: Sequence[Kind], known: str | None) -> int | None:
    """The line of the title: what the sender calls it, what is printed twice, else the first heading that is no kicker."""
    head = []
    for index, kind in enumerate(kinds[:LONG_HEAD]):
        if kind is Kind.PARAGRAPH:
            break
        if kind is Kind.HEADING:
            head.append(index)
    if known:
        for index, line in enumerate(lines[:LONG_HEAD]):
            if kinds[index] in {Kind.HEADING, Kind.PARAGRAPH, Kind.CAPTION} and key(line.text) == known:
                return index
    if not head:
        return None
    first = next((i for i in head if lines[i].text.count(" ") > 2 or not lines[i].text[0].isascii()), head[0])
    return first


def _bylines(section: Section) -> Iterator[tuple[int, Kind]]:
    """Who wrote it, above the text or below it."""
    paragraphs = 0
    for index, (line, kind) in enumerate(zip(section.lines, section.kinds, strict=True)):
        paragraphs += kind is Kind.PARAGRAPH
        at_an_end = paragraphs < 3 or index > len(section) - 4
        if index == section.title or not at_an_end or kind not in {Kind.HEADING, Kind.CREDIT, Kind.LIST_ITEM}:
            continue
        if (kind is Kind.HEADING and is_byline(line.text)) or (paragraphs == 0 and _is_name_in_head(section, index)):
            yield index, Kind.BYLINE


def _is_name_in_head(section: Section, index: int) -> bool:
    """Whether a name or an agency stands by a date line or a byline under the title."""
    if section.title is None or index < section.title:
        return False
    text = section.lines[index].text
    before = section.kinds[index - 1]
    after = section.kinds[index + 1] if index + 1 < len(section) else None
    named = (
        NAME.fullmatch(text)
        if section.kinds[index] is Kind.HEADING
        else is_agencies(text) and before is not Kind.CAPTION
    )
    return bool(named) and (after is Kind.DATELINE or before in {Kind.DATELINE, Kind.BYLINE})


def _unsigned(section: Section) -> Iterator[tuple[int, Kind]]:
    """Lines that end with an agency's name in brackets and are body text all the same: closing lines and digests."""
    ends = [
        i
        for i, kind in enumerate(section.kinds)
        if kind is Kind.CAPTION and i > section.lede and _ends_like_prose(section, i)
    ]
    paragraphs = sum(kind is Kind.PARAGRAPH for kind in section.kinds)
    distinct = len({section.lines[i].text for i in ends})
    last = max((i for i, kind in enumerate(section.kinds) if kind in {Kind.PARAGRAPH, Kind.CAPTION}), default=-1)
    for index in ends:
        if index == last or (distinct > 2 and 2 * distinct > paragraphs):
            yield index, Kind.PARAGRAPH
    if section.title is not None and section.kinds[section.title] is not Kind.HEADING:
        yield section.title, Kind.HEADING


def _ends_like_prose(section: Section, index: int) -> bool:
    """Whether a full sentence comes before a credit that is but an agency's name in brackets."""
    line, credit = section.lines[index], section.credits[index]
    if credit is None or not is_agencies(line.text[credit.start : credit.end].strip("()[]")):
        return False
    return line.text[: credit.start].rstrip()[-1:] in '.!?"”'


def _captions(section: Section) -> Iterator[tuple[int, Kind]]:
    """Captions without a credit of their own: copies of one that has it, lines above a credit, lines printed twice."""
    title = key(section.lines[section.title].text) if section.title is not None else None
    signed = {
        stem(section.lines[i], section.credits[i]) for i, kind in enumerate(section.kinds) if kind is Kind.CAPTION
    }
    for index, named in _plain(section):
        if named == title:
            yield index, Kind.HEADING
        elif named in signed or _is_above_credit(section, index) or _has_cue(section, index):
            yield index, Kind.CAPTION
    yield from _twins(section, title)


def _plain(section: Section) -> Iterator[tuple[int, str]]:
    """The lines that may be captions yet, each with its key."""
    for index, kind in enumerate(section.kinds):
        text = section.lines[index].text
        if (
            kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM}
            and len(text) <= LONGEST_CAPTION
            and index != section.title
        ):
            yield index, key(text)


def _is_above_credit(section: Section, index: int) -> bool:
    if (
        section.kinds[index] is not Kind.HEADING
        or index + 1 >= len(section)
        or section.kinds[index + 1] is not Kind.CREDIT
    ):
        return False
    return section.lines[index].text.count(" ") + 1 >= CAPTION_WORDS


def _has_cue(section: Section, index: int) -> bool:
    """Whether a line in the head, or one without a stop, says what captions say: (L), (R), pictured, a full date at the end."""
    if index > section.lede and section.kinds[index] is not Kind.HEADING:
        return False
    return index != section.lede and CAPTION_CUE.search(section.lines[index].text.rstrip(".")) is not None


def _twins(section: Section, title: str | None) -> Iterator[tuple[int, Kind]]:
    """Short lines printed twice, next to each other or above the text: an alternative text and its caption."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, named in _plain(section):
        if section.kinds[index] is Kind.HEADING and named != title:
            places[named].append(index)
    for copies in places.values():
        head = copies[0] < section.lede and (section.title is None or copies[0] > section.title)
        close = any(after - before == 1 for before, after in zip(copies, copies[1:], strict=False))
        if len(copies) > 1 and (head or (close and _stands_in_text(section, copies))):
            for index in copies:
                yield index, Kind.CAPTION


def _stands_in_text(section: Section, copies: Sequence[int]) -> bool:
    """Whether paragraphs stand around the copies, as around a picture; teasers stand among other teasers."""
    before, after = copies[0] - 1, copies[-1] + 1
    return before >= 0 and after < len(section) and section.kinds[before] is section.kinds[after] is Kind.PARAGRAPH


def _related(section: Section) -> Iterator[tuple[int, Kind]]:
    """Titles of other articles, listed under a label after the last paragraph."""
    last = max((i for i, kind in enumerate(section.kinds) if kind is Kind.PARAGRAPH), default=len(section))
    listed = False
    for index in range(last + 1, len(section)):
        kind, text = section.kinds[index], section.lines[index].text
        listed = listed or (kind is Kind.WIDGET and label(text) in RELATED)
        if (
            listed
            and kind in {Kind.HEADING, Kind.LIST_ITEM, Kind.DATELINE}
            and (kind is not Kind.HEADING or is_heading_like(text))
        ):
            yield index, Kind.WIDGET


def _placeholders(section: Section) -> Iterator[tuple[int, Kind]]:
    """Alternative texts that stand for any picture: printed again and again, or above several different captions."""
    texts = Counter(
        section.lines[i].text
        for i, kind in enumerate(section.kinds)
        if kind in {Kind.HEADING, Kind.CAPTION} and section.credits[i] is None
    )
    pictures: defaultdict[str, set[str]] = defaultdict(set)
    for i in range(len(section) - 1):
        if texts.get(section.lines[i].text, 0) > 1 and section.kinds[i + 1] is Kind.CAPTION:
            pictures[section.lines[i].text].add(stem(section.lines[i + 1], section.credits[i + 1]))
    for i, line in enumerate(section.lines):
        if (
            i == section.title
            or texts.get(line.text, 0) < 2
            or section.kinds[i] not in {Kind.HEADING, Kind.CAPTION}
            or section.credits[i]
        ):
            continue
        others = pictures[line.text] - {key(line.text)}
        if is_placeholder(line.text) or len(others) > 1:
            yield i, Kind.WIDGET
