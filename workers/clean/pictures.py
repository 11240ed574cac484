"""What the captions of a page say of their pictures: who took them, when and where, and what is the same picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.block import Action, Block, CleanedPage, Span
from schemas.fingerprint import Picture
from schemas.identity import text_hash
from workers.clean.credits import agency, credit_key
from workers.clean.dates import MONTH, MONTHS, WEEKDAYS, dates
from workers.clean.keys import key
from workers.clean.measures import words
from workers.clean.names import CAPTION, CREDIT
from workers.clean.stems import stem

MOST_PICTURES = 1000
"""Captions of a page that are compared with those of others."""
LEAST_WORDS = 6
"""Words below which a caption may stand under different pictures, which then its credit tells apart."""
_NAME = r"[^\W\d_a-z][\w\u2019'.-]*"
PLACE = re.compile(
    rf"\b(?:in|near|outside)\s(?:the\s)?(?P<place>{_NAME}(?:\s(?:of\s|de\s|la\s|el-|al-)?{_NAME}){{0,3}}"
    rf"(?:,\s(?:(?:northern|southern|eastern|western|central)\s)?{_NAME}(?:\s{_NAME}){{0,2}}){{0,2}})"
)
"""A place as captions state it: "in Kyiv, Ukraine"."""
OPENING = re.compile(
    rf"(?:\d{{1,2}}\s\w+\s\d{{4}},\s(?P<after>{_NAME}(?:[\s,]+{_NAME}){{0,5}}):"
    r"|(?P<before>[^\W\d_a-z][^\d:\u2013\u2014]{2,60}?)\s[\u2013\u2014-]\s(?i:" + MONTH + r")\s\d{1,2}\b)"
)
"""How agencies open a caption: "3 May 2026, Norway, Oslo:", "OSLO, NORWAY - MAY 3:"."""
DAYS = frozenset(MONTHS.keys() | WEEKDAYS.keys())


def pictures(page: CleanedPage) -> tuple[Picture, ...]:
    """The picture of each caption that is kept."""
    kept = [index for index, block in enumerate(page.blocks) if _is_kept(block)]
    return tuple(_picture(page, index) for index in kept[:MOST_PICTURES])


def _is_kept(block: Block) -> bool:
    return block.kind is CAPTION and block.action is Action.METADATA


def _picture(page: CleanedPage, index: int) -> Picture:
    block, credit = page.blocks[index], _credit(page.blocks, index)
    inside = Span(block.credit.start - block.start, block.credit.end - block.start) if block.credit else None
    said = stem(page.text[block.start : block.end], inside)
    signed = page.text[credit.start : credit.end] if credit else ""
    return Picture(
        start=block.start,
        key=_key(said, signed),
        credit=credit,
        agency=agency(signed),
        day=next((day for written in dates(said) if (day := written.full)), None),
        place=_place(said),
    )


def _credit(blocks: Sequence[Block], index: int) -> Span | None:
    """Where the picture's credit stands: in the caption, else on a line of its own right below."""
    block, below = blocks[index], blocks[index + 1 : index + 2]
    if block.credit or not below or below[0].kind is not CREDIT or below[0].part != block.part:
        return block.credit
    return below[0].credit


def _key(said: str, signed: str) -> bytes:
    """What captions of one picture have in common: what they say, and who took it where they say little."""
    stem = key(said)
    return text_hash(stem if words(stem) >= LEAST_WORDS else f"{stem}\n{credit_key(signed)}")


def _place(said: str) -> str | None:
    """The place that the caption opens with, else the last that it names."""
    if opened := OPENING.match(said):
        return opened["after"] or opened["before"]
    places = [place for found in PLACE.finditer(said) if (place := _without_days(found["place"]))]
    return places[-1] if places else None


def _without_days(place: str) -> str | None:
    """The place up to where a month or weekday begins; None if there is nothing before."""
    kept: list[str] = []
    for word in place.split():
        if word.strip(".,").casefold() in DAYS:
            break
        kept.append(word)
    return " ".join(kept).rstrip(" .,").removesuffix("'s").removesuffix("\u2019s") or None
