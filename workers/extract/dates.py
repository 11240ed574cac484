"""Date expressions and the days they mean, seen from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from workers.extract.vocabulary import words

Days = tuple[date, date]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2}
_DAY = "|".join(WEEKDAYS) + "|mon\\.?|tues?\\.?|wed\\.?|thurs?\\.?|fri\\.?|sat\\.?|sun\\."
_MONTH = "|".join(f"{name}\\b\\.?" for name in sorted(MONTHS, key=len, reverse=True))
_NUMBER = r"\d{1,3}|" + "|".join(NUMBERS)
_YEAR = r"(?:1[89]|20)\d\d"
_PART_OF_MONTH = r"(?:early|late|mid|the[ ](?:beginning|end|start|middle)[ ]of)"


class Expression(Struct, frozen=True):
    """A date expression: where it stands in the text looked at, and the first and last day it means."""

    start: int
    end: int
    first: date
    last: date


_HINT = re.compile(
    rf"""(?P<digit>\d) | \b (?: (?P<weekday>{"|".join(WEEKDAYS)}) | (?P<month>{"|".join(MONTHS)})
    | (?P<relative>yesterday|today|tonight|tomorrow) | (?P<unit>week|month|year|day)
    | (?P<way>ago|earlier|from[ ]now) | (?P<quarter>(?:first|second|third|fourth)[- ]quarter) )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a date expression is made of, by kind: a text without the kinds that a rule needs is not searched for it."""


def expressions(text: str, published: date | None, *, future: bool = False) -> list[Expression]:
    """All date expressions of the text that name days, in order, none inside another.

    Without a day of publication only full dates are resolved. `future` tells which Tuesday is meant.
    """
    found: list[Expression] = []
    kinds = {match.lastgroup for match in _HINT.finditer(text)}
    for needs, pattern, resolve in _RULES:
        if not kinds.issuperset(needs):
            continue
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if days := _days(resolve, match, published, future=future):
                found.append(Expression(match.start(), match.end(), *days))
    return sorted(found, key=lambda each: each.start)


def _days(resolve: _Resolver, match: re.Match[str], published: date | None, *, future: bool) -> Days | None:
    try:
        return resolve(match, published, future)
    except (ValueError, OverflowError):
        return None


_Resolver = Callable[[re.Match[str], date | None, bool], Days | None]


def _iso(match: re.Match[str], _: date | None, __: bool) -> Days:  # noqa: FBT001 all resolvers are called alike
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return day, day


def _month_day(match: re.Match[str], published: date | None, future: bool) -> Days | None:  # noqa: FBT001
    month = MONTHS[match["month"].lower().rstrip(".")]
    last = int(match.groupdict().get("d2") or match["d"])
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return None
    else:
        year = _near_year(published, month, int(match["d"]), future=future)
    return date(year, month, int(match["d"])), date(year, month, last)


def _near_year(published: date, month: int, day: int, *, future: bool) -> int:
    """The year of the nearest such day on the right side of publication; a few days of slack either way."""
    slack = timedelta(days=2)
    that = date(published.year, month, min(day, monthrange(published.year, month)[1]))
    if future and that < published - slack:
        return published.year + 1
    if not future and that > published + timedelta(days=60):
        return published.year - 1
    return published.year


def _month(match: re.Match[str], published: date | None, future: bool) -> Days | None:  # noqa: FBT001
    month = MONTHS[match["month"].lower().rstrip(".")]
    which = (match["which"] or "").lower()
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return None
    elif future or which == "next":
        year = published.year + (month < published.month)
    else:
        year = published.year - (month > published.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _weekday(match: re.Match[str], published: date | None, future: bool) -> Days | None:  # noqa: FBT001
    if published is None:
        return None
    wanted = next(i for i, name in enumerate(WEEKDAYS) if name.startswith(match["day"].lower().rstrip(".")[:3]))
    which = (match["which"] or "").lower()
    back = (published.weekday() - wanted) % 7
    if which in {"last", "past"}:
        day = published - timedelta(back or 7)
    elif which in {"next", "coming"} or (future and which != "this"):
        day = published + timedelta((7 - back) % 7 or (7 if which else 0))
    elif which == "this":
        day = published + timedelta(wanted - published.weekday())
    else:
        day = published - timedelta(back)
    return day, day


def _relative_day(match: re.Match[str], published: date | None, _: bool) -> Days | None:  # noqa: FBT001
    if published is None:
        return None
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match["word"].lower()]
    day = published + timedelta(shift)
    return day, day


def _period(match: re.Match[str], published: date | None, _: bool) -> Days | None:  # noqa: FBT001
    """This, last or next week, weekend, month, year, quarter, decade."""
    if published is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        match["which"].lower(), 0
    )
    match match["unit"].lower():
        case "week":
            monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
            return monday, monday + timedelta(6)
        case "weekend":
            return _weekend(published, shift)
        case "month":
            return _whole_month(published, shift)
        case "year":
            return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
        case _:
            return None


def _weekend(published: date, shift: int) -> Days:
    saturday = published - timedelta(published.weekday()) + timedelta(5 + 7 * shift)
    if shift < 0 and published.weekday() > 4:  # noqa: PLR2004 Friday
        saturday = published - timedelta(published.weekday()) - timedelta(2)
    return saturday, saturday + timedelta(1)


def _whole_month(published: date, shift: int) -> Days:
    month = published.month - 1 + shift
    year, month = published.year + month // 12, month % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _ago(match: re.Match[str], published: date | None, _: bool) -> Days | None:  # noqa: FBT001
    if published is None:
        return None
    written = match["n"].lower()
    number = int(written) if written.isdigit() else NUMBERS[written]
    number = number if match["way"].lower() == "from now" else -number
    match match["unit"].lower().rstrip("s"):
        case "day":
            day = published + timedelta(number)
            return day, day
        case "week":
            day = published + timedelta(7 * number)
            return day - timedelta(day.weekday()), day + timedelta(6 - day.weekday())
        case "month":
            return _whole_month(published, number)
        case _:
            return date(published.year + number, 1, 1), date(published.year + number, 12, 31)


def _year(match: re.Match[str], _: date | None, __: bool) -> Days:  # noqa: FBT001
    year = int(match["y"])
    return date(year, 1, 1), date(year, 12, 31)


def _quarter(match: re.Match[str], published: date | None, _: bool) -> Days | None:  # noqa: FBT001
    """The quarter of the year named, else the last one that has begun."""
    month = 3 * ("first", "second", "third", "fourth").index(match["n"].lower()) + 1
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return None
    else:
        year = published.year - (month > published.month)
    return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])


def _decade(match: re.Match[str], _: date | None, __: bool) -> Days:  # noqa: FBT001
    year = int(match["y"])
    return date(year, 1, 1), date(year + 9, 12, 31)


def _season(match: re.Match[str], published: date | None, _: bool) -> Days | None:  # noqa: FBT001
    month = SEASONS[match["season"].lower()]
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return None
    else:
        year = published.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    end = date(year + (month == 12), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 December
    return date(year, month, 1), end.replace(day=monthrange(end.year, end.month)[1])


_Rule = tuple[frozenset[str], re.Pattern[str], _Resolver]


def _rule(needs: str, pattern: str, resolve: _Resolver) -> _Rule:
    """A rule and the kinds it needs: where a blank is meant, the pattern says [ ]; other blanks only lay it out."""
    return frozenset(needs.split()), re.compile(pattern, re.IGNORECASE | re.VERBOSE), resolve


_AFTER_PREPOSITION = (
    "(?:"
    + "|".join(rf"(?<=\b{word}[ ])" for word in ["in", "since", "of", "until", "by", "from", "during", "through"])
    + ")"
)
_OPTIONAL_YEAR = rf"(?:,?[ ](?P<y>{_YEAR})\b)?"
COUNTED = words(
    "people troops soldiers men women children others km kilometres kilometers miles dollars euros pounds tons tonnes "
    "years days police officers workers migrants homes metres meters feet jobs refugees civilians protesters tanks "
    "vehicles drones missiles rockets shells mines bombs warplanes helicopters ships boats lorries trucks rifles "
    "houses buildings schools villages prisoners hostages bodies"
)
"""What is counted after a number that could be a year."""
_ANY_DAY = rf"(?:(?:{_DAY}),?[ ])?"
_RULES: Sequence[_Rule] = (
    _rule("digit", r"\b (?P<y>(?:19|20)\d\d) - (?P<m>\d\d) - (?P<d>\d\d) \b", _iso),
    _rule(
        "digit month",
        rf"\b {_ANY_DAY} (?:the[ ])? (?P<month>{_MONTH}) [ ] (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? \b"
        rf"(?: (?:-|\u2013|[ ]to[ ]|[ ]and[ ]) (?P<d2>\d{{1,2}}) \b)? {_OPTIONAL_YEAR}",
        _month_day,
    ),
    _rule(
        "digit month",
        rf"\b {_ANY_DAY} (?:the[ ])? (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? [ ] (?:of[ ])? (?P<month>{_MONTH})"
        rf"{_OPTIONAL_YEAR}",
        _month_day,
    ),
    _rule(
        "digit month",
        rf"\b (?:{_PART_OF_MONTH}[ -])? (?P<which>(?!.))? (?P<month>{_MONTH}) ,?[ ] (?:of[ ])? (?P<y>{_YEAR}) \b",
        _month,
    ),
    _rule(
        "month",
        rf"(?: {_AFTER_PREPOSITION} | \b(?={_PART_OF_MONTH}) | \b(?=(?:last|next|this)[ ]) )"
        rf"(?:{_PART_OF_MONTH}[ -])? (?:(?P<which>last|next|this)[ ])? (?P<month>{_MONTH}) \b (?![ ]\d) (?P<y>(?!.))?",
        _month,
    ),
    _rule("weekday", rf"\b (?:(?P<which>last|next|this|coming|past)[ ])? (?P<day>{'|'.join(WEEKDAYS)}) \b", _weekday),
    _rule("relative", r"\b (?P<word>yesterday|today|tonight|tomorrow) \b", _relative_day),
    _rule(
        "unit",
        r"\b (?:earlier[ ]|later[ ])? (?P<which>this|last|next|past|previous|coming|following) [ ]"
        r"(?P<unit>week|weekend|month|year) \b (?!s)",
        _period,
    ),
    _rule("unit", r"\b over[ ](?P<which>the)[ ](?P<unit>weekend) \b", _period),
    _rule(
        "unit way",
        rf"\b (?:(?:about|around|some|nearly|almost|more[ ]than)[ ])? (?P<n>{_NUMBER}) (?:[ ]of)? [ ]"
        r"(?P<unit>days?|weeks?|months?|years?) [ ] (?P<way>ago|earlier|from[ ]now) \b",
        _ago,
    ),
    _rule(
        "digit",
        rf"\b (?:(?P<which>last|next|this)[ ])? (?:the[ ])? (?P<season>spring|summer|autumn|winter)"
        rf"[ ]of[ ] (?P<y>{_YEAR})",
        _season,
    ),
    _rule("digit", r"\b (?:the[ ])? (?P<y>(?:1[89]|20)\d0) s \b", _decade),
    _rule("digit", rf"{_AFTER_PREPOSITION} (?:early[ ]|late[ ]|mid-)? (?P<y>{_YEAR}) \b (?![,.]\d)", _year),
    _rule(
        "quarter",
        rf"\b (?:the[ ])? (?P<n>first|second|third|fourth)[- ]quarter \b (?:[ ](?:of[ ])?(?P<y>{_YEAR})\b)?",
        _quarter,
    ),
    _rule(
        "digit",
        rf"(?<![$€£\d.,/-]) \b (?P<y>(?:19[5-9]|20[0-3])\d) \b (?![,.]?\d|[-/%]|[ ](?:{'|'.join(sorted(COUNTED))})\b)",
        _year,
    ),
)
