"""What stands below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from workers.clean.boxes import is_button
from workers.clean.bylines import is_byline, is_sign_off
from workers.clean.credits import is_source_line
from workers.clean.datelines import is_time, says_first, says_last
from workers.clean.measures import QUESTIONS, QUOTES, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.others import SUBHEADING
from workers.clean.scenes import PAST
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.subject import shared
from workers.clean.widgets import is_claim, is_sharing

LEAST_STORY = 8
"""Words from which a line among the paragraphs is another story's title rather than a button."""
HEADED = frozenset({LIST_ITEM, CAPTION, CREDIT, EMBED, DATELINE, BYLINE})
TAG_WORDS = 4
"""Words of a tag."""
STEP = re.compile(r"(?:next|prev(?:ious)?)(?: (?:post|article|story))?(?::| \W) ?\S", re.IGNORECASE)
"""The title of the story before or after this one, as blogs have it below the text."""
MOST_COMMAS = 4
"""Commas of a line without a stop below the text that make a list of tags of it."""
GLUED = re.compile(r"[^\W\d_A-Z](?=[A-Z])|[A-Z]{2}(?=[A-Z][a-z])")
SIGNED = frozenset({DATELINE, BYLINE})
"""What the entries of live pages have above them."""
LEAST_TOLD = 4
"""Other paragraphs of a story that such a row interrupts, and of which the next has a word."""
MOST_STORY = 20
"""Paragraphs of a story that are compared with what stands between two of them."""
LEAST_WITHOUT = 3
"""Headings for each with a figure; in tables and recipes more have one."""
DIGIT = re.compile(r"\d")
SHORTER = 4
"""Words fewer than the title above has that a subheading below it may have, however long it is."""
LEAST_BOX = 2
"""Lines of a box that has a heading and a button."""
AUXILIARY = PAST | {"is", "are", "been"}
"""Verbs of sentences, which headlines leave out."""
MOST_TAGS = 1
"""Tags in a row of which a story may end with one."""
SHORT = frozenset({HEADING, LIST_ITEM, DATELINE, BYLINE, CREDIT})
MAY_END = frozenset({HEADING, PARAGRAPH})
UNFINISHED = COLONS | {","}
STOPS = frozenset('.!?"\u201d\u3002\u061f')


def tail(section: Section) -> Settled:
    """Everything short after the first button below the text, and tags before it."""
    last = _last_sentence(section)
    opened, claimed, tags = False, False, 0
    for index in range(last + 1, len(section) if last >= 0 else 0):
        tags = tags + 1 if _is_tag(section, index) else 0
        opened = opened or tags > MOST_TAGS or section.kinds[index] is WIDGET or _is_length(section, index)
        claimed = claimed or (section.kinds[index] is WIDGET and is_claim(section.text(index)))
        signed = section.kind(index - 1) is BYLINE and section.kinds[index] is HEADING
        leads = STEP.match(section.text(index)) is not None
        opened = opened or signed or leads or _lists_tags(section, index)
        dated = section.kinds[index] is DATELINE and not says_first(section.text(index))
        foot = (opened and _is_short(section, index)) or (claimed and dated)
        if foot or _is_tag(section, index) or _claims(section, index):
            yield index, WIDGET


def _last_sentence(section: Section) -> int:
    """The last line of the text, a short sentence below the last long one and above any button included."""
    last = index = section.last
    while last >= 0 and section.kind(index + 1) in MAY_END:
        index += 1
        if section.kinds[index] is PARAGRAPH and section.text(index)[-1] in STOPS:
            last = index
    return last


def _claims(section: Section, index: int) -> bool:
    """Whether a line that looks like a credit claims the copyright of the page: no caption stands above it."""
    claimed = section.kinds[index] is CREDIT and is_claim(section.text(index))
    return claimed and section.kind(index - 1) is not CAPTION


