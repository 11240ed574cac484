"""What a page prints below each of its stories, whatever it says: a site's small print and offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from workers.clean.boxes import is_button
from workers.clean.names import HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.section import Section, Settled

MAY_BE_PRINTED = (HEADING, LIST_ITEM, PARAGRAPH)


def boilerplate(sections: Sequence[Section]) -> list[Settled]:
    """For each part the lines below the last line of its own and a button that stand in another part as well.

    Stories on one subject may end with the same paragraph, but with no button above it.
    """
    lines = Counter(said for section in sections for said in {section.key(i) for i in section.of(*MAY_BE_PRINTED)})
    again = {said for said, parts in lines.items() if parts > 1}
    return [_below_button(section, again) for section in sections]


def _below_button(section: Section, again: Container[str]) -> Settled:
    lines = section.of(*MAY_BE_PRINTED)
    own = next((index for index in reversed(lines) if section.key(index) not in again), None)
    if own is None:
        return
    button = next((index for index in range(own + 1, len(section)) if is_button(section, index)), len(section))
    yield from ((index, WIDGET) for index in lines if index > button)
