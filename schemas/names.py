"""Names as they are compared: one plain form for all ways to print a name."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 200
"""Characters of a name that are looked at."""
APOSTROPHES = str.maketrans("\u2019\u02bc`", "'''")
POSSESSIVE = re.compile(r"'s?(?=\s|$)")
APART = re.compile(r"[^\w\s&+]+")
ARTICLE = "the "


def plain(name: str) -> str:
    """The name without case, accents, points, possessive and article: equal for equal names."""
    letters = unicodedata.normalize("NFKD", name[:LONGEST_NAME].translate(APOSTROPHES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(APART.sub(" ", POSSESSIVE.sub("", bare.replace(".", ""))).split()).removeprefix(ARTICLE)
