"""Captions without a credit of their own, captions that are none, and placeholder texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from schemas.block import Kind, Span
from workers.clean.credits import is_sources
from workers.clean.dates import may_have_date
from workers.clean.keys import key
from workers.clean.kinds import LONGEST_CAPTION, PROSE, has_caption_cue, words
from workers.clean.lines import Line
from workers.clean.section import Section
from workers.clean.widgets import is_placeholder

CAPTION_WORDS = 6
"""Words from which a line right above a credit is a caption rather than a subheading."""


MOST_SIGNED = 2
"""Pictures with nothing but an agency behind a full sentence; where more lines are so, they are the text."""


SLACK = 12
"""Code points by which a line and its key may differ in length."""


def stem(line: Line, credit: Span | None) -> str:
    """The key of a caption without its credit."""
    return key(line.text if credit is None else line.text[: credit.start].rstrip(" -–—|.,:"))


def captions(section: Section) -> Iterator[tuple[int, Kind]]:
    """Captions without a credit of their own: copies of one that has it, lines beside a credit, lines printed twice."""
    signed = {
        stem(section.lines[i], section.credits[i]) for i, kind in enumerate(section.kinds) if kind is Kind.CAPTION
    }
    sizes = {len(known) + more for known in signed for more in range(-SLACK, SLACK + 1)}
    beside = set(_beside_credits(section))
    lede = section.lede
    for index, kind in enumerate(section.kinds):
        text = section.text(index)
        if (
            index == section.title
            or kind not in {Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CAPTION}
            or len(text) > LONGEST_CAPTION
        ):
            continue
        if kind is Kind.CAPTION:
            if section.title_key is not None and key(text) == section.title_key:
                yield index, Kind.HEADING
        elif (
            section.title_key is not None
            and kind is not Kind.HEADING
            and len(text) < 200
            and key(text) == section.title_key
        ):
            yield index, Kind.HEADING
        elif index in beside or (len(text) in sizes and key(text) in signed) or _has_cue(section, index, lede):
            yield index, Kind.CAPTION
    yield from _twins(section, lede)


def _beside_credits(section: Section) -> Iterator[int]:
    """The line above a credit that stands alone if it reads like a caption, else the one below."""
    for index, kind in enumerate(section.kinds):
        above, below = index - 1, index + 1
        if kind is not Kind.CREDIT or section.kind(above) is Kind.CAPTION:
            continue
        if above != section.title and _may_be_caption(section, above):
            yield above
        elif section.kind(below) is Kind.HEADING and below != section.title:
            yield below


def _may_be_caption(section: Section, index: int) -> bool:
    """Whether a line above a credit is long enough for a caption and, if it is a paragraph, has a date as captions have."""
    text = section.text(index)
    if section.kind(index) is Kind.PARAGRAPH:
        return len(text) <= LONGEST_CAPTION and may_have_date(text)
    return section.kind(index) is Kind.HEADING and words(text) >= CAPTION_WORDS


def _has_cue(section: Section, index: int, lede: int) -> bool:
    """Whether a line above the text, or one without a stop, says what captions say: (L), (R), pictured, a full date at the end."""
    if index == lede or (index > lede and section.kinds[index] is not Kind.HEADING):
        return False
    return has_caption_cue(section.text(index))


def _twins(section: Section, lede: int) -> Iterator[tuple[int, Kind]]:
    """Lines printed twice, next to each other or above the text: an alternative text and its caption."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, kind in enumerate(section.kinds):
        text = section.text(index)
        short = kind is Kind.HEADING or (kind is Kind.PARAGRAPH and PROSE <= len(text) <= LONGEST_CAPTION)
        if index != section.title and short and _may_be_twin(section, index):
            places[key(text)].append(index)
    for named, copies in places.items():
        pairs = [before for before, after in zip(copies, copies[1:], strict=False) if after - before == 1]
        if named == section.title_key or len(copies) < 2:
            continue
        if (
            section.kinds[copies[0]] is Kind.HEADING
            and copies[0] < lede
            and (section.title is None or copies[0] > section.title)
        ):
            yield from ((index, Kind.CAPTION) for index in copies)
        elif pairs and (pairs[0] <= lede or _stands_in_text(section, copies)):
            yield from ((index, Kind.CAPTION) for before in pairs for index in (before, before + 1))


def _may_be_twin(section: Section, index: int) -> bool:
    """Whether a line is worth a key: a heading, or a paragraph of much the same length as one next to it."""
    if section.kinds[index] is Kind.HEADING:
        return True
    size = len(section.text(index))
    return any(0 <= i < len(section) and abs(len(section.text(i)) - size) < 4 for i in (index - 1, index + 1))


def _stands_in_text(section: Section, copies: Sequence[int]) -> bool:
    """Whether paragraphs stand around the copies, as around a picture; teasers stand among other teasers."""
    return section.kind(copies[0] - 1) is section.kind(copies[-1] + 1) is Kind.PARAGRAPH


def unsigned(section: Section) -> Iterator[int]:
    """Lines that end with an agency's name and are body text all the same: closing lines, and the items of a digest."""
    ends = [
        index for index, kind in enumerate(section.kinds) if kind is Kind.CAPTION and _ends_like_prose(section, index)
    ]
    if not ends:
        return
    lede = section.lede
    paragraphs = [index for index in range(lede, len(section)) if section.is_prose(index)]
    last = max(index for index, kind in enumerate(section.kinds) if kind in {Kind.PARAGRAPH, Kind.CAPTION})
    headed = [index for index in ends if section.kind(index - 1) is Kind.HEADING]
    distinct = {section.text(index) for index in ends}
    for index in ends:
        if index == last > lede or (len(distinct) > MOST_SIGNED and 2 * len(distinct) > len(paragraphs) and headed):
            yield index


def _ends_like_prose(section: Section, index: int) -> bool:
    """Whether a full sentence comes before a credit that is but an agency's name."""
    text, credit = section.text(index), section.credits[index]
    if credit is None or not is_sources(text[credit.start : credit.end].strip("()[]")):
        return False
    return text[: credit.start].rstrip()[-1:] in '.!?"”'


def placeholders(section: Section) -> Iterator[tuple[int, Kind]]:
    """Alternative texts that stand for any picture: printed again and again, or above several different captions."""
    plain = [
        i
        for i, kind in enumerate(section.kinds)
        if kind in {Kind.HEADING, Kind.CAPTION} and section.credits[i] is None and i != section.title
    ]
    texts = Counter(section.text(i) for i in plain)
    if not any(count > 1 for count in texts.values()):
        return
    pictures: defaultdict[str, set[str]] = defaultdict(set)
    for i in plain:
        if section.kind(i + 1) is Kind.CAPTION and section.text(i + 1) != section.text(i):
            pictures[section.text(i)].add(stem(section.lines[i + 1], section.credits[i + 1]))
    for i in plain:
        text = section.text(i)
        if texts[text] > 1 and (is_placeholder(text) or len(pictures[text] - {key(text)}) > 1):
            yield i, Kind.WIDGET
