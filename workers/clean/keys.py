"""What two lines are compared by when one may be a copy of the other."""

from __future__ import annotations

import re

from workers.clean.normal import nfkc

QUOTES = "\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u300c\u300d\u2032\u2033`\u00b4'"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
BULLETS = "\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25e6\u25ba\u00b7-* "
FINAL_STOPS = " .-\u3002\uff0e\u06d4\u0964"
ALIKE = {**dict.fromkeys(QUOTES, '"'), **dict.fromkeys(DASHES, "-"), "\u2026": "..."}
SLACK = 12
"""Code points by which a line and its key may differ in length."""
SIGNS = re.compile(f"[{''.join(map(re.escape, ALIKE))}]")


class Keys(dict[str, str]):
    """The keys of texts, each made when it is first asked for."""

    def __missing__(self, text: str) -> str:
        found = self[text] = key(text)
        return found


def opening(text: str) -> str:
    """The first word of the text's key, told by the text's beginning if that is in letters from a to z."""
    first = text.partition(" ")[0]
    return first.lower() if first.isascii() and first.isalnum() else key(text).partition(" ")[0]


def key(text: str) -> str:
    """The text under NFKC and case folding, with one kind of quote, dash and space, no bullet and no final stop."""
    if text.isascii():
        folded = text.lower().replace("'", '"').replace("`", '"')
    else:
        folded = SIGNS.sub(lambda sign: ALIKE[sign[0]], nfkc(text)).casefold()
    spaced = folded.isprintable() and "  " not in folded  # the only printable space is the common one
    return (folded if spaced else " ".join(folded.split())).lstrip(BULLETS).rstrip(FINAL_STOPS)


def about(size: int) -> range:
    """The lengths that a copy of a line of this length may have."""
    return range(size - SLACK, size + SLACK + 1)


def goes_on(said: str, more: str) -> bool:
    """Whether a text begins with another's words and says more."""
    return len(more) > len(said) and more.startswith(said) and not more[len(said)].isalnum()
