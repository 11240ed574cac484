"""Whether a line speaks of what a text is about: the words that they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from workers.clean.measures import WITHOUT_SPACES

WORD = re.compile(r"[^\W\d_]{4,}")
LONGEST = 1000
"""Code points of a text's beginning that are compared."""
STEM = 5
"""Letters at a word's beginning by which its forms are alike."""
_SMALL_WORDS = """
about after against amid among been before could from have into latest more news over says than that their they this
under were what when will with would your
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that every text may have."""
MOST_TOLD = 4
"""Paragraphs that tell what a story is about."""
PAIR = 2
"""Characters of the pieces by which lines of scripts without spaces are compared."""


def shared(text: str, paragraphs: Sequence[str], most: int | None = None) -> int:
    """How many words of four letters or more a line has whose beginnings stand in a paragraph; counted up to `most`."""
    return shared_with(text, subject_of(paragraphs), most)


def subject_of(paragraphs: Sequence[str]) -> str:
    """The beginnings of some paragraphs, for many lines to be compared with."""
    return "\n".join(paragraph[:LONGEST] for paragraph in paragraphs).casefold()


def shared_with(text: str, subject: str, most: int | None = None) -> int:
    """How many such words a line shares with a subject."""
    found = (stem for stem in stems(text[:LONGEST]) if stem in subject)
    return sum(1 for _ in islice(found, most))


def pieces(text: str) -> int:
    """How many pieces a line has of which each may be shared: words, or in scripts without spaces characters."""
    return len(text) if WITHOUT_SPACES.search(text) else text.count(" ") + 1


def stems(text: str) -> set[str]:
    """How the words of a line begin, each after a space; of scripts without spaces every pair of characters."""
    if WITHOUT_SPACES.search(text):
        return {text[at : at + PAIR] for at in range(len(text) - 1)}
    return {word[:STEM] for word in WORD.findall(text.casefold()) if word not in SMALL_WORDS}
