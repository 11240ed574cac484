"""Names as they are compared: one plain form for all ways to print a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_NAME = 200
"""Characters of a name that are looked at."""
REMEMBERED = 10_000
"""Names whose plain form is kept: the same few are told over and over."""
APOSTROPHES = str.maketrans("\u2019\u02bc`", "'''")
POSSESSIVE = re.compile(r"'s?(?=\s|$)")
APART = re.compile(r"[^\w\s&+]+")
ARTICLE = "the "


@lru_cache(REMEMBERED)
def plain(name: str) -> str:
    """The name without case, accents, points, possessive and article: equal for equal names."""
    letters = unicodedata.normalize("NFKD", name[:LONGEST_NAME].translate(APOSTROPHES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(APART.sub(" ", POSSESSIVE.sub("", bare.replace(".", ""))).split()).removeprefix(ARTICLE)
