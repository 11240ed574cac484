"""The lines of an HTML page, with what its markup says of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.datelines import is_date_line

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
PROSE = 60
"""Code points from which a line counts as prose here."""
Name: TypeAlias = tuple[tuple[int, ...], str, str]
"""What a content is called: the contents around it, the element's name, and its class without numbers.

Of a body's class it is the word that says that it is one.
"""


class Box(Struct, frozen=True, gc=False):
    """What may stand beside the text, and the word that says so."""

    number: int
    named: str


class Row(Struct, gc=False):
    """A line: its text, its kind by markup, the box, the form and the contents around it, and if it names an author."""

    text: str
    kind: Kind | None
    tag: str
    beside: Box | None
    form: int
    contents: tuple[int, ...]
    source: Span
    signs: bool


def is_prose(row: Row) -> bool:
    """Whether a line is as long as sentences are, and leads nowhere else."""
    return len(row.text) >= PROSE and row.kind is not Kind.WIDGET


def prose(rows: Sequence[Row]) -> int:
    """The code points of the lines that are prose."""
    return sum(len(row.text) for row in rows if is_prose(row))


def tells_of(row: Row) -> bool:
    """Whether a line says who wrote a story, or when it appeared."""
    return row.signs or is_date_line(row.text)
