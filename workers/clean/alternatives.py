"""Alternative texts of pictures, and those that stand for any picture."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise

from workers.clean.credits import is_signature
from workers.clean.measures import QUESTIONS, words
from workers.clean.names import CAPTION, CREDIT, HEADING, PARAGRAPH, WIDGET
from workers.clean.scenes import (
    ARTICLE,
    CAPTION_WORDS,
    DAY,
    DESCRIBES,
    FIRST_WORDS,
    MAY_BE_CAPTIONS,
    PAST,
    SCENE_WORDS,
    VERBS,
    WORD,
)
from workers.clean.section import Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.subject import shared
from workers.clean.widgets import is_placeholder

SIGHT = re.compile(rf"{DESCRIBES.pattern}|[A-Z][a-z]+s [a-z].*\.$")
"""How a whole sentence begins that tells what is to be seen, perhaps with a word of many."""
SAME = 0.8
"""Share of a line's words that its caption has too, in that order."""
LONGEST_SIGHT, ELSEWHERE = 160, 2
"""Code points of such a sentence, and paragraphs of a page that has a text besides."""
BEFORE_NOUNS = frozenset(("a", "an", "the", "his", "her", "their", "of", "in", "on", "for", "no", "new"))
"""What stands before a noun that is spelt as a verb is: "a protest"."""
LEAST_SHARED = 4
"""Words in common by which a line above a caption tells of the same picture."""
NOT_SEEN = PAST | {"to", "are", "can", "could", "may", "might", "must", "should"}
"""Words of sentences that tell of what no picture shows."""
SMALL = re.compile(r"[a-z]+(?: [a-z\d]+){3,12}")
"""Words in small letters alone, as names of pictures' files have them."""


def descriptions(section: Section) -> Settled:
    """Alternative texts between a credit and its caption, on pages that have the credit above, or again below."""
    for index in section.of(CREDIT):
        above, below = index - 1, index + 1
        again = above >= 0 and section.text(above).startswith(f"{section.text(index)} ")
        captioned = section.kind(below) is HEADING and words(section.text(below)) >= CAPTION_WORDS
        if again and captioned and above != section.title:
            yield from ((above, WIDGET), (below, CAPTION))
    for index in section.of(CAPTION):
        above, below = index - 1, index + 1
        if section.credit(index) or not _is_credit_above(section, above) or not _may_be_caption_below(section, below):
            continue
        said, signed = section.text(index), section.text(above)
        if said.startswith(f"{signed} ") or (DESCRIBES.match(said) and section.is_prose(below + 1)):
            yield from ((above, CREDIT), (index, WIDGET), (below, CAPTION))


def alternatives(section: Section) -> Settled:
    """Lines without a stop right above a caption: its picture's alternative text, or one more caption."""
    top = 0 if section.title is None else section.title + 1
    for index in (caption for caption in section.of(CAPTION) if not heads_copy(section, caption - 1)):
        less = index - 1 != section.title and section.credit(index) and _says_less(section, index - 1)
        less = less or (section.kind(index - 1) is HEADING and SMALL.fullmatch(section.text(index - 1)) is not None)
        if less or (_is_barred(section, index) and _are_two_barred(section, index - 1)):
            yield index - 1, WIDGET
        elif section.lede < index - 2 and section.is_prose(index - 2) and _may_describe(section, index - 1):
            yield index - 1, WIDGET if section.credit(index) else CAPTION
        elif top < index - 1 and section.credit(index) and _describes_scene(section, index - 1):
            yield index - 1, WIDGET


def _says_less(section: Section, index: int) -> bool:
    """Whether a line says in the same order next to nothing but what the caption right below says."""
    if section.kind(index) not in MAY_BE_CAPTIONS or section.sizes[index] > LONGEST_SIGHT:
        return False
    said, caption = (WORD.findall(section.key(at)) for at in (index, index + 1))
    alike = SequenceMatcher(None, said, caption, autojunk=False).get_matching_blocks()
    return len(said) >= CAPTION_WORDS and sum(run.size for run in alike) >= SAME * len(said)


