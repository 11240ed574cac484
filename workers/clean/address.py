"""Lines that speak to the page's reader in a story that does not: the site's voice among a reporter's."""

from __future__ import annotations

from collections.abc import Iterator

from workers.clean.appeals import ADDRESS, READER, TRIGGERS, is_addressed, is_turn, unquoted
from workers.clean.boxes import is_button
from workers.clean.names import HEADING, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.subject import MOST_TOLD, shared

OF_SITES = TRIGGERS | (ADDRESS - READER)
"""Words of which a line of a site's has one beside "you": what boxes say, or who they speak for."""
LEAST_PARAGRAPHS = 4
"""Paragraphs that tell in which voice a story is written."""
MOST_SPEAKING = 0.1
"""The part of a story's paragraphs above which it speaks to its reader itself, as letters and opinions do."""
LEAST_SHARE = 0.6
"""The part of a page's paragraphs that a story has at least."""
MAY_ADDRESS = frozenset({PARAGRAPH, HEADING})
LONGEST = 900
"""Code points of the longest paragraph of a box."""
MOST_SHARED = 1
"""Words that such a line may have in common with the story."""


def addresses(section: Section) -> Settled:
    """Runs of lines, among them buttons, that speak to the reader as the story does not."""
    first = section.head_end
    if WIDGET not in section.kinds[first:]:
        return
    short = [i for i in section.of(*MAY_ADDRESS) if i > first and section.sizes[i] <= LONGEST]
    prose = section.prose(section.lede)
    if len(prose) < LEAST_PARAGRAPHS or not any(_names_reader(section.text(index)) for index in short):
        return
    speaking = {index for index in short if _speaks(section.text(index))}
    boxed = {index for run in _runs(section, speaking) if _is_box(section, run) for index in _below_text(section, run)}
    own = [index for index in prose if index not in boxed]
    if len(own) < LEAST_SHARE * len(prose):
        return
    if sum(index in speaking for index in own) > MOST_SPEAKING * len(own):
        return
    story = [section.text(index) for index in own[:MOST_TOLD]]
    for index in sorted(boxed & speaking):
        if shared(section.text(index), story) <= MOST_SHARED:
            yield index, WIDGET


def _speaks(text: str) -> bool:
    return is_addressed(text) and is_addressed(unquoted(text)) and not is_turn(text)


def _names_reader(text: str) -> bool:
    return not READER.isdisjoint(text.split())


def _runs(section: Section, speaking: set[int]) -> Iterator[range]:
    """The longest runs of lines that speak to the reader or are buttons."""
    end = 0
    for index in sorted(speaking):
        if index < end:
            continue
        start, end = index, index + 1
        while _goes_on(section, start - 1, speaking):
            start -= 1
        while _goes_on(section, end, speaking):
            end += 1
        yield range(start, end)


def _below_text(section: Section, run: range) -> range:
    """The lines of a run without those right below the text, which go on with it."""
    if not section.is_prose(run.start - 1):
        return run
    return range(next((index for index in run if is_button(section, index)), run.stop), run.stop)


def _goes_on(section: Section, index: int, speaking: set[int]) -> bool:
    return index in speaking or is_button(section, index)


def _is_box(section: Section, run: range) -> bool:
    """Whether a run has a button above a line that speaks to the reader by a pronoun and as sites do, or several."""
    lines = [index for index in run if not is_button(section, index)]
    if not any(_names_reader(unquoted(section.text(index))) for index in lines):
        return False
    sites = any(not OF_SITES.isdisjoint(section.text(index).casefold().split()) for index in lines)
    return (sites and is_button(section, run[0])) or (len(lines) > 1 and len(lines) < len(run))
