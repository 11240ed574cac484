"""Lines that are printed twice: titles, alternative texts with their captions, sentences below a picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.clean.bylines import is_name
from workers.clean.keys import about, opening
from workers.clean.kinds import LONGEST_CAPTION
from workers.clean.measures import PROSE, words
from workers.clean.names import CAPTION, CREDIT, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.scenes import CAPTION_WORDS, MAY_BE_CAPTIONS, SCENE_WORDS, has_cue, is_pictured
from workers.clean.section import Section, Settled
from workers.clean.widgets import label

LEDE = 60
"""Code points from which a paragraph printed twice is no refrain."""
ALIKE = 3
"""Code points by which a line and its copy may."""
READ_MORE = "read more"
MAY_BE_TITLES = frozenset({CAPTION, PARAGRAPH, LIST_ITEM})


def titles_again(section: Section) -> Settled:
    """Captions and paragraphs that say what the title says, perhaps with the site's name behind it."""
    if section.title is None or section.title_key is None:
        return
    title = section.text(section.title)
    sizes, above = about(len(title)), section.lede + 1
    for index in section.of(*MAY_BE_TITLES):
        again = section.sizes[index] in sizes and section.key(index) == section.title_key
        if again or (index < above and section.text(index).startswith(f"{title} ") and section.is_title(index)):
            yield index, HEADING


def titles_listed(section: Section) -> Settled:
    """Lines below the title that print it once more among other stories."""
    if section.title is not None:
        listed = (index for index in section.of(WIDGET) if index > section.title and section.is_title(index))
        yield from ((index, HEADING) for index in listed)


def twins(section: Section) -> Settled:
    """Lines printed twice, next to each other or above the text: an alternative text and its caption."""
    yield from ((index - 1, CAPTION) for index in section.of(CAPTION) if _goes_on_from(section, index - 1))
    lede, last, top = section.lede, section.last, -1 if section.title is None else section.title
    for copies in _copies(section):
        pairs = [before for before, after in pairwise(copies) if after - before == 1]
        text, kind = section.text(copies[0]), section.kinds[copies[0]]
        above = top < copies[0] < lede and kind is HEADING and words(text) >= CAPTION_WORDS and text[:3] != "By "
        if above or _is_film(section, copies):
            yield from ((index, CAPTION) for index in copies)
        elif is_name(text):
            yield from ((before + 1, WIDGET) for before in pairs)
        elif pairs and pairs[0] == lede and len(text) >= LEDE and not is_pictured(text):
            continue
        elif pairs and (pairs[0] <= max(lede, section.head_end) or _stand_in_text(section, copies)):
            yield from ((index, CAPTION) for before in pairs for index in (before, before + 1))
        elif kind is HEADING and copies[-1] < last:
            told = words(text) < SCENE_WORDS and not _is_led_to(section, copies[0])  # a subheading's first copy stays
            yield from ((index, WIDGET) for before in pairs for index in (before, before + 1)[told:])


def _is_led_to(section: Section, index: int) -> bool:
    """Whether a button to read more stands right above a line."""
    return section.kind(index - 1) is WIDGET and label(section.text(index - 1)) == READ_MORE


def _is_film(section: Section, copies: Sequence[int]) -> bool:
    """Whether a heading is printed above and below what a player says, in mid-text: its film's title."""
    first, last = copies[0], copies[-1]
    if len(copies) != 2 or last - first != 2 or section.kinds[first] is not HEADING:  # noqa: PLR2004  # one line between
        return False
    return section.kinds[first + 1] is WIDGET and "video" in section.text(first + 1) and first > section.lede


def _goes_on_from(section: Section, index: int) -> bool:
    """Whether the line below says the same and more behind a comma: when or where the picture was taken."""
    if section.kind(index) not in MAY_BE_CAPTIONS or index == section.title:
        return False
    return section.text(index + 1).startswith(f"{section.text(index)}, ")


def repeated(section: Section) -> Settled:
    """Sentences that stand in the text twice, the first two apart: a picture is shown again, but nothing told again."""
    first = {*section.prose(section.lede, 2), section.title}
    short = [index for index in section.prose() if section.sizes[index] <= LONGEST_CAPTION]
    openings = {index: opening(section.text(index)) for index in short}
    often = Counter(openings.values())
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in openings.items():
        if often[word] > 1:
            places[section.key(index)].append(index)
    for copies in places.values():
        told = not first.isdisjoint(copies) and (section.title in copies or not has_cue(section.text(copies[0])))
        if len(copies) > 1 and not told and section.sizes[copies[0]] >= LEDE:
            yield from ((index, CAPTION) for index in copies)


def _copies(section: Section) -> Iterator[list[int]]:
    """The lines that stand on the page more than once, the title apart."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in sorted({*section.of(HEADING), *_pairs(section)}):
        if index != section.title:
            places[section.key(index)].append(index)
    yield from (copies for named, copies in places.items() if len(copies) > 1 and named != section.title_key)


def _pairs(section: Section) -> Iterator[int]:
    """The paragraphs of some length beside a line of much the same length."""
    sizes, kinds = section.sizes, section.kinds
    beside = [index for index, (size, below) in enumerate(pairwise(sizes)) if -ALIKE <= size - below <= ALIKE]
    for index in {*beside, *(index + 1 for index in beside)}:
        if kinds[index] is PARAGRAPH and PROSE <= sizes[index] <= LONGEST_CAPTION:
            yield index


def _stand_in_text(section: Section, copies: Sequence[int]) -> bool:
    """Whether paragraphs stand around the copies, or a credit below; films and teasers stand among buttons."""
    signed = section.kind(copies[-1] + 1) is CREDIT and len(copies) == copies[-1] - copies[0] + 1
    return signed or section.kind(copies[0] - 1) is section.kind(copies[-1] + 1) is PARAGRAPH
