"""The text of an HTML page: one block to a line, with what the markup says of each line."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.asides import AUTHORS, BUTTONS, HEADED, TEASERS, beside, cards, without_forms
from workers.clean.bylines import is_byline, is_name
from workers.clean.datelines import is_date_line
from workers.clean.markup import Token, tokens
from workers.clean.metadata import day_of_page
from workers.clean.rows import Box, Name, Row, tells_of
from workers.clean.stories import free_dates, free_entries, free_titles, main_content
from workers.clean.words import entries

RENDERER = "newsfold-html 6"
"""The name and version of this renderer; the version changes with the text that any page is given."""
ATTRIBUTED = frozenset({"span", "td"})
"""What has attributes that matter besides blocks."""
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
APART_FROM_LISTS = frozenset({"article", "section"})
"""What an item of a list holds if it is an entry of a live page or a story, and no point."""
CELLS = frozenset({"td", "th"})
POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|telegram-post|bluesky-embed|mastodon-embed)\b"
)
BOX = re.compile(rf"(?:^|[\s_-])({'|'.join((*entries('box_classes'), *TEASERS, *AUTHORS, *BUTTONS))})(?:$|[\s_-])")
CONTENT = re.compile(
    r"(?:^|[\s_-])(?:article|story|entry|post)[_-]{1,2}(?:body|content|text)(?:$|[\s_-])|(?:^|\s)articlebody(?:$|\s)"
)
CAPTIONED = re.compile(
    r"(?:^|\s)(?!has|with|no)(?:[\w-]*[_-])?(?:image|img|media|photo|picture|video)?caption(?:[_-]+text)?(?:$|\s)"
)
"""A class of captions, which many sites put into plain paragraphs."""
DIGITS = re.compile(r"\d+")
LEAST_TITLE = 4
"""Spaces in the title of another story that fills a paragraph."""
STOPS = frozenset(".!?:;\u2026\u3002")
QUOTES = "\"'\u2019\u201d\u00bb)"
"""What ends a sentence, and what may stand behind that."""
DEEPEST = 2000
"""Open elements that are kept track of; what is nested deeper is read as if it stood there."""


UNDISPLAYED = re.compile(r"display\s*:\s*none")
"""The style of what is not shown, or not yet; a story may be shown by a script only."""
PAID = "paywall"
"""What the class of each paragraph and heading says that a pay wall may hide."""
BODIES = frozenset({"html", "body"})
"""Elements that are no box whatever their class says of the page."""
WHOLE = frozenset({"article", "body", "main"})
"""Elements in whose own class blogs name the tags of a story, "post tag-war", and that are no row of buttons."""
AUTHOR = re.compile(r"author|byline", re.IGNORECASE)
"""What the class of an element says that names who wrote a story."""
UNSEEN = re.compile(r"visually-?hidden|sr-?only|screen-?reader")
"""What the class of a text says that is read aloud alone."""
APART = re.compile(rf"author|byline|copyright|credit|date|timestamp|{UNSEEN.pattern}")
"""What the class of a part of a line says that has a place of its own in a layout, whatever stands right before it."""


class Rendered(Struct, frozen=True):
    """A page's text, what its markup says of lines (by the offsets they start at), and its title and day if marked.

    `sources` are where the lines stand in the HTML, each with the offset that the line starts at.
    """

    text: str
    hints: dict[int, Kind] = {}
    sources: tuple[tuple[int, Span], ...] = ()
    title: str | None = None
    day: date | None = None
    renderer: str | None = None


class Open(Struct, frozen=True, gc=False):
    """An open element, with what it passes on to everything inside it."""

    name: str
    skipped: bool = False
    kind: Kind | None = None
    tag: str = ""
    beside: Box | None = None
    form: int = 0
    contents: tuple[int, ...] = ()
    linked: bool = False
    signs: bool = False


def render(html: str) -> Rendered:
    """The main content of a page; without any, all of it but menus, forms and what cannot be seen."""
    page = Page()
    for token in tokens(html):
        page.take(token)
    page.break_line()
    free_titles(page.rows, page.named)
    rows = main_content(without_forms(page.rows), page.named)
    free_entries(rows)
    boxes, others = beside(rows), cards(rows, page.named)
    free_dates(rows, boxes)
    hints: dict[int, Kind] = {}
    sources: list[tuple[int, Span]] = []
    offset = 0
    for row in rows:
        sources.append((offset, row.source))
        boxed = row.beside in boxes or not others.isdisjoint(row.contents)
        kind = Kind.WIDGET if boxed and not _is_of_head(row) else row.kind
        if kind is not None:
            hints[offset] = kind
        offset += len(row.text) + 1
    title = next((row.text for row in rows if row.tag == "h1" and row.beside not in boxes), None)
    text = "\n".join(row.text for row in rows)
    return Rendered(text, hints, tuple(sources), title, day_of_page(html), RENDERER)


def _is_of_head(row: Row) -> bool:
    """Whether a line among buttons, or in a box on the author, says who wrote the story, or when it appeared."""
    return row.beside is not None and row.beside.named in HEADED and tells_of(row)


class Page:
    """What has been read of a page: its finished lines and the elements still open."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._open = [Open("")]
        self._names: Counter[str] = Counter()
        self._numbers = 0
        self.named: dict[int, Name] = {}
        self._words: list[str] = []
        self._first = self._last = 0
        self._linked = 0
        self._parted = False
        self._closed = self._side_by_side = False

    def take(self, token: Token) -> None:
        """Read one tag or text."""
        if not token.name:
            self._add(token.source)
            self._reach(token)
            return
        if token.name in BLOCKS or (token.name in CELLS and self._is_captioned(token)):
            self.break_line()
        elif token.name in CELLS:
            self._add(" ")
        elif token.name == "time":
            self._parted = True
        if token.name == "span":
            self._side_by_side = self._closed and not token.closes
            self._closed = token.closes
        if token.closes:
            self._close(token.name)
        elif token.name not in VOID:
            self._enter(token)

    def _is_captioned(self, cell: Token) -> bool:
        """Whether the cell of a table that begins or ends is the caption of a picture, which stands in the other."""
        if cell.closes:
            return self._open[-1].name in CELLS and self._open[-1].kind is Kind.CAPTION
        return CAPTIONED.search(cell.attributes().get("class", "")) is not None

    def break_line(self) -> None:
        """End the line, if it has any words."""
        text = " ".join("".join(self._words).split())
        if text:
            inside = self._open[-1]
            linked = self._linked >= len(text.replace(" ", "")) and inside.tag != "h1" and _may_lead(inside, text)
            signs = inside.signs and is_name(text)
            kind = Kind.WIDGET if linked and not signs else inside.kind
            source = Span(self._first, self._last)
            self.rows.append(Row(text, kind, inside.tag, inside.beside, inside.form, inside.contents, source, signs))
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
            if self._words and self._is_parted(text):
                self._words.append(" ")
            self._parted = self._side_by_side = self._closed = False
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
        attributes = token.attributes() if name in BLOCKS or name in ATTRIBUTED else {}
        marks = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}"
        if name == "span" and APART.search(marks):
            self._part(aloud=UNSEEN.search(marks) is not None)
        kind = Kind.EMBED if POST.search(marks) else _kind_within(outer.kind, name, marks)
        unseen = "style" in attributes and UNDISPLAYED.search(attributes["style"]) is not None
        beside = self._box(name, marks, outer.beside, unseen=unseen)
        main = name in {"main", "article"} or attributes.get("role") in {"main", "article"} or CONTENT.search(marks)
        return Open(
            name=name,
            skipped=outer.skipped or name in SKIPPED or (_is_hidden(attributes) and kind is not Kind.CAPTION),
            kind=kind,
            tag=name if name in BLOCKS else outer.tag,
            beside=beside,
            form=self._number() if name == "form" else outer.form,
            contents=self._contents_of(name, marks, outer) if main else outer.contents,
            linked=outer.linked or name == "a",
            signs=outer.signs or AUTHOR.search(marks) is not None,
        )

    def _is_parted(self, text: str) -> bool:
        """Whether a text is none of the word before it: markup keeps them apart, or each is a span of its own."""
        before = self._words[-1][-1:]
        if self._parted:
            return before.isalnum() and _may_open(text)
        return self._side_by_side and before.islower() and text[:1].isupper()

    def _part(self, *, aloud: bool) -> None:
        """Keep what follows apart from the words of the line so far; what is read aloud below a title is none of it."""
        self._parted = True
        if aloud and self._open[-1].kind is Kind.HEADING:
            self.break_line()

    def _box(self, name: str, marks: str, outer: Box | None, *, unseen: bool) -> Box | None:
        """The box that an element opens or stands in; what stands in rows of buttons may be a box of its own."""
        if outer and outer.named not in BUTTONS:
            return outer
        found = BOX.search(marks)
        named = "aside" if name == "aside" or unseen else found[1] if found else ""
        return Box(self._number(), named) if named and _may_be_box(name, named) else outer

    def _contents_of(self, name: str, marks: str, outer: Open) -> tuple[int, ...]:
        """The contents inside an element that holds some, of which it is noted what others are called the same."""
        if len(outer.contents) >= MOST_NESTED:
            return outer.contents
        number = self._number()
        body = None if name in WHOLE else CONTENT.search(marks)
        self.named[number] = (outer.contents, name, DIGITS.sub("", marks if body is None else body[0]).strip())
        return (*outer.contents, number)

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


