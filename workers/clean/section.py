"""One part of the page while the kinds of its lines are being settled."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, wraps
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct, field

from schemas.block import Kind, Span
from workers.clean.credits import bracketed_name
from workers.clean.keys import Keys
from workers.clean.lines import Line
from workers.clean.measures import PROSE, is_long, words
from workers.clean.names import BYLINE, CAPTION, CREDIT, DATELINE, HEADING, LIST_ITEM, PARAGRAPH, WIDGET
from workers.clean.stems import stem

Settled: TypeAlias = Iterator[tuple[int, Kind]]
"""Lines, by their index, with the kinds that they turn out to be of."""
Found = TypeVar("Found")
HEAD = frozenset({DATELINE, BYLINE})
SENTENCE = 8
"""Words from which an item of a list that ends with a stop is a sentence of the story."""
MOST_SITE_WORDS = 6
"""Words of a site's name beside a title, with the mark between them."""
STOPS = frozenset(".;!\u3002")
COLONS = frozenset(":\uff1a")


def _is_site(text: str) -> bool:
    """Whether a few words with capitals stand there and no more."""
    names = text.split()
    return len(names) <= MOST_SITE_WORDS and all(name[0].isupper() and name[-1].isalnum() for name in names)


def _credit(text: str, kind: Kind) -> Span | None:
    """Where a line that turns out to be a picture's has its credit: all of it, or the name in its last bracket."""
    if kind is CREDIT:
        return Span(0, len(text))
    return bracketed_name(text) if kind is CAPTION else None


def once(ask: Callable[[Section, int], Found]) -> Callable[[Section, int], Found]:
    """A question of a line that is looked into once until the kinds change."""

    @wraps(ask)
    def asked(section: Section, index: int) -> Found:
        return section.once((ask, index), lambda: ask(section, index))

    return asked


BARS = (" | ", " - ", " : ", "|")
"""What parts a title from the site's name."""


