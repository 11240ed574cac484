"""One part of the page while the kinds of its lines are being settled."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from schemas.block import Kind, Span
from workers.clean.keys import Keys
from workers.clean.lines import Line
from workers.clean.measures import PROSE, is_long, words
from workers.clean.names import BYLINE, CAPTION, DATELINE, LIST_ITEM, PARAGRAPH
from workers.clean.stems import stem

Settled: TypeAlias = Iterator[tuple[int, Kind]]
"""Lines, by their index, with the kinds that they turn out to be of."""
HEAD = frozenset({DATELINE, BYLINE})
SENTENCE = 8
"""Words from which an item of a list that ends with a stop is a sentence of the story."""
STOPS = frozenset(".;!\u3002")
COLONS = frozenset(":\uff1a")


class Section(Struct, frozen=True, dict=True):
    """One part of the page: its lines, their kinds so far, their credits, and the line of its title."""

    lines: Sequence[Line]
    kinds: list[Kind]
    credits: Sequence[Span | None]
    title: int | None = None

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def title_key(self) -> str | None:
        """What copies of the title are compared with."""
        return None if self.title is None else self.key(self.title)

    @property
    def lede(self) -> int:
        """The first paragraph of body text after the title; the number of lines if there is none."""
        after = 0 if self.title is None else self.title + 1
        return self._prose_from(after, len(self))

    @property
    def head_end(self) -> int:
        """The paragraph before which the head ends: the lede, or the next if bylines or dates part them."""
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
        for index in range(len(self) - 1, -1, -1):
            if self.is_text(index) and self.lines[index].text[-1] not in COLONS:
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
        return self.kind(index) is PARAGRAPH and self._long[index]

    def of(self, kinds: Container[Kind]) -> list[int]:
        """The lines of these kinds."""
        return [index for index, kind in enumerate(self.kinds) if kind in kinds]

    def prose(self, start: int = 0) -> list[int]:
        """The paragraphs of body text from a line on."""
        kinds, long = self.kinds, self._long
        return [index for index in range(start, len(kinds)) if kinds[index] is PARAGRAPH and long[index]]

    def kind(self, index: int) -> Kind | None:
        """A line's kind; None outside the part."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else None

    def text(self, index: int) -> str:
        """A line's text."""
        return self.lines[index].text

    def key(self, index: int) -> str:
        """What copies of a line are compared with."""
        return self._keys[self.lines[index].text]

    def stem(self, index: int) -> str:
        """The key of a caption without its credit."""
        return self._keys[stem(self.lines[index].text, self.credits[index])]

    @cached_property
    def _keys(self) -> Keys:
        return Keys()

    @cached_property
    def _long(self) -> list[bool]:
        return [size >= PROSE or is_long(line.text) for size, line in zip(self.sizes, self.lines, strict=True)]

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
