"""The rows of copies: texts that say the same, in groups, and what they are found by."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from schemas.rows.row import Row, Table


class Likeness(StrEnum):
    """How a part's body is like those before it.

    It is the first of its group, has the same text as another, stands for the most part in another, or holds the better
    part of another and more of its own.
    """

    FIRST = "first"
    EXACT = "exact"
    NEAR = "near"
    HOLDS = "holds"


class CopyRow(Row, frozen=True, kw_only=True):
    """A part of an article, the group of copies that its body belongs to, and whose words they are.

    `id` names the part's text as long as it stands, `group` and `origin` are ids of this kind: parts of one group are
    linked, parts of one origin say the same words, so reports of a thing have as many independent sources as origins.
    A part that is like no other, or is a source of its own, is its own origin. `resemblance` (Jaccard) is to the copy
    that it is most like, `contained` the share of its own words there, `contains` the share of that one's words here;
    they are estimated out of sketches. `position` and `seen_at` are those of the record that brought the text.
    """

    article: str
    part: int
    revision: int
    id: str
    group: str
    origin: str
    likeness: Likeness
    position: int
    seen_at: datetime
    title: str | None = None
    source: str | None = None
    resemblance: float | None = None
    contained: float | None = None
    contains: float | None = None


class DuplicateRow(Row, frozen=True, kw_only=True):
    """A group of two copies or more, with the first of them; it keeps its id when that one goes.

    `independent` counts the sources: the articles whose bodies are copies of each other are one.
    """

    id: str
    copies: int
    articles: int
    independent: int
    article: str
    part: int
    position: int
    seen_at: datetime
    title: str | None = None
    source: str | None = None


class PrintRow(Row, frozen=True, kw_only=True):
    """The fingerprint of a part, by the id of its text; `keys` are packed, eight bytes each, little-endian."""

    id: str
    article: str
    part: int
    text: bytes
    shingles: int
    keys: bytes
    sketch: bytes


class PrintKeyRow(Row, frozen=True, kw_only=True):
    """A key that a text is found by, and the id of the text."""

    key: int
    id: str


COPIES = Table(
    name="copies",
    row=CopyRow,
    key=("article", "part"),
    indexes=(("group", "position", "part"),),
    positions=("position",),
)


DUPLICATES = Table(
    name="duplicates", row=DuplicateRow, key=("id",), indexes=(("position", "part"),), positions=("position",)
)


PRINTS = Table(name="prints", row=PrintRow, key=("id",), history=False)


PRINT_KEYS = Table(name="print_keys", row=PrintKeyRow, key=("key", "id"), history=False)
