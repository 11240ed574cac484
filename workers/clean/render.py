"""The text of an HTML page: one block to a line, with what the markup says of each line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.bylines import is_byline, is_name
from workers.clean.datelines import is_date_line
from workers.clean.markup import Token, tokens
from workers.clean.words import entries

RENDERER = "newsfold-html 5"
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
BUTTONS, TEASERS = entries("button_classes"), entries("teaser_classes")
BOX = re.compile(rf"(?:^|[\s_-])({'|'.join((*entries('box_classes'), *TEASERS, *BUTTONS))})(?:$|[\s_-])")
CONTENT = re.compile(
    r"(?:^|[\s_-])(?:article|story|entry|post)[_-]{1,2}(?:body|content|text)(?:$|[\s_-])|(?:^|\s)articlebody(?:$|\s)"
)
CAPTIONED = re.compile(r"(?:^|\s)(?!has|with|no)(?:[\w-]*[_-])?caption(?:[_-]+text)?(?:$|\s)")
"""A class of captions, which many sites put into plain paragraphs."""
DIGITS = re.compile(r"\d+")
MOST_BESIDE = 0.3
"""Share of the page's prose from which a box is not beside the text but around it."""
MOST = {**dict.fromkeys(BUTTONS, 0.0), "comment": 0.7, "comments": 0.7}
"""The same of boxes that hold no story, or what many readers say of it."""
LEAST_MAIN = 0.5
"""Share of the page's prose that the main content has at least."""
LEAST_PART = 0.15
"""Share of it that another part of the story has at least, where neither it nor the main content has a class."""
STORY_HEADINGS = {"h1": 1, "h2": 2}
"""Paragraphs that an article has at least, by its heading; teasers and readers' comments have fewer or none."""
LEAST_OWN = 3
"""Paragraphs of an article whose heading may be a link to itself."""
PROSE = 60
"""Code points from which a line counts as prose here."""
LEAST_TITLE = 4
"""Spaces in the title of another story that fills a paragraph."""
STOPS = frozenset(".!?:;\u2026\u3002")
QUOTES = "\"'\u2019\u201d\u00bb)"
"""What ends a sentence, and what may stand behind that."""
DEEPEST = 2000
"""Open elements that are kept track of; what is nested deeper is read as if it stood there."""


WHOLE = frozenset({"article", "body", "main"})
"""Elements in whose own class blogs name the tags of a story, "post tag-war", and that are no row of buttons."""
AUTHOR = re.compile(r"author|byline", re.IGNORECASE)
"""What the class of an element says that names who wrote a story."""
Name: TypeAlias = tuple[tuple[int, ...], str, str]
"""What a content is called: the contents around it, the element's name, and its class without numbers."""


class Rendered(Struct, frozen=True):
    """A page's text, what its markup says of lines (by the offsets they start at), and its title if marked.

    `sources` are where the lines stand in the HTML, each with the offset that the line starts at.
    """

    text: str
    hints: dict[int, Kind] = {}
    sources: tuple[tuple[int, Span], ...] = ()
    title: str | None = None
    renderer: str | None = None


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
    _free_titles(page.rows, page.named)
    rows = _main(_without_forms(page.rows), page.named)
    boxes = _beside(rows)
    hints: dict[int, Kind] = {}
    sources: list[tuple[int, Span]] = []
    offset = 0
    for row in rows:
        sources.append((offset, row.source))
        kind = Kind.WIDGET if row.beside in boxes and not _is_of_head(row) else row.kind
        if kind is not None:
            hints[offset] = kind
        offset += len(row.text) + 1
    title = next((row.text for row in rows if row.tag == "h1"), None)
    return Rendered("\n".join(row.text for row in rows), hints, tuple(sources), title, RENDERER)


def _is_of_head(row: Row) -> bool:
    """Whether a line among buttons says who wrote the story, or when it appeared."""
    return row.beside is not None and row.beside.named in BUTTONS and (row.signs or is_date_line(row.text))


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
        elif token.name == "time":
            self._parted = True
        if token.closes:
            self._close(token.name)
        elif token.name not in VOID:
            self._enter(token)

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
            if self._parted and self._words and self._words[-1][-1:].isalnum() and text[:1].isalnum():
                self._words.append(" ")
            self._parted = False
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
        kind = Kind.EMBED if POST.search(marks) else _kind_within(outer.kind, name, marks)
        beside = self._box(name, marks, outer.beside)
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

    def _box(self, name: str, marks: str, outer: Box | None) -> Box | None:
        """The box that an element opens or stands in; what stands in rows of buttons may be a box of its own."""
        if outer and outer.named not in BUTTONS:
            return outer
        found = BOX.search(marks)
        named = "aside" if name == "aside" else found[1] if found else ""
        if name in WHOLE and named in BUTTONS:
            return outer
        return Box(self._number(), named) if named else outer

    def _contents_of(self, name: str, marks: str, outer: Open) -> tuple[int, ...]:
        """The contents inside an element that holds some, of which it is noted what others are called the same."""
        if len(outer.contents) >= MOST_NESTED:
            return outer.contents
        number = self._number()
        self.named[number] = (outer.contents, name, DIGITS.sub("", marks).strip())
        return (*outer.contents, number)

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


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
    if outer is Kind.EMBED or (name == "p" and outer in {Kind.CAPTION, Kind.LIST_ITEM}):
        return outer
    return Kind.CAPTION if "caption" in marks and CAPTIONED.search(marks) else KINDS.get(name, outer)


