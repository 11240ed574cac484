"""The text of an HTML page: one block to a line, with what the markup says of each line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.markup import Token, tokens
from workers.clean.words import entries

RENDERER = "newsfold-html 1"
"""The name and version of this renderer; the version changes with the text that any page is given."""
VOID = frozenset(entries("void_elements"))
SKIPPED = frozenset(entries("skipped_elements"))
BLOCKS = frozenset(entries("block_elements"))
SKIPPED_ROLES = frozenset({"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"})
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    "figcaption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
    "p": Kind.PARAGRAPH,
}
CELLS = frozenset({"td", "th"})
POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|telegram-post|bluesky-embed|mastodon-embed)\b"
)
BOX = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(entries('box_classes'))})(?:$|[\s_-])")
CONTENT = re.compile(
    r"(?:^|[\s_-])(?:article|story|entry|post)[_-]{1,2}(?:body|content|text)(?:$|[\s_-])|(?:^|\s)articlebody(?:$|\s)"
)
MOST_BESIDE = 0.3
"""Share of the page's prose from which a box is not beside the text but around it."""
LEAST_MAIN = 0.5
"""Share of the page's prose that the main content has at least."""
PROSE = 60
"""Code points from which a line counts as prose here."""
DEEPEST = 2000
"""Open elements that are kept track of; what is nested deeper is read as if it stood there."""


class Rendered(Struct, frozen=True):
    """A page's text, what its markup says of lines (by the offsets they start at), and its title if marked.

    `sources` are where the lines stand in the HTML, each with the offset that the line starts at.
    """

    text: str
    hints: dict[int, Kind] = {}
    sources: tuple[tuple[int, Span], ...] = ()
    title: str | None = None
    renderer: str | None = None


class Row(Struct, gc=False):
    """A line: its text, its kind by markup, and the numbers of the box and of the contents that it stands in."""

    text: str
    kind: Kind | None
    tag: str
    beside: int
    contents: tuple[int, ...]
    source: Span


class Open(Struct, frozen=True, gc=False):
    """An open element, with what it passes on to everything inside it."""

    name: str
    skipped: bool = False
    kind: Kind | None = None
    tag: str = ""
    beside: int = 0
    contents: tuple[int, ...] = ()
    linked: bool = False


def render(html: str) -> Rendered:
    """The main content of a page; without any, all of it but menus, forms and what cannot be seen."""
    page = Page()
    for token in tokens(html):
        page.take(token)
    page.break_line()
    rows = _main(page.rows)
    boxes = _beside(rows)
    hints: dict[int, Kind] = {}
    sources: list[tuple[int, Span]] = []
    offset = 0
    for row in rows:
        sources.append((offset, row.source))
        kind = Kind.WIDGET if row.beside in boxes else row.kind
        if kind is not None:
            hints[offset] = kind
        offset += len(row.text) + 1
    title = next((row.text for row in rows if row.tag == "h1"), None)
    return Rendered("\n".join(row.text for row in rows), hints, tuple(sources), title, RENDERER)


class Page:
    """What has been read of a page: its finished lines and the elements still open."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._open = [Open("")]
        self._names: Counter[str] = Counter()
        self._numbers = 0
        self._words: list[str] = []
        self._first = self._last = 0
        self._linked = 0

    def take(self, token: Token) -> None:
        """Read one tag or text."""
        if not token.name:
            self._add(token.source)
            self._reach(token)
            return
        if token.name in BLOCKS:
            self.break_line()
        elif token.name in CELLS:
            self._add(" ")
        if token.closes:
            self._close(token.name)
        elif token.name not in VOID:
            self._enter(token)

    def break_line(self) -> None:
        """End the line, if it has any words."""
        text = " ".join("".join(self._words).split())
        if text:
            inside = self._open[-1]
            linked = (
                self._linked >= len(text.replace(" ", "")) and inside.tag != "h1" and inside.kind is not Kind.PARAGRAPH
            )
            kind = Kind.WIDGET if linked else inside.kind
            source = Span(self._first, self._last)
            self.rows.append(Row(text, kind, inside.tag, inside.beside, inside.contents, source))
        self._words.clear()
        self._last = 0
        self._linked = 0

    def _reach(self, token: Token) -> None:
        """Let the line reach as far as a text on the page, if it shows."""
        if token.end > token.start and not self._open[-1].skipped:
            self._first = self._first if self._last else token.start
            self._last = token.end

    def _add(self, text: str) -> None:
        inside = self._open[-1]
        if not inside.skipped:
            self._words.append(text)
            if inside.linked:
                self._linked += len("".join(text.split()))

    def _enter(self, token: Token) -> None:
        if token.name in {"p", "li"} and self._open[-1].name == token.name:
            self._close(token.name)  # their end tags may be left out
        if len(self._open) < DEEPEST:
            self._open.append(self._opened(token))
            self._names[token.name] += 1

    def _close(self, name: str) -> None:
        if not self._names[name]:
            return
        while self._open[-1].name != name:
            self._names[self._open.pop().name] -= 1
        self._names[self._open.pop().name] -= 1

    def _opened(self, token: Token) -> Open:
        outer, name = self._open[-1], token.name
        attributes = token.attributes() if name in BLOCKS or name == "span" else {}
        marks = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}"
        kind = (
            Kind.EMBED
            if POST.search(marks)
            else outer.kind
            if outer.kind is Kind.EMBED
            else KINDS.get(name, outer.kind)
        )
        beside = outer.beside or (self._number() if name == "aside" or BOX.search(marks) else 0)
        main = name in {"main", "article"} or attributes.get("role") in {"main", "article"} or CONTENT.search(marks)
        return Open(
            name=name,
            skipped=outer.skipped or name in SKIPPED or _is_hidden(attributes),
            kind=kind,
            tag=name if name in BLOCKS else outer.tag,
            beside=beside,
            contents=(*outer.contents, self._number())
            if main and len(outer.contents) < MOST_NESTED
            else outer.contents,
            linked=outer.linked or name == "a",
        )

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


MOST_NESTED = 4
"""Contents within contents that are told apart."""


def _is_hidden(attributes: dict[str, str]) -> bool:
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return hidden or attributes.get("role") in SKIPPED_ROLES


def _prose(rows: Sequence[Row]) -> int:
    return sum(len(row.text) for row in rows if len(row.text) >= PROSE and row.kind is not Kind.WIDGET)


def _main(rows: Sequence[Row]) -> Sequence[Row]:
    """The smallest content that has enough of the prose, from the page's main heading on."""
    sizes: Counter[int] = Counter()
    for row in rows:
        if len(row.text) >= PROSE and row.kind is not Kind.WIDGET:
            sizes.update({number: len(row.text) for number in row.contents})
    least = LEAST_MAIN * _prose(rows)
    best = max((number for number, size in sizes.items() if size >= least), default=None)
    if best is None:
        return rows
    inside = [index for index, row in enumerate(rows) if best in row.contents]
    start, end = inside[0], inside[-1] + 1
    if not any(rows[index].tag == "h1" for index in inside):
        start = next((index for index in range(start - 1, -1, -1) if rows[index].tag == "h1"), start)
    return rows[start:end]


def _beside(rows: Sequence[Row]) -> set[int]:
    """The boxes beside the text: those with little of the prose."""
    sizes: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        if row.beside:
            sizes[row.beside] += len(row.text) if len(row.text) >= PROSE else 0
    whole = _prose(rows)
    return {number for number, size in sizes.items() if size <= MOST_BESIDE * whole}
