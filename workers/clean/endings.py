"""What stands below a story's end: boxes about authors, other stories with their summaries, a site's small print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.clean.appeals import is_biography
from workers.clean.bylines import is_sign_off
from workers.clean.cards import cards_from
from workers.clean.names import BYLINE, HEADING, WIDGET
from workers.clean.scenes import reports
from workers.clean.section import Section, Settled
from workers.clean.subject import MOST_TOLD, shared
from workers.clean.widgets import is_claim, is_section, label, opens_others
from workers.clean.words import alternatives, folded

ENDS = folded("endings")
OPENINGS = re.compile(alternatives("ending_openings"))
CONTINUING = frozenset({"story continues", "continue reading", "read more"})
"""Buttons that unfold the rest of a story; others may stand below them."""
ATTRIBUTED = (" said.", " says.", " told reporters.")
"""How reports end, and no summary of another story."""
LEAST_CARDS = 2
"""Summaries of other stories that need no label above them."""
LEAST_PARAGRAPHS = 3
"""Paragraphs above which a story does not end."""
SHARE = 2
"""Times as much text as below its end that a story has at least."""
OF_STORY = 3
"""Words in common with them by which a paragraph is the story's own, whatever stands above it."""
FAR = 14
MOST_BUTTONS = 12
"""Lines, and buttons among them, that part no two paragraphs of a story."""
MOST_TOGETHER = 2
"""Paragraphs in a row below a story's end; where more are, it goes on."""
NOTE = ("(", "[", "*", "Editor", "Correction", "Clarification", "This story has been", "This article was amended")
"""How notes on the story itself begin."""


def endings(section: Section) -> Settled:
    """The few paragraphs below a line with which stories end, and the summaries of other stories with their dates."""
    prose = section.prose(section.lede)
    yield from _ledes_below_claim(section, prose)
    first = _first_that_may_go(section, prose)
    if first == len(prose):
        return
    story = [section.text(index) for index in prose[:MOST_TOLD]]
    scattered, cards, signed = _scattered_from(prose), cards_from(section, prose), _first_sign_off(section)
    for number in range(first, len(prose)):
        between = range(prose[number - 1] + 1, prose[number])
        listed = number >= cards and any(_opens_others(section, index) for index in between[:-1])
        unsigned = signed < prose[number]  # what is signed below is the story's
        ends = unsigned and number >= scattered and any(_is_end(section, index, signed) for index in between)
        ends = ends or (number >= cards and _opens_others(section, prose[number] - 1))
        text = section.text(prose[number])
        listed = listed and not text.endswith(ATTRIBUTED) and shared(text, story[:number], OF_STORY) < OF_STORY
        ends = ends and not _is_of_story(text, story[:number])
        far = number >= scattered and _is_far(section, between) and not _is_told_of(section, prose, number)
        if listed or ends or far or (number == cards <= len(prose) - LEAST_CARDS):
            yield from ((at, WIDGET) for at in prose[number:] if not section.text(at).startswith(NOTE))
            return


def _ledes_below_claim(section: Section, prose: Sequence[int]) -> Settled:
    """The first paragraph once more, perhaps without its dateline, below the claim of a copyright."""
    claim = next((i for i in section.of(WIDGET) if i > section.lede and is_claim(section.text(i))), len(section))
    for index in prose:
        if index > claim and section.key(section.lede).endswith(section.key(index)):
            yield index, WIDGET


def _is_of_story(text: str, story: Sequence[str]) -> bool:
    """Whether a paragraph goes on with the story: by some words of it, or by one if it reports."""
    return shared(text, story) >= (1 if reports(text) else OF_STORY)


def _is_far(section: Section, between: range) -> bool:
    """Whether so many lines part two paragraphs, most of them buttons, that the second belongs to the page's foot."""
    buttons = sum(section.kinds[index] is WIDGET for index in between)
    return len(between) >= FAR and buttons >= MOST_BUTTONS


def _is_told_of(section: Section, prose: Sequence[int], number: int) -> bool:
    """Whether a paragraph has a word of those above it, or reports."""
    text = section.text(prose[number])
    return reports(text) or shared(text, [section.text(index) for index in prose[:number]], 1) > 0


def _first_that_may_go(section: Section, prose: Sequence[int]) -> int:
    """From which paragraph on the text is little beside that above it, by its place among the paragraphs."""
    below = sum(section.sizes[index] for index in prose)
    above = 0
    for number, index in enumerate(prose):
        if number >= LEAST_PARAGRAPHS and above >= SHARE * below:
            return number
        above, below = above + section.sizes[index], below - section.sizes[index]
    return len(prose)


def _is_end(section: Section, index: int, signed: int) -> bool:
    """Whether a line is one with which stories end; live pages sign their entries, and go on right below."""
    text, kind = section.text(index), section.kinds[index]
    if kind is BYLINE:
        return index == signed and _ends_below(section, index + 1)
    if kind is not WIDGET:
        return False
    if index and label(section.text(index - 1)) in CONTINUING:
        return False
    return (
        label(text) in ENDS or OPENINGS.match(text.casefold()) is not None or (text[-1] == "." and is_biography(text))
    )


def _ends_below(section: Section, index: int) -> bool:
    """Whether a button, another sign-off or a section's name stands below a sign-off."""
    return section.kind(index) in {WIDGET, BYLINE} or _is_section(section, index)


def _is_section(section: Section, index: int) -> bool:
    return section.kind(index) is HEADING and is_section(section.text(index))


def _first_sign_off(section: Section) -> int:
    """The first line below the title that tells who else had a hand in the story; -1 if there is none."""
    bylines = (index for index in section.of(BYLINE) if index > section.lede)
    return next((index for index in bylines if is_sign_off(section.text(index))), -1)


def _opens_others(section: Section, index: int) -> bool:
    return section.kinds[index] is WIDGET and opens_others(section.text(index))


def _scattered_from(prose: Sequence[int]) -> int:
    """From which paragraph on no more than two follow each other."""
    together = 1
    for number in range(len(prose) - 1, 0, -1):
        together = together + 1 if prose[number] - prose[number - 1] == 1 else 1
        if together > MOST_TOGETHER:
            return number + MOST_TOGETHER - 1
    return 0