def _is_length(section: Section, index: int) -> bool:
    """Whether a line is how long a film is whose title stands below it."""
    return section.kind(index + 1) is HEADING and is_time(section.text(index))


def _lists_tags(section: Section, index: int) -> bool:
    """Whether a line without a stop is nothing but names, with commas between them or all glued together."""
    text = section.text(index)
    if section.kinds[index] is not HEADING or ":" in text:
        return False
    return text.count(", ") >= MOST_COMMAS or len(GLUED.findall(text)) >= MOST_COMMAS


def _is_short(section: Section, index: int) -> bool:
    """Whether a line is no text: a heading, a list, or a paragraph that announces something."""
    announces = section.kinds[index] is PARAGRAPH and section.text(index)[-1] in UNFINISHED
    text = section.text(index)
    if section.kinds[index] is CREDIT and (section.kind(index - 1) is CAPTION or is_source_line(text)):
        return False
    if section.kinds[index] is BYLINE and (is_sign_off(text) or (":" in text and is_byline(text))):
        return False
    if section.kinds[index] is DATELINE and (says_first(text) or says_last(text)):
        return False
    return section.kinds[index] in SHORT or (announces and not section.is_prose(index))


def _is_tag(section: Section, index: int) -> bool:
    """Whether a line heads nothing and is as short as a tag; a question may end a story."""
    text = section.text(index)
    short = section.kinds[index] is HEADING and words(text) <= TAG_WORDS and text[-1] not in QUESTIONS
    return (short and not _heads_list(section, index)) or (
        section.kinds[index] is PARAGRAPH and not any(map(str.isalpha, text)) and DIGIT.search(text) is not None
    )


def _heads_list(section: Section, index: int) -> bool:
    """Whether a list of more than tags begins right below a line."""
    return section.kind(index + 1) is LIST_ITEM and words(section.text(index + 1)) > TAG_WORDS


def tags(section: Section) -> Settled:
    """A few words in small letters alone, which head nothing, or with a comma behind the last."""
    short = ((index, section.text(index)) for index in section.of(HEADING) if index != section.title)
    small = ((index, text) for index, text in short if text.isascii() and text.islower() and text[0].isalpha())
    yield from ((index, WIDGET) for index, text in small if words(text) <= TAG_WORDS)
    for index in (index for index in section.of(PARAGRAPH) if section.text(index)[-1] == ","):
        text = section.text(index)
        listed = (", " in text or text.islower()) and words(text) <= TAG_WORDS
        if listed and section.is_prose(index - 1) and section.kind(index + 1) is not PARAGRAPH:
            yield index, WIDGET


def leftovers(section: Section) -> Settled:
    """Headings below the first paragraph that head nothing: a button, or nothing at all, stands below them."""
    if not _has_headings(section):
        return
    heads, first = False, section.head_end + 1
    for index in range(len(section) - 1, first - 1, -1):
        kind = section.kinds[index]
        if kind is WIDGET:
            heads = (heads and _may_part(section, index)) or _is_shared(section, index - 1)
        elif kind is HEADING:
            if not (heads or heads_copy(section, index)) and _is_left_over(section, index):
                yield index, WIDGET
        elif any(map(str.isalpha, section.text(index))):  # stars may stand between a heading and its text
            heads = kind in HEADED or section.is_text(index) or section.text(index)[-1] in STOPS


def _has_headings(section: Section) -> bool:
    """Whether a heading stands below the first paragraph, and a button anywhere."""
    headings = section.of(HEADING)
    return bool(headings) and headings[-1] > section.lede and WIDGET in section.kinds


def _may_part(section: Section, index: int) -> bool:
    """Whether a line may stand between a heading and its text: an advertisement, another story, the heading again."""
    again = section.key(index) == section.key(index - 1)
    return again or not is_button(section, index) or words(section.text(index)) >= LEAST_STORY