def _is_barred(section: Section, index: int) -> bool:
    """Whether a bar parts a caption from an agency's name; two such lines are an alternative text and its caption."""
    return section.kind(index) is CAPTION and section.text(index).endswith(f" | {section.credit(index)}")


def _are_two_barred(section: Section, index: int) -> bool:
    """Whether a line and the one below it are two such, and not some of the more that a gallery has."""
    alone = not (_is_barred(section, index - 1) or _is_barred(section, index + 2))
    return alone and _is_barred(section, index) and section.stem(index) != section.stem(index + 1)


def _describes_scene(section: Section, index: int) -> bool:
    """Whether a line above the text begins as alternative texts do, or says in other words what the caption says."""
    if section.kinds[index] is CAPTION and not section.credit(index):
        return DESCRIBES.match(section.text(index)) is not None and section.stem(index) != section.stem(index + 1)
    if not _may_describe(section, index):
        return False
    if index < section.lede and DESCRIBES.match(section.text(index)):
        return True
    return shared(section.text(index), [section.text(index + 1)], LEAST_SHARED) == LEAST_SHARED


def sights(section: Section) -> Settled:
    """Sentences that show who does what and tell no more, beside a caption or between buttons: alternative texts."""
    if len(section.prose(0, ELSEWHERE)) < ELSEWHERE:
        return
    for index in section.of(PARAGRAPH, HEADING):
        beside = {section.kind(index - 1), section.kind(index + 1)}
        may_be = (CAPTION in beside or beside == {WIDGET}) and section.title not in {index, index - 1}
        if may_be and _is_sight(section.text(index)):
            yield index, WIDGET


def _is_sight(text: str) -> bool:
    """Whether a line is one sentence in the present about somebody that it does not name, on no day."""
    if len(text) > LONGEST_SIGHT or not SIGHT.match(text) or not NOT_SEEN.isdisjoint(text.split()) or DAY.search(text):
        return False
    spaced = text.rstrip(".").casefold().split()[:FIRST_WORDS]
    acting = any(word in VERBS and before not in BEFORE_NOUNS for before, word in pairwise(spaced))
    return acting and ". " not in text and ARTICLE.search(text) is not None


def _may_describe(section: Section, index: int) -> bool:
    text = section.text(index)
    long = section.kinds[index] is HEADING and words(text) >= CAPTION_WORDS
    return long and text[-1] not in QUESTIONS and not (text.isupper() or section.is_title(index))


def _is_credit_above(section: Section, index: int) -> bool:
    if section.kind(index) is CREDIT:
        return True
    signed = section.kind(index) is HEADING and is_signature(section.text(index))
    return signed and section.is_prose(index - 1)


def _may_be_caption_below(section: Section, index: int) -> bool:
    if section.kind(index) is CAPTION:
        return not section.credit(index)
    return section.kind(index) is HEADING and words(section.text(index)) >= CAPTION_WORDS


def placeholders(section: Section) -> Settled:
    """Alternative texts that stand for any picture: printed again and again, or above several different captions."""
    plain = [i for i in section.of(HEADING, CAPTION) if i != section.title and section.credits[i] is None]
    texts = Counter(section.text(i) for i in plain)
    again = [i for i in plain if texts[section.text(i)] > 1]
    pictures: defaultdict[str, set[str]] = defaultdict(set)
    for i in again:
        if section.kind(i + 1) is CAPTION and section.text(i + 1) != section.text(i):
            pictures[section.text(i)].add(section.stem(i + 1))
    for i in again:
        text = section.text(i)
        others = len(pictures[text]) - (section.key(i) in pictures[text])
        if (is_placeholder(text) and words(text) < SCENE_WORDS) or others > 1:
            yield i, WIDGET
