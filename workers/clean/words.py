"""The word lists and patterns of this package, read once from the files in data/."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
FOLDER = Path(__file__).parent / "data"
LONGEST_REMEMBERED, MOST_REMEMBERED = 120, 4096
"""Code points of a line of which answers are kept, and of how many lines."""
FIRST_WORD = re.compile(r"[^\W\d_]+|\S")
"""The word, or else the sign, with which a text begins."""


def entries(name: str) -> tuple[str, ...]:
    """The entries of data/NAME.txt in order: they stand between commas, `#` opens a comment line."""
    return tuple(entry for row in rows(name) for entry in row)


def folded(name: str) -> frozenset[str]:
    """The entries of data/NAME.txt case-folded, for looking case-folded lines up."""
    return frozenset(entry.casefold() for entry in entries(name))


def rows(name: str) -> list[list[str]]:
    """The entries of data/NAME.txt line by line."""
    return [[entry.strip() for entry in line.split(",") if entry.strip()] for line in _lines(f"{name}.txt")]


def alternatives(name: str) -> str:
    """One regular expression that matches what any line of data/NAME.patterns matches."""
    return "|".join(f"(?:{line})" for line in _lines(f"{name}.patterns"))


def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of data/NAME.patterns, whatever the case."""
    return re.compile(alternatives(name), re.IGNORECASE)


def by_initial(*names: str, flags: re.RegexFlag = re.NOFLAG) -> dict[str, re.Pattern[str]]:
    """The alternatives of these data/NAME.patterns by the character that each begins with, and none may leave out."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for line in (line for name in names for line in _lines(f"{name}.patterns")):
        lines[line.lstrip("\\")[0]].append(f"(?:{line})")
    return {initial: re.compile("|".join(alike), flags) for initial, alike in lines.items()}


def first_words(name: str) -> frozenset[str]:
    """The word or the sign with which each line of data/NAME.patterns begins."""
    found = (FIRST_WORD.match(line) for line in _lines(f"{name}.patterns"))
    return frozenset(first[0] for first in found if first)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest that fits: a trie, which is tried letter by letter."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    parts = [re.escape(letter) + any_of(rest) for letter, rest in sorted(branches.items())]
    if len(parts) == 1 and not ends:
        return parts[0]  # a group takes time to compile
    return f"(?:{'|'.join(parts)})" + ("?" if ends else "") if parts else ""


def remembered(ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """A question of nothing but a line's text whose answers are kept: pages of a site share their short lines."""
    known = lru_cache(MOST_REMEMBERED)(ask)

    @wraps(ask)
    def asked(text: str) -> Answer:
        return known(text) if len(text) <= LONGEST_REMEMBERED else ask(text)

    return asked


def has_any(text: str, marks: tuple[str, ...]) -> bool:
    """Whether one of these stands in a text; for sparing most texts a search."""
    for mark in marks:  # noqa: SIM110  # a generator costs more than what it does here
        if mark in text:
            return True
    return False


def _lines(file: str) -> list[str]:
    lines = (FOLDER / file).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]
