"""Lines left among a site's buttons, told by all that speaks for it and against it.

No sign is sure by itself: an advertisement may stand above a subheading, a film between two sentences of the story. The
points are a logistic regression's over labelled pages; a line with fewer than `ENOUGH` stays the story's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain

from workers.clean.appeals import is_addressed, is_turn, quotes
from workers.clean.measures import WITHOUT_SPACES, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.scenes import DESCRIBES, PAST
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.subject import stems
from workers.clean.widgets import is_section

ENOUGH = 5.0
ABOVE, BELOW = 0.9, 0.7
"""Points for a button, or nothing, right above and right below."""
BUTTON, MOST_BUTTONS = 0.25, 8
"""Points for each button of so many lines above."""
ROW, MOST_ROW = 1.1, 10
"""Points for each of the headings in a row of which a line is one, and of how many."""
SHARE, SIGNED = 1.9, 0.5
"""Points where all of the story's text stands above a line, and below an author's name below the text."""
FOREIGN, SCRAP, SCRAP_WORDS = 0.65, 0.9, 3
"""Points for having no word with the story in common, and more for so few words."""
SITE, MOST_SITE = 0.45, 8
"""Points for each word that a button has and the story has not, as the site's name, and of how many."""
MOST_BY_SUBJECT = FOREIGN + SCRAP + SITE * MOST_SITE
AGAIN, OFTEN, MOST_COPIES = 1.95, 3, 5
"""Points for each copy from so many on, and of how many."""
SCENE = 3.95
"""Points for showing who is to be seen, beside a picture."""
ADDRESSED, SECTION, CUT = 1.85, 3.0, 4.0
"""Points for speaking to the reader, for a section's name, for an end that is cut off."""
TELLING, QUOTING, DATED = -1.65, -2.65, -2.5
"""Points for telling what happened, for somebody's words, for a date."""
WORD, MOST_WORDS = -0.09, 40
"""Points for each word."""
NEAR = 4
"""Lines in which a heading between paragraphs has its text, buttons between them at most."""
TWICE = 2
"""Copies of the title of a live page's entry: in the list of points and above its text."""
BUTTONS = frozenset({WIDGET, None})
"""A button, or what is none of the story's at all."""
LISTED = frozenset({HEADING, LIST_ITEM})
"""Lines of a list, marked or not."""
MAY_STRAY = (HEADING, PARAGRAPH, LIST_ITEM, DATELINE)
CUTS = ("...", "\u2026")


def strays(section: Section) -> Settled:
    """Lines among buttons that say little of the story."""
    if WIDGET not in section.kinds or not section.prose():
        return
    page, told = Page(section), set(section.prose())
    inside = {at for at in told if at - 1 in told and at + 1 in told and section.printed[section.text(at)] < OFTEN}
    for index in (at for at in section.of(*MAY_STRAY) if at not in inside):  # paragraphs among others are the story's
        tied = page.is_tied(index) or heads_copy(section, index) or section.is_title(index)
        if not tied and page.strays(index):
            yield index, WIDGET