def _may_be_box(name: str, named: str) -> bool:
    """Whether a word in an element's class can make a box of it: it is not the page's, the story's or a pay wall's."""
    return not (name in BODIES or (name in WHOLE and named in BUTTONS) or (name in KINDS and named == PAID))


def _may_open(text: str) -> bool:
    """Whether a text may be a part of its own: it begins with a letter, a number, a bracket or a copyright's sign."""
    return text[:1].isalnum() or text.startswith(("(", "\u00a9"))


def _may_lead(inside: Open, text: str) -> bool:
    """Whether a line that is a link leads elsewhere: a paragraph does if it is as long as a title, without a stop."""
    if inside.kind is not Kind.PARAGRAPH:
        return True
    titled = text.count(" ") >= LEAST_TITLE and text.rstrip(QUOTES)[-1:] not in STOPS
    return titled and not is_byline(text) and not is_date_line(text)


MOST_NESTED = 4
"""Contents within contents that are told apart."""


def _kind_within(outer: Kind | None, name: str, marks: str) -> Kind | None:
    """What an element says of its lines within another: a paragraph of a post, a caption or an item is a part of it."""
    if name in APART_FROM_LISTS and outer is Kind.LIST_ITEM:
        return None
    if outer is Kind.EMBED or (name == "p" and outer in {Kind.CAPTION, Kind.LIST_ITEM}):
        return outer
    return Kind.CAPTION if "caption" in marks and CAPTIONED.search(marks) else KINDS.get(name, outer)


def _is_hidden(attributes: dict[str, str]) -> bool:
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return hidden or attributes.get("role") in SKIPPED_ROLES
