"""Which lines of an HTML page are its stories, and which headings are their titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeAlias

from schemas.block import Kind
from workers.clean.asides import beside
from workers.clean.datelines import is_date_line
from workers.clean.rows import HEADINGS, PROSE, Box, Name, Row, is_prose, prose, tells_of

LEAST_MAIN = 0.5
"""Share of the page's prose that the main content has at least."""
LEAST_PART = 0.15
"""Share of it that another part of the story has at least, where neither it nor the main content has a class."""
STORY_HEADINGS = {"h1": 1, "h2": 2}
"""Paragraphs that an article has at least, by its heading; teasers and readers' comments have fewer or none."""
LEAST_OWN = 3
"""Paragraphs of an article whose heading may be a link to itself."""
LEAST_ENTRIES = 3
"""Entries of a live page whose titles are links to them."""
NEAR_TITLE = 4
"""Lines from the title of a story to what holds its text."""
Path: TypeAlias = tuple[tuple[str, str], ...]
"""The names and classes of contents, each within the one before."""


def free_titles(rows: Sequence[Row], named: Mapping[int, Name]) -> None:
    """Make headings of the titles that lead to their own articles: the heading of one with some paragraphs."""
    paragraphs: Counter[int] = Counter()
    first: dict[int, Row] = {}
    begins: dict[int, int] = {}
    for at, row in enumerate(rows):
        for number in row.contents:
            begins.setdefault(number, at)
        if row.tag in STORY_HEADINGS:
            for number in row.contents:
                first.setdefault(number, row)
        elif row.tag not in HEADINGS and not row.beside and is_prose(row):
            paragraphs.update(row.contents)
    for number, row in first.items():
        if row.kind is Kind.WIDGET and named[number][1] == "article" and paragraphs[number] >= LEAST_OWN:
            row.kind = Kind.HEADING
    for number, at in begins.items():
        if paragraphs[number] >= LEAST_OWN and (title := _linked_above(rows, at)):
            title.kind, title.tag = Kind.HEADING, "h1"


def free_entries(rows: Sequence[Row]) -> None:
    """Make headings of the titles that lead to entries of the page itself, where most of its text stands below such."""
    linked = [at for at, row in enumerate(rows) if row.tag in HEADINGS and row.kind is Kind.WIDGET and not row.beside]
    below = {at: _told_below(rows, at) for at in linked}
    entries = [at for at, told in below.items() if told]
    if len(entries) >= LEAST_ENTRIES and sum(below.values()) >= LEAST_MAIN * prose(rows):
        for at in entries:
            rows[at].kind = Kind.HEADING


def _told_below(rows: Sequence[Row], heading: int) -> int:
    """The code points of prose from a heading to the next, if it begins close below."""
    end = next((at for at in range(heading + 1, len(rows)) if rows[at].tag in HEADINGS), len(rows))
    return prose(rows[heading + 1 : end]) if prose(rows[heading + 1 : min(end, heading + 1 + NEAR_TITLE)]) else 0


def free_dates(rows: Sequence[Row], boxes: Container[Box | None]) -> None:
    """Make no link of a date that leads to the story itself: beside its title, or nothing that leads away."""
    for at, row in enumerate(rows):
        if row.kind is Kind.WIDGET and is_date_line(row.text):
            near = rows[max(0, at - 1) : at + 2]
            titled = any(each.tag == "h1" and each.kind is Kind.HEADING for each in near)
            links = (each for each in near if each.kind is Kind.WIDGET and each.beside not in boxes)
            leading = not all(is_date_line(each.text) for each in links)
            if titled or not (leading or row.beside in boxes):
                row.kind = None


def _linked_above(rows: Sequence[Row], start: int) -> Row | None:
    """The heading close above a content if it is a link, and nothing that tells anything stands between them."""
    for row in reversed(rows[max(0, start - NEAR_TITLE) : start]):
        if row.tag in HEADINGS:
            return row if row.kind is Kind.WIDGET and not row.beside else None
        if len(row.text) >= PROSE or row.beside:
            return None
    return None


