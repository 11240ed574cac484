"""Names of actors: when two of them are the same, or may be two spellings of one."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from schemas.countries import COUNTRIES
from schemas.names import REMEMBERED, plain


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


GOVERNMENT = "Government of "
COUNTED = re.compile(
    r"^(?:(?:at least|about|around|some|several|more than|nearly|\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|dozens|hundreds|thousands|of|hundred|thousand)\s+)+"
)
"""What counts those described: "23 Armenian soldiers" are Armenian soldiers."""
BODY_WORDS = listed(
    "administration agency alliance army assembly association authority bank brigades bureau cabinet center centre "
    "church commission committee commons company congress corps council court federation force forces foundation front "
    "government group guard house institute kremlin league ministry movement nations navy office organization party "
    "parliament police senate service society states treasury tribunal union university"
)
"""Last words of the names of bodies, which are no surnames."""
PRONOUNS = listed("he she it they we i you who him her them us both this that these those his their its our")
SPELLINGS = (
    (re.compile(r"(?:iy|yy|ii|ij|ei|ey|iye|y|i)(?=\s|$)"), "i"),
    (re.compile("[jy]"), "i"),
    (re.compile("kh|gh"), "h"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q|c(?=[aou])"), "k"),
    (re.compile("w"), "v"),
    (re.compile(r"^(?:al|el) |(?<= )(?:al|el) "), ""),
    (re.compile(r"(\w)\1+"), r"\1"),
)
"""Ways in which one name is written in the Latin alphabet out of another: Sergei or Sergey, Muhammed or Mohammad."""


class Kind(StrEnum):
    """A state, one with a name of its own, or one that is only described."""

    STATE = "state"
    NAMED = "named"
    DESCRIBED = "described"


@lru_cache(REMEMBERED)
def kind_of(name: str, country: str | None) -> Kind:
    """What a name is the name of; a description ends in a word without a capital: "Armenian soldiers"."""
    if country and name.removeprefix(GOVERNMENT) == COUNTRIES.get(country):
        return Kind.STATE
    last = name.rsplit(maxsplit=1)[-1:]
    return Kind.DESCRIBED if not last or last[0][:1].islower() else Kind.NAMED


def uncounted(name: str) -> str:
    """A plain description without the number of those described."""
    return COUNTED.sub("", name) or name


@lru_cache(REMEMBERED)
def spelling(name: str) -> str:
    """What different spellings of a plain name have in common."""
    for pattern, letter in SPELLINGS:
        name = pattern.sub(letter, name)
    return name


def surname(name: str) -> str | None:
    """The last of several words of a plain name, unless it is that of a body."""
    first, _, last = name.rpartition(" ")
    return last if first and last not in BODY_WORDS else None


@lru_cache(REMEMBERED)
def printed_name(text: str) -> str | None:
    """The plain name that a mention as printed is, if it is one: no pronoun and no description."""
    name, last = plain(text), "".join(text.rsplit(maxsplit=1)[-1:])
    abbreviated = len(last) > 1 and last.isupper()
    named = last[:1].isupper() and (abbreviated or name not in PRONOUNS)
    return name if name and named else None
