"""Boxes that a site puts between paragraphs: films, newsletters, lists to scroll; told by the buttons around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.block import Kind
from workers.clean.appeals import is_appeal, is_pitch
from workers.clean.measures import words
from workers.clean.names import CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.subject import MOST_TOLD, shared
from workers.clean.widgets import LONGEST_LABEL, is_sharing, label, shows_film
from workers.clean.words import folded

LEAST_BUTTONS = 3
"""Buttons, and headings between them, of which a box has more; a title with a button to share it has fewer."""
UNDER_FILMS = frozenset({WIDGET, CREDIT, DATELINE})
"""What stands below a film's title and not below a subheading."""
MOST_BUTTONS = 4
"""Buttons that are counted on one side."""
MOST_TAG_WORDS = 4
"""Words of tags, which may stand above the buttons to share a story."""
MOST_TITLES = 3
"""Headings in a row that a box has between two buttons."""
MOST_LINES = 3
"""Lines between its name and the button to subscribe."""
LONGEST_PITCH = 200
"""Code points of what a box says of a newsletter."""
MOST_ASKING = 2
"""Words of a button to subscribe that closes a box; more of them open another one."""
SENTENCE = 8
"""Words from which a line of a box is a sentence, which may go on in the next."""
LEAST_TITLE = 6
"""Words from which a line below a player's clock is the title of its film."""
MOST_SHARED = 1
"""Words that an offer may have in common with the paragraphs that tell what a story is about."""
LETTER = re.compile(
    r"\b(?:newsletters?|bolet[ií]n|nieuwsbrief|nyhetsbrev|рассылка|inbox|e-?mail|courriel)\b", re.IGNORECASE
)
SUBSCRIBING = frozenset(
    (
        "subscribe",
        "sign",
        "email",
        "e-mail",
        "abonnieren",
        "anmelden",
        "registrieren",
        "bestellen",
        "suscríbete",
        "s'inscrire",
        "s'abonner",
        "iscriviti",
        "inscreva-se",
        "assine",
        "abonneren",
        "aanmelden",
        "prenumerera",
    )
)
ADVERTISEMENTS = folded("advertisements")
"""Labels that may stand anywhere, above a subheading too."""


def is_advertisement(text: str) -> bool:
    """Whether a line is the label of an advertisement."""
    return len(text) <= LONGEST_LABEL and label(text) in ADVERTISEMENTS


def is_button(section: Section, index: int) -> bool:
    """Whether a line is a widget other than the label of an advertisement."""
    return section.kind(index) is WIDGET and not is_advertisement(section.text(index))


def boxes(section: Section) -> Settled:
    """Headings between buttons, a heading below a film's button, and sentences of a box below one that opens it."""
    kinds = list(section.kinds)
    if WIDGET not in kinds[section.lede :]:
        return
    index = max(section.lede, section.head_end) + 1
    while index < len(kinds):
        end = _letter(section, kinds, index)
        if end == index:
            end = max(_box(section, kinds, index), _pitch(section, kinds, index))
        for member in range(index, end):
            kinds[member] = WIDGET
            yield member, WIDGET
        index = max(end, index + 1)


def _box(section: Section, kinds: Sequence[Kind], index: int) -> int:
    """The end of the run of headings from a line on if buttons make a box of it, else the line itself."""
    if kinds[index] is not HEADING or heads_copy(section, index):
        return index
    above = section.text(index - 1)
    if shows_film(above) and words(section.text(index)) >= (LEAST_TITLE if above[0].isdecimal() else SENTENCE):
        return index + 1
    end = index + 1
    while end < len(kinds) and kinds[end] is HEADING and end - index < MOST_TITLES:
        end += 1
    if end == len(kinds) or kinds[end] is PARAGRAPH or kinds[index - 1] not in {WIDGET, PARAGRAPH}:
        return index
    buttons = _buttons(section, kinds, index, -1)
    if buttons and end - index == 1 and kinds[end] in UNDER_FILMS and shows_film(above):
        return end
    titled = end - index == 1 or any(words(section.text(at)) > MOST_TAG_WORDS for at in range(index, end))
    below = 0 if titled and is_sharing(section.text(end)) else _buttons(section, kinds, end - 1, 1)
    framed = buttons > 0 or (end - index > 1 and below > 1)
    return end if framed and below and buttons + below + (end - index) > LEAST_BUTTONS else index


