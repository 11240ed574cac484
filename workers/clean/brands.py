"""The site's own name, as its copyright line tells it, standing alone, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice

from workers.clean.bylines import is_name
from workers.clean.names import BYLINE, DATELINE, HEADING, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled

CLAIM = re.compile(
    r"(?:\u00a9|\(c\)|copyright)[\s\u00a9\d,\u2013-]*(?:by )?(?:the )?(?P<name>[^\W\d][^.,|\u00a9\d]{2,40}?)"
    r"(?=\s*(?:[.,|\u00a9]|\d{4}|\ball rights|\binc\b|\bllc\b|\bltd\b|$))",
    re.IGNORECASE,
)
LONGEST = 45
"""Code points of the longest name."""
LAST = 2
"""Paragraphs at a text's end of which one may tell what the site is."""
MAY_NAME = frozenset({HEADING, BYLINE, WIDGET})
"""What a line is that is the site's name, wherever it stands more than once."""
MAY_BE_BRANDS = frozenset({HEADING, PARAGRAPH})


def brands(section: Section) -> Settled:
    """Lines that are nothing but the name of whoever claims the page's copyright below the text."""
    names = {found["name"].casefold() for found in map(CLAIM.match, _claims(section)) if found}
    for index in section.of(*MAY_BE_BRANDS) if names else ():
        signs = DATELINE in {section.kind(index - 1), section.kind(index + 1)} and is_name(section.text(index))
        if (
            index != section.title
            and not signs
            and section.sizes[index] <= LONGEST
            and _bare(section.text(index)) in names
        ):
            yield index, WIDGET
    yield from ((index, WIDGET) for index in section.prose(section.lede)[1:][-LAST:] if _tells(section, index, names))


def _tells(section: Section, index: int, names: Container[str]) -> bool:
    """Whether a paragraph tells what somebody is who claims the page, or whose name stands alone twice."""
    name, told, _ = _bare(section.text(index)).partition(" is ")
    if not told or len(name) > LONGEST:
        return False
    alone = (at for at in section.of(*MAY_NAME) if section.sizes[at] <= LONGEST and _bare(section.text(at)) == name)
    return name in names or len(list(islice(alone, 2))) > 1


def _claims(section: Section) -> list[str]:
    last = max(section.last, 0)
    return [section.text(index) for index in range(last, len(section)) if section.kinds[index] is WIDGET]


def _bare(text: str) -> str:
    return text.casefold().removeprefix("the ").strip()
