"""Captions without a credit of their own, and the names below pictures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from workers.clean.bylines import is_role, opens_with_byline
from workers.clean.credits import (
    QUOTING,
    bracketed_name,
    is_labelled,
    is_signature,
    is_source_line,
    is_sources,
    sells_pictures,
)
from workers.clean.datelines import opening_dateline
from workers.clean.dates import may_have_date
from workers.clean.keys import about, goes_on
from workers.clean.kinds import LONGEST_CAPTION
from workers.clean.measures import QUESTIONS, is_quoted, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.scenes import (
    BEFORE_AGENCIES,
    CAPTION_WORDS,
    CUE,
    DESCRIBES,
    LONG_REPORT,
    MAY_BE_CAPTIONS,
    PAST,
    SCENE_WORDS,
    SECOND_SENTENCE,
    has_cue,
    is_pictured,
    is_scene,
    reports,
    shows_people,
)
from workers.clean.section import COLONS, Section, Settled
from workers.clean.subheadings import heads_copy
from workers.clean.widgets import opens_others

UNDATED_WORDS = 12
"""Words from which a line without a stop in the text that names no day is one rather than a subheading."""
CLAIMED_WORDS = 3
ALTERNATIVE_WORDS = 3
"""Words of a picture's alternative text."""
HEAD = frozenset({BYLINE, DATELINE, WIDGET})
SIGNERS = re.compile(r"[()\[\]/|]| for ")
"""What parts the names of a credit."""
MOST_SIGNER_WORDS = 3
"""Words in a bracket below a caption that say whose picture it is."""
MOST_SHOWN = 30
IN_PLACE = re.compile(r" (?:in|at|outside|from|near|of|on|over) (?:the )?[A-Z]")
NOT_SHOWN = re.compile(
    r"\b(?:[Ii]s|[Aa]re|[Ii]t|[Ii]ts|[Hh]e|[Ss]he|[Tt]hey|has|have|will|would|comes?|says?|[a-z]{3,}ed|was|were|had|said|told)\b"
)
"""Words of a sentence that shows a place, how it names the place, and what it has not."""
REACH = 15
"""Lines from a line in which a caption may stand that says more of the same picture."""
MAY_BE_TWINS = frozenset({HEADING, PARAGRAPH})


def captions(section: Section) -> Settled:
    """Captions without a credit of their own: copies of one that has it, and lines beside a credit or with a cue."""
    signed: defaultdict[str, list[int]] = defaultdict(list)
    for index in section.of(CAPTION):
        signed[section.stem(index)].append(index)
    may_be = [i for i in section.of(*MAY_BE_CAPTIONS) if section.sizes[i] <= LONGEST_CAPTION and i != section.title]
    found = {*_signed_copies(section, may_be, signed), *_beside_credits(section), *_alternatives(section)}
    found.update(_same(section, may_be, found))
    found.update(_telling(section, may_be))
    asked = {
        i for i in found if section.kinds[i] is HEADING and section.is_prose(i + 1) and section.text(i)[-1] in QUESTIONS
    }
    yield from ((index, CAPTION) for index in may_be if index in found - asked)


def _same(section: Section, may_be: Sequence[int], found: Collection[int]) -> Iterator[int]:
    """The lines that say what one of those found says."""
    sizes = {size for index in found for size in about(section.sizes[index])}
    said = {section.key(index) for index in found}
    return (index for index in may_be if section.sizes[index] in sizes and section.key(index) in said)


