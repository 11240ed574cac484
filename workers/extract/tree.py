"""A parsed sentence as plain words: what the rules read, whatever parser made it."""

from __future__ import annotations

from collections.abc import Iterator


class Word:
    """A word: where it stands (code points into the page text), its lemma, part of speech and place in the tree."""

    __slots__ = ("children", "dep", "end", "head", "i", "lemma", "lower", "pos", "start", "tag", "text")

    def __init__(self, i: int, text: str, start: int, lemma: str, tags: tuple[str, str, str]) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = start + len(text)
        self.lemma = lemma
        self.pos, self.tag, self.dep = tags
        self.head: Word = self
        self.children: list[Word] = []

    def child(self, *deps: str) -> Word | None:
        """The first child in one of these relations."""
        return next((word for word in self.children if word.dep in deps), None)

    def subtree(self) -> Iterator[Word]:
        """The word and all below it, in no particular order."""
        stack = [self]
        while stack:
            word = stack.pop()
            yield word
            stack.extend(word.children)

    def ancestors(self) -> Iterator[Word]:
        """The heads above the word, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}"


def hang(word: Word, head: Word, dep: str) -> None:
    """Hang a word on another one, unless that one hangs on it: the words stay a tree."""
    if word is not head and word in head.ancestors():
        return
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    if head is not word:
        head.children.append(word)
        head.children.sort(key=_place)


def _place(word: Word) -> int:
    return word.i


class Sentence:
    """The words of a sentence, from `start` to `end` in the page text."""

    __slots__ = ("end", "start", "text", "words")

    def __init__(self, words: list[Word], text: str) -> None:
        self.words = words
        self.text = text
        self.start = words[0].start
        self.end = words[-1].end