class Section(Struct, dict=True):
    """One part of the page: its lines, their kinds so far, their credits, and the line of its title."""

    lines: Sequence[Line]
    kinds: list[Kind]
    credits: list[Span | None]
    title: int | None = None
    marked: Collection[int] = ()
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def title_key(self) -> str | None:
        """What copies of the title are compared with."""
        return None if self.title is None else self.key(self.title)

    def is_title(self, index: int) -> bool:
        """Whether a line says what the title says, perhaps with the site's name before or behind it."""
        said, title = self.key(index), self.title_key or ""
        short, long = (said, title) if len(said) <= len(title) else (title, said)
        if short == long or not short or not (long.startswith(short) or long.endswith(short)):
            return short == long
        if long is said and long.startswith(f"{short} ") and _is_site(self.text(index)[len(short) :]):
            return True
        named = long[len(short) :] if long.startswith(short) else long[: -len(short)] if long.endswith(short) else ""
        parted = named.startswith(BARS) or named.endswith(BARS)
        return parted and len(named.split()) <= MOST_SITE_WORDS

    def settle(self, found: Iterable[tuple[int, Kind]]) -> None:
        """Gives lines their kinds, to pictures their credits, and forgets what was known of the kinds before."""
        changes = [(index, kind) for index, kind in found if not self._is_marked(index, kind)]
        for index, kind in changes:
            self.kinds[index] = kind
            if self.credits[index] is None:
                self.credits[index] = _credit(self.lines[index].text, kind)
        if changes:
            self._known.clear()

    def _is_marked(self, index: int, kind: Kind) -> bool:
        """Whether a line is a heading by its markup: no caption, and no button if a paragraph stands right below."""
        if index not in self.marked:
            return False
        return kind is CAPTION or (kind is WIDGET and index > self.lede and self.is_prose(index + 1))

    def entitle(self, title: int | None) -> None:
        """Says which line is the title, which makes it a heading."""
        self.title = title
        self.settle([] if title is None else [(title, HEADING)])

    @property
    def lede(self) -> int:
        """The first paragraph of body text after the title; the number of lines if there is none."""
        return self.once("lede", self._find_lede)

    def _find_lede(self) -> int:
        after = 0 if self.title is None else self.title + 1
        return self._prose_from(after, len(self))

    @property
    def head_end(self) -> int:
        """The paragraph before which the head ends: the lede, or the next if bylines or dates part them."""
        return self.once("head_end", self._find_head_end)

    def _find_head_end(self) -> int:
        end = self.lede
        for index in range(end + 1, len(self)):
            if self.is_prose(index) and self.kind(index + 1) is not CAPTION:
                return end  # what stands right above a caption may be its picture's alternative text
            if self.kinds[index] in HEAD:
                return self._prose_from(index, end)
        return end

    @property
    def last(self) -> int:
        """The last line of body text that announces nothing; -1 if there is none."""
        return self.once("last", self._find_last)

    def _find_last(self) -> int:
        kinds, long = self.kinds, self._long
        for index in range(len(kinds) - 1, -1, -1):
            kind = kinds[index]
            told = long[index] if kind is PARAGRAPH else kind is LIST_ITEM and self.is_text(index)
            if told and self.lines[index].text[-1] not in COLONS:
                return index
        return -1

    def is_text(self, index: int) -> bool:
        """Whether a line is body text: a paragraph, or an item of a list that is a whole sentence."""
        if self.kind(index) is not LIST_ITEM:
            return self.is_prose(index)
        text = self.lines[index].text
        return text[-1] in STOPS and words(text) >= SENTENCE

    def is_prose(self, index: int) -> bool:
        """Whether a line is a paragraph of body text; a line outside the part is none."""
        return 0 <= index < len(self.kinds) and self.kinds[index] is PARAGRAPH and self._long[index]

    def of(self, *kinds: Kind) -> Sequence[int]:
        """The lines of these kinds."""
        known: dict[Hashable, Sequence[int]] = self._known
        if kinds not in known:
            places = self.once("places", self._find_places)
            found = [places.get(kind, []) for kind in kinds]
            known[kinds] = found[0] if len(found) == 1 else sorted(chain.from_iterable(found))
        return known[kinds]

    def _find_places(self) -> dict[Kind, list[int]]:
        places: dict[Kind, list[int]] = {}
        for index, kind in enumerate(self.kinds):
            places.setdefault(kind, []).append(index)
        return places

    def prose(self, start: int = 0, most: int | None = None) -> list[int]:
        """The paragraphs of body text from a line on, or so many of them."""
        told = self.once("prose", self._find_prose)
        first = bisect_left(told, start)
        return told[first : None if most is None else first + most]

    def _find_prose(self) -> list[int]:
        long = self._long
        return [index for index in self.of(PARAGRAPH) if long[index]]

    def once(self, name: Hashable, find: Callable[[], Found]) -> Found:
        """What is found of the kinds as they are, looked for once until one of them changes."""
        known: dict[Hashable, Found] = self._known
        if name not in known:
            known[name] = find()
        return known[name]

    def kind(self, index: int) -> Kind | None:
        """A line's kind; None outside the part."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else None

    def text(self, index: int) -> str:
        """A line's text."""
        return self.lines[index].text

    def below(self, index: int, kinds: Collection[Kind], most: int) -> int:
        """The line below another one, up to so many lines of these kinds between them apart."""
        at = index + 1
        while self.kind(at) in kinds and at - index <= most:
            at += 1
        return at

    def key(self, index: int) -> str:
        """What copies of a line are compared with."""
        return self._keys[self.lines[index].text]

    def stem(self, index: int) -> str:
        """The key of a caption without its credit."""
        return self._keys[stem(self.lines[index].text, self.credits[index])]

    def credit(self, index: int) -> str:
        """What stands as a caption's credit; nothing if it has none."""
        credit = self.credits[index]
        return "" if credit is None else self.text(index)[credit.start : credit.end]

    @cached_property
    def _keys(self) -> Keys:
        return Keys()

    @cached_property
    def _long(self) -> list[bool]:
        return [size >= PROSE or is_long(line.text) for size, line in zip(self.sizes, self.lines, strict=True)]

    @cached_property
    def printed(self) -> Counter[str]:
        """How often each line is printed."""
        return Counter(line.text for line in self.lines)

    @cached_property
    def sizes(self) -> list[int]:
        """The code points of every line."""
        return [len(line.text) for line in self.lines]

    def _prose_from(self, start: int, otherwise: int) -> int:
        kinds, long = self.kinds, self._long
        for index in range(start, len(kinds)):
            if kinds[index] is PARAGRAPH and long[index]:
                return index
        return otherwise