def _is_hidden(attributes: dict[str, str]) -> bool:
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return hidden or attributes.get("role") in SKIPPED_ROLES


def _prose(rows: Sequence[Row]) -> int:
    return sum(len(row.text) for row in rows if len(row.text) >= PROSE and row.kind is not Kind.WIDGET)


def _without_forms(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines but those of forms to fill in; some sites put all of a page into one."""
    sizes: Counter[int] = Counter()
    for row in rows:
        if row.form:
            sizes[row.form] += len(row.text) if len(row.text) >= PROSE else 0
    most = MOST_BESIDE * _prose(rows)
    return [row for row in rows if not row.form or sizes[row.form] > most]


def _free_titles(rows: Sequence[Row], named: Mapping[int, Name]) -> None:
    """Make headings of the titles that lead to their own articles: the first heading of one with some paragraphs."""
    paragraphs: Counter[int] = Counter()
    first: dict[int, Row] = {}
    for row in rows:
        if row.tag in STORY_HEADINGS:
            for number in row.contents:
                first.setdefault(number, row)
        elif row.tag == "p" and len(row.text) >= PROSE and not row.beside and row.kind is not Kind.WIDGET:
            paragraphs.update(row.contents)
    for number, row in first.items():
        if row.kind is Kind.WIDGET and named[number][1] == "article" and paragraphs[number] >= LEAST_OWN:
            row.kind = Kind.HEADING


def _main(rows: Sequence[Row], named: Mapping[int, Name]) -> Sequence[Row]:
    """The smallest content that has enough of the prose, with what is called the same, from the main heading on.

    Articles that stand elsewhere, as those of a page to scroll through do, are added without what is between them.
    """
    sizes: Counter[int] = Counter()
    for row in rows:
        if len(row.text) >= PROSE and row.kind is not Kind.WIDGET:
            for number in row.contents:
                sizes[number] += len(row.text)
    whole = _prose(rows)
    best = max((number for number, size in sizes.items() if size >= LEAST_MAIN * whole), default=None)
    if best is None:
        return rows
    least = 0 if named[best][-1] else LEAST_PART * whole
    parts = {number for number, size in sizes.items() if size >= least and named[number] == named[best]}
    inside = [index for index, row in enumerate(rows) if not parts.isdisjoint(row.contents)]
    start, end = inside[0], inside[-1] + 1
    if not any(rows[index].tag == "h1" for index in inside):
        start = _title_above(rows, start, named[best][0])
    others = _stories(rows, named) - {*parts, *named[best][0]}
    told = {at for at, row in enumerate(rows) if start <= at < end or not others.isdisjoint(row.contents)}
    if others:
        told.update(_headings_above(rows, others, told))
    return [rows[at] for at in sorted(told)]


def _title_above(rows: Sequence[Row], start: int, around: Sequence[int]) -> int:
    """The main heading above a content, else the first heading in what is around it, else where the content starts."""
    main = _main_heading(rows, start, set())
    if main < start or not around:
        return main
    inside = (index for index in range(start) if around[-1] in rows[index].contents)
    return next((index for index in inside if rows[index].tag in STORY_HEADINGS), start)


def _main_heading(rows: Sequence[Row], start: int, told: set[int]) -> int:
    """The nearest main heading above a line, none of those told between them; the line itself if there is none."""
    for above in range(start - 1, -1, -1):
        if above in told:
            break
        if rows[above].tag == "h1":
            return above
    return start


def _headings_above(rows: Sequence[Row], stories: set[int], told: set[int]) -> Iterator[int]:
    """The lines from the main heading above each of some articles without one on, below other lines of the page."""
    first: dict[int, int] = {}
    titled: set[int] = set()
    for at, row in enumerate(rows):
        for number in stories.intersection(row.contents):
            first.setdefault(number, at)
        if row.tag == "h1":
            titled.update(row.contents)
    for start in {first[number] for number in stories - titled}:
        yield from range(_main_heading(rows, start, told), start)


def _stories(rows: Sequence[Row], named: Mapping[int, Name]) -> set[int]:
    """The articles that have a heading which is no link, and below it enough paragraphs for a story."""
    least: dict[int, int] = {}
    paragraphs: Counter[int] = Counter()
    for row in rows:
        if row.kind is Kind.WIDGET or row.beside:
            continue
        if row.tag in STORY_HEADINGS:
            for number in row.contents:
                least.setdefault(number, STORY_HEADINGS[row.tag])
        elif len(row.text) >= PROSE:
            for number in row.contents:
                paragraphs[number] += number in least
    return {number for number, most in least.items() if named[number][1] == "article" and paragraphs[number] >= most}


def _beside(rows: Sequence[Row]) -> set[Box]:
    """The boxes beside the text: with little of the prose, rows of buttons with none, teasers with a link."""
    sizes: Counter[Box] = Counter()
    linking: set[Box] = set()
    for row in rows:
        if row.beside:
            sizes[row.beside] += len(row.text) if len(row.text) >= PROSE else 0
            if row.kind is Kind.WIDGET:
                linking.add(row.beside)
    whole = _prose(rows)
    return {
        box
        for box, size in sizes.items()
        if size <= MOST.get(box.named, MOST_BESIDE) * whole and (box in linking or box.named not in TEASERS)
    }
