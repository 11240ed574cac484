"""Words as they are searched: the same for what is stored and for what is asked, whatever the store.

A word is a run of letters and digits, compared without regard to case, accents and compatibility forms (NFKD).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from schemas.block import Span
from schemas.errors import InputError

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
CHUNK = re.compile(r'"([^"]*)"(\*?)|(\S+)')
BREAK = "\u01c0"
"""A letter that stands between two texts, so that no phrase reaches from one into the other."""
SMALL = "".join(letter.lower() if letter.isalnum() else " " for letter in map(chr, range(128)))
PLAIN = SMALL.encode() + bytes(range(128, 256))
"""ASCII with small letters, and a space in place of what is neither letter nor digit; all else as it is."""
LONGEST_TEXT = 20_000
"""Characters of a row's texts that are searched."""
MOST_WORDS = 20
"""Words of one question."""


class Phrase(Struct, frozen=True):
    """Words that follow each other; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def searched(texts: Iterable[str | None]) -> str:
    """The words of some texts, with a break between two of them."""
    text = f" {BREAK} ".join(filter(None, texts))[:LONGEST_TEXT]
    encoded = text.encode(errors="surrogatepass")
    if len(encoded) == len(text) + text.count(BREAK):  # which is the only letter that takes two bytes
        return encoded.translate(PLAIN).decode()
    return " ".join(filter(None, map(_folded, WORD.findall(text))))


def phrases(question: str) -> tuple[Phrase, ...]:
    """What is looked for, all of it at once: words, "words that follow each other", and beginnings of words (nor*).

    Anything else in the question only parts words. Raises InputError if there is no word in it, or too many.
    """
    found = tuple(filter(lambda phrase: phrase.words, map(_phrase, CHUNK.finditer(question))))
    count = sum(len(phrase.words) for phrase in found)
    if not 0 < count <= MOST_WORDS:
        raise InputError(f"look for between 1 and {MOST_WORDS} words; there are {count} here")
    return found


def matches(text: str, sought: Sequence[Phrase]) -> list[Span]:
    """Where any of the phrases stands in a text, in order."""
    if text.isascii():
        lowered = text.lower()
        ends = [(each.start(), each.end(1)) for phrase in sought for each in _pattern(phrase).finditer(lowered)]
    else:
        found = list(_words(text))
        words = [word for word, _, _ in found]
        ends = [(found[first][1], found[last][2]) for phrase in sought for first, last in _places(words, phrase)]
    return [Span(start, end) for start, end in sorted(ends)]


@lru_cache
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """What finds the phrase in a text of lower case and ASCII: its first word, and before group 1 ends the others."""
    first, *others = phrase.words
    end = r"[^\W_]*" if phrase.prefix else r"(?![^\W_])"
    rest = "".join(rf"[\W_]+{word}" for word in others)
    return re.compile(rf"{first}(?<![^\W_]{first})(?=({rest}{end}))")


def _places(words: Sequence[str], phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The first and the last word of every place where the phrase stands."""
    *before, last = phrase.words
    for end in range(len(before), len(words)):
        word = words[end]
        if (word == last or (phrase.prefix and word.startswith(last))) and before == words[end - len(before) : end]:
            yield end - len(before), end


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they are compared, with their places in it."""
    if text.isascii():
        for found in WORD.finditer(text.lower()):
            yield found[0], found.start(), found.end()
        return
    for found in WORD.finditer(text):
        for word in _folded(found[0]).split():
            yield word, found.start(), found.end()


def _phrase(chunk: re.Match[str]) -> Phrase:
    quoted, starred, plain = chunk.groups()
    text = plain if quoted is None else quoted
    words = tuple(word for word, _, _ in _words(text))
    return Phrase(words, prefix=bool(words) and (bool(starred) or text.rstrip('"').endswith("*")))


def _folded(word: str) -> str:
    """The word as it is compared; a form that stands for several words becomes these."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each))))
