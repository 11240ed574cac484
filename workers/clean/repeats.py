"""Captions and titles printed more than once in a part: which copy stays, which go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from schemas.block import Action
from workers.clean.captions import REACH
from workers.clean.credits import credit_key
from workers.clean.datelines import opening_dateline
from workers.clean.keys import about, goes_on, opening
from workers.clean.measures import words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, EMBED, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.scenes import CAPTION_WORDS
from workers.clean.section import Section
from workers.clean.stems import LABEL
from workers.clean.twins import LEDE

ACTIONS = {
    HEADING: Action.KEEP,
    PARAGRAPH: Action.KEEP,
    LIST_ITEM: Action.KEEP,
    DATELINE: Action.KEEP,
    CAPTION: Action.METADATA,
    CREDIT: Action.METADATA,
    BYLINE: Action.METADATA,
    EMBED: Action.METADATA,
    WIDGET: Action.DROP,
}


LABELLED = re.compile(rf"{LABEL}|\d+ of \d+ \| ")
"""What a copy may have before it, and says no more for it."""


MOST_BUTTONS = 2
"""Buttons between a caption and its credit."""


class Fate(Struct, frozen=True, gc=False):
    """What becomes of a line, and the index of the first copy if it is another."""

    action: Action
    first: int | None = None


PLAIN = {kind: Fate(action) for kind, action in ACTIONS.items()}


def fates(section: Section) -> list[Fate]:
    """The fate of every line of a part."""
    found = [PLAIN[kind] for kind in section.kinds]
    for cluster in _captions(section):
        fullest = max(cluster, key=lambda index: _fullness(section.text(index)))
        for index in cluster:
            action = Action.METADATA if index == fullest else Action.DROP
            found[index] = Fate(action, None if index == cluster[0] else cluster[0])
        for index, first in _credits(section, cluster):
            found[index] = Fate(Action.DROP, first)
    titles = _titles(section)
    for index in titles:
        action = found[index].action if index == section.title else Action.DROP
        found[index] = Fate(action, None if index == titles[0] else titles[0])
    for index, first in _ledes(section):
        found[index] = Fate(Action.DROP, first)
    return found


def _credits(section: Section, cluster: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The credits beside copies of a caption that stood beside an earlier one already, or in it."""
    first: dict[str, int] = {}
    for caption in cluster:
        index = _beside(section, caption)
        if index is not None:
            shown = first.setdefault(credit_key(section.text(index)), index)
            if shown != index:
                yield index, shown
        if own := credit_key(section.credit(caption)):
            first.setdefault(own, caption)


def _beside(section: Section, caption: int) -> int | None:
    """The credit right below a caption, else the one right above that is no other caption's."""
    below, above = section.below(caption, {WIDGET}, MOST_BUTTONS), caption - 1
    if section.kind(below) is CREDIT:
        return below
    return above if section.kind(above) is CREDIT and section.kind(above - 1) is not CAPTION else None


def _fullness(text: str) -> tuple[int, bool]:
    labelled = LABELLED.match(text)
    said = len("".join(text.split()))  # a space more before the credit says no more
    return said - (labelled.end() if labelled else 0), labelled is None


def _titles(section: Section) -> list[int]:
    """The headings that print the title; one may stand above it, as the window's title or the last step of the way."""
    if section.title is None or section.kinds[section.title] is not HEADING:
        return []  # a page of next to nothing may have a button for its title
    return [index for index in section.of(HEADING) if section.is_title(index)]


def _ledes(section: Section) -> Iterator[tuple[int, int]]:
    """The paragraphs that print one of the first two again, perhaps without its dateline; a refrain is shorter."""
    prose = section.prose(section.lede)
    ledes = {section.key(index): index for index in reversed(prose[:2]) if section.sizes[index] >= LEDE}
    sizes = {size for text in ledes for size in about(len(text))}
    openings = {text.partition(" ")[0] for text in ledes}
    alike = [index for index in prose[1:] if section.sizes[index] in sizes and opening(section.text(index)) in openings]
    for index in alike:
        if (first := ledes.get(section.key(index), index)) < index:
            yield index, first
    for text, first in ledes.items():
        if opening_dateline(section.text(first)):
            said = (index for index in prose[1:] if LEDE <= section.sizes[index] < section.sizes[first])
            yield from ((index, first) for index in said if text.endswith(section.key(index)))


def _captions(section: Section) -> list[list[int]]:
    """The clusters of equal captions; copies without a credit go with the first that has one."""
    by_stem: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    printed = {index: section.credit(index) for index in section.of(CAPTION)}
    said = {text: credit_key(text) for text in set(printed.values())}
    for index, text in printed.items():
        by_stem[section.stem(index)][said[text]].append(index)
    clusters: list[list[int]] = []
    for by_credit in by_stem.values():
        unsigned = by_credit.pop("", [])
        signed = list(by_credit.values()) or [[]]
        signed[0] = sorted(signed[0] + unsigned)
        clusters.extend(signed)
    return _joined(section, clusters)


def _joined(section: Section, clusters: Sequence[list[int]]) -> list[list[int]]:
    """The clusters, those of captions without a credit with which one close by begins added to its own."""
    said = {index: section.stem(index) for cluster in clusters for index in cluster}
    at = {index: number for number, cluster in enumerate(clusters) for index in cluster}
    into: dict[int, int] = {}
    for number, cluster in enumerate(clusters):
        signed = any(credit_key(section.credit(index)) for index in cluster)
        if not signed and (fuller := _fuller(cluster, said)) is not None:
            into[number] = at[fuller]
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        last = number
        while last in into:  # each says more than the one before, so that there is an end
            last = into[last]
        joined[last].extend(cluster)
    return [sorted(cluster) for cluster in joined.values()]


def _fuller(cluster: Sequence[int], said: Mapping[int, str]) -> int | None:
    """A caption close to the first or the last of some, long enough to be one, which says more than they say."""
    if words(said[cluster[0]]) < CAPTION_WORDS:
        return None
    near = (at for index in {cluster[0], cluster[-1]} for at in range(index - REACH, index + REACH + 1) if at in said)
    return next((at for at in near if goes_on(said[cluster[0]], said[at])), None)