def _letter(section: Section, kinds: Sequence[Kind], index: int) -> int:
    """The end of what stands between "Newsletter" and a button to subscribe: its name, and a line about it."""
    if _is_offered(section, kinds, index):
        return index + 1
    named = kinds[index] is HEADING and LETTER.search(section.text(index)) is not None
    if kinds[index] is not HEADING or not (named or kinds[index - 1] is WIDGET):
        return index
    end = index + 1
    while end < min(len(kinds), index + MOST_LINES) and _may_be_pitch(section, kinds, end):
        end += 1
    above = section.text(index - 1)
    under_name = kinds[index - 1] is WIDGET and _names_letter(above)
    below = range(index + 1, min(end + 1, len(kinds)))
    if under_name and any(kinds[at] is not PARAGRAPH and _names_letter(section.text(at)) for at in below):
        return end
    if end == len(kinds) or kinds[end] is not WIDGET or SUBSCRIBING.isdisjoint(label(section.text(end)).split()):
        return index
    if named or _names_letter(above):
        return end
    asked = not SUBSCRIBING.isdisjoint(label(above).split())
    alone = PARAGRAPH not in kinds[index:end] or words(section.text(end)) <= MOST_ASKING
    return end if asked and alone else index


def _names_letter(text: str) -> bool:
    """Whether a line of a few words names a newsletter."""
    return LETTER.search(text) is not None and words(text) < SENTENCE


def _is_offered(section: Section, kinds: Sequence[Kind], index: int) -> bool:
    """Whether a short paragraph between a newsletter's name and its button says next to nothing of the story."""
    if kinds[index] is not PARAGRAPH or section.sizes[index] > LONGEST_PITCH or kinds[index - 1] is not WIDGET:
        return False
    if section.kind(index + 1) is not WIDGET or SUBSCRIBING.isdisjoint(label(section.text(index + 1)).split()):
        return False
    return LETTER.search(section.text(index - 1)) is not None and not _is_of_story(section, index)


def _may_be_pitch(section: Section, kinds: Sequence[Kind], index: int) -> bool:
    if section.sizes[index] > LONGEST_PITCH:
        return False
    if kinds[index] is HEADING:
        return True
    return kinds[index] is PARAGRAPH and kinds[index - 1] is HEADING and not _is_of_story(section, index)


def _is_of_story(section: Section, index: int) -> bool:
    """Whether a line has words of the story's first paragraphs."""
    told = [section.text(at) for at in section.prose(section.lede, MOST_TOLD) if at != index]
    return shared(section.text(index), told) > MOST_SHARED


def _pitch(section: Section, kinds: Sequence[Kind], index: int) -> int:
    """The line's end if it is a sentence of a box: below an appeal or between buttons, and it speaks to the reader."""
    if kinds[index] not in {PARAGRAPH, HEADING} or kinds[index - 1] is not WIDGET:
        return index
    last = index + 1 == len(kinds)
    between = _buttons(section, kinds, index, -1) and (last or _buttons(section, kinds, index, 1))
    above = section.text(index - 1)
    opened = between or is_appeal(above) or words(above) >= SENTENCE
    return index + 1 if opened and is_pitch(section.text(index)) else index


def _buttons(section: Section, kinds: Sequence[Kind], index: int, step: int) -> int:
    """How many buttons stand next to a line on one side, advertisements apart, up to four."""
    count, at = 0, index + step
    while 0 <= at < len(kinds) and kinds[at] is WIDGET and count < MOST_BUTTONS:
        count += not is_advertisement(section.text(at))
        at += step
    return count