def main_content(rows: Sequence[Row], named: Mapping[int, Name]) -> Sequence[Row]:
    """The smallest content that has enough of the prose, with what is called the same, from the main heading on.

    Articles that stand elsewhere, as those of a page to scroll through do, are added without what is between them.
    """
    bodies = _bodies(rows, named)
    inside = [index for index, row in enumerate(rows) if not bodies.isdisjoint(row.contents)]
    if not inside:
        return rows
    start, end = inside[0], inside[-1] + 1
    around = named[next(number for number in rows[start].contents if number in bodies)][0]
    stories = _stories(rows, named)
    if not _has_title(rows, inside):
        headed = len(bodies) > 1 and rows[start].tag in STORY_HEADINGS
        several = len(stories) > 1 and not stories.isdisjoint(around[-1:])
        start = _title_above(rows, start, around, own=headed or several)
    others = stories - {*bodies, *around}
    told = {at for at, row in enumerate(rows) if start <= at < end or not others.isdisjoint(row.contents)}
    if others:
        told.update(_headings_above(rows, others, told))
    return [rows[at] for at in sorted(told)]


def _has_title(rows: Sequence[Row], inside: Sequence[int]) -> bool:
    """Whether a main heading is among some lines, and in no box beside the text."""
    titles = [rows[index] for index in inside if rows[index].tag == "h1"]
    if not titles or all(row.beside is None for row in titles):
        return bool(titles)
    boxes = beside(rows)
    return any(row.beside not in boxes for row in titles)


def _bodies(rows: Sequence[Row], named: Mapping[int, Name]) -> set[int]:
    """The smallest content that has enough of the prose, or the first of some that have it together, and its like."""
    sizes: Counter[int] = Counter()
    paragraphs: Counter[int] = Counter()
    for row in rows:
        if is_prose(row):
            paragraphs.update(row.contents)
            for number in row.contents:
                sizes[number] += len(row.text)
    whole = prose(rows)
    best = max((number for number, size in sizes.items() if size >= LEAST_MAIN * whole), default=None)
    called = {number: _called(named, number) for number in sizes}
    if best is None:
        told = {number: size for number, size in sizes.items() if paragraphs[number] >= LEAST_OWN}
        best = _first_alike(told, called, LEAST_MAIN * whole)
    if best is None:
        return set()
    least = 0 if named[best][-1] else LEAST_PART * whole
    return {number for number, size in sizes.items() if size >= least and called[number] == called[best]}


def _first_alike(sizes: Mapping[int, int], called: Mapping[int, Path], least: float) -> int | None:
    """The first of the contents called the same that have enough of the prose together; None if there are no such."""
    together: Counter[Path] = Counter()
    for number, size in sizes.items():
        together[called[number]] += size
    return next((number for number in sizes if together[called[number]] >= least), None)


def _called(named: Mapping[int, Name], number: int) -> Path:
    """The names and classes of a content and of all around it."""
    return tuple(named[at][1:] for at in (*named[number][0], number))


def _title_above(rows: Sequence[Row], start: int, around: Sequence[int], *, own: bool) -> int:
    """The main heading above a content, else the first heading in what is around it, else where the content starts.

    On a page of several articles, each with its own heading, the main one is the name of the site.
    """
    title = start if own else _main_heading(rows, start, set())
    if title == start and around:
        inside = (index for index in range(start) if around[-1] in rows[index].contents)
        title = next((index for index in inside if rows[index].tag in STORY_HEADINGS), start)
    while title < start and title and tells_of(rows[title - 1]):
        title -= 1
    return title


def _main_heading(rows: Sequence[Row], start: int, told: set[int]) -> int:
    """The nearest main heading above a line, none of those told between them; the line itself if there is none."""
    for above in range(start - 1, -1, -1):
        if above in told:
            break
        if rows[above].tag == "h1" and (above == 0 or rows[above - 1].tag != "h1"):
            return above
    return start


def _headings_above(rows: Sequence[Row], stories: set[int], told: set[int]) -> Iterator[int]:
    """The lines from the main heading above each of some articles without one on, below other lines of the page."""
    first: dict[int, int] = {}
    titled: set[int] = set()
    for at, row in enumerate(rows):
        for number in stories.intersection(row.contents):
            first.setdefault(number, at)
        if row.tag == "h1":
            titled.update(row.contents)
    for start in {first[number] for number in stories - titled}:
        yield from range(_main_heading(rows, start, told), start)


def _stories(rows: Sequence[Row], named: Mapping[int, Name]) -> set[int]:
    """The articles that have a heading which is no link, and below it enough paragraphs for a story."""
    least: dict[int, int] = {}
    paragraphs: Counter[int] = Counter()
    for row in rows:
        if row.kind is Kind.WIDGET or row.beside:
            continue
        if row.tag in STORY_HEADINGS:
            for number in row.contents:
                least.setdefault(number, STORY_HEADINGS[row.tag])
        elif len(row.text) >= PROSE:
            for number in row.contents:
                paragraphs[number] += number in least
    return {number for number, most in least.items() if named[number][1] == "article" and paragraphs[number] >= most}