def _is_left_over(section: Section, index: int) -> bool:
    """Whether a heading is not the title once more, nor one of several in a row, nor about the text further down."""
    if section.key(index) == section.title_key or section.kind(index - 1) is HEADING:
        return False
    if section.is_text(index - 1) and section.text(index).count(", ") > 1:
        return False  # names in a row, as of those who signed a statement
    below = section.prose(index, 1)
    return not below or not shared(section.text(index), [section.text(below[0])], 1)


def between(section: Section) -> Settled:
    """Headings among the buttons between two paragraphs, but for the last, which may head the second of them."""
    headings = section.of(HEADING)
    if not headings or headings[-1] <= section.lede:
        return
    story = section.prose(section.lede, MOST_STORY)
    for above, below in pairwise(section.prose(section.head_end)):
        inside = range(above + 1, below)
        if len(inside) < LEAST_BOX or not SIGNED.isdisjoint(section.kinds[above:below]):
            continue
        yield from ((i, WIDGET) for i in _boxed(section, inside, story))


def _boxed(section: Section, inside: range, story: Sequence[int]) -> list[int]:
    """The headings of a box that stands between two paragraphs."""
    headings = [i for i in inside if section.kinds[i] is HEADING and not section.is_title(i)]
    headings = [i for i in headings if section.kind(i + 1) is not LIST_ITEM]
    if WIDGET in section.kinds[inside.start : inside.stop]:
        if _may_all_part(section, inside):
            return []
        return [i for i in headings[:-1] if not _is_shared(section, i)]
    if len(headings) < len(inside) or not (_are_links(section, headings) or _is_row(section, headings, story)):
        return []
    longest = max((words(section.text(i)) for i in headings[:-1]), default=0)
    shorter = words(section.text(headings[-1])) <= longest - SHORTER
    return headings if _is_title(section, headings[-1]) and not shorter else headings[:-1]


def _are_links(section: Section, headings: Sequence[int]) -> bool:
    """Whether two headings as long as titles stand above one that is shorter than both."""
    sizes = [words(section.text(index)) for index in headings]
    return len(sizes) > LEAST_BOX and min(sizes[:-1]) >= LEAST_STORY > sizes[-1]


def _is_row(section: Section, headings: Sequence[int], story: Sequence[int]) -> bool:
    """Whether headings right below each other are other stories with their label: none asks, or speaks of the text."""
    below = headings[-1] + 1
    text, told = section.text(below), [section.text(i) for i in story if i != below]
    figures = sum(DIGIT.search(section.text(i)) is not None for i in headings)
    if section.title is None or len(told) < LEAST_TOLD or figures * LEAST_WITHOUT > len(headings):
        return False
    if not shared(text, told, 1) or _are_sentences(section, headings):
        return False
    return not any(section.text(i)[-1] in QUESTIONS or shared(section.text(i), [text], 1) for i in headings[:-1])


def _are_sentences(section: Section, headings: Sequence[int]) -> bool:
    """Whether some lines are long and most have a verb that headlines leave out, as the points of a story do."""
    said = sum(not AUXILIARY.isdisjoint(section.text(i).split()) for i in headings)
    return said * 2 > len(headings) and all(words(section.text(i)) >= LEAST_STORY for i in headings)


def _is_title(section: Section, index: int) -> bool:
    """Whether a heading is longer than subheadings are, and does not speak of the paragraph below it."""
    text = section.text(index)
    long = words(text) > SUBHEADING and text[-1] not in QUESTIONS and text[0] not in QUOTES
    return long and not shared(text, [section.text(index + 1)], 1)


def _may_all_part(section: Section, inside: range) -> bool:
    return all(_may_part(section, index) for index in inside if section.kinds[index] is WIDGET)


def _is_shared(section: Section, index: int) -> bool:
    """Whether a button to share stands right below a line, as below the title of a live page's entry."""
    return section.kind(index + 1) is WIDGET and is_sharing(section.text(index + 1))
