"""The stretches of a page that are read: its headings, paragraphs, list items, kept captions and embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from schemas.block import Action, Block, CleanedPage, Kind, Span
from workers.extract.dates import MONTHS, WEEKDAYS
from workers.extract.embeds import UNSIGNED, Post, posts

READ = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CAPTION, Kind.EMBED})
LONGEST_SENTENCE = 1_500
"""Characters of a sentence that are read; what goes on after that is no prose."""
LONGEST_PASSAGE = 3_000
"""Characters that go through the parser at a time."""
CUT = "a sentence of more than 1,500 characters was cut"
_SENTENCE_END = re.compile(r"[.!?…][\"'”\u2019)\]]*\s+")
LONGEST_DATELINE = 90
"""Characters in which a dateline with its dash has to fit."""
_DAY = "|".join(name.title() for name in (*MONTHS, *WEEKDAYS))
_DATELINE = re.compile(
    rf"""(?! (?:In|On|By|Since|After|Before|Until|From|During|{_DAY})\b [^(]*? (?:19|20)\d\d\s[-\u2013\u2014] )
    (?: (?:
        (?:[A-Z][\w.'\u2019/-]* | \d{{1,2}} | (?:19|20)\d\d | of|the|de|el|al | \([A-Z][\w\ /.]*\)) ,?\s
    ){{1,9}} (?:--|[-\u2013\u2014])\s (?=\S)
    | (?:[A-Z][a-zA-Z.]+\s?){{1,3}} -- (?=[A-Z])
    | (?:[A-Z][a-zA-Z.]+\s){{1,3}} \([A-Z][\w ]+\)\s?:\s
    | \([A-Z][A-Za-z]+\)\s* (?:[-\u2013\u2014]+\s)? )""",
    re.VERBOSE,
)
"""A place, perhaps a day and an agency, up to a dash: "GENEVA, May 3, 2025 (Reuters) - ".

"February 24, 2022 - " before an entry of a chronicle is the day of what follows.
"""
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}\s*(?:(?:GMT|UTC|[A-Z]{2,4}T|[ap]\.?m\.?)\b)?\s*[-\u2013\u2014:|]?\s+(?=[\"'\u201c]?[A-Z])"
)
"""The time before an entry of a live report."""
_CODE = re.compile(
    r"[{};]\s*$|\w\([^)]*\)\s*[:;{]|[!=]=|</?\w+[^>]*>|=>|^(?:ERROR|WARN(?:ING)?|FATAL|DEBUG)\b|^[a-z]+ .*\s--?[a-z]"
)
"""What stands in program text and markup, and not in prose."""
_BULLET = re.compile(r"[-•*\u2013\u2014·▪■●\s]+")


class Passage(Struct, frozen=True):
    """A stretch of the page text, from `start`, that lies in one block; a quoted post has an author and a day.

    `dateline` is what stands before it in its block: "GENEVA, May 3 (Reuters) - ".
    """

    text: str
    start: int
    block: Block
    cut: bool = False
    author: Span | None = None
    day: date | None = None
    dateline: str = ""


def passages(page: CleanedPage) -> Iterator[Passage]:
    """What is read, in page order; every passage is a bounded stretch of its block."""
    signed = posts(page.text, page.blocks)
    for block in page.blocks:
        if _is_read(block):
            yield from _pieces(page.text, block, signed.get(block.start, UNSIGNED))


def _is_read(block: Block) -> bool:
    kept = block.action is Action.KEEP or (block.action is Action.METADATA and block.kind in {Kind.CAPTION, Kind.EMBED})
    return kept and block.kind in READ


def _pieces(text: str, block: Block, post: Post) -> Iterator[Passage]:
    """The block's sentences joined to passages; a sentence without an end is cut, and its rest left out."""
    bullet = _BULLET.match(text, block.start, block.end)
    start = bullet.end() if bullet else block.start
    dateline = _DATELINE.match(text, start, min(block.end, start + LONGEST_DATELINE))
    start = dateline.end() if dateline else start
    clock = _CLOCK.match(text, start, block.end)
    start = clock.end() if clock else start
    end = block.credit.start if block.credit and block.credit.start > start else block.end
    while start < end:
        stop = _stop(text, start, end)
        cut = min(stop, start + LONGEST_SENTENCE) if stop - start > LONGEST_PASSAGE else stop
        stretch = text[start:cut].rstrip()
        if stretch and not _CODE.search(stretch):
            yield Passage(stretch, start, block, cut < stop, post.author, post.day, dateline[0] if dateline else "")
        start = stop


def _stop(text: str, start: int, end: int) -> int:
    """Where the passage from `start` ends: at the last sentence end within reach, else at the first beyond it."""
    if end - start <= LONGEST_PASSAGE:
        return end
    stop = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() - start > LONGEST_PASSAGE and stop > start:
            return stop
        stop = match.end()
        if stop - start > LONGEST_PASSAGE:
            return stop
    return end
