"""Pictures as sites frame them: buttons above and below that tell a caption or a credit from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.block import Kind
from workers.clean.credits import is_signature
from workers.clean.kinds import LONGEST_CAPTION
from workers.clean.measures import words
from workers.clean.names import BYLINE, CAPTION, CREDIT, HEADING, PARAGRAPH, WIDGET
from workers.clean.scenes import CAPTION_WORDS, MAY_BE_CAPTIONS, is_scene, reports
from workers.clean.section import Section, Settled
from workers.clean.widgets import LONGEST_LABEL, label

ABOVE = frozenset({"image caption", "image caption,", "photo caption", "photo caption,"})
"""Labels right below which a caption stands."""
BESIDE = frozenset(
    {"enlarge this image", "view image in fullscreen", "open image in gallery", "bild vergr\u00f6\u00dfern", "image"}
)
"""Buttons of a picture, which may have no caption: then the text goes on."""
GALLERY = frozenset({"view gallery", "photo gallery"})
"""Buttons of several pictures, which begin with one that may have a caption."""
PICTURE, CREDITED, MOST_FRAMED = "image", "Credit", 2
"""The label of a picture with its alternative text and its caption below, and how its credit begins."""
MOST_CAPTIONS = 3
"""Captions right above each other that stand above such a button."""
NUMBERED = re.compile(r"\d{1,3} ?(?:of|/) ?\d{1,3}")
"""Which of several pictures it is."""
BELOW = frozenset({"hide caption", "toggle caption"})
"""Buttons right above which a caption stands, or its credit."""
LEAST_WORDS = 3
LONGEST_BELOW = 200
"""Code points of a caption that stands beside who took the picture, whatever it tells."""
MAY_BE_SIGNATURES = frozenset({HEADING, CAPTION, BYLINE})


def pictures(section: Section) -> Settled:
    """Alternative texts and captions between the label of a picture and a credit that says itself that it is one."""
    for index in section.of(WIDGET):
        framed = section.sizes[index] <= LONGEST_LABEL and label(section.text(index)) == PICTURE
        if framed and (caption := _caption_below(section, index + 1)):
            yield caption, CAPTION
            yield from ((at, WIDGET) for at in range(index + 1, caption))


def frames(section: Section) -> Settled:
    """Captions and credits beside the buttons of pictures, and photographers with a paper beside captions."""
    kinds = list(section.kinds)
    for index, kind in _framed(section, kinds):
        kinds[index] = kind
        yield index, kind


def _framed(section: Section, kinds: list[Kind]) -> Iterator[tuple[int, Kind]]:
    signed_first: set[str] = set()
    for index in section.of(WIDGET):
        named = label(section.text(index)) if section.sizes[index] <= LONGEST_LABEL else ""
        if named in BELOW:
            yield from _above(section, kinds, index - 1)
            if _is_signed_line(section, index + 1):
                yield index + 1, CREDIT
        elif named in BESIDE and _is_signed_first(section, index + 1):
            signed_first.add(section.text(index + 1))
        elif named in GALLERY and (above := _captions_above(section, index)):
            yield from ((at, CAPTION) for at in above)
        elif _is_framed(section, kinds, named, index + 1):
            yield index + 1, CAPTION
    for index in section.of(*MAY_BE_SIGNATURES):
        if section.text(index) in signed_first and _is_signed_first(section, index):
            yield from ((index, CREDIT), (index + 1, CAPTION))
        elif index != section.title and is_signature(section.text(index)) and _captioned(section, kinds, index):
            yield index - 1, CAPTION
            yield index, CREDIT


def _caption_below(section: Section, start: int) -> int | None:
    """The caption whose credit says itself that it is one, on its line or right below; above it an alternative text."""
    for index in range(start, start + MOST_FRAMED):
        credited = section.kind(index) is CAPTION and section.credit(index).startswith(CREDITED)
        if credited or (section.kind(index + 1) is CREDIT and section.text(index + 1).startswith(CREDITED)):
            return index
    return None


def _above(section: Section, kinds: list[Kind], index: int) -> Iterator[tuple[int, Kind]]:
    """The credit above a button, if that is one, and the caption above both."""
    signed = section.kind(index) is CREDIT or _is_signed_line(section, index)
    if signed:
        yield index, CREDIT
        index -= 1
    short = signed and index >= 0 and section.sizes[index] <= LONGEST_BELOW
    if _may_be_caption(section, kinds, index) or (short and _may_be_labelled(section, kinds, index)):
        yield index, CAPTION


def _is_signed_first(section: Section, index: int) -> bool:
    """Whether a photographer's name stands there, and below it what may be a caption, as some papers have it."""
    below = index + 1
    return (
        _is_signed_line(section, index)
        and section.kind(below) in MAY_BE_CAPTIONS
        and section.sizes[below] <= LONGEST_BELOW
    )


def _is_signed_line(section: Section, index: int) -> bool:
    return section.kind(index) in MAY_BE_SIGNATURES and is_signature(section.text(index))


def _captions_above(section: Section, index: int) -> range:
    """The few lines without a stop between a paragraph and the button of a gallery."""
    first = index
    while section.kind(first - 1) is HEADING and words(section.text(first - 1)) >= CAPTION_WORDS:
        first -= 1
    return range(first, index) if index - first <= MOST_CAPTIONS and section.is_prose(first - 1) else range(0)


def _is_framed(section: Section, kinds: list[Kind], named: str, index: int) -> bool:
    """Whether a line stands below the label of captions and can be one, or below a picture's button and is one."""
    if named in ABOVE:
        return _may_be_labelled(section, kinds, index)
    pictured = named in BESIDE or named in GALLERY or NUMBERED.fullmatch(named)
    return bool(pictured) and _is_unstopped(section, kinds, index)


def _is_unstopped(section: Section, kinds: list[Kind], index: int) -> bool:
    """Whether a line lacks its stop as captions may, and is too long for a subheading and no title."""
    if not _may_be_labelled(section, kinds, index) or kinds[index] is not HEADING or section.is_title(index):
        return False
    return words(section.text(index)) >= CAPTION_WORDS


def _may_be_labelled(section: Section, kinds: list[Kind], index: int) -> bool:
    if index == section.title or not 0 <= index < len(kinds) or kinds[index] not in MAY_BE_CAPTIONS:
        return False
    return section.sizes[index] <= LONGEST_CAPTION and words(section.text(index)) >= LEAST_WORDS


def _may_be_caption(section: Section, kinds: list[Kind], index: int) -> bool:
    return _may_be_labelled(section, kinds, index) and not reports(section.text(index))


def _captioned(section: Section, kinds: list[Kind], index: int) -> bool:
    """Whether a caption stands right above a line, or one that reads like it, and below it text."""
    above = index - 1
    if section.kind(above) is None or section.kind(index + 1) is not PARAGRAPH or section.credit(above):
        return False
    return kinds[above] is CAPTION or (_may_be_caption(section, kinds, above) and is_scene(section.text(above)))
