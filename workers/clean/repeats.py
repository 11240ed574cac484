"""Captions and titles printed more than once in a part: which copy stays, which go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from schemas.block import Action, Kind
from workers.clean.credits import credit_key
from workers.clean.keys import key
from workers.clean.captions import stem
from workers.clean.section import Section

ACTIONS = {
    Kind.HEADING: Action.KEEP,
    Kind.PARAGRAPH: Action.KEEP,
    Kind.LIST_ITEM: Action.KEEP,
    Kind.DATELINE: Action.KEEP,
    Kind.CAPTION: Action.METADATA,
    Kind.CREDIT: Action.METADATA,
    Kind.BYLINE: Action.METADATA,
    Kind.EMBED: Action.METADATA,
    Kind.WIDGET: Action.DROP,
}
SUFFIX_MARKS = ("|", " - ", " – ", " — ")


class Fate(Struct, frozen=True, gc=False):
    """What becomes of a line, and the index of the first copy if it is another."""

    action: Action
    first: int | None = None


def fates(section: Section) -> list[Fate]:
    """The fate of every line of a part."""
    found = [PLAIN[kind] for kind in section.kinds]
    for cluster in _captions(section):
        fullest = max(cluster, key=lambda index: len(section.lines[index].text))
        for index in cluster:
            action = Action.METADATA if index == fullest else Action.DROP
            found[index] = Fate(action, None if index == cluster[0] else cluster[0])
    for index in _titles(section):
        found[index] = Fate(Action.DROP, section.title)
    return found


PLAIN = {kind: Fate(action) for kind, action in ACTIONS.items()}


def _titles(section: Section) -> Iterator[int]:
    """The headings that print the title again."""
    if section.title is None:
        return
    title = key(section.lines[section.title].text)
    for index, kind in enumerate(section.kinds):
        if kind is Kind.HEADING and index > section.title and _is_same(key(section.lines[index].text), title):
            yield index


def _is_same(other: str, title: str) -> bool:
    """Whether two titles are equal, or one is the other with the site's name behind it."""
    if other == title or not title.startswith(other):
        return other == title
    rest = title[len(other) :]
    return rest.lstrip()[:1] in {"|", "-"} and rest[:1] == " " and len(rest.split()) <= 6


def _captions(section: Section) -> Iterator[list[int]]:
    """The clusters of equal captions; copies without a credit go with the first that has one."""
    by_stem: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, kind in enumerate(section.kinds):
        if kind is Kind.CAPTION:
            line, credit = section.lines[index], section.credits[index]
            said = "" if credit is None else credit_key(line.text[credit.start : credit.end])
            by_stem[stem(line, credit)][said].append(index)
    for by_credit in by_stem.values():
        unsigned = by_credit.pop("", [])
        clusters = list(by_credit.values()) or [[]]
        clusters[0] = sorted(clusters[0] + unsigned)
        yield from clusters
