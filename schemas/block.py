"""A page after cleaning: its text, its parts and its blocks. Offsets count code points of the page text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Span(Struct, frozen=True, gc=False):
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    WIDGET = "widget"
    EMBED = "embed"


class Action(StrEnum):
    """What becomes of a block: body text, kept beside the body, or left out of both (never of the record)."""

    KEEP = "keep"
    METADATA = "metadata"
    DROP = "drop"


class Block(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One non-empty line of the page text, trimmed.

    `part` is the index of its part; `repeat_of` is the start of the first copy of its cluster, None for that
    first copy itself; `credit` is where the photo credit stands inside this block. `source` is where it stands in an
    HTML body, in bytes, from its first word to its last.
    """

    start: int
    end: int
    kind: Kind
    action: Action
    part: int
    repeat_of: int | None = None
    credit: Span | None = None
    source: Span | None = None


class Evidence(StrEnum):
    """What a part's publication date rests on."""

    SENDER = "sender"
    DATELINE = "dateline"
    DATE_LINE = "date_line"
    METADATA = "metadata"
    CAPTION = "caption"
    NEIGHBOUR = "neighbour"
    FETCHED = "fetched"


class Published(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The day a part was published, what says so and how sure that is (0 to 1)."""

    day: date
    evidence: Evidence
    confidence: float
    span: Span | None = None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One self-contained article of the page."""

    start: int
    end: int
    title: Span | None = None
    published: Published | None = None


class CleanedPage(Struct, frozen=True, kw_only=True):
    """The page text with its parts and blocks, both in page order.

    `renderer` names the program and version that made the text out of HTML; None for text as it was posted.
    """

    text: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    renderer: str | None = None