def _signed_copies(section: Section, may_be: Sequence[int], signed: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """The lines that say what a caption says, the lede apart."""
    sizes = {size for said in signed for size in about(len(said))}
    for index in may_be:
        if section.sizes[index] in sizes:
            copies = signed.get(section.key(index), ())
            if copies and not _is_lede(section, index, copies):
                yield index


def _alternatives(section: Section) -> Iterator[int]:
    """The short lines with whose words the caption right below begins, or one below the head: alternative texts."""
    for index in (caption - 1 for caption in section.of(CAPTION)):
        kind = section.kind(index)
        least = ALTERNATIVE_WORDS if kind is HEADING else CAPTION_WORDS
        long = kind in MAY_BE_TWINS and words(section.text(index)) >= least
        if long and section.key(index + 1).startswith(section.key(index)):
            yield index
    first = 0 if section.title is None else section.title + 1
    for index in (at for at in section.of(*MAY_BE_TWINS) if first <= at < section.head_end):
        said, near = section.key(index), range(max(0, index - REACH), min(index + REACH + 1, len(section)))
        shown = (section.key(at) for at in near if section.kinds[at] is CAPTION)
        if words(said) >= CAPTION_WORDS and any(goes_on(said, more) for more in shown):
            yield index


def signatures(section: Section) -> Settled:
    """Names below a picture in brackets, or alone or so anywhere if another picture's credit has them, too."""
    names = {name for index in section.of(CAPTION, CREDIT) for name in SIGNERS.split(section.credit(index))}
    for index in section.of(HEADING):
        text = section.text(index)
        named = text[1:-1] if text[0] + text[-1] in {"()", "[]"} else text
        bracketed, below = named != text, section.kind(index - 1) is CAPTION
        known = named in names and index != section.title and (bracketed or below)
        below = below and not (section.credit(index - 1) and text.isupper())  # places, below what has its credit
        short = bracketed and words(named) <= MOST_SIGNER_WORDS
        if known or (below and (short or ("/" in text and is_signature(text)))):
            yield index, CREDIT


def _is_lede(section: Section, index: int, copies: Sequence[int]) -> bool:
    """Whether a line says what a caption said more than once above it, and the text goes on below: it is the lede."""
    told = section.kinds[index] is PARAGRAPH and section.is_prose(index + 1) and index <= section.head_end
    return told and section.lines[index].gap > 0 and len(copies) > 1 and copies[-1] < index


def _telling(section: Section, may_be: Sequence[int]) -> Iterator[int]:
    """The lines that tell of a picture: by a cue above the text or as a heading, in it by a scene with its date."""
    lede = section.lede
    for index in may_be:
        text = section.lines[index].text
        announced = index > 0 and section.text(index - 1)[-1] in COLONS
        if announced or (section.kind(index - 1) is WIDGET and opens_others(section.text(index - 1))):
            continue
        if index < lede or (index > lede and section.kinds[index] is HEADING):
            if (has_cue(text) or _is_scene(section, index)) and not opens_with_byline(text):
                yield index
        elif index == lede and section.is_prose(index + 1) and _opens_with_picture(text, section.text(index + 1)):
            yield index


def _opens_with_picture(text: str, below: str) -> bool:
    """Whether the first sentence tells of a picture: by a cue, or by a scene above a paragraph with a dateline."""
    if not PAST.isdisjoint(text.split()):
        return False
    return CUE.search(text) is not None or (is_scene(text) and opening_dateline(below) is not None)


def _is_scene(section: Section, index: int) -> bool:
    """Whether a line without a stop is too long for a subheading and tells of a scene."""
    text = section.text(index)
    if section.kinds[index] is not HEADING or words(text) < SCENE_WORDS or _follows_point(section, index):
        return False
    undated = section.lede < index < section.last and words(text) >= UNDATED_WORDS
    return is_scene(text) or (undated and (shows_people(text) or _is_signed(text)))


def _follows_point(section: Section, index: int) -> bool:
    """Whether another line as long stands right above one of the head, as points do that sum a story up."""
    above = index - 1
    if section.kind(above) is not HEADING or above == section.title or section.lines[index].gap:
        return False
    if index > section.lede + 1:
        return False
    return words(section.text(above)) >= SCENE_WORDS and section.key(above) != section.key(index)


def _is_signed(text: str) -> bool:
    """Whether a bracket with somebody's full name ends a line."""
    named = bracketed_name(text)
    return named is not None and " " in text[named.start : named.end]


def _beside_credits(section: Section) -> Iterator[int]:
    """The line above each credit that stands alone, or below: which can be a caption, else as for the page's others."""
    last = section.last if section.last >= 0 else len(section)
    signed = [index for index in section.of(CREDIT) if index <= last and not is_source_line(section.text(index))]
    alone = [index for index in signed if section.kind(index - 1) is not CAPTION]
    alone = [i for i in alone if not (_is_below_standfirst(section, i) or section.text(i)[0] in BEFORE_AGENCIES)]
    above = {index for index in alone if index - 1 != section.title and _may_be_above_credit(section, index - 1)}
    above = {index for index in above if not _is_sender(section, index)}
    below = {index for index in alone if index + 1 != section.title and _may_be_below_credit(section, index + 1)}
    below = {index for index in below if not _stands_apart(section, index)}
    first = below if below - above and above <= below else above
    for index in alone:
        if index in first:
            yield index + 1 if first is below else index - 1
        elif index in above | below:
            yield index - 1 if index in above else index + 1


def _stands_apart(section: Section, index: int) -> bool:
    """Whether a credit stands right below what is above it, and what is below it behind an empty line."""
    return index + 1 < len(section) and section.lines[index].gap == 0 < section.lines[index + 1].gap


def _may_be_below_credit(section: Section, index: int) -> bool:
    kind = section.kind(index)
    if kind not in MAY_BE_TWINS:
        return False
    text = section.text(index)
    if kind is PARAGRAPH:
        told = len(text) > LONG_REPORT or SECOND_SENTENCE.search(text) or reports(text)
        return not told and (shows_people(text) or DESCRIBES.match(text) is not None)
    return words(text) >= ALTERNATIVE_WORDS and not (is_quoted(text) or opens_with_byline(text) or is_role(text))


def _is_sender(section: Section, index: int) -> bool:
    """Whether an agency's bare name above the text or a date says who sent it: no picture is told of above it."""
    above, text = section.text(index - 1), section.text(index)
    headed = index < section.lede or section.kind(index + 1) is DATELINE
    if not headed or not is_sources(text) or sells_pictures(text):
        return False
    return not is_pictured(above)


def _is_below_standfirst(section: Section, index: int) -> bool:
    """Whether a credit with its sign stands below a sentence right below the title: some print no caption there."""
    below_title = section.title is not None and index - 2 == section.title
    return below_title and section.text(index)[0] == "\u00a9" and words(section.text(index - 1)) >= CAPTION_WORDS


def _may_be_above_credit(section: Section, index: int) -> bool:
    """Whether a line is long enough for a caption and no title; a paragraph tells of a day as captions do."""
    if section.is_title(index) or heads_copy(section, index):
        return False
    if section.kind(index) is PARAGRAPH:
        text = section.text(index)
        told = index > section.lede and may_have_date(text) and text[-1] == "."
        pictured = is_labelled(section.text(index + 1)) and shows_people(text) and not reports(text)
        told_of = is_pictured(text) or pictured or (may_have_date(text) and not told) or _shows_place(text)
        return len(text) <= LONGEST_CAPTION and told_of
    if section.kind(index) is not HEADING or words(section.text(index)) < _least_words(section, index):
        return False
    if index > section.lede and section.kind(index - 1) is DATELINE:
        return False  # the title of a live page's entry
    if _is_below_title(section, index) and reports(section.text(index)) and not shows_people(section.text(index)):
        return False  # a picture without a caption below a standfirst
    return SECOND_SENTENCE.search(section.text(index)) is None  # a standfirst may have no stop at its end


def _shows_place(text: str) -> bool:
    """Whether a line is one sentence that names a place and tells of nothing but what is to be seen there."""
    if not CAPTION_WORDS <= words(text) <= MOST_SHOWN or text[-1] != "." or SECOND_SENTENCE.search(text):
        return False
    return IN_PLACE.search(text) is not None and NOT_SHOWN.search(text) is None and QUOTING.isdisjoint(text)


def _least_words(section: Section, index: int) -> int:
    """Words of a caption above a credit; one that claims its right is no agency's in the text."""
    return CLAIMED_WORDS if section.text(index + 1).startswith("\u00a9 ") else CAPTION_WORDS


def _is_below_title(section: Section, index: int) -> bool:
    """Whether nothing but authors, dates and buttons stands between the title and a line."""
    return section.title is not None and HEAD.issuperset(section.kinds[section.title + 1 : index])