class Page:
    """The words of a page's story and of its buttons, and what speaks for each line being none of the story's."""

    def __init__(self, section: Section) -> None:
        self._section = section

    @cached_property
    def _told(self) -> list[int]:
        """The code points of the story above each line."""
        section = self._section
        told = (section.sizes[index] if section.is_prose(index) else 0 for index in range(len(section)))
        return list(accumulate(told, initial=0))

    @cached_property
    def _signed(self) -> list[bool]:
        return list(_signed(self._section))

    @cached_property
    def _story(self) -> Counter[str]:
        section = self._section
        return Counter(chain.from_iterable(stems(section.text(index)) for index in section.prose()))

    @cached_property
    def _site(self) -> set[str]:
        section = self._section
        return stems("\n".join(section.text(index) for index in section.of(WIDGET)))

    def is_tied(self, index: int) -> bool:
        """Whether a line must be the story's: one of two copies, or none of many and tied to its text."""
        copies = self._section.printed[self._section.text(index)]
        return copies == TWICE or (copies < OFTEN and _is_tied(self._section, index))

    def strays(self, index: int) -> bool:
        """Whether a line has enough points; its words are compared with the story's only where they may decide."""
        place, said = self._by_place(index), self._by_words(index)
        return place + MOST_BY_SUBJECT + said >= ENOUGH and place + self._by_subject(index) + said >= ENOUGH

    def _by_place(self, index: int) -> float:
        """What the lines around a line say."""
        section, kind = self._section, self._section.kinds[index]
        start, end = _row(section, index)
        copies = min(section.printed[section.text(index)], MOST_COPIES)
        return (
            ABOVE * (section.kind(index - 1) in BUTTONS)
            + BELOW * (section.kind(index + 1) in BUTTONS)
            + BUTTON * _buttons_above(section, index)
            + ROW * (end - start if kind is HEADING else 0)
            + SHARE * self._told[index] / self._told[-1]
            + SIGNED * self._signed[index]
            + AGAIN * max(0, copies - OFTEN + 1)
            + DATED * (kind is DATELINE)
        )

    def _by_subject(self, index: int) -> float:
        """What the words say that the story has, too, or does not have."""
        text, own = self._section.text(index), self._section.is_prose(index)
        said = stems(text)
        strange = {stem for stem in said if self._story[stem] <= own}
        foreign = len(strange) == len(said)
        spaced = WITHOUT_SPACES.search(text) is None
        return (
            FOREIGN * foreign
            + SCRAP * (foreign and words(text) <= SCRAP_WORDS)
            + SITE * spaced * min(len(strange & self._site), MOST_SITE)
        )

    def _by_words(self, index: int) -> float:
        """What a line says of itself."""
        text = self._section.text(index)
        telling = not PAST.isdisjoint(text.split())
        return (
            WORD * min(words(text), MOST_WORDS)
            + TELLING * telling
            + SCENE * (not telling and DESCRIBES.match(text) is not None and _is_beside_picture(self._section, index))
            + CUT * text.endswith(CUTS)
            + QUOTING * quotes(text)
            + SECTION * is_section(text)
            + ADDRESSED * (is_addressed(text) and not is_turn(text))
        )


def _signed(section: Section) -> Iterator[bool]:
    """Whether an author's name stands between the last paragraph and each line."""
    signed = False
    for index, kind in enumerate(section.kinds):
        yield signed
        signed = kind is BYLINE or (signed and not section.is_prose(index))


def _is_beside_picture(section: Section, index: int) -> bool:
    """Whether a caption stands right above, or it or a credit below, and the line is not the last of a list."""
    above, below = section.kind(index - 1), section.kind(index + 1)
    return above not in LISTED and (CAPTION in {above, below} or below is CREDIT)


def _is_tied(section: Section, index: int) -> bool:
    """Whether a line announces what follows, or heads a text."""
    if section.text(index)[-1] in COLONS and section.kind(index + 1) not in BUTTONS:
        return True
    return section.kinds[index] is HEADING and _heads_text(section, index)


def _heads_text(section: Section, index: int) -> bool:
    """Whether text or a list stands below a heading or a row of them with no button above, or text above and near."""
    if section.is_prose(index - 1) and any(map(section.is_prose, range(index + 1, index + 1 + NEAR))):
        return True
    start, end = _row(section, index)
    alone = end == index + 1 or section.kind(start - 1) not in BUTTONS
    return alone and section.kind(end) in {PARAGRAPH, LIST_ITEM}


def _buttons_above(section: Section, index: int) -> int:
    """How many of the lines above one are buttons, or none of the story's at all."""
    above = section.kinds[max(0, index - MOST_BUTTONS) : index]
    return above.count(WIDGET) + MOST_BUTTONS - len(above)


def _row(section: Section, index: int) -> tuple[int, int]:
    """Where the headings right below each other of which a line is one begin, and where they end."""
    start, end = index, index + 1
    while section.kind(start - 1) is HEADING and end - start < MOST_ROW:
        start -= 1
    while section.kind(end) is HEADING and end - start < MOST_ROW:
        end += 1
    return start, end
