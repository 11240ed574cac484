"""Lines that end with a name as captions do, and are body text all the same."""

from __future__ import annotations

import re
from collections import Counter

from workers.clean.credits import SOURCED, archive_note, is_bare, is_labelled, is_named, is_source_line, is_sources
from workers.clean.names import CAPTION, CREDIT, HEADING, PARAGRAPH
from workers.clean.scenes import BEFORE_AGENCIES, LONG_REPORT, SECOND_SENTENCE, is_pictured, reports
from workers.clean.section import Section, Settled
from workers.clean.stems import COUNTED

ENDS_OF_PROSE = frozenset('.!?"\u201d')
PICTURES_COUNTED = re.compile(COUNTED)
OPENINGS = ("Cover: ", "PHOTO: ")
"""What no sentence of a story begins with."""
GREETING = re.compile(r"(?:Good (?:morning|afternoon|evening|day)|Hello|Hi|Dear|Welcome)\b")
"""How the first line of a letter speaks to its readers."""
MOST_SIGNED = 2
"""Pictures with nothing but an agency behind a full sentence; where more lines are so, they are the text."""


def unsigned(section: Section) -> Settled:
    """Lines that name an agency and are body text all the same: closing lines, items of a digest, sources."""
    yield from ((index, PARAGRAPH) for index in section.of(CREDIT) if _is_told_source(section, index))
    proven, counted = _proven(section), _counted(section)
    captions = [
        index
        for index in section.of(CAPTION)
        if not (
            section.credit(index) in proven
            or (is_labelled(section.credit(index)) and not _is_sourced(section.credit(index)))
            or section.text(index).startswith(OPENINGS)
            or index in counted
        )
    ]
    yield from ((index, PARAGRAPH) for index in captions if _is_report(section, index))
    ends = [index for index in captions if _ends_like_prose(section, index)]
    if not ends:
        return
    lede = section.lede
    last = section.of(PARAGRAPH, CAPTION)[-1]
    sent = {index for index in ends if _may_be_sent(section.credit(index))}
    distinct = len({section.text(index) for index in sent})
    headed = any(section.kind(index - 1) is HEADING for index in sent)
    digest = headed and distinct > MOST_SIGNED and 2 * distinct > len(section.prose(lede))
    for index in ends:
        text = section.text(index)
        may_tell = index > lede or GREETING.match(text)
        told = may_tell and (reports(text) or (index not in sent and not _shows(section, index)))
        if told or (index in sent and (digest or index == last > lede)):
            yield index, PARAGRAPH


def _counted(section: Section) -> set[int]:
    """The captions that begin with how many pictures there are, as two or more do alike."""
    numbers = {
        index: found[0] for index in section.of(CAPTION) if (found := PICTURES_COUNTED.match(section.text(index)))
    }
    often = Counter(numbers.values())
    return {index for index, number in numbers.items() if often[number] > 1}


def _proven(section: Section) -> set[str]:
    """The names behind words that are printed without them, too: whoever they are, pictures are theirs."""
    signed = [(index, section.credit(index)) for index in section.of(CAPTION)]
    bare = {section.key(index) for index, credit in signed if not credit}
    return {credit for index, credit in signed if credit and section.stem(index) in bare and not _is_agency(credit)}


def _shows(section: Section, index: int) -> bool:
    """Whether what stands before somebody's name is one sentence, and tells what a picture shows or is glued to it."""
    credit = section.credits[index]
    text = section.text(index)[: 0 if credit is None else credit.start]
    said = text.rstrip(BEFORE_AGENCIES)
    if text[-1:] in ENDS_OF_PROSE:
        return True
    return SECOND_SENTENCE.search(said) is None and is_pictured(said)


def _is_report(section: Section, index: int) -> bool:
    """Whether a long line or several sentences below the lede that end with an agency's name tell what was."""
    text, credit = section.text(index), section.credit(index)
    sourced = _is_sourced(credit)
    if index <= section.lede or not (sourced or _is_agency(credit)):
        return False
    return (sourced or len(text) >= LONG_REPORT or SECOND_SENTENCE.search(text) is not None) and reports(text)


def _is_told_source(section: Section, index: int) -> bool:
    """Whether a line between two paragraphs says where a story comes from."""
    return section.kind(index - 1) is section.kind(index + 1) is PARAGRAPH and is_source_line(section.text(index))


def _ends_like_prose(section: Section, index: int) -> bool:
    """Whether a full sentence comes before a credit that is but somebody's name."""
    text, credit = section.text(index), section.credits[index]
    if credit is None or text[: credit.start].rstrip(BEFORE_AGENCIES)[-1:] not in ENDS_OF_PROSE:
        return False
    return _may_be_sent(section.credit(index)) or is_bare(text, credit)


def _is_sourced(credit: str) -> bool:
    """Whether a bracket says where a story, or a picture, comes from."""
    return credit.startswith(f"({SOURCED}")


def _may_be_sent(credit: str) -> bool:
    return (_is_agency(credit) or is_named(credit)) and archive_note(credit) is None


def _is_agency(credit: str) -> bool:
    return is_sources(credit.strip("()[]"))
