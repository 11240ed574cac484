"""Calendar dates written out in a text, in the languages whose month names are known here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from schemas.block import Span
from workers.clean.words import any_of, rows

MONTHS = {name: number for number, names in enumerate(rows("months"), 1) for name in names}
WEEKDAYS = {name: number for number, names in enumerate(rows("weekdays")) for name in names}
DECEMBER = 12
MONTH = rf"{any_of(MONTHS)}\b\.?"
MONTH_AND_DAY = rf"(?=\d|[^\W\d]+\.?\s\d)(?:\d{{1,2}}\s)?{MONTH}(?:\s\d{{1,2}})?"
"""A month with its day before or behind it; the names, which take long to compile, stand in it once."""
INITIALS = "".join(sorted({name[0] for name in MONTHS}))
END_OF_YEAR = r"(?:\b|(?=\d{1,2}:\d{2}))"
"""What stands behind a year: some print the time right behind it, "April 2, 20313:20 PM"."""
HOW_LONG = r"ago\ \d{1,2}\b(?!,?\ \d{4})"
"""How long "ago" and a number: the month of that name, August in Spanish, stands before the day only with a year."""
DATE = re.compile(
    rf"""
    (?=\d|\b[{INITIALS}])(?:
      (?<![\d:])\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[ ](?:de[ ]|of[ ])?
      (?P<m1>{MONTH})(?:(?:,?[ ]|[ ],)(?:de[ ])?(?P<y1>\d{{4}}){END_OF_YEAR})?
    | \b(?!{HOW_LONG})(?P<m2>{MONTH}),?[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?[ ](?P<y2>\d{{4}}){END_OF_YEAR})?
    | \b(?P<m7>{MONTH})(?P<d7>\d{{1,2}})\.(?P<y7>\d{{4}})\b
    | (?<!\d)(?P<y3>\d{{4}})(?P<s3>[-./])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)
    | \b(?P<d4>\d{{1,2}})(?:[./-]|\.[ ])(?P<m4>\d{{1,2}})(?:[./-]|\.[ ])(?P<y4>\d{{4}}|(?<![ ])\d{{2}})\b
    | \b(?P<d6>\d{{1,2}})-(?P<m6>{MONTH})-(?P<y6>\d{{4}})\b
    | (?P<y5>\d{{4}})[年년][ ]?(?P<m5>\d{{1,2}})[月월][ ]?(?P<d5>\d{{1,2}})[日일]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
FIGURES = re.compile(r"\d(?:[./-] ?\d|[年년])")
DIGIT = re.compile(r"\d")
NUMBER = re.compile(r"\d+")
MONTH_BEFORE = re.compile(rf"\b{MONTH} $", re.IGNORECASE)
APART = str.maketrans(dict.fromkeys("0123456789.,;:()[]/-\u2013\u2014", " "))
"""What stands beside the month's name in a date."""
WORD = re.compile(r"\w+")
FIRST_WORDS = frozenset(WORD.findall(name)[0] for name in WEEKDAYS)
"""What every name of a weekday begins with; a text without any is spared the search."""
WEEKDAY = re.compile(rf"\b{any_of(WEEKDAYS)}\b")
LONGEST_MONTH = max(map(len, MONTHS)) + len(". ")
"""Code points of a month's name before a day."""


class WrittenDate(Struct, frozen=True):
    """A date as printed; `year` is None where the text leaves it out."""

    span: Span
    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """The day in that year, None if there is no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        """The day, None if the year is left out."""
        return None if self.year is None else self.on(self.year)


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """The dates between two offsets, in order; a slashed one whose day and month may be swapped is left out."""
    last = len(text) if end is None else min(end, len(text))
    behind = start
    for number in NUMBER.finditer(text, start, last):
        found = _match(text, behind, number.start(), last)
        if found is not None:
            behind = found.end()
            form = next(form for form in "1234567" if found[f"d{form}"])
            written = _written(found, found[f"d{form}"], found[f"m{form}"], found[f"y{form}"])
            if written is not None:
                yield written


def _match(text: str, first: int, number: int, last: int) -> re.Match[str] | None:
    """The date that a number opens, or the month before it; None if neither does, or the number is part of another."""
    if number < first:
        return None
    begin = max(first, number - LONGEST_MONTH)
    word = WORD.findall(text, begin, number)[-1:]
    named = MONTH_BEFORE.search(text, begin, number) if word and word[0].casefold() in MONTHS else None
    return (named and DATE.match(text, named.start(), last)) or DATE.match(text, number, last)


def may_have_date(text: str) -> bool:
    """Whether a month's name or a date in figures stands in a text; for sparing most texts the search for dates."""
    if DIGIT.search(text) is None:
        return False
    return FIGURES.search(text) is not None or not MONTHS.keys().isdisjoint(text.casefold().translate(APART).split())


def _written(found: re.Match[str], day: str, month: str, year: str | None) -> WrittenDate | None:
    number = MONTHS.get(month.rstrip(".").casefold()) or (int(month) if month.isdecimal() else 0)
    swapped = "/" in found[0] and int(day) <= DECEMBER and number != int(day)
    written = WrittenDate(Span(found.start(), found.end()), _year(year), number, int(day))
    return None if swapped or written.on(written.year or 2000) is None else written


def _year(written: str | None) -> int | None:
    """The year; one of two digits is of this century."""
    if written is None:
        return None
    return int(written) + 2000 if len(written) == len("31") else int(written)


def first_weekday(text: str, start: int, end: int) -> int | None:
    """The first weekday named between two offsets, 0 for Monday; None if there is none."""
    named = text[start:end].casefold()
    begun = FIRST_WORDS.intersection(WORD.findall(named))
    found = WEEKDAY.search(named, min(map(named.find, begun))) if begun else None
    return WEEKDAYS[found[0]] if found else None
