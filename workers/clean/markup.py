"""HTML as a run of tags and texts, in time linear in its length whatever it holds.

Tree builders are not: nesting 100,000 elements or giving one element 100,000 attributes costs them many seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

LONGEST_ATTRIBUTES = 4000
"""Code points of a tag in which its attributes are looked for."""
LONGEST_GAP = 8
"""Code points between an equals sign and the quotation mark of its value."""
DELIMITER = re.compile(r"[>\"']")
NAME = re.compile(r"[a-zA-Z][^\s/>]{0,40}")
ATTRIBUTE = re.compile(
    r"""[\s"'/](class|id|role|itemprop|hidden|aria-hidden|rel|style)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?(?=[\s/>])""",
    re.IGNORECASE,
)
RAW = {
    name: re.compile(rf"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed")
}
"""Elements whose content is no markup, and how each ends."""


class Token(Struct, frozen=True, gc=False):
    """A tag or, without a name, a text; `source` is the tag as written or the text with its entities decoded.

    A text stands from `start` to `end` on the page, the white space around it apart.
    """

    source: str
    name: str = ""
    closes: bool = False
    start: int = 0
    end: int = 0

    def attributes(self) -> dict[str, str]:
        """The attributes that say what an element is for, in small letters."""
        found = ATTRIBUTE.finditer(self.source[:LONGEST_ATTRIBUTES])
        return {each[1].lower(): (each[2] or each[3] or each[4] or "").lower() for each in found}


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of a page; comments, declarations and the content of scripts are left out."""
    ends = TagEnds(html)
    position = 0
    while position < len(html):
        opened = html.find("<", position)
        if opened < 0:
            opened = len(html)
        if opened > position:
            yield _text(html, position, opened)
        position = opened
        if opened < len(html):
            position, token = _markup(html, opened, ends)
            if token is not None:
                yield token
                if token.name in RAW and not token.closes:
                    closing = RAW[token.name].search(html, position)
                    position = closing.start() if closing else len(html)


def _text(html: str, start: int, end: int) -> Token:
    written = html[start:end]
    before = len(written) - len(written.lstrip())
    return Token(unescape(written), start=start + before, end=start + max(before, len(written.rstrip())))


def _markup(html: str, opened: int, ends: TagEnds) -> tuple[int, Token | None]:
    """What begins at a "<", and where it ends: a tag, a comment or declaration (None), or the character itself."""
    closes = html.startswith("/", opened + 1)
    if name := NAME.match(html, opened + 1 + closes):
        end = ends.after(name.end())
        return end, Token(html[opened:end], name[0].lower(), closes)
    if html.startswith("<!--", opened):
        end = html.find("-->", opened + 4)
        return (end + 3 if end >= 0 else len(html)), None
    if html.startswith(("<!", "<?", "</"), opened):
        end = html.find(">", opened)
        return (end + 1 if end >= 0 else len(html)), None
    return opened + 1, Token("<", start=opened, end=opened + 1)


class TagEnds:
    """Where tags end. A quotation mark that nothing closes is remembered, so that it is looked for only once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._open = {"'": False, '"': False}

    def after(self, position: int) -> int:
        """The offset behind the ">" that ends a tag; a ">" in a quoted value does not count."""
        while found := DELIMITER.search(self._html, position):
            position = found.end()
            if found[0] == ">":
                return position
            before = self._html[max(0, found.start() - LONGEST_GAP) : found.start()]
            if before.rstrip().endswith("=") and not self._open[found[0]]:
                closing = self._html.find(found[0], position)
                self._open[found[0]] = closing < 0
                position = max(position, closing + 1)
        return len(self._html)
