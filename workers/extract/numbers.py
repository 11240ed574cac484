"""Numbers as they are written: digits and words, ranges, and how near to the true number each is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Qualifier
from workers.extract.tree import Word

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: number for number, word in enumerate(_UNITS.split())}
WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?)(k|mn?|bn?|tn)?", re.IGNORECASE)
HYPHENS = frozenset({"-", "\u2013", "\u2014"})
JOINING = HYPHENS | {"to", "and", "or"}
BEFORE = {
    Qualifier.AT_LEAST: (
        *(
            "at least",
            "more than",
            "over",
            "upwards of",
            "no fewer than",
            "no less than",
            "not less than",
            "in excess of",
        ),
        *("a minimum of", "exceeding", "above", "greater than", "well over", "well above"),
    ),
    Qualifier.AT_MOST: (
        *("at most", "up to", "as many as", "as much as", "no more than", "not more than", "fewer than", "less than"),
        *("under", "below", "a maximum of", "only up to"),
    ),
    Qualifier.ABOUT: (
        *("about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "nearly", "almost"),
        *("close to", "circa", "approx", "approx.", "~", "near", "just over", "just under", "more or less"),
    ),
}
AFTER = {
    "or more": Qualifier.AT_LEAST,
    "or so": Qualifier.ABOUT,
    "or fewer": Qualifier.AT_MOST,
    "+": Qualifier.AT_LEAST,
}
LONGEST = 3
"""Words of the longest phrase that qualifies a number."""
_QUALIFIERS = {phrase: qualifier for qualifier, phrases in BEFORE.items() for phrase in phrases}


class Number(Struct, frozen=True):
    """A number in a sentence: its words' first and last index, its value, and the upper one of a range."""

    first: int
    last: int
    value: float
    high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT


def numbers(words: Sequence[Word]) -> Iterator[Number]:
    """The numbers of a sentence in order, a range as one; what is run together as telephone numbers are is none."""
    found = list(_plain(words))
    while found:
        number = found.pop(0)
        if found and (joined := _range(words, number, found[0])):
            number = joined
            found.pop(0)
        elif found and _is_run_together(words, number, found[0]):
            number = found.pop(0)
            while found and _is_run_together(words, number, found[0]):
                number = found.pop(0)
            continue
        yield _qualified(words, number)


def _plain(words: Sequence[Word]) -> Iterator[Number]:
    at = 0
    while at < len(words):
        number = _at(words, at)
        if number is not None:
            yield number
        at = number.last + 1 if number else at + 1


def _at(words: Sequence[Word], first: int) -> Number | None:
    """The number that begins at a word: "3,117", "1.5bn", "two hundred", "half a million", "a dozen"."""
    start, value = _begin(words, first)
    if value is None:
        return None
    last, total, below = start, 0.0, value
    while last + 1 < len(words):
        word = words[last + 1].lower
        if word in SCALES or (word in SUFFIXES and words[last].end == words[last + 1].start):
            below *= SCALES.get(word) or SUFFIXES[word]
            total, below = (total + below, 0.0) if below >= SCALES["thousand"] else (total, below)
        elif word == "dozen":
            below *= WORDS[word]
        elif word in WORDS and _goes_on(words, last):
            below += WORDS[word]
        elif _is_tie(words, last + 1):
            pass
        else:
            break
        last += 1
    return Number(first, last, total + below)


def _begin(words: Sequence[Word], first: int) -> tuple[int, float | None]:
    """The last word of what a number begins with, and its value; None if no number begins there."""
    word = words[first]
    following = words[first + 1].lower if first + 1 < len(words) else ""
    if match := _DIGITS.fullmatch(word.text):
        scale = SUFFIXES[match[2].lower()] if match[2] else 1
        return first, float(match[1].replace(",", "")) * scale
    if word.lower in WORDS and word.lower != "dozen":
        return first, float(WORDS[word.lower])
    if word.lower == "half" and following == "a" and first + 2 < len(words) and words[first + 2].lower in SCALES:
        return first + 1, 0.5
    if word.lower in {"a", "one"} and (following in SCALES or following == "dozen"):
        return first, 1.0
    return first, None


def _goes_on(words: Sequence[Word], last: int) -> bool:
    """Whether a word for a small number after this one is part of the same: "forty-five", "two hundred and six"."""
    before = words[last].lower
    return before in SCALES or before in HYPHENS | {"and"} or (before in WORDS and WORDS[before] >= WORDS["twenty"])


def _is_tie(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen or an "and" stands inside a number that is written in words."""
    if at + 1 >= len(words) or words[at + 1].lower not in WORDS:
        return False
    before = words[at - 1].lower
    tens = before in WORDS and WORDS[before] >= WORDS["twenty"] and WORDS[words[at + 1].lower] < WORDS["ten"]
    return (words[at].text in HYPHENS and tens) or (words[at].lower == "and" and before in SCALES)


def _range(words: Sequence[Word], low: Number, high: Number) -> Number | None:
    """Two numbers as one: "between 20 and 30", "3,000 to 4,000", "20-30 million"."""
    if high.first - low.last != 2 or words[low.last + 1].lower not in JOINING:  # noqa: PLR2004  # one word between
        return None
    opening = words[low.first - 1].lower if low.first else ""
    joint = words[low.last + 1].lower
    if (joint == "and") is not (opening == "between") or opening == "from":
        return None
    lower = low.value
    if lower < high.value and high.value >= SCALES["thousand"] and lower < SCALES["thousand"]:
        lower *= _scale(words, high)
    if not 0 < lower < high.value:
        return None
    first = low.first - 1 if opening == "between" else low.first
    return Number(first, high.last, lower, high.value, Qualifier.BETWEEN)


def _scale(words: Sequence[Word], number: Number) -> float:
    """What the last word of a number multiplies by, which holds for a number before it: "two to three million"."""
    match = _DIGITS.fullmatch(words[number.last].text)
    suffix = match[2] if match else words[number.last].text
    return SCALES.get((suffix or "").lower()) or SUFFIXES.get((suffix or "").lower(), 1)


def _is_run_together(words: Sequence[Word], one: Number, other: Number) -> bool:
    """Whether two numbers are joined as in a score or a telephone number, or stand side by side."""
    between = words[one.last + 1 : other.first]
    return not between or (len(between) == 1 and between[0].text in HYPHENS | {":", "/", "."})


def _qualified(words: Sequence[Word], number: Number) -> Number:
    """The number with what is said before or after it of how exact it is."""
    after = " ".join(word.lower for word in words[number.last + 1 : number.last + 3])
    if after in AFTER:
        return replace(number, last=number.last + 2, qualifier=AFTER[after])
    start = number.first
    while start > 0 and words[start - 1].tag == "$":
        start -= 1
    for size in range(LONGEST, 0, -1):
        phrase = " ".join(word.lower for word in words[max(0, start - size) : start])
        if size <= start and phrase in _QUALIFIERS:
            between = number.qualifier is Qualifier.BETWEEN
            return number if between else replace(number, qualifier=_QUALIFIERS[phrase])
    return number
