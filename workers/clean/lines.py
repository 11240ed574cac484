"""The non-empty lines of a page, each with its place in the text."""

from __future__ import annotations

from msgspec import Struct

INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
"""Zero-width marks that Python does not count as white space but nobody can see."""
BLANK = INVISIBLE + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


class Line(Struct, frozen=True, gc=False):
    """One trimmed, non-empty line: code points `start` up to `end`, and how many empty lines precede it."""

    start: int
    end: int
    text: str
    gap: int


def split(text: str) -> list[Line]:
    """Every non-empty line, in page order; all line ends of Unicode (as `str.splitlines` knows them) end a line."""
    lines: list[Line] = []
    offset = gap = 0
    for raw in text.splitlines(keepends=True):
        trimmed = "" if raw == "\n" else trim(raw)
        if trimmed:
            start = offset + raw.find(trimmed[0])
            lines.append(Line(start, start + len(trimmed), trimmed, gap))
            gap = 0
        else:
            gap += 1
        offset += len(raw)
    return lines


def trim(text: str) -> str:
    """The text without white space and zero-width marks at its ends."""
    trimmed = text.strip()
    if trimmed and (trimmed[0] in INVISIBLE or trimmed[-1] in INVISIBLE):
        return trimmed.strip(BLANK)
    return trimmed
