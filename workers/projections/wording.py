"""What two sentences have in common besides the names in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from workers.projections.naming import listed

WORD = re.compile(r"[^\W\d_]{4,}|\d+(?:[.,]\d+)*")
ENDING = re.compile(r"(?:ings?|ed|es|s|ment|ments|ion|ions)$")
COMMON = listed(
    "about after against also amid because been before between could from have into more most other over said says "
    "saying some such than that their them then there these they this those through told under were what when where "
    "which while will with would year years monday tuesday wednesday thursday friday saturday sunday"
)
LONGEST = 2_000
"""Characters of a sentence that are compared."""
HALF, QUARTER = 0.5, 0.25
FEWEST = 2
"""Words that have to be shared to mean anything."""
MOST = 2
"""The weight of what two sentences have in common, at most."""
REMEMBERED = 2_000
"""Sentences whose words are kept: one is compared with many."""


def common(one: str, other: str, names: Iterable[str]) -> int:
    """2 if the sentences share half of the words of the shorter one, 1 if a quarter, else 0; names do not count."""
    left_out = {stem for name in names for stem in _stems(name)}
    ours, theirs = _stems(one) - left_out, _stems(other) - left_out
    shared, fewer = len(ours & theirs), min(len(ours), len(theirs))
    if shared < FEWEST:
        return 0
    return MOST if shared >= HALF * fewer else int(shared >= QUARTER * fewer)


@lru_cache(REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    """The words that mean something, without their endings."""
    words = WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    return frozenset(ENDING.sub("", word) for word in words if word not in COMMON)
