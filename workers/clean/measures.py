"""How much there is in a line: its words, and whether they make a sentence or a headline."""

from __future__ import annotations

import re

from schemas.block import Kind
from workers.clean.names import PARAGRAPH

PROSE = 40
SENTENCE_WORDS = 5
"""Code points, or words, from which a paragraph is body text rather than a scrap."""
HEADLINE = 25
HEADLINE_WORDS = 4
"""Code points, or words, from which a heading may be a story's title."""
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff]")
"""The scripts written without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
LETTERS_A_WORD = 3
"""Code points that stand for a word in those scripts."""
QUESTIONS = frozenset("?\uff1f\u061f")
"""The last character of a question, in Latin, Chinese and Arabic type."""


QUOTES, CLOSING_QUOTES = frozenset("\"'\u2018\u201c\u201e\u00ab"), frozenset("\"'\u2019\u201d\u00bb\u201c")


def words(text: str) -> int:
    """How many words a line has, about, in any script."""
    spaced = text.count(" ") + 1
    if text.isascii() or WITHOUT_SPACES.match(text) is None:
        return spaced
    return max(spaced, len(text) // LETTERS_A_WORD)


def is_long(text: str) -> bool:
    """Whether a line has the words or the length of a sentence."""
    return len(text) >= PROSE or words(text) >= SENTENCE_WORDS


def is_prose(text: str, kind: Kind) -> bool:
    """Whether a line is a paragraph long enough to be body text by itself."""
    return kind is PARAGRAPH and is_long(text)


def is_headline(text: str) -> bool:
    """Whether a heading is long enough for a story's title."""
    return words(text) >= HEADLINE_WORDS or len(text) >= HEADLINE


def is_quoted(text: str) -> bool:
    """Whether a line is nothing but a quotation."""
    return text[0] in QUOTES and text[-1] in CLOSING_QUOTES
